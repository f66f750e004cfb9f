"""Words of a Word file that stand where we do not read: each named in a notice, with where it stands.

The parts of the package that hold text come in after the walk, notices go out; whatever no walk came past is
put among the unread here, so that nothing can be left over but by a fault.
"""

from collections.abc import Mapping, Sequence

from lxml.etree import _Element as Element

from assistant.domain.review import Notice, NoticeKind
from assistant.edges.word.account import Account
from assistant.edges.word.package import Package
from assistant.edges.word.xml import TEXT, name, words

_ELSEWHERE = "Words of the file that stand where we do not read, such as a note nothing refers to."
_PLACES = (
    ("/charts/", "Names and figures of a chart, which are not read as text."),
    ("/diagrams/", "Words of a diagram that is not read as text."),
    ("/glossary/", "Phrases Word keeps for filling in, which stand on no page."),
)
_DATA, _DRAWN = "/diagrams/data", "/diagrams/drawing"
_EMBEDDED = "The file has another file embedded in it, which is not read. Add that file by itself."
_BROKEN = "A part of the file is damaged and was not read: {}. Open the file in Word and save it again."


def unread(
    trees: Mapping[str, Element], package: Package, broken: Sequence[str], account: Account
) -> list[Notice]:
    """A notice for each kind of place that holds words nobody read, and for embedded files."""
    found: dict[str, list[str]] = {}
    # Word keeps a diagram twice: what it says, and the same drawn.
    said = [text for part, root in trees.items() if _DATA in part for text in root.iter(*TEXT)]
    account.put_copy([root for part, root in trees.items() if _DRAWN in part], words(said))
    for part, root in trees.items():
        text = account.put_unread(root)
        if text:
            place = next((message for folder, message in _PLACES if folder in f"/{part}"), _ELSEWHERE)
            found.setdefault(place, []).append(text)
    notices = [
        Notice(kind=NoticeKind.UNREAD_TEXT, message=place, text="\n".join(texts))
        for place, texts in found.items()
    ]
    chunks = (root for root in trees.values() if next(root.iter(name("w:altChunk")), None) is not None)
    if any("/embeddings/" in part for part in package.names) or any(True for _ in chunks):
        notices.append(Notice(kind=NoticeKind.UNREAD_TEXT, message=_EMBEDDED))
    if broken:
        notices.append(Notice(kind=NoticeKind.UNREAD_TEXT, message=_BROKEN.format(", ".join(broken))))
    return notices
