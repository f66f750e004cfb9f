"""The whole web application: our routes and the screens, inside the perimeter.

Comes in: a pipeline. Goes out: an ASGI application, for uvicorn or a test.
"""

import os
from collections.abc import MutableMapping

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles
from starlette.types import ASGIApp

from assistant.pipeline import Pipeline
from assistant.web.perimeter import Perimeter
from assistant.web.routes import routes


def quiet(environment: MutableMapping[str, str] = os.environ) -> None:
    """Tells Gradio, before it is first imported, to call nobody: no analytics, no look-ups, no history."""
    environment["GRADIO_ANALYTICS_ENABLED"] = "False"
    environment["HF_HUB_OFFLINE"] = "1"
    environment["GRADIO_RUN_HISTORY"] = "False"
    environment["GRADIO_MCP_SERVER"] = "False"
    environment["GRADIO_SSR_MODE"] = "False"


def build(pipeline: Pipeline) -> ASGIApp:
    """The application, every path of it behind the perimeter."""
    quiet()
    import gradio

    from assistant import ui

    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    app.include_router(routes(pipeline))
    app.mount("/ours", StaticFiles(directory=ui.STATIC))
    screens = gradio.mount_gradio_app(
        app,
        ui.build(pipeline),
        path="/",
        show_error=False,
        run_history=False,
        enable_monitoring=False,
        footer_links=[],
        ssr_mode=False,
        mcp_server=False,
        pwa=False,
        allowed_paths=[],
        max_file_size=1,
    )
    return Perimeter(screens)
