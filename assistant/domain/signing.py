"""What stands between an assurance and a signature: what stops it, and what may be signed open with a reason.

The rubric and an assurance come in, a Signing goes out. It stands alone because the screen, the permission and
the report must count the same points.
"""

from pydantic import Field

from assistant.domain.assurance import Assurance
from assistant.domain.draft import DraftStatus, Match
from assistant.domain.judgement import Decision, DecisionKind, Judgement
from assistant.domain.notices import notice_ids
from assistant.domain.opening import opened_passages
from assistant.domain.record import Record
from assistant.domain.review import Notice
from assistant.domain.rubric import Rubric
from assistant.domain.words import day


class Unopened(Record):
    """A draft that was accepted, with not one passage of its evidence opened under it by anybody."""

    prompt: str
    accepted: Decision
    passages: tuple[str, ...] = Field(description="the passages of its evidence, in its order")


class OpenNotice(Record):
    """A notice that nobody has acknowledged."""

    id: str
    notice: Notice


class Signing(Record):
    """What is open. The first four stop a sign-off; the next three can be signed open, with a reason."""

    undecided: tuple[str, ...] = Field(description="prompts")
    unjudged: tuple[str, ...] = Field(description="key questions and standards")
    moved: tuple[str, ...] = Field(
        description="key questions and standards judged as the counts gave it, which have changed since"
    )
    unrated: tuple[str, ...] = Field(description="standards, and overall")
    unopened: tuple[Unopened, ...]
    notices: tuple[OpenNotice, ...]
    not_answered: tuple[str, ...] = Field(description="prompts whose draft was asked for and not obtained")
    unsupported: tuple[str, ...] = Field(description="prompts whose draft carries no line; told, asks nothing")

    @property
    def stops(self) -> int:
        """How many things stop a sign-off."""
        return len(self.undecided) + len(self.unjudged) + len(self.moved) + len(self.unrated)

    @property
    def asks_reason(self) -> bool:
        """Whether signing now takes a reason."""
        return bool(self.unopened or self.notices or self.not_answered)


def status(assurance: Assurance) -> str:
    """The mark that every export carries: a draft, with what is undecided, or signed off, by whom and when."""
    signed = assurance.signed_off
    if signed is not None:
        return f"Signed off by {signed.by}, {day(signed.at)}"
    undecided, total = len(assurance.undecided), len(assurance.drafts)
    left = f"{undecided} of {total} undecided" if undecided else f"all {total} decided, not signed off"
    return f"Draft: {left}"


def rated(rubric: Rubric) -> tuple[str, ...]:
    """What is rated: each standard, and the review overall."""
    return (*(standard.id for standard in rubric.standards), "overall")


def signing(rubric: Rubric, assurance: Assurance) -> Signing:
    """What is open in that assurance, in the rubric's order."""
    held = {judgement.node: judgement for judgement in assurance.judgements}
    drafts = {draft.prompt: draft for draft in assurance.drafts if not assurance.hidden(draft.prompt)}
    return Signing(
        undecided=tuple(p.id for p in rubric.prompts if assurance.decision(p.id) is None),
        unjudged=tuple(n.id for n in rubric.nodes() if n.id not in held or held[n.id].answer is None),
        moved=tuple(n.id for n in rubric.nodes() if n.id in held and _moved(assurance, held[n.id])),
        unrated=tuple(n for n in rated(rubric) if n not in held or held[n].rating is None),
        unopened=tuple(one for p in rubric.prompts if (one := _unopened(assurance, p.id)) is not None),
        notices=open_notices(assurance),
        not_answered=tuple(p for p, d in drafts.items() if d.status is DraftStatus.NOT_ANSWERED),
        unsupported=tuple(p for p, d in drafts.items() if d.unsupported),
    )


def _moved(assurance: Assurance, judgement: Judgement) -> bool:
    """Whether a judgement departs from the counts with no reason: they agreed when it was recorded."""
    judged = (d for d in reversed(assurance.decisions) if d.kind is DecisionKind.JUDGE)
    latest = next((d for d in judged if d.node == judgement.node), None)
    reasoned = latest is None or bool((latest.reason or "").strip())
    return not reasoned and judgement.answer is not judgement.computed


def open_notices(assurance: Assurance) -> tuple[OpenNotice, ...]:
    """The notices that nobody has acknowledged, in their order."""
    done = acknowledged(assurance)
    notices = assurance.review.notices
    named = zip(notice_ids(notices), notices, strict=True)
    return tuple(OpenNotice(id=name, notice=notice) for name, notice in named if name not in done)


def acknowledged(assurance: Assurance) -> dict[str, Decision]:
    """The notices that were acknowledged, by id, and the act that did it first."""
    found: dict[str, Decision] = {}
    for decision in assurance.decisions:
        if decision.kind is DecisionKind.ACKNOWLEDGE:
            found |= {name: decision for name in decision.notices if name not in found}
    return found


def _unopened(assurance: Assurance, prompt: str) -> Unopened | None:
    decision = assurance.decision(prompt)
    if decision is None or decision.kind is not DecisionKind.ACCEPT:
        return None
    located = (c for c in assurance.evidence(prompt).citations if c.match is not Match.ABSENT)
    passages = tuple(dict.fromkeys(c.passage for c in located if c.passage is not None))
    if not passages or opened_passages(assurance.openings, prompt).keys() & {*passages}:
        return None
    return Unopened(prompt=prompt, accepted=decision, passages=passages)
