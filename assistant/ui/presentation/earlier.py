"""An earlier decision on screen: what it was, what became of what it rests on, and what is to be opened first.

In come an assurance and what the earlier version holds, out goes one block. It stands alone because nothing in
it counts: it is a proposal until the prompt is decided on this version, and stays for reference afterwards.
"""

from datetime import datetime

from assistant.domain.assurance import Assurance
from assistant.domain.change import Became, Stretch
from assistant.domain.draft import Stance
from assistant.domain.earlier import Earlier, Ground, Version
from assistant.domain.opening import opened_passages
from assistant.domain.places import Places
from assistant.domain.record import Record
from assistant.domain.words import LINE
from assistant.steps.recall import reference
from assistant.ui.presentation.changes import changed_words
from assistant.ui.presentation.near import ShownNear, shown_near

BECAME: dict[Became, str] = {
    Became.UNCHANGED: "Unchanged",
    Became.MOVED: "Moved, in the same words",
    Became.CHANGED: "Changed",
    Became.GONE: "Gone",
}
"""What became of a passage, in words."""


class ShownGround(Record):
    """A passage the decision rests on: where it stood, its words, where it stands now.

    ``quotes`` are verbatim text of the earlier version. ``lost`` tells that words that were evidence stand in
    it no more.
    """

    became: Became
    words: str
    side: str
    was: str
    quotes: tuple[str, ...]
    stretches: tuple[Stretch, ...]
    after: str | None
    place: str | None
    lost: bool


class ToOpen(Record):
    """A passage of this version to look at; ``must`` before the decision can be reconfirmed."""

    near: ShownNear
    new: bool
    must: bool
    opened: bool


class ShownEarlier(Record):
    """The block. ``offers`` tells whether the decision can be reconfirmed here and now."""

    decision: str
    line: str | None
    words: str
    reason: str | None
    by: str
    at: datetime
    grounds: tuple[ShownGround, ...]
    absent: bool
    searched: tuple[str, ...]
    barred: str | None
    to_open: tuple[ToOpen, ...]
    changed: str
    state: str | None
    offers: bool


def shown_earlier(
    earlier: Earlier | None, assurance: Assurance, prompt: str, version: Version
) -> ShownEarlier | None:
    """The block for that prompt; None where the earlier version holds no decision on it."""
    if earlier is None:
        return None
    changes = version.changes
    places, decision = Places(assurance.review), earlier.decision
    opened = opened_passages(assurance.openings, prompt)
    shown = shown_near(assurance.review, earlier.near, places)
    state = _state(earlier, assurance, prompt)
    return ShownEarlier(
        decision=decision.id,
        line=decision.line,
        words=LINE[decision.line] if decision.line is not None else "Noted",
        reason=decision.reason,
        by=decision.by,
        at=decision.at,
        grounds=tuple(_ground(one, places) for one in earlier.grounds),
        absent=earlier.absent,
        searched=earlier.searched,
        barred=earlier.barred,
        to_open=tuple(
            ToOpen(
                near=near,
                new=near.passage in changes.not_as_before,
                must=near.passage in earlier.look_at,
                opened=near.passage in opened,
            )
            for near in shown
        ),
        changed=changed_words(changes),
        state=state,
        offers=state is None and assurance.signed_off is None,
    )


def _state(earlier: Earlier, assurance: Assurance, prompt: str) -> str | None:
    """What was decided on this version; None where nothing was."""
    decision = assurance.decision(prompt)
    if decision is None:
        return None
    if decision.earlier == reference(earlier):
        return "Reconfirmed on this version."
    return "Decided anew on this version."


def _ground(ground: Ground, places: Places) -> ShownGround:
    sides = {Stance.SUPPORTS: "for", Stance.AGAINST: "against"}
    return ShownGround(
        became=ground.became,
        words=BECAME[ground.became],
        side=" and ".join(sides[stance] for stance in ground.stances),
        was=ground.stood_at,
        quotes=ground.quotes,
        stretches=ground.stretches,
        after=ground.after,
        place=places.words(ground.after) if ground.after is not None else None,
        lost=ground.became is Became.CHANGED and not ground.stands,
    )
