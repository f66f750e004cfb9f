"""Signs that are no letters: symbols, tick boxes, fractions and the like, written as text.

One element comes in; what a reader sees in its place goes out, none of it counted as characters of the file. It
stands alone because each of these is a small fact about Word's format.
"""

import re

from lxml.etree import _Element as Element
from mammoth.docx.dingbats import dingbats

from assistant.edges.word.xml import SPACES, child, name, number, value, words

AS_TEXT = {name("w:tab"): " ", name("w:ptab"): " ", name("w:br"): "\n", name("w:cr"): "\n",
           name("w:noBreakHyphen"): "-"}  # fmt: skip

_BRACKETS = re.compile(r"\w*")
_ROOT = "\N{SQUARE ROOT}"


def symbol(element: Element) -> str:
    """The character a ``w:sym`` stands for, by mammoth's table of symbol fonts; empty where it is none."""
    code = value(element, "w:char") or ""
    if not re.fullmatch(r"[0-9A-Fa-f]{1,6}", code):
        return ""
    point = int(code, 16)
    # Word keeps symbol fonts in the private area: F0FE is character FE of the font.
    known = dingbats.get((value(element, "w:font"), point & 0xFF if 0xF000 <= point <= 0xF0FF else point))
    found = known if known is not None else point
    return chr(found) if 0x20 <= found <= 0x10FFFF and not 0xD800 <= found <= 0xDFFF else ""


def form_field(element: Element) -> str:
    """What an old-style form field shows where it has no text of its own: a tick box, a chosen entry."""
    box = child(element, "w:ffData", "w:checkBox")
    if box is not None:
        said = child(box, "w:checked") if child(box, "w:checked") is not None else child(box, "w:default")
        return "☒" if said is not None and value(said) not in ("0", "false") else "☐"
    choice = child(element, "w:ffData", "w:ddList")
    entries = [] if choice is None else choice.findall(name("w:listEntry"), SPACES)
    index = number(value(child(choice, "w:result"))) or 0
    return value(entries[index]) or "" if 0 <= index < len(entries) else ""


def in_line(element: Element) -> list[Element | str] | None:
    """Something written on several levels as parts in one line with signs between, or None where it is not.

    Without the signs a half would read 12, and a note on how a word is spoken would run into the word.
    """
    parts = {tag: child(element, tag) for tag in _PARTS.get(element.tag, ())}
    found = [part for part in parts.values() if part is not None]
    if element.tag == name("w:ruby"):
        return _with(found, ("", "(", ")"))
    if element.tag == name("m:f"):
        return _with(found, ("", "/", ""), bracketed=True)
    if element.tag == name("m:sSup"):
        return _with(found, ("", "^", ""), bracketed=True)
    if element.tag == name("m:sSub"):
        return _with(found, ("", "_", ""), bracketed=True)
    if element.tag == name("m:sSubSup"):
        return _with(found, ("", "_", "^", ""), bracketed=True)
    if element.tag == name("m:rad"):
        return _with(found, (_ROOT, ""), bracketed=True)
    if element.tag == name("m:d"):
        return _delimited(element)
    return None


_PARTS = {
    name("w:ruby"): ("w:rubyBase", "w:rt"),
    name("m:f"): ("m:num", "m:den"),
    name("m:sSup"): ("m:e", "m:sup"),
    name("m:sSub"): ("m:e", "m:sub"),
    name("m:sSubSup"): ("m:e", "m:sub", "m:sup"),
    name("m:rad"): ("m:e",),
}


def _with(
    parts: list[Element], signs: tuple[str, ...], *, bracketed: bool = False
) -> list[Element | str] | None:
    """Parts with signs before, between and after them; None where a part is missing."""
    if len(parts) != len(signs) - 1:
        return None
    found: list[Element | str] = [signs[0]]
    for part, sign in zip(parts, signs[1:], strict=True):
        plain = not bracketed or _BRACKETS.fullmatch(words(list(part.iter(name("m:t")))))
        found += [part, sign] if plain else ["(", part, ")", sign]
    return found


def _delimited(element: Element) -> list[Element | str]:
    about = child(element, "m:dPr")
    begin, between, end = (value(child(about, f"m:{tag}"), "m:val") for tag in ("begChr", "sepChr", "endChr"))
    found: list[Element | str] = ["(" if begin is None else begin]
    for index, part in enumerate(element.findall(name("m:e"))):
        found += ["|" if between is None else between, part] if index else [part]
    return [*found, ")" if end is None else end]
