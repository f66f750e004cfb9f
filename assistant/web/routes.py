"""Our own routes beside the screens: a review comes in, its exports go out, and a sign of life.

Files are read from the request and handed to the pipeline as bytes; their names are shown, never used
as paths. It stands apart from the screens because Gradio keeps uploads and serves them by path.
"""

import logging
from collections.abc import Mapping
from typing import Any, Protocol

from fastapi import APIRouter, HTTPException, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse, Response
from pydantic import ValidationError
from starlette.datastructures import UploadFile

from assistant.domain.review import Intake
from assistant.errors import AssistantError, NotFound

MOST_BYTES = 60_000_000
"""Of one upload, all files together."""

MOST_FILES = 10

LOG = logging.getLogger(__name__)

_JSON = "application/json"
_CSV = "text/csv; charset=utf-8"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class Desk(Protocol):
    """What these routes need of the pipeline."""

    def take_in(self, files: list[tuple[str, bytes]], intake: Intake, *, earlier: str | None) -> str:
        """Keeps a review, as the next version of an ``earlier`` one or of none; its id."""
        ...

    def result(self, review: str) -> bytes:
        """The result file."""
        ...

    def report(self, review: str) -> bytes:
        """The Word report."""
        ...

    def sheet(self, review: str) -> bytes:
        """The prompts as CSV."""
        ...


def routes(desk: Desk) -> APIRouter:
    """The routes, bound to a pipeline."""
    router = APIRouter(include_in_schema=False)

    @router.get("/health")
    def health() -> JSONResponse:
        return JSONResponse({"status": "ok"})

    @router.post("/reviews")
    async def take_in(request: Request) -> JSONResponse:
        length = request.headers.get("content-length", "")
        if not length.isdigit() or int(length) > MOST_BYTES:
            return _refused(
                413, f"The files are larger than {MOST_BYTES // 1_000_000} MB together. Nothing was kept."
            )
        try:
            async with request.form(max_files=MOST_FILES, max_fields=20) as form:
                given = [f for f in form.getlist("files") if isinstance(f, UploadFile) and f.filename]
                files = [(f.filename or "", await f.read()) for f in given]
                intake = Intake.model_validate(_filled(form))
                earlier = form.get("earlier")
        except HTTPException:
            return _refused(422, f"The upload could not be read, or it has more than {MOST_FILES} files.")
        except ValidationError as problem:
            return _refused(422, "; ".join(_said(e) for e in problem.errors()))
        if not files:
            return _refused(422, "Choose the review's file, or its files, first.")
        try:
            follows = earlier if isinstance(earlier, str) and earlier else None
            taken = await run_in_threadpool(desk.take_in, files, intake, earlier=follows)
            return JSONResponse({"review": taken})
        except AssistantError as problem:
            return _refused(422, str(problem))
        except Exception as problem:
            return _failed(problem)

    @router.get("/reviews/{review}/result.json")
    def result(review: str) -> Response:
        return _download(desk.result, review, _JSON)

    @router.get("/reviews/{review}/report.docx")
    def report(review: str) -> Response:
        return _download(desk.report, review, _WORD)

    @router.get("/reviews/{review}/prompts.csv")
    def sheet(review: str) -> Response:
        return _download(desk.sheet, review, _CSV)

    return router


def _filled(form: Mapping[str, Any]) -> dict[str, str]:
    names = Intake.model_fields.keys() & form.keys()
    return {name: form[name].strip() for name in names if isinstance(form[name], str) and form[name].strip()}


def _said(error: Any) -> str:  # noqa: ANN401 - pydantic's own dictionary
    place = str(error["loc"][-1]).replace("_", " ") if error["loc"] else "the supervised period"
    return f"{place}: {error['msg'].removeprefix('Value error, ')}"


def _refused(status: int, sentence: str) -> JSONResponse:
    return JSONResponse({"error": sentence}, status)


def _failed(problem: Exception) -> JSONResponse:
    # The kind only, here and in the log: the message may hold text of a review.
    LOG.error("a request failed: %s", type(problem).__name__)
    return _refused(500, "Something went wrong on our side. What was kept before is unchanged. Try again.")


def _download(make: Any, review: str, media_type: str) -> Response:  # noqa: ANN401 - a bound method
    try:
        data: bytes = make(review)
    except NotFound as problem:
        return _refused(404, str(problem))
    except AssistantError as problem:
        return _refused(503, str(problem))
    except Exception as problem:
        return _failed(problem)
    # Without a name: the link on the page gives one, with the reference of the review.
    return Response(data, media_type=media_type, headers={"content-disposition": "attachment"})
