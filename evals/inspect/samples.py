"""Gold reviews as samples, and cases as scores: what Inspect is told, without Inspect.

Gold reviews come in and samples go out; cases come in and scores and figures go out. It stands alone because
whatever framework runs the cases, they are counted by the measures of ``evals.measures``.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pydantic import JsonValue

from assistant.domain.draft import OUTCOME_WORDS, Line
from assistant.domain.record import Record
from assistant.domain.rubric import Rubric
from assistant.domain.words import LINE
from assistant.errors import AssistantError
from evals.case import Case, Node
from evals.changes import Changed
from evals.figure import Figure
from evals.measures import figures
from evals.ran import Cases, Ran
from evals.sets import Chosen

RIGHT, WRONG, NONE = "C", "I", "N"
"""As Inspect has them: correct, incorrect, no answer."""

NO_LINE = "no line"
"""What is expected of an information item: only its evidence counts."""


class Asked(Record):
    """One sample: a prompt of a gold review, as it was written or with a change."""

    id: str
    review: str
    prompt: str
    change: str | None
    question: str
    target: str


class Scored(Record):
    """What came of a sample. ``held`` is the case and its review's nodes, all that the measures count."""

    value: str
    answer: str
    explanation: str
    held: dict[str, JsonValue]


def to_run(every: Sequence[Chosen], *, replay: bool, named: bool) -> tuple[tuple[Chosen, ...], tuple[str, ...]]:
    """Those that are run, and the names of those without a recording that a replay leaves out.

    ``AssistantError`` where they were asked for by name, or nothing is left.
    """
    left_out = tuple(one.name for one in every if replay and not one.recording.is_file())
    if left_out and (named or len(left_out) == len(every)):
        raise AssistantError(f"{', '.join(left_out)}: no recording. Nothing was run.")
    return tuple(one for one in every if one.name not in left_out), left_out


def samples(
    chosen: Sequence[Chosen], changes: Mapping[str, Sequence[Changed]], rubric: Rubric
) -> tuple[Asked, ...]:
    """A sample for each prompt that has gold, in the rubric's order, then one for each change."""
    made: list[Asked] = []
    for one in chosen:
        made += (
            _asked(one, prompt.id, prompt.question, None)
            for prompt in rubric.prompts
            if prompt.id in one.gold.evidence
        )
        made += (
            _asked(one, change.prompt, rubric.prompt(change.prompt).question, change)
            for change in changes.get(one.name, ())
        )
    return tuple(made)


def case_of(ran: Ran, asked: Asked) -> Case:
    """The case of that sample; ``KeyError`` where the run has none."""
    for case in ran.cases:
        if (case.prompt, case.change.id if case.change else None) == (asked.prompt, asked.change):
            return case
    raise KeyError(asked.id)


def scored(case: Case, nodes: Iterable[Node]) -> Scored:
    """The score of a case: right where its line is the gold's; no answer where there is no draft or no line."""
    drafted = case.drafted
    value = NONE if case.gold is None or drafted is None else RIGHT if case.right else WRONG
    told = [f"Not answered: {OUTCOME_WORDS[case.reason]}."] if case.reason is not None else []
    cited = sum(piece.cited for piece in case.expected)
    told += [case.rationale] * bool(case.rationale)
    told.append(f"Gold: {case.why} Of its {len(case.expected)} quotations {cited} are cited.")
    held: dict[str, Any] = {
        "case": case.model_dump(mode="json"),
        "nodes": [node.model_dump(mode="json") for node in nodes if node.review == case.review],
    }
    return Scored(value=value, answer=_line(drafted), explanation="\n\n".join(told), held=held)


def measured(held: Iterable[Mapping[str, Any]]) -> tuple[Figure, ...]:
    """Every figure that has something to count, of the cases and nodes that scores hold."""
    every = list(held)
    nodes = (Node.model_validate(node) for one in every for node in one["nodes"])
    counted = Cases(
        cases=tuple(Case.model_validate(one["case"]) for one in every), nodes=tuple(dict.fromkeys(nodes))
    )
    return tuple(figure for figure in figures(counted) if figure.value is not None)


def _asked(one: Chosen, prompt: str, question: str, change: Changed | None) -> Asked:
    entry = one.gold.lines.get(prompt)
    expected = change.expected(one.gold) if change is not None else entry.line if entry is not None else None
    return Asked(
        id="/".join((one.name, prompt, *([change.id] if change is not None else []))),
        review=one.name,
        prompt=prompt,
        change=change.id if change is not None else None,
        question=f"{prompt}: {question}",
        target=_line(expected),
    )


def _line(line: Line | None) -> str:
    return NO_LINE if line is None else LINE[line]
