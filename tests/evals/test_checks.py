"""The checks raised on each gold review are those judged by hand, and a planted fault is found at its place."""

from functools import cache
from pathlib import Path

import pytest

from assistant.domain.interval import Counted
from assistant.domain.review import Check, Intake, Review
from assistant.pipeline.reading import checked, read_review
from evals.checks import Figures, JudgedChecks, figures, found, lines, load
from evals.gold import GoldError
from evals.gold import load as gold
from evals.sets import files_of

GOLD = Path(__file__).parents[2] / "evals" / "gold"
FOLDER = GOLD / "saltmarch"
FOLDERS = sorted(path.parent for path in GOLD.glob("*/gold.yaml"))


@cache
def review_of(folder: Path) -> Review:
    return read_review(files_of(folder))


@pytest.fixture(scope="module")
def review() -> Review:
    return review_of(FOLDER)


@pytest.fixture(scope="module")
def intake() -> Intake:
    return gold(FOLDER).intake


@pytest.fixture(scope="module")
def judged() -> JudgedChecks:
    return load(FOLDER)


@pytest.fixture(scope="module")
def counted(review: Review, intake: Intake, judged: JudgedChecks) -> Figures:
    return figures(checked(review, intake), judged)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_no_check_is_raised_that_was_not_judged_and_none_judged_is_missing(folder: Path) -> None:
    found = figures(checked(review_of(folder), gold(folder).intake), load(folder))
    assert (found.not_judged, found.not_raised) == ((), ())


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_planted_fault_is_of_a_prompt_and_a_check_said_to_see_it_does(folder: Path) -> None:
    judged = load(folder)
    raised = {check.id for check in checked(review_of(folder), gold(folder).intake)}
    assert {fault.seen_by for fault in judged.planted if fault.seen_by} <= raised
    assert {fault.prompt for fault in judged.planted} <= {*gold(folder).lines, *gold(folder).notes}


def test_no_check_on_the_sample_is_a_false_alarm(counted: Figures) -> None:
    assert counted.false == ()
    assert len(counted.right) == 3


def test_three_of_the_nine_planted_faults_are_seen(counted: Figures) -> None:
    assert [fault.prompt for fault in counted.seen] == ["2.h", "chronology.d", "info.staff_interviewed"]
    assert len(counted.unseen) == 6


def test_every_check_has_an_id_of_its_own_a_prompt_of_the_rubric_and_passages_of_the_review(
    review: Review, intake: Intake
) -> None:
    raised = checked(review, intake)
    prompts = {*gold(FOLDER).lines, *gold(FOLDER).notes}
    assert len({check.id for check in raised}) == len(raised)
    assert {check.prompt for check in raised} <= prompts
    assert all(review.passage(passage) for check in raised for passage in check.passages)
    assert raised == checked(review, intake)


def test_a_fault_of_each_kind_is_found_at_its_place(review: Review, intake: Intake) -> None:
    planted = found(review, intake, [1])
    assert [check for check, count in planted.items() if not count.hit] == []
    assert len(planted) == 28


@pytest.mark.long
def test_faults_of_each_kind_are_found_at_ten_places(review: Review, intake: Intake) -> None:
    planted = found(review, intake, range(10))
    assert sum(count.hit for count in planted.values()) >= 275
    assert min(count.hit for count in planted.values()) >= 8


def test_the_printed_lines_name_what_is_false_unjudged_and_unseen(judged: JudgedChecks) -> None:
    raised = [
        Check(id=i, prompt="4.a", message="m", passages=())
        for i in ("staff-not-listed", "language-risk", "language-commas")
    ]
    wrong = judged.raised[0].model_copy(update={"id": "language-commas", "right": False})
    text = list(
        lines(
            figures(raised, judged.model_copy(update={"raised": (*judged.raised, wrong)})),
            {"language-risk": Counted(hit=1, of=2)},
        )
    )
    assert "language             2       0       1           1" in text
    assert "staff                1       1       0           0" in text
    assert "judged, and no longer raised: actions-finding-without" in text
    assert "faults of the gold seen: 1 of 9" in text
    assert "  not seen, 2.h: Key finding 8 has no action. A check for it is there." in text
    assert "  language-risk               1 of 2" in text
    assert not [line for line in lines(figures(raised, judged), {}) if "planted" in line]


def test_a_judged_list_with_a_fault_is_refused(tmp_path: Path) -> None:
    text = (FOLDER / "checks.yaml").read_text(encoding="utf-8")
    (tmp_path / "checks.yaml").write_text(text.replace("    seen_by: actions-finding-without\n", ""), "utf-8")
    with pytest.raises(GoldError, match="has a reason why not"):
        load(tmp_path)
    with pytest.raises(GoldError, match="cannot be read"):
        load(tmp_path / "none")
