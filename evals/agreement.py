"""How drafts compare with the gold of their review: lines, quotations, evidence, judgements, as counts.

Comes in: an assurance as drafted and the gold. Goes out: counts, never a rate without its count; nothing to
count gives none. Pure; it stands alone so that replayed and live runs are counted by the same code.
"""

from collections import Counter
from collections.abc import Iterable

from assistant.domain.assurance import Assurance
from assistant.domain.draft import DraftStatus, Line, Match
from assistant.domain.judgement import Answer
from assistant.domain.record import Record
from assistant.domain.rubric import Rubric
from assistant.steps.aggregate import aggregate, standings
from evals.gold import Gold, GoldLine


class Share(Record):
    """So many of so many."""

    hit: int
    of: int

    def __str__(self) -> str:
        return f"{self.hit} of {self.of}" if self.of else "none"


class Different(Record):
    """A prompt whose drafted line is not the gold's."""

    prompt: str
    gold: Line
    drafted: Line | None
    certainty: str
    difficulty: str


class Agreement(Record):
    """Everything counted for one review."""

    drafted: Share
    lines: Share
    clear: Share
    arguable: Share
    easy: Share
    hard: Share
    lenient: Share
    severe: Share
    matches: dict[Match, int]
    evidence: Share
    judgements: Share
    different: tuple[Different, ...]


def agreement(assurance: Assurance, gold: Gold, rubric: Rubric) -> Agreement:
    """The counts. A prompt not answered agrees with no gold line.

    ``lenient``: drafted above of those whose gold is below; ``severe``: drafted below of those whose gold is
    above. ``evidence``: gold quotations that a located citation of the same prompt overlaps. ``judgements``:
    nodes whose computed answer is the one that the gold lines give.
    """
    drafted = {d.prompt: d.line for d in assurance.drafts}

    def agreeing(chosen: Iterable[tuple[str, GoldLine]]) -> Share:
        pairs = [(drafted[prompt], entry.line) for prompt, entry in chosen]
        return Share(hit=sum(a is b for a, b in pairs), of=len(pairs))

    lines = gold.lines.items()
    of_gold = {line: [p for p, entry in lines if entry.line is line] for line in (Line.ABOVE, Line.BELOW)}
    lenient, severe = (
        Share(hit=sum(drafted[p] is wrong for p in of_gold[right]), of=len(of_gold[right]))
        for right, wrong in ((Line.BELOW, Line.ABOVE), (Line.ABOVE, Line.BELOW))
    )
    return Agreement(
        drafted=Share(
            hit=sum(d.status is DraftStatus.DRAFTED for d in assurance.drafts), of=len(assurance.drafts)
        ),
        lines=agreeing(lines),
        clear=agreeing((p, e) for p, e in lines if e.certainty == "clear"),
        arguable=agreeing((p, e) for p, e in lines if e.certainty == "arguable"),
        easy=agreeing((p, e) for p, e in lines if e.difficulty == "easy"),
        hard=agreeing((p, e) for p, e in lines if e.difficulty == "hard"),
        lenient=lenient,
        severe=severe,
        matches=dict(Counter(c.match for d in assurance.drafts for c in d.citations)),
        evidence=_evidence(assurance, gold),
        judgements=_judgements(assurance, gold, rubric),
        different=tuple(
            Different(
                prompt=prompt,
                gold=entry.line,
                drafted=drafted[prompt],
                certainty=entry.certainty,
                difficulty=entry.difficulty,
            )
            for prompt, entry in lines
            if drafted[prompt] is not entry.line
        ),
    )


def _evidence(assurance: Assurance, gold: Gold) -> Share:
    passages = {p.id: p for p in assurance.review.passages}
    hit = of = 0
    for prompt, pieces in gold.evidence.items():
        spans = [
            (passages[at.passage].start + at.start, passages[at.passage].start + at.end)
            for citation in assurance.draft(prompt).citations
            for at in citation.located
        ]
        for piece in pieces:
            of += 1
            places = _places(assurance.review.text, piece.quote)
            hit += any(start < b and a < end for a, b in places for start, end in spans)
    return Share(hit=hit, of=of)


def _places(text: str, quote: str) -> list[tuple[int, int]]:
    found, at = [], text.find(quote)
    while at >= 0:
        found.append((at, at + len(quote)))
        at = text.find(quote, at + 1)
    return found


def _judgements(assurance: Assurance, gold: Gold, rubric: Rubric) -> Share:
    held = {p: e.line for p, e in gold.lines.items()}
    drafts = tuple(
        d.model_copy(update={"status": DraftStatus.DRAFTED, "line": held.get(d.prompt)})
        for d in assurance.drafts
    )
    computed = _answers(rubric, assurance, assurance.drafts)
    expected = _answers(rubric, assurance, drafts)
    return Share(hit=sum(computed[node] is answer for node, answer in expected.items()), of=len(expected))


def _answers(rubric: Rubric, assurance: Assurance, drafts: Iterable[object]) -> dict[str, Answer]:
    standing = standings(rubric, tuple(drafts), ())  # type: ignore[arg-type]
    return {j.node: j.initial.answer for j in aggregate(rubric, standing, ()) if j.initial is not None}
