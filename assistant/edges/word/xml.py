"""Names and small look-ups in WordprocessingML, so that the other modules can speak of ``w:p`` and not of URLs.

It stands alone because every module of this reader needs it and nothing outside does.
"""

from collections.abc import Iterator
from functools import cache

from lxml.etree import _Element as Element

SPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "v": "urn:schemas-microsoft-com:vml",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "cx": "http://schemas.microsoft.com/office/drawing/2014/chartex",
    "dgm": "http://schemas.openxmlformats.org/drawingml/2006/diagram",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "w15": "http://schemas.microsoft.com/office/word/2012/wordml",
}

STRICT = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": SPACES["w"].encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": SPACES["r"].encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/math": SPACES["m"].encode(),
    b"http://purl.oclc.org/ooxml/drawingml/main": SPACES["a"].encode(),
    b"http://purl.oclc.org/ooxml/drawingml/picture": SPACES["pic"].encode(),
    b"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing": SPACES["wp"].encode(),
    b"http://purl.oclc.org/ooxml/drawingml/chart": SPACES["c"].encode(),
    b"http://purl.oclc.org/ooxml/drawingml/diagram": SPACES["dgm"].encode(),
}
"""Word's "Strict Open XML" says the same under other names; they are put back before parsing."""

OFF = frozenset({"0", "false", "off", "none"})


@cache
def name(short: str) -> str:
    """``w:p`` as lxml spells it: ``{http://...}p``."""
    prefix, local = short.split(":")
    return f"{{{SPACES[prefix]}}}{local}"


TEXT = frozenset(name(tag) for tag in ("w:t", "w:delText", "m:t", "a:t"))
"""Elements whose characters are words somebody wrote."""

CODE = frozenset(name(tag) for tag in ("w:instrText", "w:delInstrText"))
"""Elements that hold instructions to Word: the codes of fields."""

FIGURE = frozenset(name(tag) for tag in ("c:v", "cx:v", "cx:pt"))
"""Elements that hold the names and figures a chart was drawn from."""

LETTERED = TEXT | CODE | FIGURE | {name("v:textpath")}
"""Every element the ledger follows."""


def child(element: Element | None, *path: str) -> Element | None:
    """The first element down that path of direct children, or None."""
    for step in path:
        if element is None:
            return None
        element = next(element.iterchildren(name(step)), None)
    return element


def value(element: Element | None, attribute: str = "w:val") -> str | None:
    """That attribute, or None where the element or the attribute is missing."""
    if element is None:
        return None
    found = element.get(name(attribute))
    return None if found is None else str(found)


def number(text: str | None) -> int | None:
    """A whole number; None where the text is none (Word forgives, so we do), or none that Word could hold."""
    try:
        whole = None if text is None else int(text)
    except ValueError:
        return None
    return whole if whole is not None and abs(whole) < 2**31 else None


def switch(element: Element | None) -> bool | None:
    """An on/off property: None where it is not said."""
    if element is None:
        return None
    said = value(element)
    return said is None or said.lower() not in OFF


def letters(element: Element) -> str:
    """The characters of an element the ledger follows; lettering in old drawings has them in an attribute."""
    if element.tag == name("v:textpath"):
        return str(element.get("string") or "")
    return "".join(map(str, element.itertext())) if len(element) else str(element.text or "")


def words(elements: Iterator[Element] | list[Element]) -> str:
    """The characters of such elements, one after the other."""
    return "".join(letters(element) for element in elements)


def paragraphs_of(root: Element) -> str:
    """All words under an element, a line for each paragraph: for notices, never for passages."""
    lines: dict[Element, list[Element]] = {}
    for text in root.iter(*TEXT):
        lines.setdefault(next(text.iterancestors(name("w:p"), name("a:p")), text), []).append(text)
    return "\n".join(line for texts in lines.values() if (line := words(texts).strip()))
