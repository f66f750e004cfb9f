"""The rubric's own rules: from lines to answers, each with a trace a person can follow.

Drafts and decisions come in; what counts for each prompt (Standing) and what the rules compute for each
node (Judgement) go out. It stands alone because no language model has a say here: every rule of the text is
one small function that names its sentence, and "outweigh" is read as "outnumber", our stated proxy.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from assistant.domain.draft import Draft, DraftStatus, Line
from assistant.domain.in_force import in_force
from assistant.domain.judgement import (
    LINES,
    Answer,
    Decision,
    DecisionKind,
    InitialJudgement,
    Judgement,
    Member,
    Origin,
    Pivotal,
    Standing,
    Tally,
    Weight,
)
from assistant.domain.rubric import Node, Over, Rubric, Scale


def standings(rubric: Rubric, drafts: Iterable[Draft], decisions: Sequence[Decision]) -> tuple[Standing, ...]:
    """What counts for each prompt that has a line, in the rubric's order.

    The latest accept or override in force counts; else the drafted line; else UNDETERMINED, with its origin
    saying whether the draft is hidden (the inspector judges first), not answered or not run.
    """
    drafted = {draft.prompt: draft for draft in drafts}
    decided = _latest(decisions, *LINES)
    return tuple(
        _standing(prompt.id, drafted.get(prompt.id), decided.get(prompt.id))
        for prompt in rubric.prompts
        if prompt.scale is Scale.LINE
    )


def _standing(prompt: str, draft: Draft | None, decision: Decision | None) -> Standing:
    if decision is not None:
        return Standing(prompt=prompt, line=decision.line or Line.UNDETERMINED, origin=Origin.DECIDED)
    if draft is None or draft.status is not DraftStatus.DRAFTED:
        status = DraftStatus.NOT_RUN if draft is None else draft.status
        return Standing(prompt=prompt, line=Line.UNDETERMINED, origin=Origin(status))
    return Standing(prompt=prompt, line=draft.line or Line.UNDETERMINED, origin=Origin.DRAFTED)


def aggregate(
    rubric: Rubric,
    standings: Iterable[Standing],
    decisions: Sequence[Decision],
    drafts: Iterable[Draft] = (),
) -> tuple[Judgement, ...]:
    """Every node in the rubric's order, key questions before their standard, then ``overall`` (a rating only).

    ``standings`` must hold every prompt with a line (``KeyError`` otherwise). ``drafts`` only lets the trace
    say which drafts propose a bar on a yes; they never change an answer.
    """
    lines = {standing.prompt: standing for standing in standings}
    judged = {node: d.answer for node, d in _latest(decisions, DecisionKind.JUDGE).items() if d.answer}
    ratings = {node: d.rating for node, d in _latest(decisions, DecisionKind.RATE).items()}
    proposed = frozenset(d.prompt for d in drafts if d.precludes)
    computed: dict[str, Answer] = {}
    found: list[Judgement] = []
    for node in rubric.nodes():
        if node.rule.over is Over.PROMPTS:
            members = tuple(weigh_line(lines[prompt]) for prompt in node.members)
        else:
            members = tuple(weigh_answer(kq, computed[kq], judged.get(kq)) for kq in node.members)
        initial = initial_judgement(node, members, bars(node, lines, decisions), proposed)
        computed[node.id] = initial.answer
        found.append(
            Judgement(node=node.id, initial=initial, answer=judged.get(node.id), rating=ratings.get(node.id))
        )
    found.append(Judgement(node="overall", initial=None, answer=None, rating=ratings.get("overall")))
    return tuple(found)


def weigh_line(standing: Standing) -> Member:
    """ "...above or below the line for each prompt" (rules 1.1 to 1.4, 3.1, 3.2, Judgement).

    Under Standards 2 and 4, which have no key questions, above is read as yes and below as no. Not
    applicable leaves the balance: our reading of "where they existed" and "where relevant".
    """
    weight = {
        Line.ABOVE: Weight.FOR,
        Line.BELOW: Weight.AGAINST,
        Line.NOT_APPLICABLE: Weight.LEFT_OUT,
        Line.UNDETERMINED: Weight.UNKNOWN,
    }[standing.line]
    return Member(id=standing.prompt, weight=weight, origin=standing.origin)


def weigh_answer(key_question: str, computed: Answer, judged: Answer | None) -> Member:
    """ "...'yes' and 'no' judgements for each key question" (rules, Standards 1 and 3, Judgement).

    The inspector's judgement where there is one, an undetermined one included, else the computed answer.
    """
    weight = {Answer.YES: Weight.FOR, Answer.NO: Weight.AGAINST, Answer.UNDETERMINED: Weight.UNKNOWN}
    origin = Origin.DRAFTED if judged is None else Origin.DECIDED
    return Member(id=key_question, weight=weight[judged or computed], origin=origin)


def balance(members: Iterable[Member]) -> Answer:
    """ "Whether those aspects that are judged sufficient outweigh those that are not"; "weigh up the balance".

    YES where those for outnumber those against, NO the other way round, a tie (or nothing to weigh)
    UNDETERMINED. Each unknown may turn out for, against or not applicable, which moves the difference by one
    at most: so an answer is given only where the difference is greater than the number of unknowns, and not
    where they could bring it to a tie. A later bar on a yes is an act of its own, open for any prompt below
    the line, and so no reason to withhold a balance.
    """
    weights = [member.weight for member in members]
    difference = weights.count(Weight.FOR) - weights.count(Weight.AGAINST)
    unknown = weights.count(Weight.UNKNOWN)
    if difference > unknown:
        return Answer.YES
    if -difference > unknown:
        return Answer.NO
    return Answer.UNDETERMINED


class Bars(NamedTuple):
    """Prompts of a node for which a preclusion was decided and not withdrawn, and those where it counts."""

    decided: frozenset[str]
    in_force: tuple[str, ...]


def bars(node: Node, lines: Mapping[str, Standing], decisions: Sequence[Decision]) -> Bars:
    """ "One or more areas that are considered below the line may be of such importance that they preclude".

    Counts only where the node's text has this sentence (1.1 to 1.4, 3.1, 3.2, Standard 4), only by an
    inspector's decision that was not withdrawn, and only while the prompt is below the line by decision.
    """
    if not node.rule.preclude:
        return Bars(frozenset(), ())
    latest = _latest(decisions, DecisionKind.PRECLUDE, DecisionKind.WITHDRAW_PRECLUSION)
    decided = [m for m in node.members if m in latest and latest[m].kind is DecisionKind.PRECLUDE]
    in_force = (m for m in decided if lines[m].line is Line.BELOW and lines[m].origin is Origin.DECIDED)
    return Bars(frozenset(decided), tuple(in_force))


def answer(members: Iterable[Member], barred_by: Iterable[str]) -> Answer:
    """ "...preclude a judgement of 'yes'": NO while a bar is in force, else the balance."""
    return Answer.NO if any(True for _ in barred_by) else balance(members)


def pivotal(node: Node, members: Sequence[Member], bars: Bars) -> tuple[Pivotal, ...]:
    """The members which alone, by moving for or against, would change the answer, and to what.

    Moved above, a prompt no longer bars a yes; moved below, one whose preclusion stands bars it again.
    """
    now = answer(members, bars.in_force)
    to = {Weight.FOR: "above", Weight.AGAINST: "below"}
    if node.rule.over is Over.KEY_QUESTIONS:
        to = {Weight.FOR: "yes", Weight.AGAINST: "no"}
    found: list[Pivotal] = []
    for at, member in enumerate(members):
        for weight in to:
            if weight is member.weight:
                continue
            moved = [*members[:at], member.model_copy(update={"weight": weight}), *members[at + 1 :]]
            barred_by = [b for b in bars.in_force if b != member.id]
            if weight is Weight.AGAINST and member.id in bars.decided:
                barred_by.append(member.id)
            then = answer(moved, barred_by)
            if then is not now:
                found.append(Pivotal(member=member.id, to=to[weight], answer=then))
    return tuple(found)


def initial_judgement(
    node: Node, members: Sequence[Member], bars: Bars, proposed: frozenset[str] = frozenset()
) -> InitialJudgement:
    """What the rules compute for one node (the text's own phrase: "form an initial judgement")."""
    weights = [member.weight for member in members]
    origins = [member.origin for member in members]
    tally = Tally(
        above=weights.count(Weight.FOR),
        below=weights.count(Weight.AGAINST),
        not_applicable=weights.count(Weight.LEFT_OUT),
        unknown=tuple(m.id for m in members if m.weight is Weight.UNKNOWN),
        decided=origins.count(Origin.DECIDED),
        drafted=origins.count(Origin.DRAFTED),
    )
    return InitialJudgement(
        node=node.id,
        answer=answer(members, bars.in_force),
        tally=tally,
        members=tuple(members),
        barred_by=bars.in_force,
        provisional=tally.decided < len(members) or bool(tally.unknown),
        trace=(
            _counts(node, members),
            _left_out(node, members),
            _bars(node, members, bars, proposed),
            _conclusion(node, members, tally, bars),
            _standing_of_it(node, members, tally),
        ),
        pivotal=pivotal(node, members, bars),
    )


def _counts(node: Node, members: Sequence[Member]) -> str:
    key_questions = node.rule.over is Over.KEY_QUESTIONS
    sides = {Weight.FOR: "Yes", Weight.AGAINST: "No"}
    if not key_questions:
        sides = {Weight.FOR: "Above the line", Weight.AGAINST: "Below the line"}
    told = []
    for weight, words in sides.items():
        origins = [m.origin for m in members if m.weight is weight]
        decided, drafted = origins.count(Origin.DECIDED), origins.count(Origin.DRAFTED)
        parts = [f"{decided} {'judged' if key_questions else 'decided'}"] if decided else []
        parts += [f"{drafted} {'computed' if key_questions else 'drafted'}"] if drafted else []
        told.append(f"{words} {len(origins)}" + (f" ({', '.join(parts)})" if parts else "") + ".")
    return " ".join(told)


def _left_out(node: Node, members: Sequence[Member]) -> str:
    if node.rule.over is Over.KEY_QUESTIONS:
        why = {Origin.DECIDED: "judged undetermined", Origin.DRAFTED: "computed as undetermined"}
        none = "No key question is undetermined."
    else:
        why = {
            Origin.DECIDED: "decided as undetermined",
            Origin.DRAFTED: "drafted as undetermined",
            Origin.HIDDEN: "hidden until a line is recorded",
            Origin.NOT_ANSWERED: "not answered",
            Origin.NOT_RUN: "not run",
        }
        none = "No prompt is not applicable, undetermined, hidden, not answered or not run."
    left_out = [f"{m.id} ({m.origin.value})" for m in members if m.weight is Weight.LEFT_OUT]
    unknown = [f"{m.id} ({why[m.origin]})" for m in members if m.weight is Weight.UNKNOWN]
    told = [f"Not applicable, so left out of the balance: {', '.join(left_out)}."] if left_out else []
    told += [f"Unknown: {', '.join(unknown)}."] if unknown else []
    return " ".join(told) or none


def _bars(node: Node, members: Sequence[Member], bars: Bars, proposed: frozenset[str]) -> str:
    if not node.rule.preclude:
        return "The rule has no clause by which one area may bar a yes."
    told = [f"A bar on a yes is in force, by decision: {_and(bars.in_force)}."] if bars.in_force else []
    told = told or ["No bar on a yes is in force."]
    for member in members:
        if member.id in bars.decided and member.id not in bars.in_force:
            told.append(f"The bar by {member.id} does not count: it is not below the line by decision.")
        elif member.id in proposed and member.id not in bars.decided and member.weight is Weight.AGAINST:
            told.append(f"The draft of {member.id} proposes one; it counts only if the inspector decides it.")
    return " ".join(told)


def _conclusion(node: Node, members: Sequence[Member], tally: Tally, bars: Bars) -> str:
    more, less = ("yes", "no") if node.rule.over is Over.KEY_QUESTIONS else ("above", "below")
    if bars.in_force:
        verb = "bars" if len(bars.in_force) == 1 else "bar"
        return f"{_and(bars.in_force)} {verb} a yes: No, whatever the counts."
    found = balance(members)
    if found is not Answer.UNDETERMINED:
        if found is Answer.NO:
            more, less = less, more
        whatever = f"Whatever becomes of {_and(tally.unknown)}, " if tally.unknown else ""
        outweighs = f"{whatever}{more} outweighs {less} by count."
        return f"{outweighs[0].upper()}{outweighs[1:]} The counts point to {found.value.capitalize()}."
    if tally.unknown:
        return f"The unknown could change the balance. Undetermined: it depends on {_and(tally.unknown)}."
    if tally.above == 0:
        return "Nothing is left to weigh: all are not applicable. Undetermined: the inspector decides."
    return f"{more.capitalize()} and {less} are equal by count. Undetermined: a tie, the inspector decides."


def _standing_of_it(node: Node, members: Sequence[Member], tally: Tally) -> str:
    done = "judged by the inspector" if node.rule.over is Over.KEY_QUESTIONS else "decided"
    if tally.decided == len(members):
        return f"All {len(members)} are {done}."
    return f"Provisional: {tally.decided} of the {len(members)} {'is' if tally.decided == 1 else 'are'} {done}."


def _and(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _latest(decisions: Sequence[Decision], *kinds: DecisionKind) -> dict[str, Decision]:
    """The latest decision of these kinds in force for each prompt or node."""
    return {d.prompt or d.node or "": d for d in in_force(decisions) if d.kind in kinds}
