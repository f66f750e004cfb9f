"""The Quality screen: how drafts fare with inspectors, prompt by prompt and over all, always with the counts.

In come the rubric and the figures, out go rows and phrases. It stands alone because it is the one screen over
several reviews, and because a share without its count, or beside the wrong sentence, would mislead.
"""

from collections.abc import Mapping, Sequence

from assistant.domain.draft import Line
from assistant.domain.judgement import ReasonCode
from assistant.domain.quality import Gauged, PromptQuality, Quality, Rate
from assistant.domain.record import Record
from assistant.domain.rubric import Prompt, Rubric, Scale
from assistant.domain.words import LINE_SHORT, REASON
from assistant.ui.presentation.task_list import heading
from assistant.ui.words import count

NONE = "None"


class Row(Record):
    """One prompt. ``on_screen`` counts what was decided with a draft on screen, ``share`` hundredths of it.

    ``other`` tells of decisions that say nothing of a draft in view.
    """

    prompt: str
    name: str
    decided: int
    accepted: int
    overridden: int
    on_screen: int
    share: int
    other: str | None
    reason: str
    time: str


class Group(Record):
    """The prompts under one heading."""

    heading: str
    rows: tuple[Row, ...]


class Measure(Record):
    """One figure with its count and interval; "None" where nothing was counted."""

    name: str
    of: str
    value: str
    interval: str


class ShownQuality(Record):
    """The screen. ``choices`` are the reviews that figures can be shown of."""

    lede: str
    choices: tuple[tuple[str, str], ...]
    chosen: str
    groups: tuple[Group, ...]
    measures: tuple[Measure, ...]
    lines: tuple[str, ...]
    crossed: tuple[tuple[str, tuple[int, ...]], ...]
    apart: str
    reasons: tuple[tuple[str, int, int], ...]
    overridden: int


def quality(rubric: Rubric, reviews: Sequence[Gauged], found: Quality, review: str | None) -> ShownQuality:
    """The screen for that ``review``, or for all but the sample."""
    of = {one.prompt: one for one in found.prompts}
    overridden = sum(one.overridden for one in found.prompts)
    return ShownQuality(
        lede=_lede(reviews, found, review),
        choices=(("", "All reviews"), *((one.review, _named(one)) for one in reviews)),
        chosen=review or "",
        groups=tuple(
            Group(heading=heading(group), rows=tuple(_row(prompt, of[prompt.id]) for prompt in group.prompts))
            for group in rubric.groups()
        ),
        measures=_measures(found),
        lines=tuple(LINE_SHORT[line] for line in Line),
        crossed=tuple(
            (LINE_SHORT[held], tuple(found.crossing(held, drafted) for drafted in Line)) for held in Line
        ),
        apart=_apart(found),
        reasons=tuple(
            (REASON[code], many, _hundredths(many, overridden)) for code, many in found.reasons.items()
        ),
        overridden=overridden,
    )


def _named(review: Gauged) -> str:
    return f"{review.reference} (sample, fictional)" if review.sample else review.reference


def _lede(reviews: Sequence[Gauged], found: Quality, review: str | None) -> str:
    if review is not None:
        own = "Figures of this machine only; they describe this review and nothing wider."
        name = next(_named(one) for one in reviews if one.review == review)
        told = f"{count(found.inspectors, 'inspector')}. {own}" if found.reviews else "nothing is decided yet."
        return f"{name}: {told}"
    own = "Figures of this machine only; they describe these reviews and nothing wider."
    sample = " The sample is left out." if any(one.sample for one in reviews) else ""
    if not found.reviews:
        return f"Nothing is decided yet.{sample}"
    return f"{count(found.reviews, 'review')}, {count(found.inspectors, 'inspector')}.{sample} {own}"


def _row(prompt: Prompt, of: PromptQuality) -> Row:
    on_screen = of.accepted + of.overridden
    others = {
        "judged first": of.judged_first,
        "reconfirmed": of.reconfirmed,
        "by hand": of.by_hand,
        "noted": of.noted,
    }
    return Row(
        prompt=prompt.id,
        name=f"{prompt.id} {prompt.label}" if prompt.scale is Scale.LINE else prompt.label,
        decided=of.decided,
        accepted=of.accepted,
        overridden=of.overridden,
        on_screen=on_screen,
        share=_hundredths(of.overridden, on_screen),
        other=", ".join(f"{many} {words}" for words, many in others.items() if many) or None,
        reason=_most(of.reasons),
        time=NONE if of.seconds is None else f"{_time(of.seconds)} ({of.timed})",
    )


def _most(reasons: Mapping[ReasonCode, int]) -> str:
    """The reason given most; all that were given as often."""
    most = max(reasons.values(), default=0)
    return ", ".join(f"{REASON[code]} ({many})" for code, many in reasons.items() if many == most) or NONE


def _time(seconds: float) -> str:
    whole = round(seconds)
    if whole < 3600:
        return f"{whole // 60} min {whole % 60:02} s" if whole >= 60 else f"{whole} s"
    if whole < 86_400:
        return f"{whole // 3600} h {whole % 3600 // 60:02} min"
    return count(whole // 86_400, "day")


def _measures(found: Quality) -> tuple[Measure, ...]:
    kappa = found.kappa
    return (
        _measure("Same line, draft hidden", "judge-first line", found.same),
        Measure(
            name="Kappa, draft hidden",
            of=f"Agreement beyond chance, {count(found.same.counted.of, 'line')}",
            value=NONE if kappa is None else _signed(kappa.value),
            interval="" if kappa is None else f"{_signed(kappa.low)} to {_signed(kappa.high)}",
        ),
        _measure("Accepted, draft on screen", "draft", found.accepted),
    )


def _signed(value: float) -> str:
    return f"{value:.2f}".replace("-", "\N{MINUS SIGN}")


def _measure(name: str, what: str, rate: Rate) -> Measure:
    share = rate.counted.share
    return Measure(
        name=name,
        of=f"{rate.counted.hit} of {count(rate.counted.of, what)}" if rate.counted.of else f"No {what} yet",
        value=NONE if share is None else f"{share * 100:.0f} %",
        interval=""
        if rate.low is None or rate.high is None
        else f"{rate.low * 100:.0f} to {rate.high * 100:.0f} %",
    )


def _apart(found: Quality) -> str:
    if not found.same.counted.of:
        return "None: no line was recorded before its draft was shown."
    lenient = count(found.crossing(Line.BELOW, Line.ABOVE), "time")
    severe = count(found.crossing(Line.ABOVE, Line.BELOW), "time")
    return f"The draft was above and the inspector below {lenient}, the reverse {severe}."


def _hundredths(part: int, whole: int) -> int:
    return round(100 * part / whole) if whole else 0
