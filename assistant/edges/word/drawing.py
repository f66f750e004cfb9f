"""Drawings: whether a shape can be seen, what stands behind it, and what a picture is said to show.

An element inside a drawing comes in, a fact about it goes out. It stands alone because drawings are written in
two languages, an old (VML) and a new one (DrawingML), and nothing else needs to know.
"""

import re
from collections.abc import Iterator

from lxml.etree import _Element as Element

from assistant.edges.word.xml import name, value

_HIDDEN = re.compile(r"visibility\s*:\s*hidden", re.IGNORECASE)
_ON = ("1", "true")


def _around(inside: Element) -> Iterator[Element]:
    """What it stands in, up to the run that holds the drawing."""
    for shape in inside.iterancestors():
        if shape.tag == name("w:r"):
            return
        yield shape


def is_filled(inside: Element) -> bool:
    """Whether the shape around a text box has a colour of its own, so that white text may be visible."""
    for shape in _around(inside):
        if shape.get("fillcolor") is not None:
            return True
        if shape.tag.endswith("}wsp"):
            fills = {e.tag for part in shape if part.tag.endswith("}spPr") for e in part}
            if fills & {name(f"a:{kind}Fill") for kind in ("solid", "grad", "patt", "blip")}:
                return True
            styled = [e for part in shape if part.tag.endswith("}style") for e in part.iter(name("a:fillRef"))]
            return name("a:noFill") not in fills and any(e.get("idx") not in (None, "0") for e in styled)
    return False


def is_hidden(inside: Element) -> bool:
    """Whether the drawing, or a shape around the element, is set not to show (Word's selection pane)."""
    return any(
        _HIDDEN.search(str(shape.get("style") or ""))
        or any(about.get("hidden") in _ON for about in shape.iterchildren("{*}docPr", "{*}cNvPr"))
        for shape in (inside, *_around(inside))
    )


def picture(element: Element) -> tuple[str, str] | None:
    """The relationship and the description of a picture, or None where the element is none."""
    if element.tag not in (name("a:blip"), name("v:imagedata")):
        return None
    relation = value(element, "r:embed") or value(element, "r:id") or value(element, "r:link") or ""
    frame = next(element.iterancestors(name("w:drawing")), None)
    about = None if frame is None else next(frame.iter(name("wp:docPr")), None)
    return relation, "" if about is None else str(about.get("descr") or "")
