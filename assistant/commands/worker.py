"""``assistant worker``: one more process that makes queued drafts, on the database of a running assistant.

Comes in: settings. Goes out: drafts, into the database. It stands alone because a team needs more processes
that draft, and only one that listens.
"""

import threading

from assistant import settings
from assistant.commands.terminal import console, opened
from assistant.errors import NoEndpoint


def worker() -> None:
    """Make queued drafts beside a running assistant, until Ctrl+C.

    Give it the settings of that assistant: ASSISTANT_DATABASE_URL (PostgreSQL, where workers run on several
    computers), OPENAI_BASE_URL, ASSISTANT_MODEL. ASSISTANT_CONCURRENCY is the number of requests in flight
    of this process alone. What a killed worker leaves, another one takes up when it starts.
    """
    chosen = settings.read()
    if chosen.endpoint[0] is None:
        raise NoEndpoint("A worker needs the model endpoint of the assistant that it works for: set "
                         "OPENAI_BASE_URL and ASSISTANT_MODEL. Nothing was done.")  # fmt: skip
    with opened(chosen):
        where = "the PostgreSQL database"
        if chosen.database.startswith("sqlite"):
            where = (
                "an SQLite file, so for an assistant on this computer only, and one process writes at a time; "
                "set ASSISTANT_DATABASE_URL to a PostgreSQL database for more"
            )
        console.print(
            f"Making queued drafts, {chosen.concurrency} at a time, on {where}. Stop with Ctrl+C; "
            "nothing is lost.",
        )
        try:
            threading.Event().wait()
        except KeyboardInterrupt:
            console.print("Stopped. What is queued goes on in the other processes, or at the next start.")
