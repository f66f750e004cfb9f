"""``assistant serve``: the screens on this computer, until Ctrl+C.

Comes in: settings from the environment. Goes out: a server, and the address of its page. It stands alone
because no other command listens.
"""

import gc
import socket
import webbrowser
from collections.abc import Callable
from typing import Annotated

import typer
import uvicorn

from assistant import settings
from assistant.commands.terminal import console, opened
from assistant.errors import AssistantError


def serve(
    browser: Annotated[bool, typer.Option(help="Open the page in the default browser.")] = True,
) -> None:
    """Open the assistant in the browser, on this computer only.

    The bundled sample is there, unless it was deleted, with drafts replayed from a recording. Nothing is sent
    anywhere until Start is pressed beside the endpoint's host. Settings come from the environment (see README).
    """
    from assistant.web.address import loopback
    from assistant.web.app import build

    chosen = settings.read()
    host = loopback(chosen.host)
    console.print("Opening the database and the bundled sample...")
    with opened(chosen) as pipeline:
        pipeline.offer_sample()
        config = uvicorn.Config(
            build(pipeline),
            host=host,
            port=chosen.port,
            log_level="warning",
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=2,
        )
        server = _Server(config, lambda url: _ready(url, browser))
        try:
            server.run()
        except SystemExit:  # uvicorn's own way to say that it could not listen
            raise AssistantError(
                f"The assistant could not listen on {host}, port {chosen.port}: is it running already? "
                "Set ASSISTANT_PORT to another port."
            ) from None


class _Server(uvicorn.Server):
    """A server that says when it is ready, with the port it really has."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[str], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            # What stands by now stands to the end. Unless it is set aside, looking through it for what can be
            # freed takes a quarter of a second, about every eighth time that somebody asks for something.
            gc.collect()
            gc.freeze()
            host, port = self.servers[0].sockets[0].getsockname()[:2]
            self._ready(f"http://{f'[{host}]' if ':' in host else host}:{port}/")


def _ready(url: str, browser: bool) -> None:
    console.print(f"The assistant is at {url} (this computer only). Stop it with Ctrl+C; everything is kept.")
    if browser:
        webbrowser.open(url)
