"""Single inverted commas round a word or two that nobody is said to have used: passages in, one check out.

Informs 4.a ("single inverted commas, which should never be used to suggest that something is untrue"). It
stands alone because most inverted commas are honest: speech, titles, terms and what a record says are left out.
"""

import re
from collections.abc import Iterator, Sequence

from assistant.domain.review import Check, Kind, Passage
from assistant.steps.check.prose import some, times

_MARKED = re.compile(
    r"(?<![\w’'])[‘'](?!(?:yes|no|what|why|how|who|when|where)[’'])([a-z][a-z-]*(?:\s[a-z-]+){0,2})[’'](?!\w)"
)
# Whose commas are the author's own: a word that points at a thing, or a verb that calls it so.
_POINTS = re.compile(
    r"\b(?:a|an|the|his|her|their|this|that|these|those|such|so-called|supposed|some|any|was|were|is|being|been|had"
    r"|for|of|with|by)\s+$|[’']s\s+$",
    re.IGNORECASE,
)
_NAMES_AFTER = re.compile(
    r"\s*(?:\(|[=:]|(?:programme|course|tool|policy|form|guidance|box|section|screen|process|approach|model|meeting"
    r"|group|list|project|scheme|category|level|marker|flag|question|heading|tab|register|field|entry|column|label"
    r"|status|rating|plan|assessment|pathway|means?|refers?|event|term|word|phrase|code|option|type|section|answer"
    r"|comment|yes|judgement)s?\b)",
    re.IGNORECASE,
)
_SPEECH = re.compile(
    r"\b(?:said|says|saying|told|tells|states?|stated|stating|wrote|writes|writing|written|records?|recorded"
    r"|recording|recorded as|reads?|describ\w+|called|calls|calling|known|term\w*|words?|phrase|named|entitled"
    r"|titled|headed|marked|noted|notes|report\w*|quot\w+|claim\w*|used|use|uses|using|wording|replied|answered"
    r"|asked|commented|defined?|rated|labelled|referred|refers|explained|means?|meaning|spoke|entered|entry"
    r"|according)\b",
    re.IGNORECASE,
)


def quotes(passages: Sequence[Passage]) -> Iterator[Check]:
    """A check of up to three words in single inverted commas, in a sentence that reports nobody's words."""
    uses = [(p.id, words) for p in passages if p.kind is not Kind.HEADING for words in _doubted(p.text)]
    if uses:
        yield Check(
            id="language-commas",
            prompt="4.a",
            message=f"Single inverted commas round a word or phrase, {times(len(uses))}: "
            + some(list(dict.fromkeys(f"‘{words}’" for _, words in uses)), 3),
            passages=tuple(dict.fromkeys(passage for passage, _ in uses)),
        )


def _doubted(text: str) -> Iterator[str]:
    for match in _MARKED.finditer(text):
        before = text[max(0, match.start() - 120) : match.start()]
        clause = re.split(r"[.;!?\t\n]\s*", before)[-1]
        after = text[match.end() : match.end() + 30]
        if _POINTS.search(clause) and not _SPEECH.search(clause) and not _NAMES_AFTER.match(after):
            yield match.group(1)
