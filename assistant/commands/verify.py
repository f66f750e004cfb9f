"""``assistant verify``: an export and the files of its review in, what holds of it out, in words.

No database is opened, nothing is sent and nothing of the assistant that made the export is needed.
"""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from assistant.commands.read import plain
from assistant.commands.terminal import bytes_of
from assistant.domain.proof import Verdict

SAID = {Verdict.HOLDS: "Holds", Verdict.FAILS: "DOES NOT HOLD", Verdict.OPEN: "NOT KNOWN"}
MOST_FAULTS = 20
"""Faults of one proof that are listed; the rest are counted."""


def verify(
    export: Annotated[
        Path, typer.Argument(metavar="EXPORT", help="The result file (.json) or the Word report to verify.")
    ],
    review: Annotated[
        list[Path], typer.Argument(metavar="REVIEW...", help="The review's file, or all its files.")
    ],
) -> None:
    """Prove offline that an export is true to its review: quotations, judgements, trail, digests.

    A Word report holds less than a result file: that no decision was changed since needs the result file.

    Exit status 0 where everything holds, 1 where something does not or could not be known, 2 where nothing
    could be verified.
    """
    from assistant.pipeline.proving import prove_export

    proofs = prove_export(bytes_of(export), [(path.name, bytes_of(path)) for path in review])
    screen = Console(markup=False, highlight=False, emoji=False, soft_wrap=True)
    for number, proof in enumerate(proofs, start=1):
        screen.print(f"{number}. {proof.claim}: {SAID[proof.verdict]}. {plain(proof.told)}")
        for fault in proof.faults[:MOST_FAULTS]:
            screen.print(f"     {plain(fault)}")
        if len(proof.faults) > MOST_FAULTS:
            screen.print(f"     and {len(proof.faults) - MOST_FAULTS:,} more.")
    whole = all(proof.verdict is Verdict.HOLDS for proof in proofs)
    screen.print("Verified: everything holds." if whole else "Not verified: see what does not hold above.")
    raise typer.Exit(0 if whole else 1)
