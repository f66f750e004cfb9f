"""A review comes in as bytes and its exports go out; faults are sentences and keep nothing."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Event

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from assistant.domain.review import Intake, Status
from assistant.errors import NotFound, UnreadableFile
from assistant.web import routes as routes_module
from assistant.web.routes import routes

REVIEW = "0123456789abcdef"


class Desk:
    """Stands in for the pipeline: remembers what it was given."""

    def __init__(self) -> None:
        self.taken: list[tuple[list[tuple[str, bytes]], Intake]] = []
        self.follows: list[str | None] = []

    def take_in(self, files: list[tuple[str, bytes]], intake: Intake, *, earlier: str | None) -> str:
        if files[0][1] == b"bad":
            raise UnreadableFile("review.doc is an old Word file. Save it as .docx.")
        self.taken.append((files, intake))
        self.follows.append(earlier)
        return REVIEW

    def result(self, review: str) -> bytes:
        if review != REVIEW:
            raise NotFound("There is no such review here.")
        return b"{}"

    def report(self, review: str) -> bytes:
        return b"PK"

    def sheet(self, review: str) -> bytes:
        return b"a,b"


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def client(desk: Desk) -> TestClient:
    app = FastAPI()
    app.include_router(routes(desk))
    return TestClient(app)


def test_files_and_what_is_known_beside_them_reach_the_pipeline(client: TestClient, desk: Desk) -> None:
    answer = client.post(
        "/reviews",
        files=[("files", ("a.docx", b"one")), ("files", ("b.pdf", b"two"))],
        data={"reference": " LM-1 ", "offence_date": "2025-03-04", "high_profile": "yes", "region": ""},
    )
    assert answer.json() == {"review": REVIEW}
    intake = Intake(reference="LM-1", offence_date=date(2025, 3, 4), high_profile=Status.YES)
    assert desk.taken == [([("a.docx", b"one"), ("b.pdf", b"two")], intake)]
    assert desk.follows == [None]


def test_the_next_version_names_the_review_it_follows(client: TestClient, desk: Desk) -> None:
    for named in ("fedcba9876543210", ""):
        client.post("/reviews", files=[("files", ("a.docx", b"one"))], data={"earlier": named})
    assert desk.follows == ["fedcba9876543210", None]


def test_a_file_that_cannot_be_read_is_answered_with_what_to_do(client: TestClient) -> None:
    answer = client.post("/reviews", files=[("files", ("review.doc", b"bad"))])
    assert answer.status_code == 422
    assert answer.json() == {"error": "review.doc is an old Word file. Save it as .docx."}


def test_a_file_that_takes_long_to_read_keeps_nobody_else_waiting() -> None:
    reading, go_on = Event(), Event()

    class Slow(Desk):
        def take_in(self, files: list[tuple[str, bytes]], intake: Intake, *, earlier: str | None) -> str:
            reading.set()
            assert go_on.wait(120)
            return REVIEW

    app = FastAPI()
    app.include_router(routes(Slow()))
    with TestClient(app) as client, ThreadPoolExecutor() as pool:
        upload = pool.submit(client.post, "/reviews", files=[("files", ("a.pdf", b"long"))])
        assert reading.wait(120)
        assert client.get("/health").json() == {"status": "ok"}
        go_on.set()
        assert upload.result().json() == {"review": REVIEW}


def test_no_file_is_a_sentence(client: TestClient) -> None:
    answer = client.post("/reviews", data={"reference": "x"}, files={"other": b""})
    assert answer.json() == {"error": "Choose the review's file, or its files, first."}


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"offence_date": "the 4th"}, "offence date"),
        ({"period_start": "2025-02-01", "period_end": "2025-01-01"}, "ends before it starts"),
        ({"high_profile": "perhaps"}, "high profile"),
    ],
)
def test_an_intake_that_cannot_be_is_refused_and_named(
    client: TestClient, desk: Desk, fields: dict[str, str], words: str
) -> None:
    answer = client.post("/reviews", files=[("files", ("a.txt", b"one"))], data=fields)
    assert answer.status_code == 422
    assert words in answer.json()["error"]
    assert desk.taken == []


def test_an_upload_beyond_the_limit_is_refused_before_it_is_read(
    client: TestClient, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(routes_module, "MOST_BYTES", 100)
    answer = client.post("/reviews", files=[("files", ("a.txt", b"x" * 101))])
    assert answer.status_code == 413
    assert desk.taken == []


def test_exports_are_downloads_that_the_page_names(client: TestClient) -> None:
    answer = client.get(f"/reviews/{REVIEW}/report.docx")
    assert answer.content == b"PK"
    assert answer.headers["content-disposition"] == "attachment"
    prompts = client.get(f"/reviews/{REVIEW}/prompts.csv")
    assert (prompts.content, prompts.headers["content-type"]) == (b"a,b", "text/csv; charset=utf-8")


def test_an_unknown_review_has_no_export(client: TestClient) -> None:
    assert client.get("/reviews/ffffffffffffffff/result.json").status_code == 404
