"""One page about a run: every figure, the gate, the baselines, where it fails, and every wrong line in full.

A run comes in, HTML goes out: one file that asks for nothing else, in light and dark, all text of reviews and
models escaped. It stands alone because it is read by people who never saw the terminal.
"""

from pathlib import Path

from jinja2 import Environment, StrictUndefined

from assistant.domain.draft import OUTCOME_WORDS
from assistant.domain.words import day
from evals import gate
from evals.measures import figures
from evals.measures.answered import reasons
from evals.measures.cost import cost
from evals.measures.where import by_change, by_kind, by_prompt, by_standard
from evals.ran import EndpointKind, Ran
from evals.table import beats, short

TEMPLATE = Path(__file__).parent / "page.html"


def page(ran: Ran) -> str:
    """The page, as HTML."""
    about = ran.manifest
    counted = figures(ran)
    limits = gate.limits()
    held = gate.of_run(counted, limits)
    recorded = f"Recorded on {', '.join(day(one) for one in about.recorded)}" if about.recorded else "Recorded"
    baselines = [{figure.id: figure for figure in one.figures} for one in ran.baselines]
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    return environment.from_string(TEMPLATE.read_text(encoding="utf-8")).render(
        model=", ".join(about.answered_by) or about.model,
        endpoint=recorded if about.endpoint is EndpointKind.RECORDED else "A live endpoint",
        made=day(about.finished),
        about=about,
        held=held,
        holds=all(one.kept for one in held),
        goals=gate.goals_of(counted, limits),
        figures=counted,
        cost=cost(ran).lines(),
        reasons=reasons(ran),
        beats=beats(ran),
        baselines=ran.baselines,
        beside=[
            (figure.words, [short(figure), *(short(one[figure.id]) for one in baselines)])
            for figure in counted
            if figure.value is not None
        ],
        by_kind=by_kind(ran),
        by_standard=by_standard(ran),
        by_prompt=by_prompt(ran),
        by_change=by_change(ran),
        wrong=[case for case in ran.cases if case.gold is not None and not case.right],
        outcome=OUTCOME_WORDS,
    )
