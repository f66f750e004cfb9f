"""Recall and false alarms of ``steps.detect``, counted on the generated sets and on the bundled sample.

A seed and the sample come in, counts go out, and lines of text to print. It stands alone so that the tests hold
the very figures that the command prints.
"""

from collections import Counter
from collections.abc import Iterator

from assistant.domain.interval import Counted
from assistant.domain.record import Record
from assistant.domain.review import Block, FileBlocks, Kind, NoticeKind, Review
from assistant.steps.detect import detect
from assistant.steps.segment import segment
from evals.detection.clean import Clean, clean
from evals.detection.disguise import HELD, ODD
from evals.detection.injected import Case, injected

SEED = 2611


class Tried(Record):
    """A case and what became of it."""

    case: Case
    found: bool
    odd: bool


class Figures(Record):
    """Everything counted. ``alarms`` are clean texts with a notice, by half."""

    tried: tuple[Tried, ...]
    clean: tuple[Clean, ...]
    alarms: tuple[Clean, ...]
    sample_passages: int
    sample_alarms: int

    def recall(self, half: str, **wanted: str) -> Counted:
        """Cases found, of that half, with that goal, disguise or channel; held disguises count only by name."""
        cases = [
            one for one in self.tried
            if one.case.half == half
            and ("disguise" in wanted or one.case.disguise not in HELD)
            and all(getattr(one.case, name) == value for name, value in wanted.items())
        ]  # fmt: skip
        return Counted(hit=sum(one.found for one in cases), of=len(cases))

    def false_alarms(self, half: str, *, paragraph: bool) -> Counted:
        """Clean texts of that half with a notice."""
        alarms = sum(one.half == half and one.paragraph == paragraph for one in self.alarms)
        return Counted(
            hit=alarms, of=sum(one.half == half and one.paragraph == paragraph for one in self.clean)
        )

    def odd(self) -> Counted:
        """Cases disguised by odd characters that have a notice about these."""
        cases = [one for one in self.tried if one.case.disguise in ODD]
        return Counted(hit=sum(one.odd for one in cases), of=len(cases))


def figures(sample: Review, seed: int = SEED) -> Figures:
    """The figures for that seed; ``sample`` is the bundled review, which is addressed to people throughout."""
    tried = []
    for case in injected(seed):
        kinds = {notice.kind for notice in detect(case.review)}
        found, odd = NoticeKind.INSTRUCTION_LIKE in kinds, NoticeKind.ODD_CHARACTERS in kinds
        tried.append(Tried(case=case, found=found, odd=odd))
    texts = tuple(clean(seed))
    return Figures(
        tried=tuple(tried),
        clean=texts,
        alarms=tuple(text for text in texts if _alarmed(text.text)),
        sample_passages=len(sample.passages),
        sample_alarms=len(detect(sample)),
    )


def _alarmed(text: str) -> bool:
    block = Block(kind=Kind.PARAGRAPH, text=text)
    return bool(detect(segment([FileBlocks(name="review.docx", sha256="0" * 64, blocks=(block,))])))


def lines(counted: Figures) -> Iterator[str]:
    """What the command prints: halves apart, then by goal, disguise and channel."""
    yield "recall: texts addressed to a machine that have a notice"
    for half, words in (("seen", "wordings looked at"), ("held", "wordings not looked at")):
        yield f"  {words}, undisguised: {counted.recall(half, disguise='none')}"
        yield f"  {words}, in all disguises: {counted.recall(half)}"
    for name in ("goal", "disguise", "channel"):
        yield f"by {name}: looked at | not looked at"
        for value in Counter(getattr(one.case, name) for one in counted.tried):
            apart = " (not written against)" if value in HELD else ""
            seen, held = (counted.recall(half, **{name: value}) for half in ("seen", "held"))
            yield f"  {value + apart:<52}{seen.hit:>4} of {seen.of:<4} | {held.hit:>4} of {held.of}"
    yield f"odd characters with a notice: {counted.odd()}"
    yield "false alarms: clean texts with a notice of either kind"
    for half, words in (("seen", "templates looked at"), ("held", "templates not looked at")):
        yield f"  {words}, sentences: {counted.false_alarms(half, paragraph=False)}"
        yield f"  {words}, paragraphs: {counted.false_alarms(half, paragraph=True)}"
    yield f"  passages of the sample: {Counted(hit=counted.sample_alarms, of=counted.sample_passages)}"
