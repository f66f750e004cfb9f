"""Comments in the margin: left out of the text, listed with their words.

The parts that hold them come in, one notice goes out. It stands alone because replies are told from comments
only by a part of their own.
"""

from lxml.etree import _Element as Element

from assistant.domain.ledger import Bucket
from assistant.domain.review import Notice, NoticeKind
from assistant.edges.word.account import Account
from assistant.edges.word.xml import CODE, LETTERED, name, paragraphs_of, value


def comments(root: Element | None, threads: Element | None, account: Account) -> tuple[Notice, ...]:
    """The comments part as one notice, or none; ``threads`` is the part that says what answers what."""
    if root is None:
        return ()
    account.put_whole(Bucket.FIELD_CODE, root.iter(*CODE))
    account.put_whole(Bucket.COMMENT, root.iter(*LETTERED))
    answers = {
        value(thread, "w15:paraId")
        for thread in (() if threads is None else threads.iter(name("w15:commentEx")))
        if value(thread, "w15:paraIdParent")
    }
    counts = [0, 0]
    lines = []
    for comment in root.iter(name("w:comment")):
        text = paragraphs_of(comment)
        if text:
            lines.append(text)
            counts[any(value(p, "w14:paraId") in answers for p in comment.iter(name("w:p")))] += 1
    if not lines:
        return ()
    parts = [_count(counts[0], "comment", "comments"), _count(counts[1], "reply", "replies")]
    message = f"{' and '.join(part for part in parts if part)} left out."
    return (Notice(kind=NoticeKind.COMMENT, message=message, text="\n".join(lines)),)


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}" if number else ""
