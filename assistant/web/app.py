"""The whole web application: our routes and the screens, inside the perimeter.

Comes in: a pipeline. Goes out: an ASGI application, for uvicorn or a test. It stands alone so that no
path is served outside the perimeter.
"""

from fastapi import FastAPI
from starlette.types import ASGIApp

from assistant.pipeline import Pipeline
from assistant.ui import mount
from assistant.web.perimeter import Perimeter
from assistant.web.routes import routes


def build(pipeline: Pipeline) -> ASGIApp:
    """The application, every path of it behind the perimeter."""
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    app.include_router(routes(pipeline))
    return Perimeter(mount(app, pipeline))
