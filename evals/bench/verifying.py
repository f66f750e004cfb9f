"""Verification beside langextract's aligner: what each accepts of true and of altered quotations, and how fast.

The sample's recorded replies come in, lines of text go out. langextract runs as a program of its own, in the
virtual environment that ``make bench`` makes for it, and is left out by name where that is missing.
"""

import json
import subprocess
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from assistant.domain.draft import Match
from assistant.domain.record import Record
from assistant.domain.review import Review
from assistant.steps.parse import Fault, parse
from assistant.steps.verify import Finder
from evals.bench.answered import Answered
from evals.bench.quotations import TEXT, Alteration, Quotation, Text, quotations, texts
from evals.sets import REPOSITORY

PYTHON = REPOSITORY / ".venv" / "langextract" / "bin" / "python"
WORDS = (
    "  langextract's own words: lesser, only a part of the quotation was located; fuzzy, three quarters of its "
    "words were; each gives it a place in the text"
)
ABSENT = "langextract: left out, as it is not installed: make bench adds it."
OF_WHOLE = 6
"""Quotations of each kind that are looked for in the whole review too: langextract takes a second for one."""


class Given(Record):
    """What one of the two made of the quotations, in their order: its word for each, None where not found."""

    called: tuple[str | None, ...]
    seconds: float


class Row(Record):
    """One kind of quotation: how many were offered and accepted, and what the accepted were called."""

    alteration: Alteration
    offered: int
    accepted: int
    called: dict[str, int]


def rows(asked: Sequence[Quotation], given: Given) -> tuple[Row, ...]:
    """Counts of each kind that was offered; ``ValueError`` where there is not one answer for each."""
    called: dict[Alteration, list[str | None]] = {}
    for quotation, name in zip(asked, given.called, strict=True):
        called.setdefault(quotation.alteration, []).append(name)
    return tuple(
        Row(
            alteration=alteration,
            offered=len(called[alteration]),
            accepted=sum(name is not None for name in called[alteration]),
            called=dict(Counter(name for name in called[alteration] if name is not None)),
        )
        for alteration in Alteration
        if alteration in called
    )


def ours(review: Review, asked: Sequence[Quotation], among: Sequence[Text]) -> Given:
    """Our finder, which reads the text anew for every quotation, as langextract does."""
    called: list[str | None] = []
    searched = [review.model_copy(update={"passages": text.passages}) for text in among]
    begun = time.perf_counter()
    for quotation in asked:
        match, _ = Finder(searched[quotation.text]).locate(quotation.passage, quotation.quote)
        called.append(None if match is Match.ABSENT else match.value)
    return Given(called=tuple(called), seconds=time.perf_counter() - begun)


def theirs(asked: Sequence[Quotation], among: Sequence[Text], python: Path = PYTHON) -> Given | None:
    """langextract's aligner on the same quotations and texts; None where it is not installed."""
    if not python.is_file():
        return None
    sent = {"texts": [text.words for text in among], "quotations": [(one.quote, one.text) for one in asked]}
    program = str(Path(__file__).with_name("aligner.py"))
    done = subprocess.run(  # noqa: S603 - our own program
        [str(python), "-I", program], input=json.dumps(sent), capture_output=True, text=True, check=True
    )
    return Given.model_validate_json(done.stdout)


def measure(sample: Answered) -> Iterator[str]:
    """All quotations, each in a text of about 1,000 characters; then a few of each kind in the whole review."""
    cut = texts(sample.review)
    every = quotations(_offered(sample), cut)
    altered = sum(one.alteration is not Alteration.NONE for one in every)
    yield (
        f"verification: {len(every) - altered} true quotations of the recorded replies and {altered} altered, "
        f"each looked for in a text of about {TEXT:,} characters, which is read anew for each"
    )
    yield from _compared(sample.review, every, cut)
    whole = texts(sample.review, len(sample.review.text))
    few = quotations(_offered(sample), whole)
    some = [one for kind in Alteration for one in [q for q in few if q.alteration is kind][:OF_WHOLE]]
    yield f"in the whole review, {len(whole[0].words):,} characters, {len(some)} of them"
    yield from _compared(sample.review, some, whole)
    yield from _once_read(sample.review, [one for one in few if one.alteration is Alteration.NONE])


def _offered(sample: Answered) -> list[tuple[str, str]]:
    offered = []
    for prompt, text in sample.replies:
        reply = parse(text, prompt)
        if not isinstance(reply, Fault):
            cited = [citation for finding in reply.findings for citation in finding.citations]
            strongest = [c for c in (reply.strongest_for, reply.strongest_against) if c is not None]
            offered += [(citation.passage, citation.quote) for citation in (*cited, *strongest)]
    return offered


def _compared(review: Review, asked: Sequence[Quotation], among: Sequence[Text]) -> Iterator[str]:
    mine, other = ours(review, asked, among), theirs(asked, among)
    yield from _table("ours", rows(asked, mine))
    if other is None:
        yield f"  {ABSENT}"
        return
    yield from _table("langextract, as it is by default", rows(asked, other))
    yield WORDS
    yield (
        f"  time for a quotation: ours {mine.seconds / len(asked) * 1000:.2f} ms, "
        f"langextract takes {other.seconds / mine.seconds:,.0f} times as long"
    )


def _table(name: str, counted: Sequence[Row]) -> Iterator[str]:
    yield f"  {name:<34}{'offered':>8}{'accepted':>10}  called"
    for row in counted:
        called = ", ".join(f"{kind.removeprefix('match_')} {n}" for kind, n in sorted(row.called.items()))
        yield f"    {row.alteration.value:<32}{row.offered:>8}{row.accepted:>10}  {called}".rstrip()
    wrong = [row for row in counted if row.alteration is not Alteration.NONE]
    yield f"    accepted wrongly: {sum(row.accepted for row in wrong)} of {sum(row.offered for row in wrong)}"


def _once_read(review: Review, asked: Sequence[Quotation]) -> Iterator[str]:
    """As in the product: one finder for a review, asked for every quotation."""
    begun = time.perf_counter()
    finder = Finder(review)
    read = time.perf_counter() - begun
    for quotation in asked:
        finder.locate(quotation.passage, quotation.quote)
    each = (time.perf_counter() - begun - read) / len(asked)
    yield (
        f"  ours, with the review read once as in the product: {each * 1000:.3f} ms for a quotation, "
        f"{each / read:.3f} of reading it"
    )
