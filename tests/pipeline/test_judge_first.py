"""Judge first, from Start to the exports: nothing of a hidden draft is anywhere before a line is recorded."""

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest

from assistant.domain.assurance import Assurance
from assistant.domain.draft import DraftStatus, Line
from assistant.domain.judge_first import Share
from assistant.domain.judgement import Act, DecisionKind, Origin
from assistant.domain.review import Intake
from assistant.errors import NotAllowed, NotFound
from assistant.pipeline import Pipeline
from tests.pipeline.opening import FILES, finished, pipeline
from tests.scripted import always, answer, prompt_of, said, scripted

pytestmark = pytest.mark.usefixtures("standard_2")


def started(opened: Pipeline, share: Share) -> tuple[str, Assurance]:
    review = opened.take_in(FILES, Intake())
    opened.start(review, judge_first=share)
    return review, finished(opened, review)


def record(prompt: str, line: Line) -> Act:
    return Act(kind=DecisionKind.OVERRIDE, prompt=prompt, line=line, by="An Inspector")


def accept(prompt: str, line: Line | None, draft: str) -> Act:
    return Act(kind=DecisionKind.ACCEPT, prompt=prompt, line=line, by="An Inspector", draft=draft)


def told(prompt: str) -> str:
    return f"Only the draft of {prompt} tells this."


def telling(body: dict[str, Any]) -> tuple[int, Any]:
    """The script whose drafts can be told from one another by what they say."""
    prompt = prompt_of(body)
    return 200, said(answer(body) if prompt == "trace" else answer(body, rationale=told(prompt)))


def everything_told(opened: Pipeline, review: str) -> str:
    """Whatever of a review leaves the pipeline: to the screens, in every export."""
    with zipfile.ZipFile(io.BytesIO(opened.report(review))) as report:
        words = [report.read(name).decode() for name in report.namelist() if name.endswith(".xml")]
    told = [opened.result(review), opened.sheet(review), opened.assurance(review).model_dump_json().encode()]
    return "".join([*words, *(one.decode() for one in told)])


def test_a_hidden_draft_is_nowhere_until_a_line_is_recorded_and_everywhere_after(tmp_path: Path) -> None:
    with scripted(telling) as endpoint, pipeline(tmp_path, endpoint) as opened:
        review, assurance = started(opened, Share.ALL)
        assert len(assurance.judge_first) == len(assurance.standings) == len(assurance.still_hidden)
        assert {(one.origin, one.line) for one in assurance.standings} == {(Origin.HIDDEN, Line.UNDETERMINED)}
        first, *others = assurance.still_hidden
        before = everything_told(opened, review)
        assert not [prompt for prompt in assurance.still_hidden if told(prompt) in before]
        with pytest.raises(NotAllowed, match="hidden until you have recorded"):
            opened.decide(review, accept(first, Line.ABOVE, "k"))

        opened.decide(review, record(first, Line.ABOVE))
        now, after = opened.assurance(review), everything_told(opened, review)
        draft, decision = now.draft(first), now.decisions[0]
        assert (draft.status, draft.rationale) == (DraftStatus.DRAFTED, told(first))
        assert (decision.draft, decision.unseen) == (None, draft.key)
        assert draft.key not in before
        assert told(first) in after
        assert list(now.still_hidden) == others
        assert not [prompt for prompt in others if told(prompt) in after]


def test_a_line_recorded_first_may_be_changed_once_the_draft_shows(tmp_path: Path) -> None:
    with scripted(always) as endpoint, pipeline(tmp_path, endpoint) as opened:
        review, assurance = started(opened, Share.TENTH)
        prompt, *_ = assurance.still_hidden
        opened.decide(review, record(prompt, Line.UNDETERMINED))
        draft = opened.assurance(review).draft(prompt)
        opened.decide(review, accept(prompt, draft.line, draft.key))
        kept = opened.assurance(review).decisions
        assert [(one.line, one.draft, one.unseen) for one in kept] == [
            (Line.UNDETERMINED, None, draft.key),
            (draft.line, draft.key, None),
        ]


def test_the_share_is_chosen_at_the_first_start_and_stays(tmp_path: Path) -> None:
    with scripted(always) as endpoint, pipeline(tmp_path, endpoint) as opened:
        review, assurance = started(opened, Share.TENTH)
        opened.start(review, fresh=True, judge_first=Share.NONE)
        assert finished(opened, review).still_hidden == assurance.still_hidden != ()


def test_without_a_choice_nothing_is_hidden_and_nobody_can_say_that_a_draft_was_unseen(tmp_path: Path) -> None:
    with scripted(always) as endpoint, pipeline(tmp_path, endpoint) as opened:
        review = opened.take_in(FILES, Intake())
        opened.start(review)
        assurance = finished(opened, review)
        assert assurance.judge_first == assurance.still_hidden == ()
        prompt = assurance.standings[0].prompt
        act = record(prompt, Line.ABOVE).model_copy(update={"unseen": assurance.draft(prompt).key})
        with pytest.raises(NotAllowed, match="cannot carry: unseen"):
            opened.decide(review, act)


def test_quality_counts_over_all_reviews_but_the_sample_or_over_one(tmp_path: Path) -> None:
    with scripted(always) as endpoint, pipeline(tmp_path, endpoint) as opened:
        review, assurance = started(opened, Share.TENTH)
        sample = opened.take_in([("sample.txt", b"1. Planning\n\nThe plan was late.\n")], Intake(), sample=True)
        first = assurance.still_hidden[0]
        shown = next(d for d in assurance.drafts if d.status is DraftStatus.DRAFTED and d.line is not None)
        opened.keep_opening(review, first, "An Inspector")
        opened.decide(review, record(first, Line.BELOW))
        opened.decide(review, accept(shown.prompt, shown.line, shown.key))
        opened.decide(sample, record("2.a", Line.ABOVE))

        reviews, found = opened.quality()
        assert {(one.review, one.sample) for one in reviews} == {(review, False), (sample, True)}
        assert (found.reviews, found.accepted.counted.hit, found.same.counted.of) == (1, 1, 1)
        assert found.crossing(Line.BELOW, Line.ABOVE) == 1
        assert [one.prompt for one in found.prompts if one.seconds is not None] == [first]
        assert opened.quality(review)[1] == found
        assert [one.prompt for one in opened.quality(sample)[1].prompts if one.by_hand] == ["2.a"]
        with pytest.raises(NotFound):
            opened.quality("ffffffffffffffff")
