"""What is recorded of an endpoint is replayed as it was, changed reviews too; a reply nobody wants is seen."""

from pathlib import Path

import pytest

from assistant.domain.draft import DraftStatus
from assistant.domain.rubric import Rubric
from evals import sets
from evals.case import ChangeKind
from evals.endpoints import recorded
from evals.record import Asked, days, record
from evals.runner import run
from evals.sets import Chosen
from tests.evals import faulty
from tests.evals.test_changes import PAIR, SAME, changed
from tests.scripted import always, scripted


@pytest.fixture
def small(tmp_path: Path, rubric: Rubric, monkeypatch: pytest.MonkeyPatch) -> Chosen:
    monkeypatch.setattr(sets, "RECORDINGS", tmp_path / "recordings")
    listed = [
        {"id": "deleted", "prompt": "2.a", **PAIR, "file": "deleted.txt"},
        {"id": "names", "prompt": "2.a", **SAME, "file": "names.txt"},
    ]
    return changed(faulty.small(tmp_path / "gold", rubric), listed)


def test_a_recording_of_a_review_and_its_changes_is_replayed_whole(small: Chosen, tmp_path: Path) -> None:
    one = small.changes[0]
    plain, some = Asked(small.files, small.gold.intake), Asked(small.file_of(one), small.gold.intake, ["2.a"])
    with scripted(always) as endpoint:
        for asked, cassette in ((plain, small.recording), (some, small.recording_of_changes)):
            ended = record([asked], cassette, base_url=endpoint.url, api_key="", model="local-bridge")
            assert ended.written
        assert len(endpoint.asked) == 14 + 1 + 1
    (tmp_path / "kept").mkdir()
    replayed = run(
        [small],
        recorded(),
        tmp_path / "kept",
        changes={"small": [one]},
        left_out={},
        estimated=lambda *_: None,
        seen=lambda *_: None,
    )
    assert {case.status for case in replayed.cases} == {DraftStatus.DRAFTED}
    assert len(replayed.changed(ChangeKind.PAIR)) == 1
    assert replayed.manifest.reviews[0].unplayed == 0
    assert replayed.manifest.recorded == days(small.recording)
    assert replayed.manifest.answered_by == ("scripted",)


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
        assert unplayed() == 1
