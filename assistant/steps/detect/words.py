"""Text taken apart into plain lower-case words, with its disguises undone and the way back to the text kept.

Text comes in; words with their places go out. Undone are invisible characters, letters of other alphabets,
accents, words broken at a line's end, spelt with gaps or run together. It stands alone because every rule about
wording reads through it, so that a rule need say a phrase only once.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import NamedTuple

from assistant.steps.detect.characters import LOOKALIKES, UNSEEN

_SMALL_CAPITALS = dict(zip(map(ord, "ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ"), "abcdefghijklmnoprstuvwyz", strict=True))


def _plain_letters() -> dict[int, str]:
    """Every character that stands for one ASCII character with an accent, in a style or a width of its own."""
    table = {}
    for first, last in ((0xC0, 0x24F), (0x1E00, 0x1EFF), (0x2070, 0x209C), (0x2100, 0x214F), (0x2460, 0x24FF),
                        (0xFF01, 0xFF5E), (0x1D400, 0x1D7FF), (0x1F110, 0x1F189)):  # fmt: skip
        for point in range(first, last + 1):
            plain = [c for c in unicodedata.normalize("NFKD", chr(point)) if c.isascii() and c not in "()"]
            if len(plain) == 1:
                table[point] = plain[0]
    return table


_PLAIN = _plain_letters() | _SMALL_CAPITALS | LOOKALIKES | {0x2019: "'", 0x2018: "'"}
_DROPPED = re.compile(f"(?<=[^\\W\\d_])[-\u2010]{{1,2}}\n(?=[a-z])|[{UNSEEN}\u0300-\u036f\u0489\u20d0-\u20f0]+")
_TOKEN = re.compile(r"[^\W_]+(?:'[^\W_]+)?(?:[@$!|][^\W_]+)*|[@$][^\W_]+|[^\w\s]|\s+|_+")
_HARD = frozenset(".!?;。！？।")
_LEET = (str.maketrans("01345789@$!|", "oieastbgasil"), str.maketrans("01345789@$!|", "olaastbgasil"))
LONGEST = 24
"""Words above this length are no words of ours, unless some of ours are run together in them."""


class Word(NamedTuple):
    """One word: plain form, place in the text, ``fresh`` where a clause may begin, the sentence's number."""

    text: str
    start: int
    end: int
    fresh: bool
    sentence: int


class Plain:
    """Text with what cannot be seen left out and, if asked, its letters made plain; ``at`` leads back."""

    def __init__(self, text: str, *, letters: bool = True) -> None:
        plain = text.translate(_PLAIN) if letters and not text.isascii() else text
        pieces: list[str] = []
        self._places: list[int] = [0]
        self._shifts: list[int] = [0]
        copied = kept = 0
        for match in _DROPPED.finditer(plain):
            piece = plain[copied : match.start()]
            pieces.append(piece)
            kept += len(piece)
            copied = match.end()
            self._places.append(kept)
            self._shifts.append(copied - kept)
        self.text = "".join([*pieces, plain[copied:]])

    def at(self, place: int) -> int:
        """The place in the text as it came in."""
        return place + self._shifts[bisect_right(self._places, place) - 1]


def words(text: str, known: Callable[[str], bool]) -> list[Word]:
    """The words of the text in order. ``known`` tells the words that rules speak of, for those run together."""
    plain = Plain(text)
    found: list[Word] = []
    spelt: list[Word] = []
    for word in _tokens(plain):
        if len(word.text) == 1 and word.text.isalpha():
            spelt.append(word)
            continue
        found += _spelt(spelt, known)
        spelt = []
        found += _parted(word, known) if len(word.text) > 10 and not known(word.text) else (word,)
    return _joined(found + _spelt(spelt, known), known)


def leet(word: str) -> tuple[str, ...]:
    """What a word of letters and digits may be meant to say; nothing for a plain word or a number."""
    if word.isalpha() or not any(c.isalpha() for c in word) or len(word) < 2:
        return ()
    return tuple(dict.fromkeys(word.translate(table) for table in _LEET))


def _tokens(plain: Plain) -> Iterator[Word]:
    fresh, sentence, ended = True, 0, False
    for match in _TOKEN.finditer(plain.text):
        piece = match.group()
        if piece[0].isalnum() or (piece[0] in "@$" and len(piece) > 1):
            sentence += ended
            yield Word(piece.lower(), plain.at(match.start()), plain.at(match.end() - 1) + 1, fresh, sentence)
            fresh, ended = False, False
        elif piece.isspace():
            # A clause may begin on a new line or in a new cell, whatever its last one ended with.
            fresh = fresh or "\n" in piece or "\t" in piece
        elif piece in _HARD:
            # A full stop ends a sentence only before white space: not in a number, nor between letters.
            following = plain.text[match.end() : match.end() + 1]
            ended = ended or not following.isalnum() or piece in "。！？।"
            fresh = True
        elif piece not in "-_'’*~^":
            fresh = True


def _spelt(letters: list[Word], known: Callable[[str], bool]) -> list[Word]:
    """Single letters in a row read as words, where words of ours come out; else as they are."""
    if len(letters) < 4:
        return letters
    whole = "".join(letter.text for letter in letters)
    cuts = _cuts(whole, known)
    if sum(end - start for start, end in cuts) < 4:
        return letters
    return [
        letters[start]._replace(text=whole[start:end], end=letters[end - 1].end)
        for start, end in _filled(cuts, len(whole))
    ]


def _parted(word: Word, known: Callable[[str], bool]) -> tuple[Word, ...]:
    """A long word cut into those of ours that are run together in it; else as it is."""
    cuts = _cuts(word.text, known)
    if len(cuts) < 3 or sum(end - start for start, end in cuts) * 4 < len(word.text) * 3:
        return (word,)
    return tuple(word._replace(text=word.text[start:end]) for start, end in _filled(cuts, len(word.text)))


def _cuts(whole: str, known: Callable[[str], bool]) -> list[tuple[int, int]]:
    """Where words of ours stand in a run of letters, the longest first at each place."""
    cuts = []
    at = 0
    while at < len(whole):
        end = next((e for e in range(min(at + LONGEST, len(whole)), at + 1, -1) if known(whole[at:e])), at)
        if end > at:
            cuts.append((at, end))
        at = max(end, at + 1)
    return cuts


def _filled(cuts: list[tuple[int, int]], length: int) -> list[tuple[int, int]]:
    """The same cuts with what lies between them."""
    edges = [0, *(edge for cut in cuts for edge in cut), length]
    return [(a, b) for a, b in pairwise(edges) if a < b]


def _joined(found: list[Word], known: Callable[[str], bool]) -> list[Word]:
    """Two neighbours that make one long word of ours ("instruc tions"), where neither is a word of ours."""
    result: list[Word] = []
    for word in found:
        if (
            result
            and len(result[-1].text) > 1
            and 6 <= len(result[-1].text) + len(word.text) <= LONGEST
            and word.sentence == result[-1].sentence
            and known(result[-1].text + word.text)
            and not (known(word.text) and known(result[-1].text))
        ):
            result[-1] = result[-1]._replace(text=result[-1].text + word.text, end=word.end)
        else:
            result.append(word)
    return result
