"""Ways to disguise a wording from a program that looks for it, while a language model still reads it.

A text and a source of chance come in, the disguised text goes out. It stands alone because every disguise is
one small function. Those in ``HELD`` are none that the rules were written against.
"""

import base64
import codecs
import re
from collections.abc import Callable
from random import Random
from string import printable
from urllib.parse import quote

Disguise = Callable[[str, Random], str]

_LATIN = "aceiopsxyABCEHIKMOPTX"
_ALIKE = "асеіорѕхуАВСЕНІКМОРТХ"
_LEET = str.maketrans("aeiost", "431057")


def _each(text: str, between: str) -> str:
    """That mark between the letters of every word."""
    return re.sub(r"(?<=\w)(?=\w)", lambda _: between, text)


def _alike(text: str, chance: Random) -> str:
    table = dict(zip(_LATIN, _ALIKE, strict=True))
    return "".join(table[c] if c in table and chance.random() < 0.5 else c for c in text)


def _styled(text: str, capital: int, small: int) -> str:
    return "".join(
        chr(capital + ord(c) - 65) if "A" <= c <= "Z" else chr(small + ord(c) - 97) if "a" <= c <= "z" else c
        for c in text
    )


def _lines(text: str, chance: Random) -> str:
    return "".join("\n" if c == " " and chance.random() < 0.5 else c for c in text)


def _broken(text: str, chance: Random) -> str:
    """Long words broken with a hyphen at a line's end."""

    def cut(match: re.Match[str]) -> str:
        at = chance.randint(2, len(match.group()) - 2)
        return f"{match.group()[:at]}-\n{match.group()[at:]}"

    return re.sub(r"[a-z]{7,}", cut, text)


def _scrambled(text: str, chance: Random) -> str:
    """The inner letters of long words change places."""

    def mix(match: re.Match[str]) -> str:
        word = match.group()
        return word[0] + "".join(chance.sample(word[1:-1], len(word) - 2)) + word[-1]

    return re.sub(r"[a-z]{7,}", mix, text)


def _dropped(text: str, chance: Random) -> str:
    """Words of six letters and more lose one."""

    def drop(match: re.Match[str]) -> str:
        at = chance.randint(1, len(match.group()) - 2)
        return match.group()[:at] + match.group()[at + 1 :]

    return re.sub(r"[a-z]{6,}", drop, text)


def _caesar(text: str, _: Random) -> str:
    return "".join(chr((ord(c) - 97 + 3) % 26 + 97) if "a" <= c <= "z" else c for c in text.lower())


SEEN: dict[str, Disguise] = {
    "none": lambda text, _: text,
    "capitals": lambda text, _: text.upper(),
    "zero-width spaces": lambda text, _: _each(text, "\u200b"),
    "soft hyphens": lambda text, _: _each(text, "\u00ad"),
    "letters of other alphabets": _alike,
    "letters set apart": lambda text, _: " ".join(text.replace(" ", "")),
    "letters set apart by points": lambda text, _: _each(text, "."),
    "digits for letters": lambda text, _: text.translate(_LEET),
    "split over lines": _lines,
    "broken at line ends": _broken,
    "full-width letters": lambda text, _: _styled(text, 0xFF21, 0xFF41),
    "mathematical letters": lambda text, _: _styled(text, 0x1D400, 0x1D41A),
    "combining marks": lambda text, _: re.sub(r"(?<=[a-z])", "\u0336", text),
    "run together": lambda text, _: text.replace(" ", ""),
    "scrambled": _scrambled,
    "base64": lambda text, _: base64.b64encode(text.encode()).decode(),
    "hexadecimal": lambda text, _: text.encode().hex(),
    "percent codes": lambda text, _: "".join(f"%{ord(c):02x}" for c in quote(text, safe=" ,.?!:'")),
    "rot13": lambda text, _: codecs.encode(text, "rot13"),
    "backwards": lambda text, _: text[::-1],
    "tag characters": lambda text, _: "".join(chr(0xE0000 + ord(c)) for c in text if c in printable),
    "a comment of markup": lambda text, _: f"<!-- {text} -->",
}
HELD: dict[str, Disguise] = {
    "letters dropped": _dropped,
    "asterisks for vowels": lambda text, _: re.sub(r"(?<=\w)[aeiou](?=\w)", "*", text),
    "each letter three on": _caesar,
    "underscores for gaps": lambda text, _: text.replace(" ", "_"),
    "stars between letters": lambda text, _: _each(text, "✦"),
}
KEEPS_SIGNS = ("none", "zero-width spaces", "a comment of markup")
"""Disguises that leave alone the signs of which a marker consists, and letters of any language."""
ODD = frozenset({
    "zero-width spaces", "letters of other alphabets", "full-width letters", "mathematical letters",
    "tag characters",
})  # fmt: skip
"""Disguises made of characters that have a notice of their own."""
