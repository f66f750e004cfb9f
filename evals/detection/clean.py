"""Text of reviews that is addressed to people: sentences and paragraphs, made of templates with variation.

A seed comes in, texts go out. It stands alone because false alarms are counted on it: many of its templates
come as near to the wordings of the rules as a real review, licence, policy or e-mail does.
"""

from collections.abc import Iterator
from pathlib import Path
from random import Random
from string import Formatter

import yaml

from assistant.domain.record import Record

BANK = Path(__file__).parent / "clean.yaml"
FILLINGS = 40
"""Sentences made of each template, at most."""
PARAGRAPHS = 250
"""Paragraphs of three to six sentences, for each half."""


class Clean(Record):
    """One text to people. ``half`` is seen or held, ``paragraph`` tells it from a sentence."""

    half: str
    paragraph: bool
    text: str


def clean(seed: int) -> Iterator[Clean]:
    """Every different sentence that the fillings give, then paragraphs of them; the halves never mixed."""
    chance = Random(seed)  # noqa: S311 - spreads wordings, guards nothing
    bank = yaml.safe_load(BANK.read_text(encoding="utf-8"))
    fields: dict[str, list[str]] = bank["fields"]
    for half in ("seen", "held"):
        sentences = dict.fromkeys(
            _filled(template, fields, chance) for template in bank[half] for _ in range(FILLINGS)
        )
        for text in sentences:
            yield Clean(half=half, paragraph=False, text=text)
        for _ in range(PARAGRAPHS):
            text = " ".join(chance.sample(list(sentences), chance.randint(3, 6)))
            yield Clean(half=half, paragraph=True, text=text)


def _filled(template: str, fields: dict[str, list[str]], chance: Random) -> str:
    names = [name for _, name, _, _ in Formatter().parse(template) if name]
    text = template.format(**{name: str(chance.choice(fields[name])) for name in names})
    return text[0].upper() + text[1:]
