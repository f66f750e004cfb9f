"""Which notice is which: an id for each notice of a review, the same whenever the review is read.

Notices come in, ids go out. It stands alone because an inspector acknowledges notices one by one, and a notice
that changes (a part is found after all) must not inherit the acknowledgement of another.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Sequence

from assistant.domain.review import Notice


def notice_ids(notices: Sequence[Notice]) -> tuple[str, ...]:
    """An id for each, in their order: a digest of what it says, of 12 hex digits; numbered where said again."""
    found, told = list[str](), Counter[str]()
    for notice in notices:
        said = [notice.kind.value, notice.message, notice.text, notice.passage]
        digest = hashlib.sha256(json.dumps(said).encode()).hexdigest()[:12]
        told[digest] += 1
        found.append(digest if told[digest] == 1 else f"{digest}-{told[digest]}")
    return tuple(found)
