"""Bytes of a text file in, its text out: which encoding they are in is told from the bytes alone.

It stands alone because a wrong guess changes words without an error. Statistics over languages mistake one
Western encoding for another, so what decides is where typographic signs and accented letters would stand.
"""

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    # UTF-32 before UTF-16: the mark of one begins with the mark of the other.
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f]")
_SIGNS = re.compile(r"[‘’“”–—…•£€§°½¼¾©®™«»·\u00a0]")
_ACCENT_IN_WORD = re.compile(r"(?<=[a-z])[à-öø-ÿœš](?=[a-z])|(?<=[a-z])[éèëüïöäñç]\b")
_CAPITAL_AFTER_SMALL = re.compile(r"(?<=[a-z])[À-ÖØ-ÞŒŠŽŸ]")
_FEW = 200
_SHORTEST = 4
_EMPTY: dict[tuple[bool, ...], str] = {  # which bytes of each four are mostly zero
    (False, True, True, True): "utf-32-le",
    (True, True, True, False): "utf-32-be",
    (False, True, False, True): "utf-16-le",
    (True, False, True, False): "utf-16-be",
}


def decoded(data: bytes) -> str | None:
    """The text of those bytes, or None if they are no text in an encoding we can be sure of.

    UTF-8, UTF-16 and UTF-32 with their mark or without; otherwise Windows-1252 (of which Latin-1 is a part, as
    far as text goes) or Mac Roman, whichever puts more of its signs where English has them.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _clean(_read(data, encoding))
    if b"\0" in data:
        wide = _wide(data)
        return _clean(_read(data, wide)) if wide else None
    text = _read(data, "utf-8")
    if text is None:
        found = [
            (_fit(read), read) for name in ("cp1252", "mac-roman") if (read := _read(data, name)) is not None
        ]
        text = max(found, key=lambda pair: pair[0])[1] if found else None
    return _clean(text)


def _read(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _clean(text: str | None) -> str | None:
    """The text, or None where it holds what no text does: NUL, and more than a few other control characters."""
    if text is None or "\0" in text or len(_CONTROL.findall(text)) > len(text) // _FEW + 2:
        return None
    return text


def _wide(data: bytes) -> str | None:
    """The encoding of text without a mark in which most characters have zero bytes, by where these stand."""
    if len(data) < _SHORTEST:
        return None
    return _EMPTY.get(tuple(data[place::4].count(0) > len(data) // 8 for place in range(4)))


def _fit(text: str) -> float:
    """How well what is not ASCII stands in English: signs count for, capitals amid small letters against."""
    right = len(_SIGNS.findall(text)) + 0.5 * len(_ACCENT_IN_WORD.findall(text))
    return right - len(_CAPITAL_AFTER_SMALL.findall(text))
