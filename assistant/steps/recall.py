"""An earlier decision recalled: two versions and what was decided in; what it rests on, and its fate, out.

It stands alone because what a decision rests on is said once, for the screen that shows it and for the rule
that lets it be reconfirmed: none carries itself into the next version, least of all one resting on absence.
"""

from collections.abc import Iterable, Mapping, Sequence

from assistant.domain.assurance import latest_decision
from assistant.domain.change import Became, Changes, Stretch
from assistant.domain.draft import Draft, Line, Located, Stance
from assistant.domain.earlier import Earlier, Ground
from assistant.domain.evidence import EvidenceKey, evidence_key, held
from assistant.domain.in_force import latest_in_force
from assistant.domain.judgement import Act, Decision, DecisionKind
from assistant.domain.near import Near
from assistant.domain.places import Places
from assistant.domain.references import cut
from assistant.domain.review import Review, Span
from assistant.errors import NotAllowed

MOST = 5
"""Passages of the next version that are put beside a decision, the nearest of what is new first."""

SIDE = {Line.ABOVE: Stance.SUPPORTS, Line.BELOW: Stance.AGAINST}
"""The stance that carries a line."""


def grounds_of(prompt: str, draft: Draft | None, decisions: Sequence[Decision]) -> tuple[EvidenceKey, ...]:
    """The evidence that stands for that prompt: the draft's, if there was one, as the inspector left it."""
    offered = draft.citations if draft is not None else ()
    standing = held(offered, [d for d in decisions if d.prompt == prompt]).citations
    return tuple(dict.fromkeys(key for one in standing if (key := evidence_key(one)) is not None))


def recall(
    prompt: str,
    before: Review,
    after: Review,
    changes: Changes,
    decisions: Sequence[Decision],
    draft: Draft | None,
    stretches: Mapping[str, tuple[Stretch, ...]],
    near: Sequence[Near],
) -> Earlier | None:
    """The decision in force on that prompt of ``before``; None where there is none.

    ``draft`` is the one it was made on; ``stretches`` the words that differ in changed passages, by their ids
    in ``before``; ``near`` the passages of ``after`` nearest to the prompt, the nearest first.
    """
    decision = latest_decision(decisions, prompt)
    if decision is None:
        return None
    evidence = grounds_of(prompt, draft, decisions)
    searched = draft.searched if draft is not None else ()
    absent = _rests_on_absence(decision.line, [stance for _, stance in evidence], bool(searched))
    fresh = [one for one in near if one.passage in changes.not_as_before][:MOST]
    # Where nothing near is new, an absence is judged by what is nearest; where nothing is near, by what is new.
    shown = fresh or ((list(near[:MOST]) or _as_they_are(after, changes)) if absent else [])
    return Earlier(
        review=before.id,
        decision=decision,
        grounds=tuple(_grounds(before, after, changes, evidence, stretches)),
        absent=absent,
        searched=tuple(_placed(words, Places(before)) for words in searched),
        barred=_barred(prompt, decisions),
        near=tuple(shown),
        look_at=tuple(one.passage for one in shown) if absent else (),
    )


def may_reconfirm(earlier: Earlier | None, act: Act, opened: Iterable[str]) -> None:
    """Return if that act may reconfirm that earlier decision; ``NotAllowed`` with a sentence saying why not.

    ``opened`` are the passages that were opened under its prompt in the next version.
    """
    if earlier is None or act.earlier != reference(earlier):
        raise NotAllowed(
            f"The earlier decision on {act.prompt} is not the one that was shown: it was changed, or its "
            "review was deleted. Nothing was recorded; reload the page and look again."
        )
    if act.line is not earlier.decision.line:
        raise NotAllowed(f"Only the earlier line for {act.prompt} can be reconfirmed. Record your own instead.")
    unseen = set(earlier.look_at) - set(opened)
    if unseen:
        raise NotAllowed(
            f"The earlier decision on {act.prompt} rested on something not being there. Open the passages "
            f"listed under it first: {len(unseen)} of {len(earlier.look_at)} are not opened. "
            "Nothing was recorded."
        )


def reference(earlier: Earlier) -> str:
    """How a decision names the one it reconfirms: the review's id and the decision's."""
    return f"{earlier.review}/{earlier.decision.id}"


def _rests_on_absence(line: Line | None, stances: Sequence[Stance], searched: bool) -> bool:
    """A line above rests on what is there. Any other may rest on what was looked for and not found."""
    if line is Line.ABOVE:
        return Stance.SUPPORTS not in stances
    return searched or (SIDE[line] not in stances if line in SIDE else not stances)


def _barred(prompt: str, decisions: Sequence[Decision]) -> str | None:
    """The reason of a bar on a yes that stands; it never goes on to the next version."""
    kinds = (DecisionKind.PRECLUDE, DecisionKind.WITHDRAW_PRECLUSION)
    latest = latest_in_force(decisions, prompt, kinds)
    return latest.reason if latest is not None and latest.kind is DecisionKind.PRECLUDE else None


def _as_they_are(after: Review, changes: Changes) -> list[Near]:
    """The first passages of what is new or changed, whole."""
    new = [passage for passage in after.passages if passage.id in changes.not_as_before]
    return [Near(passage=p.id, shown=Span(start=0, end=len(p.text)), terms=()) for p in new[:MOST]]


def _placed(words: str, places: Places) -> str:
    """Words of the draft, with places of the earlier version in the place of its passages' ids."""
    return "".join(
        piece if isinstance(piece, str) else f"[{', '.join(dict.fromkeys(map(places.brief, piece)))}]"
        for piece in cut(words)
    )


def _grounds(
    before: Review,
    after: Review,
    changes: Changes,
    evidence: Sequence[EvidenceKey],
    stretches: Mapping[str, tuple[Stretch, ...]],
) -> Iterable[Ground]:
    """One for each passage, in the order of the earlier version."""
    by_passage: dict[str, list[tuple[Located, Stance]]] = {}
    for pieces, stance in evidence:
        for piece in pieces:
            by_passage.setdefault(piece.passage, []).append((piece, stance))
    places = Places(before)
    fates = {fate.before: fate for fate in changes.fates}
    texts = {passage.id: passage.text for passage in after.passages}
    for passage in before.passages:
        cited = by_passage.get(passage.id)
        if not cited:
            continue
        fate = fates[passage.id]
        quotes = tuple(dict.fromkeys(passage.text[piece.start : piece.end] for piece, _ in cited))
        now = _words(texts[fate.after]) if fate.after is not None else ""
        yield Ground(
            passage=passage.id,
            stood_at=places.words(passage.id, [piece.start for piece, _ in cited]),
            stances=tuple(dict.fromkeys(stance for _, stance in cited)),
            quotes=quotes,
            became=fate.became,
            after=fate.after,
            stretches=stretches.get(passage.id, ()) if fate.became is Became.CHANGED else (),
            stands=all(_words(quote) in now for quote in quotes),
        )


def _words(text: str) -> str:
    return " ".join(text.split())
