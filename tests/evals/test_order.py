"""The expectations in the other order: only their place in the request is another, and the line must stay."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from assistant.domain.draft import DraftStatus, Outcome, RawReply, Request
from assistant.domain.rubric import Prompt, Rubric
from assistant.domain.trace import TRACE
from assistant.edges import library
from assistant.pipeline import rubric as whole_rubric
from evals import gate
from evals.changes import Operation, versions
from evals.gold import GoldError
from evals.inspect.samples import case_of, samples
from evals.measures import figures
from evals.order import APART, turned
from evals.ran import Ran
from evals.sets import Chosen, chosen
from tests.evals import faulty
from tests.evals.test_changes import DELETED, NAMES, TURNED, Reading, changed

TURNED_BELOW = TURNED | {"id": "turned-below", "prompt": "2.h"}
LISTED = re.compile(r"^\d+\. \([a-z_]+\) .*$", re.M)


@pytest.fixture
def small(tmp_path: Path, rubric: Rubric) -> Chosen:
    """The small review with an edit beside two changes of the order."""
    return changed(faulty.small(tmp_path / "gold", rubric), [NAMES, TURNED, TURNED_BELOW])


class Listening(Reading):
    """Goes by what the review says, and keeps what it was asked."""

    def __init__(self, review: Chosen) -> None:
        super().__init__(review.gold)
        self.sent: list[Request] = []

    def ask(self, request: Request, **how: Any) -> RawReply:
        self.sent.append(request)
        return super().ask(request, **how)


class FirstListed(faulty.Scripted):
    """Goes by which expectation is listed first, and by nothing else."""

    def ask(self, request: Request, **how: Any) -> RawReply:
        first = LISTED.findall(request.messages[-1].content)
        line = ("above", "supports") if first and first[0].startswith("1.") else ("below", "against")

        def fault(gold: Any, prompt: str) -> faulty.Answer:
            said, cited = faulty.oracle(gold, prompt)
            return ("null" if said == "null" else line[0]), [(quote, line[1]) for quote, _ in cited]

        self._fault = fault
        return super().ask(request, **how)


def prompts(rubric: Rubric) -> Iterator[tuple[Prompt, Prompt]]:
    return zip(rubric.prompts, turned(rubric).prompts, strict=True)


def test_each_prompt_has_its_own_expectations_in_the_other_order_and_nothing_else_changed() -> None:
    rubric = whole_rubric()
    for before, after in prompts(rubric):
        assert after.expectations == before.expectations[::-1], "ids, words and strengths stay together"
        assert after.model_copy(update={"expectations": before.expectations}) == before
    lone = turned(rubric).model_copy(
        update={key: getattr(rubric, key) for key in ("information", "chronology", "standards")}
    )
    assert lone == rubric
    assert [node.rule for node in turned(rubric).nodes()] == [node.rule for node in rubric.nodes()]


def test_turned_twice_it_is_as_it_was() -> None:
    rubric = whole_rubric()
    assert turned(rubric) != rubric
    assert turned(turned(rubric)) == rubric


class Heard(NamedTuple):
    """A run of the small review with its changes, and who answered."""

    review: Chosen
    run: Ran
    by: Listening
    told: list[int]


@pytest.fixture(scope="module")
def heard(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Heard]:
    """One run for all tests that only look at it."""
    some, folder = faulty.shortened(whole_rubric()), tmp_path_factory.mktemp("heard")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(library, "rubric", lambda: some)
        review = changed(faulty.small(folder / "gold", some), [NAMES, TURNED, TURNED_BELOW])
        one, told = Listening(review), list[int]()
        run = faulty.ran(review, one, folder, lambda _, more: told.append(more))
        yield Heard(review, run, one, told)


def test_the_requests_differ_in_the_order_of_the_expectations_alone(heard: Heard) -> None:
    original = {request.prompt: request.review for request in heard.by.sent if request.prompt == TRACE}[TRACE]
    for prompt in ("2.a", "2.h"):
        asked = [one for one in heard.by.sent if (one.prompt, one.review) == (prompt, original)]
        plain, other = (one.messages[-1].content for one in asked)
        assert LISTED.findall(other) == LISTED.findall(plain)[::-1]
        assert LISTED.sub("", other) == LISTED.sub("", plain)
        again = asked[1].model_copy(update={"messages": (*asked[1].messages[:-1], asked[0].messages[-1])})
        assert again == asked[0], "the review, the schema and the cache key are the same"


def test_the_pairs_are_counted_with_the_others(heard: Heard) -> None:
    assert invariance(heard.run) == "3 of 3"
    assert heard.told == [3], "as many requests on top as there are changes"
    assert heard.run.manifest.requests == len(heard.by.sent) == 14 + 1 + 3
    about = {case.change.id: case.change for case in heard.run.cases if case.change}
    assert list(about) == ["names", "turned", "turned-below"]
    assert about["turned"].sent
    assert about["turned"].operation == "change the order of the expectations"
    assert about["turned"].file == about["turned-below"].file != about["names"].file
    assert heard.run.manifest.rubric_sha256 == whole_rubric().sha256


def test_the_same_reply_makes_the_same_draft_in_either_order(heard: Heard) -> None:
    plain = {case.prompt: case for case in heard.run.plain}
    other = [case for case in heard.run.cases if case.change and case.change.id.startswith("turned")]
    assert len(other) == 2
    for case in other:
        assert case == plain[case.prompt].model_copy(update={"change": case.change})


def test_a_sample_of_inspect_finds_its_case(heard: Heard) -> None:
    changes = {heard.review.name: heard.review.changes}
    rubric = faulty.shortened(whole_rubric())
    (asked,) = (one for one in samples([heard.review], changes, rubric) if one.change == "turned-below")
    assert asked.target == "Below the line"
    assert case_of(heard.run, asked).right


def test_whoever_goes_by_what_is_listed_first_fails_the_gate(small: Chosen, tmp_path: Path) -> None:
    some = changed(small, [TURNED, TURNED_BELOW])
    run = faulty.ran(some, FirstListed(small.gold, faulty.oracle), tmp_path)
    assert invariance(run) == "0 of 2"
    assert "pairs.invariance" in {
        one.measure for one in gate.of_run(figures(run), gate.limits()) if not one.kept
    }


def test_a_run_that_stopped_goes_on_in_the_other_order_too(small: Chosen, tmp_path: Path) -> None:
    class Stopping(Listening):
        def ask(self, request: Request, **how: Any) -> RawReply:
            listed = LISTED.findall(request.messages[-1].content)
            if request.prompt == "2.h" and not listed[0].startswith("1."):
                return RawReply(outcome=Outcome.TIMEOUT)
            return super().ask(request, **how)

    first = faulty.ran(small, Stopping(small), tmp_path)
    assert [case.prompt for case in first.cases if case.status is not DraftStatus.DRAFTED] == ["2.h"]
    again = Listening(small)
    whole = faulty.ran(small, again, tmp_path)
    assert again.asked == ["2.h"], "what was answered, in either order, is not asked for again"
    assert invariance(whole) == "3 of 3"
    assert (tmp_path / APART / "evals.db").is_file()


def test_a_review_without_a_source_may_be_asked_about_in_the_other_order(small: Chosen) -> None:
    changed(small, [TURNED])
    (small.folder / "source.yaml").unlink()
    (version,) = versions(small.changes)
    assert small.changed(version) == small.unchanged(version) == small.files


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ([TURNED | {"edits": DELETED["edits"]}], "one of the order of the expectations has none"),
        ([NAMES | {"edits": []}], "a pair has edits"),
        ([TURNED, NAMES | {"version": "order", "prompt": "2.b", "recorded": True}], "only some of its changes"),
        ([TURNED, TURNED | {"id": "again"}], "two of its changes are about one prompt"),
    ],
)
def test_what_is_no_change_of_the_order_is_refused(
    changes: list[dict[str, Any]], says: str, small: Chosen
) -> None:
    changed(small, changes)
    with pytest.raises(GoldError, match=re.escape(says)):
        _ = small.changes


GOLD = chosen()
ORDERS = [(one, version) for one in GOLD for version in versions(one.changes) if version.reorders]


def test_every_gold_review_is_asked_about_in_the_other_order_as_it_was_written() -> None:
    assert [one.name for one, _ in ORDERS] == [one.name for one in GOLD]
    for one, version in ORDERS:
        assert {change.operation for change in version.changes} == {Operation.ORDER}
        assert {change.recorded for change in version.changes} == {True}
        assert one.changed(version) == one.files


def test_the_order_can_matter_for_lines_above_and_below() -> None:
    rubric = whole_rubric()
    asked = [(one, change.prompt) for one, version in ORDERS for change in version.changes]
    assert len(asked) == 14
    assert min(len(rubric.prompt(prompt).expectations) for _, prompt in asked) >= 3
    for one in GOLD:
        lines = {name.gold.lines[prompt].line.value for name, prompt in asked if name == one}
        assert lines == {"above", "below"}


def invariance(run: Ran) -> str:
    (figure,) = (one for one in figures(run) if one.id == "pairs.invariance")
    return f"{figure.hit} of {figure.of}"
