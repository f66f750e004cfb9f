"""Key questions and standards as the report tells them: judgement, initial judgement, rating, trace.

It stands alone because what the rules compute and what the inspector holds must stay side by side, and
neither be told as the other.
"""

from assistant.domain.assurance import Assurance
from assistant.domain.draft import Line
from assistant.domain.judgement import Answer, Decision, DecisionKind, InitialJudgement
from assistant.domain.report import Fact, NodeReport, Point, PromptReport, StandardReport, SummaryRow
from assistant.domain.rubric import KeyQuestion, Node, Over, Prompt, Rubric, Standard
from assistant.domain.trace import SHOWN_UNDER
from assistant.domain.words import ANSWER, day, listed
from assistant.steps.report.places import ReportPlaces
from assistant.steps.report.prompts import prompt_report
from assistant.steps.report.trace import trace_report

CHANGED_SINCE = "None was asked for: the initial judgement agreed when this was recorded and has changed since."
"""Why a judgement that departs from the initial one has no reason: without one it could only follow it."""


def summary(rubric: Rubric, assurance: Assurance) -> tuple[SummaryRow, ...]:
    """One row for each node in the rubric's order, and one for the overall rating."""
    rows = [_row(node, assurance) for node in rubric.nodes()]
    overall = SummaryRow(
        node="overall",
        title="Overall",
        standard=True,
        above="",
        below="",
        not_counted="",
        counts="",
        answer=None,
        judgement="",
        rating=assurance.judgement("overall").rating or "Not recorded",
    )
    return (*rows, overall)


def standards(rubric: Rubric, assurance: Assurance, places: ReportPlaces) -> tuple[StandardReport, ...]:
    """The standards, each with its key questions or its own prompts; what answers what under the one whose key
    questions it is evidence for."""
    return tuple(_standard(rubric, assurance, standard, places) for standard in rubric.standards)


def groups(rubric: Rubric, assurance: Assurance, places: ReportPlaces) -> tuple[NodeReport, ...]:
    """Chronology and information items: shown, never weighed, for no rule of the text weighs them."""
    return tuple(
        NodeReport(
            id=group.id,
            title=group.label,
            question=group.statement,
            facts=(),
            rule=None,
            trace=(),
            prompts=tuple(prompt_report(rubric, assurance, prompt, places) for prompt in group.prompts),
        )
        for group in (rubric.chronology, rubric.information)
    )


def _standard(rubric: Rubric, assurance: Assurance, standard: Standard, places: ReportPlaces) -> StandardReport:
    node = _node(rubric, assurance, standard, places)
    key_questions = tuple(_node(rubric, assurance, kq, places) for kq in standard.key_questions)
    prompts = [prompt for one in (node, *key_questions) for prompt in one.prompts]
    barred = {
        prompt
        for node_id in (standard.id, *(kq.id for kq in standard.key_questions))
        if (initial := assurance.judgement(node_id).initial) is not None
        for prompt in initial.barred_by
    }

    def points(line: Line) -> tuple[Point, ...]:
        return tuple(_point(assurance, p, p.id in barred) for p in prompts if p.line is line)

    return StandardReport(
        node=node,
        key_questions=key_questions,
        done_well=points(Line.ABOVE),
        to_improve=points(Line.BELOW),
        trace=trace_report(assurance, places) if _traced(standard) else None,
    )


def _point(assurance: Assurance, told: PromptReport, bars: bool) -> Point:
    notes = ["drafted, not decided"] if assurance.decision(told.id) is None else []
    notes += [] if notes or told.gist is not None else ["no reason was written"]
    notes += ["bars a yes"] if bars else []
    return Point(prompt=told.id, title=told.title, words=told.gist, note=listed(notes) or None)


def _traced(standard: Standard) -> bool:
    """Whether a trace is evidence for key questions of this standard: there it is told, once."""
    return any(key_question.id in SHOWN_UNDER for key_question in standard.key_questions)


def _points_to(initial: InitialJudgement) -> str:
    if initial.barred_by:
        return f"No: a yes is barred by {listed(initial.barred_by)}"
    if initial.answer is not Answer.UNDETERMINED:
        return f"The counts point to {ANSWER[initial.answer]}"
    return f"Undetermined: {_why(initial)}"


def _why(initial: InitialJudgement) -> str:
    tally = initial.tally
    if tally.unknown:
        every = len(tally.unknown) == len(initial.members)
        return "nothing is known yet" if every else f"it depends on {listed(tally.unknown)}"
    return "a tie, the inspector decides" if tally.above else "nothing to weigh, the inspector decides"


def _row(node: Node, assurance: Assurance) -> SummaryRow:
    judgement = assurance.judgement(node.id)
    initial, standard = judgement.initial, isinstance(node, Standard)
    above, below, left = "", "", list[str]()
    if initial is not None:
        yes, no = (" yes", " no") if node.rule.over is Over.KEY_QUESTIONS else ("", "")
        above, below = f"{initial.tally.above}{yes}", f"{initial.tally.below}{no}"
        left += [f"{initial.tally.not_applicable} not applicable"] if initial.tally.not_applicable else []
        left += [f"{len(initial.tally.unknown)} unknown"] if initial.tally.unknown else []
    return SummaryRow(
        node=node.id,
        title=node.title,
        standard=standard,
        above=above,
        below=below,
        not_counted=", ".join(left),
        counts="" if initial is None else ANSWER[initial.answer] + _provisional(initial),
        answer=judgement.answer,
        judgement="Not recorded" if judgement.answer is None else ANSWER[judgement.answer],
        rating=(judgement.rating or "Not recorded") if standard else "",
    )


def _provisional(initial: InitialJudgement) -> str:
    known = initial.answer is not Answer.UNDETERMINED
    return ", provisional" if initial.provisional and known and not initial.barred_by else ""


def _latest(assurance: Assurance, kind: DecisionKind, node: str) -> Decision | None:
    return next((d for d in reversed(assurance.decisions) if d.kind is kind and d.node == node), None)


def _facts(assurance: Assurance, node: Node) -> tuple[Fact, ...]:
    judgement = assurance.judgement(node.id)
    judged = _latest(assurance, DecisionKind.JUDGE, node.id)
    rated = _latest(assurance, DecisionKind.RATE, node.id)
    facts = [Fact(name="Inspector's judgement", value="Not recorded")]
    if judged is not None and judgement.answer is not None:
        held = f"{ANSWER[judgement.answer]}, recorded by {judged.by}, {day(judged.at)}"
        facts = [Fact(name="Inspector's judgement", value=held)]
        if judged.reason:
            facts.append(Fact(name="Reason", value=judged.reason))
        elif judgement.answer is not judgement.computed:
            facts.append(Fact(name="Reason", value=CHANGED_SINCE))
    if judgement.initial is not None:
        facts.append(Fact(name="Initial judgement", value=_points_to(judgement.initial)))
    if isinstance(node, Standard):
        rating = judgement.rating or "Not recorded"
        if rated is not None:
            rating = f"{rating}, recorded by {rated.by}, {day(rated.at)}"
        facts.append(Fact(name="Rating", value=rating))
        if rated is not None and rated.reason:
            facts.append(Fact(name="Reason for the rating", value=rated.reason))
    return tuple(facts)


def _node(rubric: Rubric, assurance: Assurance, node: Node, places: ReportPlaces) -> NodeReport:
    initial = assurance.judgement(node.id).initial
    prompts: tuple[Prompt, ...] = node.prompts
    return NodeReport(
        id=node.id,
        title=node.title,
        question=node.question if isinstance(node, KeyQuestion) else node.statement,
        facts=_facts(assurance, node),
        rule=node.rule.words,
        trace=() if initial is None else initial.trace,
        prompts=tuple(prompt_report(rubric, assurance, prompt, places) for prompt in prompts),
    )
