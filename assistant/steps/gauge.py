"""How drafts fare with inspectors: acceptance and override per prompt, and agreement without the draft in view.

Comes in: the rubric and what happened in each review. Goes out: counts with intervals. It stands alone because
acceptance is pulled by the draft on screen: what was recorded before it was shown is counted apart, always.
"""

from collections import Counter
from collections.abc import Sequence
from statistics import median
from typing import Literal, NamedTuple

from assistant.domain.assurance import latest_decision
from assistant.domain.draft import Draft, DraftStatus, Line
from assistant.domain.interval import Counted, Counts, clustered
from assistant.domain.judgement import LINES, Decision, DecisionKind, ReasonCode
from assistant.domain.kappa import kappa_of
from assistant.domain.quality import Crossed, PromptQuality, Quality, Rate, Worked
from assistant.domain.rubric import Prompt, Rubric, Scale

How = Literal["accepted", "overridden", "judged_first", "reconfirmed", "by_hand", "noted"]


class Taken(NamedTuple):
    """How one prompt of one review was decided; ``seconds`` None where nobody knows when it was shown."""

    prompt: str
    how: How
    reason: ReasonCode | None
    seconds: float | None


def gauge(rubric: Rubric, worked: Sequence[Worked]) -> Quality:
    """The figures over these reviews.

    The decision that stands counts; of one that was undone and not made again, nothing does. A prompt that was
    judged first counts as that, whatever was decided once the draft was shown.
    """
    of_review = [_taken(rubric, one) for one in worked]
    unseen = [_unseen(one) for one in worked]
    of_prompt: dict[str, list[Taken]] = {prompt.id: [] for prompt in rubric.prompts}
    for one in (one for of_one in of_review for one in of_one):
        of_prompt[one.prompt].append(one)
    people = {d.by.strip().casefold() for one in worked for d in one.decisions if d.kind in LINES}
    crossed = Counter(pair for pairs in unseen for pair in pairs)
    return Quality(
        reviews=sum(bool(of_one) for of_one in of_review),
        inspectors=len(people),
        prompts=tuple(_prompt(prompt, taken) for prompt, taken in of_prompt.items()),
        accepted=_rate([_accepted(of_one) for of_one in of_review]),
        same=_rate([(sum(a is b for a, b in pairs), len(pairs)) for pairs in unseen]),
        kappa=kappa_of([[(str(a), str(b)) for a, b in pairs] for pairs in unseen if pairs]),
        crossed=tuple(
            Crossed(inspector=inspector, draft=draft, times=crossed[inspector, draft])
            for inspector in Line
            for draft in Line
        ),
    )


def _taken(rubric: Rubric, worked: Worked) -> list[Taken]:
    found = []
    for prompt in rubric.prompts:
        decision = latest_decision(worked.decisions, prompt.id)
        if decision is not None:
            how = _how(prompt, decision, worked)
            reason = decision.reason_code if how == "overridden" else None
            found.append(Taken(prompt.id, how, reason, _seconds(prompt.id, worked)))
    return found


def _how(prompt: Prompt, decision: Decision, worked: Worked) -> How:
    if prompt.scale is Scale.NOTE:
        return "noted"
    if any(_first(d) for d in _lines(prompt.id, worked)):
        return "judged_first"
    if decision.earlier is not None:
        return "reconfirmed"
    if decision.kind is DecisionKind.ACCEPT:
        return "accepted"
    draft = worked.drafts.get(decision.draft or "")
    return "overridden" if _acceptable(draft) else "by_hand"


def _first(decision: Decision) -> bool:
    """Whether nothing but the review was in view: no draft, and no decision on an earlier version."""
    return decision.unseen is not None and decision.earlier is None


def _acceptable(draft: Draft | None) -> bool:
    return draft is not None and draft.status is DraftStatus.DRAFTED and not draft.unsupported


def _lines(prompt: str, worked: Worked) -> list[Decision]:
    return [d for d in worked.decisions if d.prompt == prompt and d.kind in LINES]


def _seconds(prompt: str, worked: Worked) -> float | None:
    """From the prompt first shown to its first decision."""
    shown = worked.shown.get(prompt)
    decided = min(d.at for d in _lines(prompt, worked))
    return None if shown is None or decided < shown else (decided - shown).total_seconds()


def _unseen(worked: Worked) -> list[tuple[Line, Line]]:
    """The lines of inspector and draft, for each that was recorded before the draft was shown."""
    found = [(d.line, worked.drafts.get(d.unseen or "")) for d in worked.decisions if _first(d)]
    return [(line, draft.line or Line.UNDETERMINED) for line, draft in found if line and draft]


def _accepted(taken: Sequence[Taken]) -> Counts:
    accepted = sum(one.how == "accepted" for one in taken)
    return accepted, accepted + sum(one.how == "overridden" for one in taken)


def _rate(groups: Sequence[Counts]) -> Rate:
    counted = Counted(hit=sum(hit for hit, _ in groups), of=sum(of for _, of in groups))
    low, high = clustered(groups) if counted.of else (None, None)
    return Rate(counted=counted, low=low, high=high)


def _prompt(prompt: str, taken: Sequence[Taken]) -> PromptQuality:
    how = Counter(one.how for one in taken)
    times = [one.seconds for one in taken if one.seconds is not None]
    return PromptQuality(
        prompt=prompt,
        decided=len(taken),
        accepted=how["accepted"],
        overridden=how["overridden"],
        judged_first=how["judged_first"],
        reconfirmed=how["reconfirmed"],
        by_hand=how["by_hand"],
        noted=how["noted"],
        reasons=Counter(one.reason for one in taken if one.reason is not None),
        timed=len(times),
        seconds=median(times) if times else None,
    )
