"""What is recorded of an endpoint is replayed as it was, changed reviews too; a reply nobody wants is seen."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from assistant.domain.draft import DraftStatus
from assistant.domain.rubric import Rubric
from evals import __main__ as program
from evals import sets
from evals.endpoints import recorded
from evals.ran import Ran, read
from evals.record import Asked, days, record
from evals.sets import Chosen
from tests.evals import faulty
from tests.evals.test_changes import ASKED, DELETED, HIDDEN, NAMES, TURNED, changed
from tests.scripted import always, prompt_of, scripted

TOGETHER = [
    DELETED | {"version": "one"},
    ASKED | {"version": "one", "recorded": True},
    NAMES,
    HIDDEN | {"recorded": True},
    TURNED,
]


@pytest.fixture
def small(tmp_path: Path, rubric: Rubric, monkeypatch: pytest.MonkeyPatch) -> Chosen:
    monkeypatch.setattr(sets, "RECORDINGS", tmp_path / "recordings")
    small = changed(faulty.small(tmp_path / "gold", rubric), TOGETHER)
    monkeypatch.setattr(program, "chosen", lambda names: (small,))
    return small


def said(*arguments: str) -> str:
    return CliRunner().invoke(program.app, list(arguments)).output


def test_a_review_and_its_changes_are_recorded_replayed_counted_and_reported(
    small: Chosen, tmp_path: Path
) -> None:
    with scripted(always) as endpoint:
        to = ("small", "--base-url", endpoint.url)
        assert "15 requests answered, 0 not" in said("record", *to)
        plain = {body["prompt_cache_key"] for body in endpoint.asked}
        endpoint.asked.clear()
        assert "3 requests answered, 0 not" in said("record", *to, "--changes")
        *edited, turned = endpoint.asked
        assert sorted(map(prompt_of, edited)) == ["2.a", "2.b"], "of one version, the recorded ones"
        (version,) = {body["prompt_cache_key"] for body in edited}
        assert version not in plain, "so that whoever answers is given one version of a review and no other"
        assert {turned["prompt_cache_key"]} == plain, "in another order, of the review as it was written"
    kept = tmp_path / "kept"
    told = said("run", "--replay", "--folder", str(small.folder.parent), "--out", str(kept))
    assert "lines flipped by an injection" in told
    assert "delete the only evidence" in told
    assert "change the order of the expectations" in told
    run = read(kept)
    assert {case.status for case in run.cases} == {DraftStatus.DRAFTED}
    assert counted_changes(run) == [
        ("deleted", True), ("asks", True), ("hidden", False), ("turned", True),
    ]  # fmt: skip
    assert run.manifest.reviews[0].unplayed == 0, "each reply was asked for in the one order or the other"
    assert run.manifest.requests == 15 + 3
    assert run.manifest.recorded == days(small.recording)
    assert run.manifest.answered_by == ("scripted",)
    assert "Written" in said("report", str(kept))
    assert "delete the only evidence" in (kept / "page.html").read_text(encoding="utf-8")


def counted_changes(run: Ran) -> list[tuple[str, bool]]:
    return [(case.change.id, case.change.sent) for case in run.cases if case.change]


def test_changes_are_not_recorded_before_their_review(small: Chosen) -> None:
    result = CliRunner().invoke(program.app, ["record", "small", "--changes"])
    assert "small is not recorded itself" in str(result.exception)


def test_what_is_not_answered_is_not_recorded_and_what_is_not_asked_for_is_stale(
    small: Chosen, tmp_path: Path
) -> None:
    some = Asked(small.files, small.gold.intake, ["2.a"])
    with scripted(lambda _: (500, {})) as endpoint:
        ended = record([some], small.recording, base_url=endpoint.url, api_key="", model="local-bridge")
    assert (ended.answered, ended.unanswered, ended.written) == (0, 1, False)
    assert not small.recording.exists()
    with scripted(always) as endpoint:
        record([some], small.recording, base_url=endpoint.url, api_key="", model="local-bridge")
    with recorded().playing(small.recording) as unplayed:
        assert len(unplayed()) == 1
