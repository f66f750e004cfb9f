"""What was met on the way and is not a passage: deleted, inserted, hidden text, comments, pictures.

The walk writes into it; at the end it gives the notices. It also knows which text elements were
visited, so that words nobody came past are named instead of lost.
"""

from dataclasses import dataclass, field

from lxml.etree import _Element as Element

from assistant.domain.review import Notice, NoticeKind
from assistant.edges.word.xml import TEXT, name, paragraphs_of, words


@dataclass
class _Run:
    text: str
    paragraph: int
    last: int


@dataclass
class Tally:
    """Counts and words, in reading order."""

    visited: set[Element] = field(default_factory=set)
    _runs: dict[NoticeKind, list[_Run]] = field(default_factory=dict)
    _why_hidden: set[str] = field(default_factory=set)
    _pictures: list[str] = field(default_factory=list)
    _seen_pictures: set[str] = field(default_factory=set)
    _paragraph: int = 0
    _step: int = 0

    def new_paragraph(self) -> None:
        """Words noted from here on start a line of their own."""
        self._paragraph += 1

    def step(self) -> None:
        """A piece of text was passed: neighbours of one kind belong together."""
        self._step += 1

    def note(self, kind: NoticeKind, text: str, why: str = "") -> None:
        """Put text aside under that kind, joined to what stands directly before it."""
        if why:
            self._why_hidden.add(why)
        runs = self._runs.setdefault(kind, [])
        if runs and runs[-1].paragraph == self._paragraph and runs[-1].last >= self._step - 1:
            runs[-1].text += text
            runs[-1].last = self._step
        else:
            runs.append(_Run(text, self._paragraph, self._step))

    def picture(self, target: str, description: str) -> None:
        """A picture; the same one (a crest on each page) counts once."""
        if target not in self._seen_pictures:
            self._seen_pictures.add(target)
            self._pictures.append(" ".join(description.split()))

    def skip_copy(self, copies: list[Element], shown: str) -> None:
        """Pass over a second telling of the same words; other words in it stay unvisited and are named."""
        texts = [t for copy in copies for t in copy.iter(*TEXT)]
        if "".join(words(texts).split()) in "".join(shown.split()):
            self.visited.update(texts)

    def unread(self, root: Element) -> str:
        """Words under that root which no walk came past, a line for each paragraph."""
        lines: dict[Element, list[str]] = {}
        for text in root.iter(*TEXT):
            if text not in self.visited and (text.text or "").strip():
                parent = next(text.iterancestors(name("w:p"), name("a:p")), text)
                lines.setdefault(parent, []).append(str(text.text))
        return "\n".join("".join(pieces).strip() for pieces in lines.values())

    def notices(self) -> tuple[Notice, ...]:
        """One notice for each kind of text met, with its words, and one for the pictures."""
        found = []
        for kind in (NoticeKind.HIDDEN_TEXT, NoticeKind.DELETED_TEXT, NoticeKind.INSERTED_TEXT):
            lines = [run.text.strip() for run in self._runs.get(kind, []) if run.text.strip()]
            if lines:
                message = _message(kind, len(lines), sorted(self._why_hidden))
                found.append(Notice(kind=kind, message=message, text="\n".join(lines)))
        if self._pictures:
            found.append(
                Notice(
                    kind=NoticeKind.PICTURE,
                    message=f"{_count(len(self._pictures), 'picture')}. Words inside a picture are not read.",
                    text="\n".join(line for line in self._pictures if line) or None,
                )
            )
        return tuple(found)


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def _message(kind: NoticeKind, number: int, why: list[str]) -> str:
    if kind is NoticeKind.HIDDEN_TEXT:
        return (
            f"{_count(number, 'piece')} of text that cannot be seen on the page, left out ({'; '.join(why)})."
        )
    if kind is NoticeKind.DELETED_TEXT:
        return f"{_count(number, 'tracked deletion')} left out."
    return f"{_count(number, 'tracked insertion')} kept: the text is read as if the change were accepted."


def comments(root: Element | None) -> tuple[Notice, ...]:
    """The comments part as one notice, or none."""
    found = [] if root is None else [paragraphs_of(c) for c in root.iter(name("w:comment"))]
    lines = [line for line in found if line]
    if not lines:
        return ()
    message = f"{_count(len(lines), 'comment')} left out."
    return (Notice(kind=NoticeKind.COMMENT, message=message, text="\n".join(lines)),)
