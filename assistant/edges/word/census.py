"""How many characters of text a package holds, counted apart from the reading.

A package comes in; a number for each part goes out. It stands alone, with names and a pass of its own, because
the ledger proves nothing if the count and the walk can forget the same thing.

What counts, in every XML part of the package whatever its folder or name, related or not:
words (``w:t``, ``w:delText``), field codes (``w:instrText``, ``w:delInstrText``), formulas (``m:t``), drawings,
charts and diagrams (``a:t``), the names and figures behind a chart (``c:v``, ``cx:v``, ``cx:pt``), and the
lettering of old drawings (``v:textpath``, in its attribute ``string``). So body, headers, footers, notes,
comments, text boxes, charts, diagrams and Word's stored phrases (the glossary part) all count.

What does not count: the properties of the file (``docProps``: title, author, company) and data bound to
content controls (``customXml``), which are not the text of the document; descriptions of pictures, which are
listed with the pictures; symbols, list numbers and note marks, which are signs and not characters; other files
embedded.
"""

from collections.abc import Mapping

from lxml.etree import _Element as Element

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
_CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_NEW_CHART = "http://schemas.microsoft.com/office/drawing/2014/chartex"
_LETTERING = "{urn:schemas-microsoft-com:vml}textpath"
_COUNTED = (
    *(f"{{{_WORD}}}{tag}" for tag in ("t", "delText", "instrText", "delInstrText")),
    *(f"{{{space}}}t" for space in (_MATH, _DRAWING)),
    *(f"{{{_CHART}}}v", f"{{{_NEW_CHART}}}v", f"{{{_NEW_CHART}}}pt"),
)


def census(parts: Mapping[str, Element]) -> dict[str, int]:
    """Characters of text by part, for the parts that have any; ``parts`` holds the root of each XML part."""
    found = {}
    for part, root in parts.items():
        characters = sum(len("".join(map(str, element.itertext()))) for element in root.iter(*_COUNTED))
        characters += sum(len(element.get("string") or "") for element in root.iter(_LETTERING))
        if characters:
            found[part] = characters
    return found
