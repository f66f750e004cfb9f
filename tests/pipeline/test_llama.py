"""The whole of drafting against llama.cpp's own server, with a model whose weights are random.

The server is real: its grammar made of our schema, its tokens, its end of a reply. What the model says is not,
so nothing here tells how good a draft is. The server draws anew at each run: what is held holds of every draw.
"""

import json
import math
import string
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

import jsonschema
import pytest
from docx import Document

from assistant.domain.assurance import Assurance
from assistant.domain.draft import (
    CheckedCitation,
    CheckedQuotation,
    DraftStatus,
    Instructions,
    Match,
    Message,
    Outcome,
    RawReply,
    Reply,
    Request,
)
from assistant.domain.review import Intake
from assistant.domain.trace import TRACE, TraceReply
from assistant.edges import library
from assistant.edges.model import Model
from assistant.pipeline import Pipeline, Setup
from assistant.steps.compose import MOST_ENUM_VALUES, answer_schema
from assistant.steps.parse import Fault, parse, parse_trace
from tests.llama.server import serving
from tests.llama.tiny import build
from tests.pipeline.opening import finished

pytestmark = pytest.mark.llama

RUBRIC = library.rubric()
PROMPTS = [prompt.id for prompt in RUBRIC.prompts]
PUBLISHED = Path(__file__).parents[2] / "docs" / "result-file.schema.json"
CONTEXT = 32_768
"""Tokens, each a character: twice what the longest request here has."""
LONGEST = 400
"""Tokens of a reply, after which the server cuts it off; about every sixth would be longer."""
REPLIES = 20
"""Replies under each schema of a long review."""


class Noting(Model):
    """The model edge as it is, with a note of every request and of what came back."""

    asked: list[tuple[Request, RawReply]]

    def ask(
        self, request: Request, *, within: float = math.inf, stopped: Callable[[], bool] = lambda: False
    ) -> RawReply:
        reply = super().ask(request, within=within, stopped=stopped)
        self.asked.append((request, reply))
        return reply


class Run(NamedTuple):
    """What came of drafting one review."""

    asked: list[tuple[Request, RawReply]]
    assurance: Assurance
    result: dict[str, Any]
    seconds: float

    def whole(self, prompt: str | None = None) -> list[tuple[Request, str]]:
        """The replies that were not cut off, in order; those to one prompt, or all."""
        return [
            (request, reply.text)
            for request, reply in self.asked
            if reply.outcome is Outcome.REPLIED and prompt in (None, request.prompt)
        ]

    def stands(self, prompt: str) -> Reply | TraceReply | None:
        """The last reply to that prompt, or for the trace, that can be used; None where there is none."""
        usable = [u for u in (understood(*whole) for whole in self.whole(prompt)) if not isinstance(u, Fault)]
        return usable[-1] if usable else None

    def last(self, prompt: str) -> Outcome:
        """How the last request for that prompt, or for the trace, ended."""
        return [reply.outcome for request, reply in self.asked if request.prompt == prompt][-1]

    def figures(self) -> str:
        """What was counted, in lines."""
        drafts = self.assurance.drafts
        ends = Counter(reply.outcome.value for _, reply in self.asked)
        faults = sum(isinstance(understood(*whole), Fault) for whole in self.whole())
        grades = Counter(c.match.value for draft in drafts for c in draft.citations)
        drafted = Counter(draft.reason.value if draft.reason else "drafted" for draft in drafts)
        return (
            f"{len(self.asked)} requests in {self.seconds:.0f} s: {dict(ends)}\n"
            f"whole replies that say what their question does not allow: {faults}\n"
            f"{len(drafts)} prompts: {dict(drafted)}\nquotations: {dict(grades)}\n"
        )


def review() -> list[tuple[str, bytes]]:
    """A short review. Its table has a letter in each cell, so that such a model may quote what is there."""
    document = Document()
    rows, letters = 8, string.ascii_lowercase
    table = document.add_table(rows=rows, cols=len(letters))
    for cell, letter in zip(table._cells, letters * rows, strict=True):
        cell.text = letter
    document.add_heading("1. Assessment", 1)
    document.add_paragraph("The officer completed the first assessment within fifteen working days.")
    document.add_heading("2. Planning", 1)
    document.add_paragraph("The plan was countersigned by the manager, who did not ask about the home visit.")
    data = BytesIO()
    document.save(data)
    return [("review.docx", data.getvalue())]


def understood(request: Request, text: str) -> Reply | TraceReply | Fault:
    """What the product makes of a whole reply."""
    return parse_trace(text) if request.prompt == TRACE else parse(text, RUBRIC.prompt(request.prompt))


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the server is; it must still be there when everything was asked."""
    folder = tmp_path_factory.mktemp("server")
    build(folder / "tiny.gguf")
    with serving(folder / "tiny.gguf", folder / "log", context=CONTEXT, longest=LONGEST) as url:
        yield url


@pytest.fixture(scope="module")
def run(address: str, tmp_path_factory: pytest.TempPathFactory) -> Run:
    """One drafting, set up as in production, and its figures on the standard output."""
    database = f"sqlite:///{tmp_path_factory.mktemp('run') / 'assistant.db'}"
    setup = Setup(database_url=database, jobs_url=database, recording=False)
    model = Noting(address, "", "tiny", timeout=setup.timeout, retries=setup.retries)
    model.asked = []
    with Pipeline(setup, now=lambda: datetime.now(UTC), model=model) as opened:
        begun = time.perf_counter()
        kept = opened.take_in(review(), Intake())
        opened.start(kept)
        assurance = finished(opened, kept)
        seconds = time.perf_counter() - begun
        made = Run(model.asked, assurance, json.loads(opened.result(kept)), seconds)
    sys.stdout.write(made.figures())
    return made


def test_every_whole_reply_fits_the_schema_it_was_asked_in(run: Run) -> None:
    assert run.whole()
    for request, text in run.whole():
        jsonschema.validate(json.loads(text), json.loads(request.answer_schema))
    assert {reply.form for _, reply in run.asked if reply.form} == {"json_schema"}


def test_a_whole_reply_can_be_used_or_says_what_its_question_does_not_allow(run: Run) -> None:
    made = [understood(*whole) for whole in run.whole()]
    assert any(isinstance(one, Reply) for one in made)
    assert all(fault.in_form for fault in made if isinstance(fault, Fault))


def test_a_reply_is_cut_off_where_the_server_cuts_it_and_nowhere_else(run: Run) -> None:
    by_end = {end: [r.tokens.output for _, r in run.asked if r.outcome is end] for end in Outcome}
    assert {end for end, lengths in by_end.items() if lengths} == {Outcome.REPLIED, Outcome.TRUNCATED}
    assert set(by_end[Outcome.TRUNCATED]) == {LONGEST}
    assert max(by_end[Outcome.REPLIED]) <= LONGEST


def test_the_server_reads_every_character(run: Run) -> None:
    assert all(reply.tokens.input >= request.characters for request, reply in run.asked)


def test_every_prompt_is_drafted_from_a_whole_reply_or_says_why_it_is_not(run: Run) -> None:
    assert [draft.prompt for draft in run.assurance.drafts] == PROMPTS
    for draft in [*run.assurance.drafts, run.assurance.trace]:
        assert draft is not None
        prompt = getattr(draft, "prompt", TRACE)
        if run.stands(prompt) is not None:
            assert (draft.status, draft.reason) == (DraftStatus.DRAFTED, None)
        else:
            cut_off = run.last(prompt) is Outcome.TRUNCATED
            reason = Outcome.TRUNCATED if cut_off else Outcome.UNPARSABLE
            assert (draft.status, draft.reason) == (DraftStatus.NOT_ANSWERED, reason)
    assert {Outcome.TRUNCATED, None} <= {draft.reason for draft in run.assurance.drafts}


def test_every_quotation_offered_is_graded_and_nothing_is_found_that_is_not_there(run: Run) -> None:
    graded = 0
    for draft in run.assurance.drafts:
        reply = run.stands(draft.prompt)
        if reply is None:
            assert draft.citations == ()
            continue
        assert isinstance(reply, Reply)
        offered = [c for finding in reply.findings for c in finding.citations]
        offered += [c for c in (reply.strongest_for, reply.strongest_against) if c is not None]
        named = Counter((c.passage, c.quote, c.stance) for c in offered)
        assert named == Counter((c.cited_passage, c.quote, c.stance) for c in draft.citations)
        for citation in draft.citations:
            located(run, citation)
        graded += len(draft.citations)
    assert graded
    trace = run.assurance.trace
    assert trace is not None
    for listed in (*trace.findings, *trace.actions):
        for quotation in listed.citations:
            located(run, quotation)


def located(run: Run, quotation: CheckedCitation | CheckedQuotation) -> None:
    """A quotation that is absent has no place, and any other stands where it is said to, but for its case."""
    texts = {passage.id: passage.text for passage in run.assurance.review.passages}
    places = [texts[place.passage][place.start : place.end] for place in quotation.located]
    assert (quotation.match is Match.ABSENT) == (not places)
    for place in places:
        assert place.lower() in quotation.quote.lower()


def test_the_result_file_is_as_published(run: Run) -> None:
    jsonschema.validate(run.result, json.loads(PUBLISHED.read_text(encoding="utf-8")))
    assert [draft["prompt"] for draft in run.result["drafts"]] == PROMPTS
    shown = sum(len(draft["citations"]) for draft in run.result["drafts"])
    assert shown == sum(len(draft.citations) for draft in run.assurance.drafts)


@pytest.mark.parametrize("passages", [MOST_ENUM_VALUES, MOST_ENUM_VALUES + 1], ids=["named", "by pattern"])
def test_the_schema_of_a_long_review_is_enforced_too(address: str, passages: int) -> None:
    ids = tuple(f"p{number}" for number in range(1, passages + 1))
    asked = Request(
        review="",
        prompt=PROMPTS[0],
        instructions=Instructions(name="none", sha256=""),
        messages=(Message(role="user", content="Answer."),),
        answer_schema=json.dumps(answer_schema(ids)),
        cache_key="none",
    )
    model = Model(address, "", "tiny")
    replies = [model.ask(asked) for _ in range(REPLIES)]
    model.close()
    whole = [json.loads(reply.text) for reply in replies if reply.outcome is Outcome.REPLIED]
    assert whole
    for value in whole:
        jsonschema.validate(value, answer_schema(ids))
    assert {reply.form for reply in replies} == {"json_schema"}
