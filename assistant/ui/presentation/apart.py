"""Related prompts that pull apart, in words: both places, what each says, and where that comes from.

In come pairs of places, out go rows. It stands alone because the prompt and the judgements show the same pairs,
and neither may say which of the two is right.
"""

from collections.abc import Sequence

from assistant.domain.apart import Apart, Place
from assistant.domain.draft import Line, Met
from assistant.domain.record import Record
from assistant.domain.rubric import Rubric
from assistant.domain.words import LINE, MET
from assistant.ui.words import ORIGIN


class ShownPlace(Record):
    """One place: the prompt to go to, its name, and what it says of the matter."""

    prompt: str
    name: str
    words: str


class ShownApart(Record):
    """The places on one matter: those where it is dealt with sufficiently, and those where it is not."""

    matter: str
    sufficient: tuple[ShownPlace, ...]
    lacking: tuple[ShownPlace, ...]


def shown_apart(rubric: Rubric, pairs: Sequence[Apart], prompt: str | None = None) -> tuple[ShownApart, ...]:
    """A row for each matter on which places pull apart; with a prompt, what pulls apart from it alone."""
    matters: dict[str, dict[Place, None]] = {}
    for pair in pairs:
        if prompt is None or prompt in {pair.first.prompt, pair.second.prompt}:
            matters.setdefault(pair.matter, {}).update({pair.first: None, pair.second: None})
    ids = [one.id for one in rubric.prompts]
    shown = []
    for matter, found in matters.items():
        places = sorted(found, key=lambda place: ids.index(place.prompt))
        shown.append(
            ShownApart(
                matter=matter,
                sufficient=tuple(_place(rubric, place) for place in places if place.sufficient),
                lacking=tuple(_place(rubric, place) for place in places if not place.sufficient),
            )
        )
    return tuple(shown)


def _place(rubric: Rubric, place: Place) -> ShownPlace:
    whole = place.member == place.prompt
    said = LINE[Line.ABOVE if place.sufficient else Line.BELOW]
    if not whole:
        said = MET[Met.MET if place.sufficient else Met.NOT_MET]
    return ShownPlace(
        prompt=place.prompt,
        name=f"{place.member} {rubric.prompt(place.prompt).label}",
        words=f"{said}, {ORIGIN[place.origin].lower()}",
    )
