"""Runs made by hand for tests of what counts them: a case for each line of a small table."""

from datetime import UTC, date, datetime
from typing import Any

from assistant.domain.draft import DraftStatus, Instructions, Line, Match, Outcome, Stance, Tokens
from assistant.domain.judgement import Answer
from evals.case import Case, Change, ChangeKind, Cited, Expected, Must, Node
from evals.gold import Certainty, Difficulty, Split
from evals.ran import EndpointKind, Manifest, Parameters, Ran, ReviewUsed

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def case(
    gold: str | None, line: str | None, *, review: str = "one", prompt: str = "1.1.a", **more: Any
) -> Case:
    """A case whose gold and drafted lines are given; no draft where the line is None, unless it has no gold."""
    answered = line is not None or gold is None
    given = {
        "review": review,
        "prompt": prompt,
        "standard": prompt[0],
        "gold": Line(gold) if gold else None,
        "certainty": Certainty.CLEAR if gold else None,
        "difficulty": Difficulty.EASY if gold else None,
        "why": "Decided beforehand.",
        "missing": None,
        "status": DraftStatus.DRAFTED if answered else DraftStatus.NOT_ANSWERED,
        "reason": None if answered else Outcome.TIMEOUT,
        "line": Line(line) if line else None,
        "proposed": Line(line) if line else None,
        "flags": (),
        "rationale": "",
        "searched": (),
        "expected": (),
        "cited": (),
        "requests": 1,
        "tokens": Tokens(),
    }
    return Case.model_validate(given | more)


def cases(*pairs: tuple[str, str | None], review: str = "one", **more: Any) -> tuple[Case, ...]:
    """One case for each pair of lines, under prompts 1.1.a, 1.1.b and so on."""
    return tuple(
        case(gold, line, review=review, prompt=f"1.{n // 20 + 1}.{chr(97 + n % 20)}", **more)
        for n, (gold, line) in enumerate(pairs)
    )


def quoted(match: str, *, gold: bool = False, quote: str = "as it was written") -> Cited:
    """A quotation of a draft."""
    return Cited(
        quote=quote, match=Match(match), stance=Stance.SUPPORTS, place="2 Analysis, paragraph 1", gold=gold
    )


def expected(*, cited: bool) -> Expected:
    """A quotation of the gold."""
    return Expected(quote="as the gold has it", stance=Stance.SUPPORTS, cited=cited)


def change(kind: ChangeKind, must: Must, name: str = "x1", noticed: bool | None = None) -> Change:
    """What was done to a review."""
    return Change(id=name, kind=kind, operation="said in the test", must=must, noticed=noticed)


def ran(*held: Case, nodes: tuple[Node, ...] = (), live: bool = False, **more: Any) -> Ran:
    """A run of those cases."""
    names = sorted({one.review for one in held})
    reviews = tuple(
        ReviewUsed(
            name=name,
            split=Split.GATE,
            fictional=True,
            review=f"{name}'s files",
            gold=f"{name}'s gold",
            requests=55,
            tokens=Tokens(input=1_000, cached=250, output=100),
            seconds=30.0,
        )
        for name in names
    )
    about = {
        "model": "a-model",
        "answered_by": ("a-model-1",),
        "endpoint": EndpointKind.LIVE if live else EndpointKind.RECORDED,
        "recorded": () if live else (date(2026, 11, 23),),
        "instructions": Instructions(name="draft.v1", sha256="a" * 64),
        "rubric": "March 2021",
        "rubric_sha256": "b" * 64,
        "version": "0.1.0",
        "commit": "c" * 40,
        "parameters": Parameters(concurrency=1, retries=0),
        "reviews": reviews,
        "left_out": {},
        "started": NOON,
        "finished": NOON,
    }
    return Ran(manifest=Manifest.model_validate(about | more), cases=held, nodes=nodes)


def node(gold: str, drafted: str, name: str = "1.1") -> Node:
    """What the rules compute."""
    return Node(review="one", node=name, gold=Answer(gold), drafted=Answer(drafted))
