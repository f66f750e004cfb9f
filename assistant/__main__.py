"""The command line: what commands there are, and how each ends.

Comes in: arguments and, through ``settings``, the environment. Goes out: a server, files, text; exit
status 0 when the result is whole, 1 when some prompts are not answered or not run (the files are written all
the same) or when an export does not hold, 2 when nothing could be done. Faults are one sentence on standard
error.
"""

import sys
from typing import NoReturn

import typer

from assistant.commands.check_endpoint import check_endpoint
from assistant.commands.draft import draft
from assistant.commands.evals_export import evals_export
from assistant.commands.export import export
from assistant.commands.read import read
from assistant.commands.rubric import rubric
from assistant.commands.serve import serve
from assistant.commands.terminal import console
from assistant.commands.verify import verify
from assistant.commands.worker import worker
from assistant.errors import AssistantError

app = typer.Typer(
    name="assistant",
    help="The inspector's assistant for the quality assurance of Serious Further Offence reviews.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
)
for command in (serve, read, draft, export, evals_export, verify, rubric, check_endpoint, worker):
    app.command()(command)


def main() -> None:
    """Runs the command line; every fault ends as one sentence and a status, never a traceback."""
    try:
        app(prog_name="assistant")
    except AssistantError as problem:
        _fail(str(problem))
    except OSError as problem:
        _fail(f"{problem.strerror or problem}: {problem.filename or ''}".rstrip(": "))
    except Exception as problem:
        # The kind of fault only: its message may hold text of a review.
        _fail(f"An unexpected fault ended the command ({type(problem).__name__}). What was kept is kept.")


def _fail(sentence: str) -> NoReturn:
    console.print(sentence, style="red", soft_wrap=True)
    sys.exit(2)


if __name__ == "__main__":
    main()
