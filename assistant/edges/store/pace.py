"""What requests to an endpoint took, out of the replies kept from it: how many, how long each, how many tokens.

It stands apart because it looks across reviews: an estimate before Start rests on what was measured here, or
says that nothing was.
"""

from sqlalchemy import select

from assistant.domain.assurance import Pace
from assistant.domain.draft import RawReply
from assistant.edges.store.kept import RunTerms
from assistant.edges.store.opened import Opened
from assistant.edges.store.rows import record_of
from assistant.edges.store.tables import replies, run_tasks, runs

FEWEST = 5
"""Replies of one run that an estimate can rest on."""

RUNS = 50
"""Runs that are looked through, the latest first."""


class KeptPace(Opened):
    """What an open database knows of how quickly endpoints answer."""

    def pace(self, endpoint: str, model: str) -> Pace | None:
        """That of the latest run of that model there with a few replies, or None where there is none.

        The time for one is the run's by its replies, so that it holds for as many in flight as then.
        """
        query = select(runs.c.id, runs.c.started, runs.c.record).order_by(runs.c.id.desc()).limit(RUNS)
        for run in self._all(query):
            terms = record_of(RunTerms, run.record)
            if (terms.endpoint, terms.model) != (endpoint, model):
                continue
            came = (
                select(replies.c.at, replies.c.record)
                .join(run_tasks, run_tasks.c.key == replies.c.key)
                .where(run_tasks.c.run == run.id, replies.c.at >= run.started)
            )
            rows = self._all(came)
            if len(rows) < FEWEST:
                continue
            out = [record_of(RawReply, row.record).tokens.output for row in rows]
            counted = [tokens for tokens in out if tokens]
            taken = max(row.at for row in rows) - run.started
            return Pace(
                replies=len(rows),
                seconds=taken.total_seconds() / len(rows),
                output=round(sum(counted) / len(counted)) if counted else None,
            )
        return None
