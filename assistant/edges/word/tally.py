"""What was met on the way and is not a passage: deleted, inserted, hidden text, comments, pictures.

The walk writes into it; at the end it gives the notices. What became of each character is its account's
business, kept with it because whoever sets words aside must say so in both.
"""

from dataclasses import dataclass, field

from lxml.etree import _Element as Element

from assistant.domain.ledger import Bucket
from assistant.domain.review import Notice, NoticeKind
from assistant.edges.word.account import Account
from assistant.edges.word.strand import Strand
from assistant.edges.word.xml import TEXT, name, words

_LEFT_OUT = {NoticeKind.DELETED_TEXT: Bucket.DELETED, NoticeKind.HIDDEN_TEXT: Bucket.HIDDEN}


@dataclass
class _Run:
    pieces: list[str]
    paragraph: int
    last: int


@dataclass
class Tally:
    """Counts and words, in reading order."""

    account: Account = field(default_factory=Account)
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

    def leave_out(self, kind: NoticeKind, strand: Strand, why: str = "") -> None:
        """Deleted or hidden text: into its bucket, and listed."""
        self.account.put(_LEFT_OUT[kind], strand)
        self.note(kind, strand.text, why)

    def note(self, kind: NoticeKind, text: str, why: str = "") -> None:
        """List text under that kind, joined to what stands directly before it."""
        if why:
            self._why_hidden.add(why)
        runs = self._runs.setdefault(kind, [])
        if runs and runs[-1].paragraph == self._paragraph and runs[-1].last >= self._step - 1:
            runs[-1].pieces.append(text)
            runs[-1].last = self._step
        else:
            runs.append(_Run([text], self._paragraph, self._step))

    def picture(self, target: str, description: str) -> None:
        """A picture; the same one (a crest on each page) counts once."""
        if target not in self._seen_pictures:
            self._seen_pictures.add(target)
            self._pictures.append(" ".join(description.split()))

    def one_of(self, element: Element) -> Element | None:
        """The telling of an AlternateContent to read: the first that has words; the others are copies of it."""
        told = [c for c in element if c.tag in (name("mc:Choice"), name("mc:Fallback"))]
        if not told:
            return None
        taken = next((c for c in told if words(list(c.iter(*TEXT))).strip()), told[0])
        self.account.put_copy([c for c in told if c is not taken], words(list(taken.iter(*TEXT))))
        return taken

    def notices(self) -> tuple[Notice, ...]:
        """One notice for each kind of text met, with its words, and one for the pictures."""
        found = []
        for kind in (NoticeKind.HIDDEN_TEXT, NoticeKind.DELETED_TEXT, NoticeKind.INSERTED_TEXT):
            lines = [text for run in self._runs.get(kind, []) if (text := "".join(run.pieces).strip())]
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
