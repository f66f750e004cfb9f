"""What a reader lost, and what it took for text that is none: its output and the truth in, counts out.

It stands alone so that a test can hold the counts on a small text made for the purpose.
"""

import re
from collections import Counter
from collections.abc import Sequence

from assistant.domain.interval import Counted
from assistant.domain.record import Record
from evals.bench.libraries import Output
from evals.bench.specimen import Truth
from evals.bench.texts import Known, words_of

_MARKED = re.compile(r"M\d{4}")


class Specimen(Record):
    """Counts on the marked specimen; a container is named if any word of it was lost, kept or repeated."""

    words: Counted
    lost: tuple[str, ...]
    kept_in_error: tuple[str, ...]
    twice: tuple[str, ...]
    rows: Counted


class Losses(Record):
    """Counts on a whole review: words missing, table rows intact, footnotes whole."""

    missing: Counted
    rows: Counted
    footnotes: Counted


def of_specimen(output: Output, truth: Truth) -> Specimen:
    """What became of the marked words; a row is intact where its words are the words of one row, in order."""
    found = Counter(_MARKED.findall(output.text))
    every = [word for words in truth.kept.values() for word in words]
    return Specimen(
        words=Counted(hit=sum(word in found for word in every), of=len(every)),
        lost=tuple(name for name, words in truth.kept.items() if any(word not in found for word in words)),
        kept_in_error=tuple(
            name for name, words in truth.aside.items() if any(word in found for word in words)
        ),
        twice=tuple(name for name, words in truth.kept.items() if any(found[word] > 1 for word in words)),
        rows=_rows(output, truth.rows),
    )


def of_review(output: Output, known: Known) -> Losses:
    """What is missing of the review's words, each as often as it stands there, and what held together."""
    missing = Counter(known.words) - words_of(output.text)
    flat = _flat(output.text)
    whole = sum(_flat(note) in flat for note in known.footnotes)
    return Losses(
        missing=Counted(hit=missing.total(), of=sum(known.words.values())),
        rows=_rows(output, known.rows),
        footnotes=Counted(hit=whole, of=len(known.footnotes)),
    )


def _rows(output: Output, rows: Sequence[tuple[str, ...]]) -> Counted:
    """Rows given cell by cell; where a reader knows no rows, rows whose text stands in one line, in order."""
    if output.rows is None:
        lines = Counter(_flat(line) for line in output.text.splitlines())
        found, wanted = lines, Counter(_flat(" ".join(row)) for row in rows)
    else:
        found = Counter("\t".join(filter(None, map(_flat, row))) for row in output.rows)
        wanted = Counter("\t".join(filter(None, map(_flat, row))) for row in rows)
    return Counted(hit=(wanted & found).total(), of=len(rows))


def _flat(text: str) -> str:
    """The words of a text with one space between, whatever stood there."""
    return " ".join(re.findall(r"\w+", text))
