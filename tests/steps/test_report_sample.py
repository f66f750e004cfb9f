"""The report on the recorded sample: what a region would be sent, read as a whole."""

import re
import time
from datetime import UTC, datetime

import pytest

from assistant.domain.assurance import Assurance
from assistant.domain.draft import Draft, DraftStatus, Match
from assistant.domain.judge_first import Share
from assistant.domain.references import pointed_at
from assistant.domain.report import PromptReport, Report
from assistant.pipeline import Pipeline, Setup
from assistant.steps.report import report

AT = datetime(2026, 11, 12, 14, 32, tzinfo=UTC)
RAW_ID = re.compile(r"\bp\d+\b")
NUMBERS = re.compile(r"\[(\d+(?:, \d+)*)[;\]]")
STANCE = {"supports": "For", "against": "Against"}

Sample = tuple[Assurance, Report]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    """The sample's assurance as its recording gives it, and the report on it."""
    folder = tmp_path_factory.mktemp("sample")
    setup = Setup(database_url=f"sqlite:///{folder}/a.db", jobs_url=f"sqlite:///{folder}/j.db", recording=True)
    with Pipeline.opened(setup, now=lambda: AT) as pipeline:
        review = pipeline.open_sample(Share.NONE)
        while pipeline.progress(review).running:
            time.sleep(0.05)
        assurance = pipeline.assurance(review)
        return assurance, report(pipeline.rubric, assurance, AT)


def prompts(sample: Sample) -> list[tuple[Draft, PromptReport]]:
    """Each draft with what is told of it."""
    assurance, whole = sample
    nodes = [node for s in whole.standards for node in (s.node, *s.key_questions)]
    return [(assurance.draft(p.id), p) for node in (*nodes, *whole.groups) for p in node.prompts]


def rationale(told: PromptReport) -> str:
    """The rationale as the report has it."""
    (found,) = [fact.value for fact in told.reasons if fact.name.startswith("Rationale")]
    return found


def numbers(text: str) -> set[int]:
    """The numbers of quotations that the text points at."""
    return {int(number) for found in NUMBERS.findall(text) for number in found.split(", ")}


def located(draft: Draft, *, strongest: bool = False) -> set[tuple[str, str, int, int]]:
    """Stance, passage, start and end of every quotation that was located, or of the strongest only."""
    return {
        (STANCE[c.stance], piece.passage, piece.start, piece.end)
        for c in draft.citations
        if c.match is not Match.ABSENT and (c.expectation is None or not strongest)
        for piece in c.located
    }


def test_all_of_the_sample_is_drafted_from_the_recording(sample: Sample) -> None:
    found = prompts(sample)
    assert len(found) == 54
    assert all(draft.status is DraftStatus.DRAFTED for draft, _ in found)


def test_no_raw_passage_id_stands_anywhere_in_the_report(sample: Sample) -> None:
    assurance, whole = sample
    assert all(RAW_ID.search(draft.rationale) for draft in assurance.drafts)
    assert not RAW_ID.search(whole.model_dump_json())


def test_numbers_in_a_rationale_are_those_of_quotations_from_the_passages_it_points_at(sample: Sample) -> None:
    texts = {passage.id: passage.text for passage in sample[0].review.passages}
    for draft, told in prompts(sample):
        listed = {q.number: q for q in told.quotations}
        assert list(listed) == [*range(1, len(listed) + 1)]
        for number in numbers(rationale(told)):
            sources = [texts[passage] for passage in pointed_at(draft.rationale)]
            assert any(all(text in source for text in listed[number].texts) for source in sources)


def test_shown_are_quotations_that_are_pointed_at_and_every_strongest_one(sample: Sample) -> None:
    texts = {passage.id: passage.text for passage in sample[0].review.passages}
    for draft, told in prompts(sample):
        strongest = [
            (stance, cell)
            for stance, passage, start, end in located(draft, strongest=True)
            for cell in texts[passage][start:end].split("\t")
        ]
        shown = [(q.stance, text, q.number) for q in told.quotations for text in q.texts]
        pointed = numbers(rationale(told))
        for stance, cell in strongest:
            assert any(stance == side and cell in text for side, text, _ in shown), told.id
        for side, text, number in shown:
            assert number in pointed or any(side == s and cell in text for s, cell in strongest), told.id


def test_what_is_shown_and_what_is_said_to_be_left_out_are_all_that_was_located(sample: Sample) -> None:
    texts = {passage.id: passage.text for passage in sample[0].review.passages}
    for draft, told in prompts(sample):
        all_of_it = located(draft)
        shown = [(q.stance, text) for q in told.quotations for text in q.texts]
        hidden = {
            one
            for one in all_of_it
            if not any(one[0] == stance and texts[one[1]][one[2] : one[3]] in text for stance, text in shown)
        }
        within = {
            a for a in hidden for b in hidden if a != b and a[:2] == b[:2] and b[2] <= a[2] and a[3] <= b[3]
        }
        said = int(told.left_out.split()[0]) if told.left_out else 0
        assert said == len(hidden - within), told.id


def test_every_quotation_is_the_files_own_words(sample: Sample) -> None:
    passages = sample[0].review.passages
    for _, told in prompts(sample):
        assert all(any(text in p.text for p in passages) for q in told.quotations for text in q.texts)


def test_the_report_shows_what_a_reader_needs_and_not_all_that_was_quoted(sample: Sample) -> None:
    assurance, _ = sample
    offered = sum(len(draft.citations) for draft in assurance.drafts)
    assert sum(len(told.quotations) for _, told in prompts(sample)) < offered / 2
