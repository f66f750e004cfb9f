"""Drafts made without any model, on the same reviews: what a model has to beat clearly to be of use.

Cases and the pipeline of their run come in, baselines go out: always above, always below, and what our own
search and checks find. It stands alone because none of it is ever shown to an inspector as a draft.
"""

from collections.abc import Mapping, Sequence

from assistant.domain.assurance import Assurance
from assistant.domain.draft import DraftStatus, Line, Match, Stance, Tokens
from assistant.domain.near import Near
from assistant.domain.places import Places
from assistant.domain.review import Review
from assistant.pipeline import Pipeline
from evals.case import Case, Cited, Node, Range, nodes_of, overlap, stands_at
from evals.measures import figures
from evals.ran import Baseline, Cases
from evals.sets import Chosen

ABOVE = "Above the line, for every prompt."
BELOW = "Below the line, for every prompt."
SEARCH = (
    "Below the line where a check informs the prompt, or where nothing in the review is near any of its "
    "expectations; else above. What is nearest to each expectation is cited."
)


def baselines(
    ran: Cases,
    chosen: Sequence[Chosen],
    ids: Mapping[str, str],
    done: Mapping[str, Assurance],
    pipeline: Pipeline,
) -> tuple[Baseline, ...]:
    """The three, each counted by the measures of the run itself."""
    golds = {one.name: one for one in chosen}

    def counted(name: str, rule: str, cases: Sequence[Case]) -> Baseline:
        nodes: list[Node] = []
        for review, one in golds.items():
            lines = {case.prompt: case.line for case in cases if case.review == review}
            nodes += nodes_of(review, lines, one.gold, pipeline.rubric)
        held = Cases(cases=tuple(cases), nodes=tuple(nodes))
        return Baseline(
            name=name,
            rule=rule,
            lines={f"{c.review} {c.prompt}": c.line for c in held.with_lines if c.line is not None},
            figures=figures(held),
        )

    searched = [_searched(case, done[case.review], ids[case.review], pipeline) for case in ran.plain]
    return (
        counted("always above", ABOVE, [_as(case, Line.ABOVE) for case in ran.plain]),
        counted("always below", BELOW, [_as(case, Line.BELOW) for case in ran.plain]),
        counted("search and checks", SEARCH, searched),
    )


def _as(case: Case, line: Line, cited: tuple[Cited, ...] = (), found: frozenset[str] = frozenset()) -> Case:
    return case.model_copy(
        update={
            "status": DraftStatus.DRAFTED,
            "reason": None,
            "line": line if case.gold is not None else None,
            "proposed": None,
            "flags": (),
            "rationale": "",
            "searched": (),
            "expected": tuple(p.model_copy(update={"cited": p.quote in found}) for p in case.expected),
            "cited": cited,
            "repeats": None,
            "requests": 0,
            "tokens": Tokens(),
        }
    )


def _searched(case: Case, assurance: Assurance, review: str, pipeline: Pipeline) -> Case:
    nearest = {n.passage: n for every in pipeline.near(review, case.prompt).values() for n in every[:1]}
    checked = any(check.prompt == case.prompt for check in assurance.review.checks)
    places, text = Places(assurance.review), assurance.review.text
    shown = {passage: _shown(near, assurance.review) for passage, near in nearest.items()}
    gold = {piece.quote: stands_at(text, piece.quote) for piece in case.expected}
    cited = tuple(
        Cited(
            quote=text[start:end],
            match=Match.EXACT,
            stance=Stance.SUPPORTS,
            place=places.words(passage),
            gold=any(overlap(at, [(start, end)]) for at in gold.values()),
        )
        for passage, (start, end) in shown.items()
    )
    found = frozenset(quote for quote, at in gold.items() if overlap(at, shown.values()))
    return _as(case, Line.BELOW if checked or not nearest else Line.ABOVE, cited, found)


def _shown(near: Near, review: Review) -> Range:
    start = next(p.start for p in review.passages if p.id == near.passage)
    return start + near.shown.start, start + near.shown.end
