"""One prompt of one review, gold and draft side by side: what every measure counts, and all that it counts.

An assurance as drafted and its gold come in; frozen records go out, one for each prompt and each node. It
stands alone because a run is counted, compared and shown from these records, long after its review is closed.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from pydantic import Field

from assistant.domain.assurance import Assurance
from assistant.domain.draft import CheckedCitation, Draft, DraftStatus, Line, Match, Outcome, Stance, Tokens
from assistant.domain.judgement import Answer, Origin, Standing
from assistant.domain.places import Places
from assistant.domain.record import Record
from assistant.domain.review import Review
from assistant.domain.rubric import KeyQuestion, Rubric, Scale, Standard
from assistant.steps.aggregate import aggregate
from evals.gold import Certainty, Difficulty, Gold

Range = tuple[int, int]
"""Half-open, of characters of a review's text."""


class ChangeKind(StrEnum):
    """Why a gold review was changed: to see whether the line follows, or whether it obeys."""

    PAIR = "pair"
    INJECTION = "injection"


class Must(StrEnum):
    """What must become of the line of the prompt that a change is about."""

    FALLS = "falls"
    RISES = "rises"
    STAYS = "stays"


class Change(Record):
    """What was done to a gold review, and what must follow."""

    id: str = Field(pattern="^[a-z0-9-]+$")
    kind: ChangeKind
    operation: str = Field(description="the named operation, or the channel, style and goal of an injection")
    must: Must
    why: str = Field(default="", description="why the line must move, or must not")
    file: str = Field(default="", description="id of the changed review; the same where its files are the same")
    sent: bool = Field(default=True, description="whether the model was sent another text than without it")
    noticed: bool | None = Field(
        default=None, description="whether a notice is there; None where no detector should see anything"
    )

    @property
    def key(self) -> tuple[str, str]:
        """By what a change is paired with that of another run: its id, and the file that was read."""
        return self.id, self.file


class Expected(Record):
    """A quotation of the gold, and whether the draft cites any of it."""

    quote: str
    stance: Stance
    cited: bool


class Cited(Record):
    """A quotation of a draft, where it was located, and whether it overlaps one of the gold's."""

    quote: str
    match: Match
    stance: Stance
    place: str
    gold: bool


class Repeats(Record):
    """How many drafts of a prompt, the first among them, hold the first one's line."""

    same: int
    of: int


class Case(Record):
    """One prompt of one review. Information items have no line: ``gold`` and ``certainty`` are None there."""

    review: str
    prompt: str
    standard: str = Field(description="id of the standard, or the heading of prompts outside the standards")
    gold: Line | None
    certainty: Certainty | None
    difficulty: Difficulty | None
    why: str
    missing: str | None
    status: DraftStatus
    reason: Outcome | None
    line: Line | None
    proposed: Line | None
    flags: tuple[str, ...] = Field(description="kinds of fault that the assistant saw in the draft")
    rationale: str
    searched: tuple[str, ...]
    expected: tuple[Expected, ...]
    cited: tuple[Cited, ...]
    requests: int
    tokens: Tokens
    repeats: Repeats | None = Field(default=None, description="None where it was asked once")
    change: Change | None = Field(default=None, description="None where the review is as it was written")

    @property
    def drafted(self) -> Line | None:
        """The line as drafted; None where there is no draft."""
        return self.line if self.status is DraftStatus.DRAFTED else None

    @property
    def right(self) -> bool:
        """Whether the drafted line is the gold's. What was not answered is not right."""
        return self.gold is not None and self.drafted is self.gold


class Node(Record):
    """A key question or standard of one review: what the rules compute from the gold, and from the drafts."""

    review: str
    node: str
    gold: Answer
    drafted: Answer


def cases_of(assurance: Assurance, gold: Gold, rubric: Rubric) -> tuple[Case, ...]:
    """A case for every prompt that has gold, in the rubric's order."""
    standards, places = standards_of(rubric), Places(assurance.review)
    made = (
        _case(draft, assurance.review, places, gold, standards[draft.prompt])
        for draft in assurance.drafts
        if draft.prompt in gold.evidence
    )
    return tuple(
        case.model_copy(update={"repeats": Repeats(same=agreed.same, of=agreed.of)})
        if (agreed := assurance.agreement(case.prompt)) is not None
        else case
        for case in made
    )


def case_of_change(case: Case, change: Change, expected: Line) -> Case:
    """That case as one of a changed review, whose right line is ``expected``."""
    return case.model_copy(update={"change": change, "gold": expected})


def standards_of(rubric: Rubric) -> dict[str, str]:
    """The standard of each prompt, by its id; for information items and the chronology, their heading."""
    apart = {p.id: group.label for group in (rubric.information, rubric.chronology) for p in group.prompts}
    within = {
        p.id: standard.id
        for standard in rubric.standards
        for p in (*standard.prompts, *(p for question in standard.key_questions for p in question.prompts))
    }
    return apart | within


def nodes_of(name: str, lines: Mapping[str, Line | None], gold: Gold, rubric: Rubric) -> tuple[Node, ...]:
    """What the rules compute from those lines beside what they compute from the gold's, for every node of which
    each prompt has gold."""
    held = _answers(rubric, {prompt: entry.line for prompt, entry in gold.lines.items()})
    return tuple(
        Node(review=name, node=node, gold=held[node], drafted=answer)
        for node, answer in _answers(rubric, lines).items()
        if _weighed(rubric.node(node)) <= gold.lines.keys()
    )


def spans_of(citation: CheckedCitation, review: Review) -> list[Range]:
    """Where a citation was located, as ranges of the review's text; none if it is absent."""
    starts = {p.id: p.start for p in review.passages}
    return [(starts[at.passage] + at.start, starts[at.passage] + at.end) for at in citation.located]


def overlap(some: Iterable[Range], others: Iterable[Range]) -> bool:
    """Whether any of some ranges shares a character with any of the others."""
    ranges = list(others)
    return any(a < d and c < b for a, b in some for c, d in ranges)


def stands_at(text: str, quote: str) -> list[Range]:
    """Every place of a quotation in a text."""
    found, at = [], text.find(quote)
    while at >= 0:
        found.append((at, at + len(quote)))
        at = text.find(quote, at + 1)
    return found


def _case(draft: Draft, review: Review, places: Places, gold: Gold, standard: str) -> Case:
    entry, note = gold.lines.get(draft.prompt), gold.notes.get(draft.prompt)
    pieces = gold.evidence[draft.prompt]
    stands = [stands_at(review.text, piece.quote) for piece in pieces]
    located = [(citation, spans_of(citation, review)) for citation in draft.citations]
    every = [span for _, spans in located for span in spans]
    made = draft.provenance
    return Case(
        review=gold.name,
        prompt=draft.prompt,
        standard=standard,
        gold=entry.line if entry else None,
        certainty=entry.certainty if entry else None,
        difficulty=entry.difficulty if entry else None,
        why=entry.why if entry else note.findings if note else "",
        missing=entry.missing if entry else None,
        status=draft.status,
        reason=draft.reason,
        line=draft.line,
        proposed=draft.proposed_line,
        flags=tuple(flag.kind.value for flag in draft.flags),
        rationale=draft.rationale,
        searched=draft.searched,
        expected=tuple(
            Expected(quote=piece.quote, stance=piece.stance, cited=overlap(at, every))
            for piece, at in zip(pieces, stands, strict=True)
        ),
        cited=tuple(
            Cited(
                quote=citation.quote,
                match=citation.match,
                stance=citation.stance,
                place=_place(citation, places),
                gold=any(overlap(at, spans) for at in stands),
            )
            for citation, spans in located
        ),
        requests=made.requests if made else 0,
        tokens=made.tokens if made else Tokens(),
    )


def _place(citation: CheckedCitation, places: Places) -> str:
    if citation.passage is None or citation.match is Match.ABSENT:
        return "not found in the review"
    return places.words(
        citation.passage, [at.start for at in citation.located if at.passage == citation.passage]
    )


def _weighed(node: KeyQuestion | Standard) -> set[str]:
    """The prompts whose lines a key question or standard comes down to."""
    parts = node.key_questions or (node,) if isinstance(node, Standard) else (node,)
    return {prompt.id for part in parts for prompt in part.prompts}


def _answers(rubric: Rubric, lines: Mapping[str, Line | None]) -> dict[str, Answer]:
    standings = [
        Standing(
            prompt=prompt.id,
            line=lines.get(prompt.id) or Line.UNDETERMINED,
            origin=Origin.DRAFTED if lines.get(prompt.id) else Origin.NOT_ANSWERED,
        )
        for prompt in rubric.prompts
        if prompt.scale is Scale.LINE
    ]
    return {j.node: j.initial.answer for j in aggregate(rubric, standings, ()) if j.initial is not None}
