"""What was read and what there was to read in, the whole account out: blocks, notices and the ledger's entries.

It stands alone because this is where a loss would show: both engines' counts meet the count of the blocks.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from assistant.domain.ledger import Bucket, Entry
from assistant.domain.review import Contents, Notice, NoticeKind
from assistant.edges.pdf.letters import UNKNOWN, size
from assistant.edges.pdf.page import Sheet, named
from assistant.edges.pdf.write import Written


def accounted(
    result: Written, sheets: Sequence[Sheet], letters: Sequence[Counter[str]], comments: Sequence[Sequence[str]]
) -> Contents:
    """Those blocks with their notices and ledger; ``letters`` are pdfium's, page by page.

    The total is what the two engines find together: of each character on each page, as many as the one that
    finds more of it. So a character that only one of them sees counts, and if it was not read it is LOST.
    """
    buckets = +result.buckets
    for sheet in sheets:
        buckets += sheet.aside
    buckets[Bucket.COMMENT] += sum(size(words) for page in comments for words in page)
    walked = [sheet.letters for sheet in sheets] + [Counter[str]()] * (len(letters) - len(sheets))
    missed = [_missed(found, seen) for found, seen in zip(letters, walked, strict=True)]
    total = sum(seen.total() for seen in walked) + sum(map(Counter.total, missed)) + buckets[Bucket.COMMENT]
    buckets[Bucket.LOST] = total - buckets.total()
    entries = tuple(Entry(bucket=b, characters=buckets[b]) for b in Bucket if buckets[b] > 0)
    lost = [number for number, letters in enumerate(missed, start=1) if letters]
    dropped = buckets[Bucket.LOST] - sum(map(Counter.total, missed))
    notices = (*_notices(sheets, comments), *_losses(sheets, len(letters), lost, dropped))
    return Contents(blocks=tuple(result.blocks), notices=notices, total=total, entries=entries)


def _missed(found: Counter[str], seen: Counter[str]) -> Counter[str]:
    """What only pdfium found on a page; a sign read as unknown is one of these, if it knows one."""
    missed = found - seen
    unknown = max(0, seen[UNKNOWN] - found[UNKNOWN])
    for letter in list(missed):
        same = min(unknown, missed[letter])
        missed[letter] -= same
        unknown -= same
    return +missed


def _losses(sheets: Sequence[Sheet], pages: int, lost: Sequence[int], dropped: int) -> Iterator[Notice]:
    for number in range(len(sheets) + 1, pages + 1):
        message = f"Page {number} could not be read: the file is damaged there."
        yield Notice(kind=NoticeKind.UNREADABLE_PAGE, message=message)
    partly = [sheet for sheet in sheets if sheet.number in lost]
    if partly:
        message = f"Text that could not be read in full ({named(partly)})."
        yield Notice(kind=NoticeKind.UNREAD_TEXT, message=message)
    if dropped > 0:
        message = f"{dropped} characters of the file were met and are in no passage."
        yield Notice(kind=NoticeKind.UNREAD_TEXT, message=message)
    unnamed = [sheet for sheet in sheets if sheet.letters[UNKNOWN]]
    if unnamed:
        message = f"Signs for which the file names no letter, shown as {UNKNOWN} ({named(unnamed)})."
        yield Notice(kind=NoticeKind.UNREAD_TEXT, message=message)


def _notices(sheets: Sequence[Sheet], comments: Sequence[Sequence[str]]) -> Iterator[Notice]:
    hidden = [sheet for sheet in sheets if sheet.hidden]
    if hidden:
        message = f"Text that cannot be seen on the page, left out ({named(hidden)})."
        words = "\n".join(sheet.hidden for sheet in hidden)
        yield Notice(kind=NoticeKind.HIDDEN_TEXT, message=message, text=words)
    struck = [sheet for sheet in sheets if sheet.struck]
    if struck:
        message = f"Text struck through, left out ({named(struck)})."
        words = "\n".join(sheet.struck for sheet in struck)
        yield Notice(kind=NoticeKind.DELETED_TEXT, message=message, text=words)
    notes = [words for page in comments for words in page]
    if notes:
        message = f"{len(notes)} comment{'s' * (len(notes) > 1)} left out."
        lines = "\n".join(" ".join(words.split()) for words in notes)
        yield Notice(kind=NoticeKind.COMMENT, message=message, text=lines)
    for sheet in sheets:
        if sheet.letters and not sheet.read:
            message = f"Page {sheet.number} shows no text that can be read; what is behind it is left out."
            yield Notice(kind=NoticeKind.UNREADABLE_PAGE, message=message)
        elif not sheet.letters and not sheet.blank:
            message = f"Page {sheet.number} is a picture without text: nothing on it was read."
            yield Notice(kind=NoticeKind.UNREADABLE_PAGE, message=message)
    pictured = [sheet for sheet in sheets if sheet.pictures and sheet.read]
    if pictured:
        message = f"Pictures ({named(pictured)}). Words inside a picture are not read."
        yield Notice(kind=NoticeKind.PICTURE, message=message)
