"""Where related prompts pull apart: one says that the review deals with a matter, another that it does not.

Comes in: the rubric's related places, what counts for each prompt, the drafts. Goes out: pairs of places, both
named. It stands alone because the rules ask for related things in several places and have no rule for it: a
person may have good reason for both, so it is pointed out and never changed.
"""

from collections.abc import Iterable, Mapping
from itertools import combinations, product

from assistant.domain.apart import Apart, Place
from assistant.domain.draft import Draft, DraftStatus, Line, Met
from assistant.domain.judgement import Origin, Standing
from assistant.domain.rubric import Rubric

_SUFFICIENT = {Line.ABOVE: True, Line.BELOW: False}
_DONE = {Met.MET: True, Met.NOT_MET: False}


def relate(rubric: Rubric, standings: Iterable[Standing], drafts: Iterable[Draft]) -> tuple[Apart, ...]:
    """Every pair of related places that pull apart, in the order of the rubric's list.

    A prompt speaks by the line that counts for it, an expectation by what its draft found. What is not
    determined, not applicable or only partly met pulls nowhere; a hidden draft (judge first) says nothing.
    """
    lines = {standing.prompt: standing for standing in standings}
    met = {
        finding.expectation: finding.met
        for draft in drafts
        if draft.status is DraftStatus.DRAFTED
        for finding in draft.findings
    }
    found: list[Apart] = []
    for related in rubric.related:
        sides = [[place for m in side if (place := _place(m, lines, met))] for side in related.sides]
        for one, other in combinations(sides, 2):
            found.extend(
                Apart(matter=related.label, first=first, second=second)
                for first, second in product(one, other)
                if first.sufficient is not second.sufficient
            )
    return tuple(found)


def _place(member: str, lines: Mapping[str, Standing], met: Mapping[str, Met]) -> Place | None:
    """What that prompt or expectation says, or None where it says nothing."""
    prompt = member.partition("/")[0]
    standing = lines.get(prompt)
    if standing is None:
        return None
    if member == prompt:
        sufficient, origin = _SUFFICIENT.get(standing.line), standing.origin
    else:
        sufficient, origin = _DONE.get(met.get(member, Met.PARTLY)), Origin.DRAFTED
    if sufficient is None:
        return None
    return Place(member=member, prompt=prompt, sufficient=sufficient, origin=origin)
