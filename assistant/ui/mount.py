"""The screens put onto a web application, with everything of Gradio's that talks or remembers switched off.

Comes in: an application of the perimeter's and a pipeline. Goes out: the application with the page at its
root. It stands alone because what Gradio does unasked is settled here, before and while it is mounted.
"""

import os
from pathlib import Path

os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
os.environ["HF_HUB_OFFLINE"] = "1"  # else Gradio looks up its own project when it is imported

import gradio as gr
from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

from assistant.ui.blocks import build
from assistant.ui.needs import Pipeline

STATIC = Path(__file__).parent / "static"
"""Folder of the page's own styles and scripts, served at ``/ours``."""


def mount(app: FastAPI, pipeline: Pipeline) -> FastAPI:
    """The application with the screens at ``/`` and their own files at ``/ours``."""
    app.mount("/ours", StaticFiles(directory=STATIC))
    mounted: FastAPI = gr.mount_gradio_app(
        app,
        build(pipeline),
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
    return mounted
