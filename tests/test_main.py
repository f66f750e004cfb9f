"""The command line: statuses 0, 1 and 2, files written all the same, and never a traceback."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import jsonschema
import pytest
from docx import Document

from assistant.domain.draft import DraftStatus
from assistant.domain.judge_first import Share
from assistant.domain.review import Intake
from assistant.edges.store import Store
from assistant.pipeline import Pipeline, Setup
from tests.scripted import always, prompt_of, said, scripted

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "evals" / "gold" / "saltmarch" / "review.docx"
SCHEMA = json.loads((ROOT / "docs" / "result-file.schema.json").read_text(encoding="utf-8"))
REVIEW = "1. Assessment\n\nThe officer completed the first assessment and asked the police at once.\n"


QUEUES = """
import sys
from datetime import UTC, datetime
from assistant.domain.review import Intake
from assistant.pipeline import Pipeline, Setup

database, url = sys.argv[1:]
setup = Setup(database_url=database, jobs_url=database, base_url=url, model="scripted", concurrency=1)
with Pipeline.opened(setup, now=lambda: datetime.now(UTC)) as pipeline:
    review = pipeline.take_in([("review.txt", b"1. Assessment\\n\\nThe officer asked the police at once, "
                              b"and the manager countersigned the plan a week later.")], Intake())
    pipeline.start(review)
print(review)
"""


def until(true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 300
    while not true():
        assert time.monotonic() < deadline, "it never came about"
        time.sleep(0.05)


def drafted(database: str, review: str) -> int:
    store = Store.open(database)
    try:
        return sum(draft.status is DraftStatus.DRAFTED for draft in store.drafts(review))
    finally:
        store.close()


def assistant(*arguments: object, **environment: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "assistant", *(str(a) for a in arguments)]
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Traceback" not in done.stderr + done.stdout
    return done


@pytest.fixture
def review(tmp_path: Path) -> Path:
    path = tmp_path / "review.txt"
    path.write_text(REVIEW, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "command",
    [
        (),
        ("serve",),
        ("read",),
        ("draft",),
        ("export",),
        ("verify",),
        ("rubric",),
        ("worker",),
        ("check-endpoint",),
    ],
)
def test_every_command_explains_itself(command: tuple[str, ...]) -> None:
    done = assistant(*command, "--help")
    assert done.returncode == 0
    assert "Usage: assistant" in done.stdout
    assert len(done.stdout) > 300


def test_the_sample_is_drafted_from_its_recording_without_any_endpoint(tmp_path: Path) -> None:
    out, report = tmp_path / "result.json", tmp_path / "report.docx"
    done = assistant("draft", SAMPLE, "--out", out, "--report", report)
    assert done.returncode == 0, done.stderr
    result = json.loads(out.read_text(encoding="utf-8"))
    jsonschema.validate(result, SCHEMA)
    assert [d["status"] for d in result["drafts"]] == ["drafted"] * 54
    assert result["run"]["model"] == "local-bridge"
    assert result["run"]["endpoint"] == "recording"
    texts = {p["id"]: p["text"] for p in result["review"]["passages"]}
    graded = [c for d in result["drafts"] for c in d["citations"]]
    assert len(graded) > 100
    for citation in graded:
        assert citation["match"] in {"exact", "normalised", "moved", "absent"}
        if citation["match"] == "exact":
            assert texts[citation["passage"]][citation["start"] : citation["end"]] == citation["quote"]
    assert "OFFICIAL-SENSITIVE" in "\n".join(p.text for p in Document(str(report)).paragraphs)


def test_a_review_with_no_endpoint_is_read_and_checked_and_its_drafts_are_not_run(
    tmp_path: Path, review: Path
) -> None:
    out = tmp_path / "result.json"
    done = assistant("draft", review, "--out", out)
    assert done.returncode == 1
    assert "OPENAI_BASE_URL" in done.stderr
    result = json.loads(out.read_text(encoding="utf-8"))
    jsonschema.validate(result, SCHEMA)
    assert {d["status"] for d in result["drafts"]} == {"not_run"}
    assert result["review"]["passages"][1]["text"].startswith("The officer completed")


def test_a_whole_result_ends_with_0_and_a_missing_draft_with_1(tmp_path: Path, review: Path) -> None:
    out = tmp_path / "result.json"
    with scripted(lambda body: (401, {}) if prompt_of(body) == "2.c" else always(body)) as endpoint:
        live = {"OPENAI_BASE_URL": endpoint.url, "ASSISTANT_MODEL": "scripted"}
        done = assistant("draft", review, "--out", out, **live)
        assert done.returncode == 1
        assert "1 not answered: the endpoint did not accept the key (2.c)" in done.stderr
        assert [d["prompt"] for d in json.loads(out.read_text())["drafts"] if d["status"] != "drafted"] == [
            "2.c"
        ]
        endpoint.script = always
        assert assistant("draft", review, "--out", out, "--repeats", "1", **live).returncode == 0
        assert len(endpoint.asked) == 56 + 49
        counted = [d["agreement"] for d in json.loads(out.read_text())["drafts"] if d["line"]]
        assert {(one["same"], one["of"]) for one in counted} == {(2, 2)}


def test_a_worker_drafts_what_another_process_queued(tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path / 'shared.db'}"
    with scripted(always) as endpoint:
        live = {
            "OPENAI_BASE_URL": endpoint.url,
            "ASSISTANT_MODEL": "scripted",
            "ASSISTANT_DATABASE_URL": database,
        }
        queues = [sys.executable, "-c", QUEUES, database, endpoint.url]
        review = subprocess.run(queues, cwd=ROOT, check=True, capture_output=True, text=True).stdout.strip()
        assert len(endpoint.asked) < 54
        command = [sys.executable, "-m", "assistant", "worker"]
        # What a shell starts in its background is deaf to Ctrl+C, and what that starts too: not this worker.
        signal.signal(signal.SIGINT, signal.default_int_handler)
        with subprocess.Popen(command, cwd=ROOT, env=os.environ | live, stderr=subprocess.PIPE) as worker:
            try:
                until(lambda: drafted(database, review) == 54)
                worker.send_signal(signal.SIGINT)
                told = worker.communicate()[1].decode()
            finally:
                worker.kill()
    assert worker.returncode == 0
    assert "an SQLite file" in " ".join(told.split())
    assert "Stopped" in told


def test_an_endpoint_is_checked_without_a_word_of_the_review(review: Path) -> None:
    refuses = (400, {"error": {"code": "context_length_exceeded"}})
    ready = (200, said('{"word": "ready"}'))
    with scripted(lambda body: ready if "exactly this key: word" in str(body) else refuses) as endpoint:
        live = {"OPENAI_BASE_URL": endpoint.url, "ASSISTANT_MODEL": "scripted"}
        done = assistant("check-endpoint", review, **live)
        assert done.returncode == 1
        assert "longer than the model can read" in " ".join(done.stderr.split())
        assert len(endpoint.asked) == 3
        assert "asked the police" not in str(endpoint.asked)
    gone = assistant("check-endpoint", **live)
    assert gone.returncode == 2
    assert "could not be reached" in gone.stderr


def test_a_worker_without_an_endpoint_says_what_it_needs() -> None:
    done = assistant("worker")
    assert done.returncode == 2
    assert "OPENAI_BASE_URL" in done.stderr


def test_what_is_judged_first_stays_hidden_on_the_command_line_too(tmp_path: Path, review: Path) -> None:
    database, out = f"sqlite:///{tmp_path}/kept.db", tmp_path / "result.json"
    with scripted(always) as endpoint:
        setup = Setup(database_url=database, jobs_url=database, base_url=endpoint.url, model="scripted")
        with Pipeline.opened(setup, now=lambda: datetime.now(UTC)) as pipeline:
            kept = pipeline.take_in([("review.txt", review.read_bytes())], Intake())
            pipeline.start(kept, judge_first=Share.TENTH)
            until(lambda: not pipeline.progress(kept).running)
        live = {"OPENAI_BASE_URL": endpoint.url, "ASSISTANT_MODEL": "scripted"}
        done = assistant("draft", review, "--out", out, ASSISTANT_DATABASE_URL=database, **live)
    assert done.returncode == 0
    assert "5 stay hidden until an inspector has recorded a line" in done.stderr
    drafts = json.loads(out.read_text(encoding="utf-8"))["drafts"]
    assert sum(draft["status"] == "hidden" for draft in drafts) == 5


def test_a_kept_review_is_exported_by_the_beginning_of_its_id(tmp_path: Path, review: Path) -> None:
    out = tmp_path / "result.json"
    assistant("draft", review, "--out", out)
    first = json.loads(out.read_text(encoding="utf-8"))
    again = tmp_path / "again [red].json"
    sheet = tmp_path / "prompts.csv"
    done = assistant("export", first["review"]["id"][:6], "--out", again, "--prompts", sheet)
    assert done.returncode == 1
    assert again.name.replace(" ", "") in "".join(done.stderr.split())
    assert json.loads(again.read_text(encoding="utf-8")) == first
    assert sheet.read_bytes().startswith(b'\xef\xbb\xbf"Reference",')
    unknown = assistant("export", "zzz", "--out", again)
    assert unknown.returncode == 2
    assert first["review"]["id"] in unknown.stderr.replace("\n", "")


def test_an_export_is_verified_and_what_cannot_be_is_told_from_what_does_not_hold(
    tmp_path: Path, review: Path
) -> None:
    out, other = tmp_path / "result.json", tmp_path / "other.txt"
    assistant("draft", review, "--out", out)
    other.write_text(REVIEW.replace("at once", "late"), encoding="utf-8")
    holds, differs, none, gone = (
        assistant("verify", *given)
        for given in ((out, review), (out, other), (review, review), (out, tmp_path / "gone.txt"))
    )
    assert [done.returncode for done in (holds, differs, none, gone)] == [0, 1, 2, 2]
    assert holds.stdout.rstrip().endswith("Verified: everything holds.")
    assert "The export's text is the files' text: DOES NOT HOLD." in differs.stdout
    assert "Nothing was verified." in none.stderr.replace("\n", " ")
    assert "gone.txt" in gone.stderr.replace("\n", "")


def test_what_is_known_beside_the_files_can_be_given(tmp_path: Path, review: Path) -> None:
    intake, out = tmp_path / "intake.json", tmp_path / "result.json"
    intake.write_text('{"reference": "LM-1", "offence_date": "2025-03-04", "high_profile": "yes"}')
    assistant("draft", review, "--out", out, "--intake", intake)
    assert json.loads(out.read_text(encoding="utf-8"))["review"]["intake"]["reference"] == "LM-1"
    intake.write_text('{"colour": "red"}')
    wrong = assistant("draft", review, "--out", out, "--intake", intake)
    assert wrong.returncode == 2
    assert "colour" in wrong.stderr


def test_a_prompt_of_the_rubric_is_printed() -> None:
    done = assistant("rubric", "1.3.c")
    assert done.returncode == 0
    assert "Does the SFO review sufficiently analyse missed opportunities? (implementation)" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("draft", "nowhere.docx", "--out", "x.json"), "nowhere.docx"),
        (("draft", "README.md", "--out", "no/such/folder/x.json"), "There is no folder"),
        (("rubric", "9.z"), "no prompt 9.z"),
        (("rubric", "--file", "README.md"), "README.md"),
        (("draft", "review.txt", "--out", "x.json", "--repeats", "10"), "equal to 9"),
        (("draft", SAMPLE, "--out", "x.json", "--repeats", "2"), "cannot be asked again"),
        (("bogus",), "bogus"),
    ],
)
def test_where_nothing_can_be_done_the_status_is_2_and_the_reason_a_sentence(
    arguments: tuple[str | Path, ...], words: str
) -> None:
    done = assistant(*arguments)
    assert done.returncode == 2
    assert words in done.stderr.replace("\n", " ")


def test_a_setting_that_cannot_be_used_is_named() -> None:
    done = assistant("serve", "--no-browser", ASSISTANT_PORT="many")
    assert done.returncode == 2
    assert "ASSISTANT_PORT" in done.stderr


def test_the_server_refuses_to_listen_beyond_this_computer() -> None:
    done = assistant("serve", "--no-browser", ASSISTANT_HOST="0.0.0.0")  # noqa: S104 - must be refused
    assert done.returncode == 2
    assert "no sign-in yet" in done.stderr.replace("\n", " ")


def test_reading_prints_what_was_read_and_writes_the_same_shapes_as_the_result_file(
    tmp_path: Path, review: Path
) -> None:
    out, result = tmp_path / "read.json", tmp_path / "result.json"
    done = assistant("read", review, "--out", out)
    assert done.returncode == 0, done.stderr
    for words in (
        "Sections",
        "Assessment",
        "The officer completed",
        "Expected part not found",
        "Every character",
    ):
        assert words in done.stdout
    brief = assistant("read", review, "--brief").stdout
    assert "Sections" in brief
    assert "The officer completed" not in brief
    assistant("draft", review, "--out", result)
    whole, read = (json.loads(path.read_text(encoding="utf-8")) for path in (result, out))
    assert read == {key: whole[key] for key in ("review", "notices", "checks")}


def test_a_refused_file_ends_reading_with_status_2_and_one_line_that_says_why(tmp_path: Path) -> None:
    path, out = tmp_path / "old.doc", tmp_path / "read.json"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    done = assistant("read", path, "--out", out)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1
    assert "old format (.doc)" in done.stderr
    assert not out.exists()
