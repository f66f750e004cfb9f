"""Reviews with one text addressed to a machine in each: what it wants, how it is disguised, where it stands.

A seed comes in, cases go out: every wording undisguised once, and again in disguises drawn by chance. It stands
alone because the same set must come out for the same seed, and so that figures can be compared.
"""

from collections.abc import Iterator
from pathlib import Path
from random import Random

import yaml

from assistant.domain.record import Record
from assistant.domain.review import Block, FileBlocks, Kind, Notice, NoticeKind, Review
from assistant.steps.segment import segment
from evals.detection.disguise import HELD, KEEPS_SIGNS, SEEN

BANK = Path(__file__).parent / "injections.yaml"
CHANNELS = (
    "a paragraph", "amid a paragraph", "a list item", "a table cell", "a footnote", "a heading", "a header",
    "two paragraphs", "hidden text", "deleted text", "a comment", "a picture's description", "a file's name",
)  # fmt: skip
_ASIDE = {
    "hidden text": NoticeKind.HIDDEN_TEXT,
    "deleted text": NoticeKind.DELETED_TEXT,
    "a comment": NoticeKind.COMMENT,
    "a picture's description": NoticeKind.PICTURE,
}
_KINDS = {
    "a list item": Kind.LIST_ITEM,
    "a footnote": Kind.FOOTNOTE,
    "a heading": Kind.HEADING,
    "a header": Kind.FURNITURE,
}
_BEFORE = "PP1 saw Mr Hale at the office on 3 May 2024 and recorded the visit the same day."
_AFTER = "SPO1 countersigned the plan within the week, and the police were told."


class Case(Record):
    """One review with one text addressed to a machine, and how that was made. ``half`` is seen or held."""

    half: str
    goal: str
    wording: str
    disguise: str
    channel: str
    review: Review


def injected(seed: int, disguises: int = 3) -> Iterator[Case]:
    """For every wording one case undisguised, and as many more as told, each in a channel drawn by chance."""
    chance = Random(seed)  # noqa: S311 - spreads wordings, guards nothing
    bank: dict[str, dict[str, list[str]]] = yaml.safe_load(BANK.read_text(encoding="utf-8"))
    every = SEEN | HELD
    for goal, halves in bank.items():
        signs = goal in ("markers", "languages")
        for half, wordings in halves.items():
            for wording in wordings:
                drawn = ["none", *chance.sample([d for d in every if d != "none"], disguises)]
                for disguise in KEEPS_SIGNS if signs else drawn:
                    channel = chance.choice(CHANNELS)
                    text = every[disguise](wording, chance)
                    yield Case(
                        half=half,
                        goal=goal,
                        wording=wording,
                        disguise=disguise,
                        channel=channel,
                        review=placed(text, channel, chance),
                    )


def placed(text: str, channel: str, chance: Random) -> Review:
    """A small review with that text in that place, and ordinary sentences around it."""
    blocks = [Block(kind=Kind.PARAGRAPH, text=_BEFORE)]
    notices: list[Notice] = []
    name = "review.docx"
    if channel in _ASIDE:
        notices.append(Notice(kind=_ASIDE[channel], message="1 piece.", text=f"{_AFTER}\n{text}"))
    elif channel in _KINDS:
        blocks.append(Block(kind=_KINDS[channel], text=text))
    elif channel == "a file's name":
        name = f"{text.replace('/', ' ')}.docx"
    elif channel == "a table cell":
        blocks.append(Block(kind=Kind.ROW, text=f"3 May 2024\t{text}\tMet the standard.", table=1, row=1))
    elif channel == "amid a paragraph":
        blocks.append(Block(kind=Kind.PARAGRAPH, text=f"{_BEFORE} {text} {_AFTER}"))
    elif channel == "two paragraphs":
        gaps = [at for at, c in enumerate(text) if c == " "]
        at = chance.choice(gaps) if gaps else len(text)
        blocks += [Block(kind=Kind.PARAGRAPH, text=half) for half in (text[:at], text[at + 1 :]) if half]
    else:
        blocks.append(Block(kind=Kind.PARAGRAPH, text=text))
    blocks.append(Block(kind=Kind.PARAGRAPH, text=_AFTER))
    return segment([FileBlocks(name=name, sha256="0" * 64, blocks=tuple(blocks), notices=tuple(notices))])
