"""Comments in the margin: left out of the text, listed with their words.

The parts that hold them come in, notices go out. It stands alone because replies are told from comments
only by a part of their own.
"""

from collections.abc import Mapping

from lxml.etree import _Element as Element

from assistant.domain.ledger import Bucket
from assistant.domain.review import Notice, NoticeKind
from assistant.edges.word.account import Account
from assistant.edges.word.tally import capped, placed
from assistant.edges.word.xml import CODE, LETTERED, name, paragraphs_of, value


def comments(
    root: Element | None, threads: Element | None, account: Account, blocks: Mapping[str, int | None]
) -> tuple[Notice, ...]:
    """One notice for each comment; ``threads`` is the part that says what answers what.

    ``blocks``: the block each is attached to, by the comment's id.
    """
    if root is None:
        return ()
    account.put_whole(Bucket.FIELD_CODE, root.iter(*CODE))
    account.put_whole(Bucket.COMMENT, root.iter(*LETTERED))
    answers = {
        value(thread, "w15:paraId")
        for thread in (() if threads is None else threads.iter(name("w15:commentEx")))
        if value(thread, "w15:paraIdParent")
    }
    found = []
    for comment in root.iter(name("w:comment")):
        text = paragraphs_of(comment)
        if text:
            reply = any(value(p, "w14:paraId") in answers for p in comment.iter(name("w:p")))
            message = f"{'Reply to a comment' if reply else 'Comment'}, left out."
            block = blocks.get(value(comment, "w:id") or "")
            found.append(placed(NoticeKind.COMMENT, message, text, block))
    return tuple(capped(found))
