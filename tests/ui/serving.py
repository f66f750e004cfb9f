"""The screens over a pipeline in memory, served on loopback, for tests that look at them in a real browser."""

import asyncio
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from queue import Queue

import gradio
import uvicorn
from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

from assistant import ui
from tests.ui.stand_in import StandIn


async def serve(pipeline: StandIn, listening: socket.socket, started: "Queue[uvicorn.Server]") -> None:
    """Make the page and serve it. Inside a running loop: outside, Gradio makes loops and leaves them."""
    app = FastAPI()
    app.mount("/ours", StaticFiles(directory=ui.STATIC))
    gradio.mount_gradio_app(
        app, ui.build(pipeline), path="/", show_error=False, run_history=False, footer_links=[], ssr_mode=False
    )
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", ws="none"))
    started.put(server)
    await server.serve(sockets=[listening])


@contextmanager
def served(pipeline: StandIn) -> Iterator[str]:
    """The screens over that pipeline on loopback, in a thread of their own; gives the address."""
    listening = socket.create_server(("127.0.0.1", 0))
    started: Queue[uvicorn.Server] = Queue()
    thread = threading.Thread(target=lambda: asyncio.run(serve(pipeline, listening, started)))
    thread.start()
    server = started.get(timeout=120)
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/"
    finally:
        server.should_exit = True
        thread.join()
        listening.close()
