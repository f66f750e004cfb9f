"""Tells drafts from repeats: a run's first task for a prompt asks for its draft, those after it repeat it.

It stands apart because every look at drafts rests on this one reading of a run's order: a repeat is kept like
any draft, under its own key, and must never be taken for the draft of its prompt.
"""

from collections import defaultdict

from sqlalchemy import ColumnElement, Subquery, func, select

from assistant.domain.draft import Draft
from assistant.edges.store.opened import Opened
from assistant.edges.store.rows import record_of
from assistant.edges.store.tables import drafts, run_tasks, runs, tasks


def firsts(chosen: ColumnElement[bool]) -> Subquery:
    """Where the first task of each prompt, and of the trace, stands in the ``chosen`` runs: columns run,
    prompt and position."""
    return (
        select(run_tasks.c.run, tasks.c.prompt, func.min(run_tasks.c.position).label("position"))
        .join(tasks, tasks.c.key == run_tasks.c.key)
        .join(runs, runs.c.id == run_tasks.c.run)
        .where(chosen)
        .group_by(run_tasks.c.run, tasks.c.prompt)
        .subquery()
    )


class KeptRepeats(Opened):
    """What was asked for more than once, in an open database."""

    def seeds(self, run: int) -> dict[str, int]:
        """The number under which the draft of each prompt, and the trace, was asked for in that run."""
        first = firsts(runs.c.id == run)
        query = (
            select(tasks.c.prompt, tasks.c.repeat)
            .join(run_tasks, run_tasks.c.key == tasks.c.key)
            .join(first, (first.c.run == run_tasks.c.run) & (first.c.position == run_tasks.c.position))
        )
        return {row.prompt: row.repeat for row in self._all(query)}

    def repeats(self, review: str) -> dict[str, tuple[Draft, ...]]:
        """What has become of the repeats of each draft of that review, by the key of the draft.

        They are those of every run that asked for that draft, each once, in the order of their numbers.
        """
        first, of = firsts(runs.c.review == review), run_tasks.alias()
        pairs = (
            select(of.c.key.label("draft"), tasks.c.key, tasks.c.repeat)
            .join(run_tasks, run_tasks.c.key == tasks.c.key)
            .join(first, (first.c.run == run_tasks.c.run) & (first.c.prompt == tasks.c.prompt))
            .join(of, (of.c.run == first.c.run) & (of.c.position == first.c.position))
            .where(run_tasks.c.position > first.c.position)
            .distinct()
            .subquery()
        )
        query = select(pairs.c.draft, drafts.c.record).join(drafts, drafts.c.key == pairs.c.key)
        found: defaultdict[str, list[Draft]] = defaultdict(list)
        for row in self._all(query.order_by(pairs.c.repeat)):
            found[row.draft].append(record_of(Draft, row.record))
        return {key: tuple(made) for key, made in found.items()}
