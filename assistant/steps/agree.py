"""How many drafts of a prompt hold the same line, where it was asked about more than once.

Comes in: the draft that stands for each prompt, and the repeats of each by its key. Goes out: counts. It stands
alone because repeats decide nothing: no line, no answer and no other count of drafts is made from them.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from assistant.domain.agreement import Agreement, Lines
from assistant.domain.draft import Draft, DraftStatus, Line


def agree(drafts: Iterable[Draft], repeats: Mapping[str, Sequence[Draft]]) -> tuple[Agreement, ...]:
    """The agreement of each draft with its repeats; none where there is no draft, no line or no repeat.

    A hidden draft (judge first) has none: how its repeats fell would give it away.
    """
    return tuple(
        _agreement(draft, draft.line, repeats[draft.key])
        for draft in drafts
        if draft.status is DraftStatus.DRAFTED and draft.line is not None and repeats.get(draft.key)
    )


def _agreement(draft: Draft, line: Line, repeats: Sequence[Draft]) -> Agreement:
    drafted = [one for one in repeats if one.status is DraftStatus.DRAFTED]
    lines = Counter([line, *(one.line or Line.UNDETERMINED for one in drafted)])
    return Agreement(
        prompt=draft.prompt,
        line=line,
        lines=Lines(**{held.value: many for held, many in lines.items()}),
        not_answered=len(repeats) - len(drafted),
    )
