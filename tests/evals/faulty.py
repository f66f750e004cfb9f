"""Scripted answerers with one fault each, and an oracle, over a small review made for them with its gold.

They prove that the gate trips. Their answers are made from the gold and say nothing about any model.
"""

import json
import re
import zlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import yaml

from assistant.domain.draft import Outcome, RawReply, Request, Tokens
from assistant.domain.rubric import Rubric, Scale
from assistant.domain.trace import TRACE
from assistant.pipeline import Pipeline, Setup
from evals.endpoints import Answering
from evals.gold import Gold
from evals.ran import EndpointKind, Parameters, Ran
from evals.runner import run
from evals.sets import Chosen, chosen

Answer = tuple[str, list[tuple[str, str]]]
"""A line and quotations with their stances."""
Opened = AbstractContextManager[Pipeline]
Fault = Callable[[Gold, str], Answer | Outcome]


def shortened(whole: Rubric) -> Rubric:
    """The information items and Standard 2 of a rubric."""
    chronology = whole.chronology.model_copy(update={"prompts": ()})
    standards = tuple(one for one in whole.standards if one.id == "2")
    return whole.model_copy(update={"chronology": chronology, "standards": standards})


def small(folder: Path, rubric: Rubric) -> Chosen:
    """A gold review of one paragraph for each prompt, half of them above the line, written into that folder."""
    name = folder / "small"
    name.mkdir(parents=True)
    said = {
        p.id: f"Of {p.id.replace('.', ' ')} the officer wrote entry {n} in full, with its day and place."
        for n, p in enumerate(rubric.prompts)
    }
    lined = [p.id for p in rubric.prompts if p.scale is Scale.LINE]
    lines = {
        prompt: {
            "line": "below" if n % 2 else "above",
            "certainty": "arguable" if n % 5 == 0 else "clear",
            "difficulty": "hard" if n % 3 == 0 else "easy",
            "why": "Decided when this was made.",
            "evidence": [{"quote": said[prompt], "stance": "against" if n % 2 else "supports"}],
        }
        for n, prompt in enumerate(lined)
    }
    notes = {
        p.id: {
            "findings": "There when this was made.",
            "evidence": [{"quote": said[p.id], "stance": "supports"}],
        }
        for p in rubric.prompts
        if p.scale is Scale.NOTE
    }
    gold = {
        "format": "sfo-gold/1",
        "name": "small",
        "title": "Made for tests",
        "split": "dev",
        "fictional": True,
    }
    (name / "gold.yaml").write_text(yaml.safe_dump(gold | {"lines": lines, "notes": notes}), "utf-8")
    (name / "intake.yaml").write_text("region: Nowhere\n", "utf-8")
    (name / "review.txt").write_text("\n\n".join(["1. Assessment", *said.values()]), "utf-8")
    return chosen(folder=folder)[0]


def oracle(gold: Gold, prompt: str) -> Answer:
    """Answers as the gold does, and cites all its evidence."""
    line = gold.lines[prompt].line if prompt in gold.lines else "null"
    return str(line), [(piece.quote, str(piece.stance)) for piece in gold.evidence[prompt]]


def lenient(gold: Gold, prompt: str) -> Answer:
    """Says above whatever there is, with quotations that are there."""
    line, cited = oracle(gold, prompt)
    return ("null" if line == "null" else "above"), [(quote, "supports") for quote, _ in cited]


def severe(gold: Gold, prompt: str) -> Answer:
    """Says below whatever there is, with quotations that are there."""
    line, cited = oracle(gold, prompt)
    return ("null" if line == "null" else "below"), [(quote, "against") for quote, _ in cited]


def inventing(gold: Gold, prompt: str) -> Answer:
    """Right in every line, beside each true quotation one that stands nowhere."""
    line, cited = oracle(gold, prompt)
    return line, [*cited, *((f"{quote} and wisely so", stance) for quote, stance in cited)]


def silent(gold: Gold, prompt: str) -> Answer | Outcome:
    """Right wherever it answers, which is every other time."""
    return oracle(gold, prompt) if list(gold.evidence).index(prompt) % 2 else Outcome.TIMEOUT


def random(gold: Gold, prompt: str) -> Answer:
    """Says above or below by chance, the same for the same prompt, with quotations that are there."""
    line, cited = oracle(gold, prompt)
    drawn = ("above", "below")[zlib.crc32(prompt.encode()) % 2]
    return ("null" if line == "null" else drawn), cited + [(q, "supports") for q, _ in cited]


def blind(gold: Gold, prompt: str) -> Answer:
    """Right in every line, and cites another prompt's evidence."""
    line, cited = oracle(gold, prompt)
    prompts = list(gold.evidence)
    other = gold.evidence[prompts[prompts.index(prompt) - 1]]
    return line, [(piece.quote, stance) for piece, (_, stance) in zip(other, cited, strict=True)]


class Scripted:
    """Answers each request by that fault, in this process. Counts no tokens but those it is told."""

    host, model, live = "scripted", "scripted", True

    def __init__(self, gold: Gold, fault: Fault) -> None:
        self._gold, self._fault = gold, fault
        self.asked: list[str] = []

    def ask(self, request: Request, **_: Any) -> RawReply:
        self.asked.append(request.prompt)
        tokens = Tokens(input=1_000, cached=900, output=10)
        if request.prompt == TRACE:
            text = json.dumps({"findings": [], "actions": []})
            return RawReply(outcome=Outcome.REPLIED, text=text, model="scripted-1", tokens=tokens)
        answer = self._fault(self._gold, request.prompt)
        if isinstance(answer, Outcome):
            return RawReply(outcome=answer)
        text = _said(request.messages[1].content, *answer)
        return RawReply(outcome=Outcome.REPLIED, text=text, model="scripted-1", tokens=tokens)

    def used(self, reply: RawReply, **_: Any) -> None:
        """Learns nothing."""

    def close(self) -> None:
        """Holds nothing open."""


def answering(one: Scripted) -> Answering:
    """The product's own pipeline on that answerer."""

    @contextmanager
    def opened(folder: Path, rubric: Rubric | None) -> Iterator[Pipeline]:
        database = f"sqlite:///{folder / 'evals.db'}"
        setup = Setup(database_url=database, jobs_url=database, recording=False, breaks_after=None)
        with Pipeline(setup, now=lambda: datetime.now(UTC), model=one, rubric=rubric) as pipeline:
            yield pipeline

    parameters = Parameters(concurrency=8, retries=0)
    return Answering(EndpointKind.LIVE, "scripted", parameters, opened, lambda _: nullcontext(frozenset[int]))


def ran(
    review: Chosen, fault: Fault | Scripted, folder: Path, estimated: Callable[..., None] = lambda *_: None
) -> Ran:
    """A run of that review under that fault, with its database in the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    one = fault if isinstance(fault, Scripted) else Scripted(review.gold, fault)
    changes = {review.name: review.changes}
    return run(
        [review],
        answering(one),
        folder,
        changes=changes,
        left_out={},
        estimated=estimated,
        seen=lambda *_: None,
    )


def _said(content: str, line: str, quotations: list[tuple[str, str]]) -> str:
    count = int(re.findall(r"for each of the (\d+) numbers", content)[-1])
    cited = [
        {"passage": _passage(content, quote), "quote": quote, "stance": stance} for quote, stance in quotations
    ]
    findings = [
        {"expectation": n, "met": "met", "note": "Seen.", "citations": cited if n == 1 else []}
        for n in range(1, count + 1)
    ]
    answer = {
        "findings": findings,
        "strongest_for": None,
        "strongest_against": None,
        "searched": [],
        "rationale": "It is as it is.",
        "line": None if line == "null" else line,
        "precludes": False,
    }
    return json.dumps(answer)


def _passage(content: str, quote: str) -> str:
    found = re.search(rf"^\[(p\d+)\] .*{re.escape(quote)}", content, re.M)
    return found[1] if found else "p1"
