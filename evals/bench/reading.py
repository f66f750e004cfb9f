"""Reading, side by side with other libraries: how long it takes as a ratio, and what each of them loses.

Nothing comes in, lines of text go out. Times are medians of several rounds in which every reader takes its
turn, so that a slow moment of the machine falls on all alike.
"""

import time
from collections.abc import Iterator, Mapping
from statistics import median

import pypdfium2

from evals.bench.libraries import PDF, WORD, Reader
from evals.bench.losses import of_review, of_specimen
from evals.bench.specimen import Truth, specimen
from evals.bench.texts import Known, long_review, sample, to_pdf

ROUNDS = {"the sample": 5, "a long review": 3}
HEAD = (
    "ours: the whole door (child process, passages, notices) takes so many times that reader's time; bare: our "
    "reader by itself does. lost: words; rows: of tables, intact; notes: footnotes, whole."
)
NO_OFFICE = "PDF: left out, as there is no LibreOffice on this machine to print the reviews."


def measure() -> Iterator[str]:
    """Sample and long review, as Word and as PDF, then the marked specimen."""
    yield HEAD
    for title, (document, known) in (("the sample", sample()), ("a long review", long_review())):
        printed = to_pdf(document)
        pages = f", {len(pypdfium2.PdfDocument(printed))} pages" if printed else ""
        yield f"{title}, {sum(known.words.values()):,} words{pages}"
        yield from _review("Word", document, WORD, known, ROUNDS[title])
        if printed is None:
            yield f"  {NO_OFFICE}"
        else:
            yield from _review("PDF", printed, PDF, known, ROUNDS[title])
    document, truth = specimen()
    marked = sum(map(len, truth.kept.values()))
    yield f"the specimen, {marked} marked words in {len(truth.kept)} kinds of container"
    yield from _specimen("Word", document, WORD, truth)
    printed = to_pdf(document)
    if printed is not None:
        yield from _specimen("PDF, printed by LibreOffice", printed, PDF, truth)


def _installed(readers: Mapping[str, Reader], data: bytes) -> tuple[dict[str, Reader], list[str]]:
    """The readers whose library is there, and the names of the others."""
    there, absent = {}, []
    for name, reader in readers.items():
        try:
            reader(data)
            there[name] = reader
        except ImportError:
            absent.append(name)
    return there, absent


def _review(form: str, data: bytes, readers: Mapping[str, Reader], known: Known, rounds: int) -> Iterator[str]:
    there, absent = _installed(readers, data)
    took: dict[str, list[float]] = {name: [] for name in there}
    for _ in range(rounds):
        for name, reader in there.items():
            begun = time.perf_counter()
            reader(data)
            took[name].append(time.perf_counter() - begun)
    titled = f"{form}, {rounds} rounds"
    yield f"  {titled:<29}{'seconds':>8}{'ours':>8}{'bare':>8}{'lost':>8}{'rows':>13}{'notes':>10}"
    for name, reader in there.items():
        lost = of_review(reader(data), known)
        ours, bare = (
            median(our / their for our, their in zip(took[which], took[name], strict=True))
            for which in ("ours", "ours, bare")
        )
        times = f"{median(took[name]):>8.2f}{ours:>8.2f}{bare:>8.2f}"
        rows, notes = (f"{one.hit} of {one.of}" for one in (lost.rows, lost.footnotes))
        yield f"    {name:<27}{times}{lost.missing.hit:>8,}{rows:>13}{notes:>10}"
    yield from (f"    {name:<27} not installed: make bench adds it" for name in absent)


def _specimen(form: str, data: bytes, readers: Mapping[str, Reader], truth: Truth) -> Iterator[str]:
    there, absent = _installed(readers, data)
    for name, reader in there.items():
        lost = of_specimen(reader(data), truth)
        words, rows = (f"{one.hit} of {one.of}" for one in (lost.words, lost.rows))
        yield f"  {form}, {name}: words found {words}, rows intact {rows}"
        named = (("lost", lost.lost), ("kept in error", lost.kept_in_error), ("said twice", lost.twice))
        yield from (f"      {what}: {', '.join(containers)}" for what, containers in named if containers)
    yield from (f"  {form}, {name}: not installed, make bench adds it" for name in absent)
