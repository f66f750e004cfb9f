"""What a Word file points to outside itself: listed for the inspector, never followed.

A package comes in, at most one notice goes out. It stands alone because it is the one place that decides which
links are ordinary (a web address somebody can click on) and which fetch something when Word opens the file.
"""

import re
from collections.abc import Iterable, Iterator

from lxml.etree import _Element as Element

from assistant.domain.review import Notice, NoticeKind
from assistant.edges.word.package import Package
from assistant.edges.word.xml import CODE, name, value, words

_KINDS = {
    "image": "linked picture",
    "attachedTemplate": "attached template",
    "oleObject": "linked object",
    "package": "linked file",
    "aFChunk": "linked text",
    "subDocument": "linked text",
    "frame": "linked page",
    "hyperlink": "link to a file",
}
_ORDINARY = re.compile(r"(https?|mailto|tel):|#", re.IGNORECASE)
_FETCHES = re.compile(
    r"\s*(INCLUDETEXT|INCLUDEPICTURE|IMPORT|LINK|DDE|DDEAUTO|RD|HYPERLINK)\s+(.+)", re.IGNORECASE | re.DOTALL
)
_TARGET = re.compile(r'"((?:[^"\\]|\\.)*)"|([^\s"\\]\S*)')
_MOST = 50
_LONGEST = 300
_MOST_CODE = 2_000


def outside_links(package: Package, roots: Iterable[Element]) -> tuple[Notice, ...]:
    """A notice with all targets outside the file but ordinary links, or none."""
    found: dict[str, None] = {}
    for kind, target in package.outside():
        if kind != "hyperlink" or not _ORDINARY.match(target):
            found[_line(_KINDS.get(kind, "reference"), target)] = None
    for root in roots:
        for code in _codes(root):
            target = _fetched(code)
            if target:
                found[_line("field", target)] = None
    if not found:
        return ()
    number = len(found)
    message = (
        f"The file points to {number} {'place' if number == 1 else 'places'} outside it. "
        "Nothing there was read: such links are never followed."
    )
    lines = list(found)[:_MOST] + (["..."] if number > _MOST else [])
    return (Notice(kind=NoticeKind.OUTSIDE_LINK, message=message, text="\n".join(lines)),)


def _codes(root: Element) -> Iterator[str]:
    """Codes of fields; those in one paragraph that follow on one another are pieces of one."""
    for simple in root.iter(name("w:fldSimple")):
        yield value(simple, "w:instr") or ""
    pieces: list[Element] = []
    for element in root.iter(name("w:fldChar"), *CODE):
        if element.tag != name("w:fldChar"):
            pieces.append(element)
        elif pieces:
            yield words(pieces)
            pieces = []
    yield words(pieces)


def _fetched(code: str) -> str:
    """The place outside the file that a field points to, or nothing."""
    found = _FETCHES.match(code)
    if found is None:
        return ""
    arguments = found.group(2)[:_MOST_CODE]
    # DDE and LINK name a program before the place.
    targets = [quoted or bare for quoted, bare in _TARGET.findall(arguments)]
    target = next((t for t in targets if re.search(r"[/\\.:]", t)), targets[0] if targets else "")
    if found.group(1).upper() == "HYPERLINK":
        # With \l first it points to a place in the file itself.
        inside = arguments.lower().startswith("\\l") or not re.search(r"[/\\:]", target)
        return "" if inside or _ORDINARY.match(target) else target
    return target


def _line(what: str, target: str) -> str:
    shown = " ".join(target.split())
    return f"{what}: {shown if len(shown) <= _LONGEST else shown[:_LONGEST] + '...'}"
