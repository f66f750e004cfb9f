"""Where each character of a Word file ended: the walk writes it down, the ledger's entries come out.

It stands alone because it must hold for any walk: every element is followed by itself, so that a character
told twice cannot make up for one forgotten.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from lxml.etree import _Element as Element

from assistant.domain.ledger import Bucket, Entry
from assistant.edges.word.strand import Strand
from assistant.edges.word.xml import CODE, LETTERED, letters, name, words


@dataclass
class Account:
    """Characters by bucket, and how many of each element's characters have one."""

    _spent: dict[Element, int] = field(default_factory=dict)
    _buckets: Counter[Bucket] = field(default_factory=Counter)

    def take(self, element: Element) -> str:
        """The characters of an element the walk comes past; a bucket for them must follow."""
        text = letters(element)
        if text:  # a file of empty elements must not fill the memory
            self._spent.setdefault(element, 0)
        return text

    def put(self, bucket: Bucket, strand: Strand) -> None:
        """The file's own characters of a strand into that bucket."""
        for element, characters in strand.sources():
            if characters:
                self._spent[element] = self._spent.get(element, 0) + characters
                self._buckets[bucket] += characters

    def put_whole(self, bucket: Bucket, elements: Iterable[Element]) -> None:
        """Whole elements into one bucket, those of them that have none yet."""
        for element in elements:
            if element not in self._spent:
                self.put(bucket, Strand(((letters(element), element),)))

    def put_copy(self, roots: Iterable[Element], shown: str, *, whole: bool = False) -> None:
        """Pass over a second telling of the same words; where it says anything else it stays unread.

        ``whole``: it must tell all that is shown.
        """
        found = [element for root in roots for element in root.iter(*LETTERED)]
        told = "".join(words([e for e in found if e.tag not in CODE]).split())
        once = "".join(shown.split())
        if told == once if whole else told in once:
            self.put_whole(Bucket.COPY, found)

    def put_unread(self, root: Element) -> str:
        """What no walk came past under that root, put among the unread; its words, a line a paragraph."""
        lines: dict[Element, list[Element]] = {}
        for element in root.iter(*LETTERED):
            if element in self._spent:
                continue
            if element.tag in CODE:
                self.put_whole(Bucket.FIELD_CODE, [element])
                continue
            blank = not letters(element).strip()
            self.put_whole(Bucket.SPACE if blank else Bucket.UNREAD, [element])
            if not blank:
                lines.setdefault(_line_of(element), []).append(element)
        return "\n".join(_between(elements).join(letters(e) for e in elements) for elements in lines.values())

    def lost(self) -> list[str]:
        """Text of elements whose characters have not each one bucket: a fault of the walk, not the file."""
        return [letters(e) for e, characters in self._spent.items() if characters != len(letters(e))]

    def entries(self, total: int) -> tuple[Entry, ...]:
        """The ledger's entries; what they do not explain of ``total`` is lost."""
        lost = total - sum(self._buckets.values())
        counts = self._buckets if lost <= 0 else self._buckets | Counter({Bucket.LOST: lost})
        return tuple(Entry(bucket=b, characters=counts[b]) for b in Bucket if counts[b] > 0)


_LINES = tuple(
    name(tag) for tag in ("w:p", "a:p", "c:strCache", "c:numCache", "c:strLit", "c:numLit", "cx:lvl")
)


def _line_of(element: Element) -> Element:
    return next(element.iterancestors(*_LINES), element)


def _between(elements: list[Element]) -> str:
    return ", " if elements[0].tag in (name("c:v"), name("cx:pt")) else ""
