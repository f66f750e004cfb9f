"""What proving an export finds: one Proof for each thing that can be proved offline, in words.

Made by ``steps/prove``, printed by ``assistant verify``. It stands alone because what is proved, what is
refuted and what could not be looked at are three different things, and never mixed up.
"""

from enum import StrEnum

from assistant.domain.record import Record


class Verdict(StrEnum):
    """What became of one proof. ``open``: it could not be carried out, and nothing is known."""

    HOLDS = "holds"
    FAILS = "fails"
    OPEN = "open"


class Proof(Record):
    """One thing that was to be proved. ``told`` says how much was looked at, ``faults`` what does not hold.

    Faults name places and never quote: words that are not in a file must not look like words of it.
    """

    claim: str
    verdict: Verdict
    told: str
    faults: tuple[str, ...] = ()


def proof(claim: str, told: str, faults: tuple[str, ...]) -> Proof:
    """A proof that holds where there are no faults."""
    return Proof(claim=claim, verdict=Verdict.FAILS if faults else Verdict.HOLDS, told=told, faults=faults)
