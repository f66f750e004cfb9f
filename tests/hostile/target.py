"""What the fuzzer runs: one reader, in this process, under a watch on time and memory.

Whatever is not text that was read or a refusal of the closed set is let through, and so found. Run by ``fuzz``
with a format, a file for the counts, and libFuzzer's own options.
"""

import json
import random
import resource
import signal
import sys
from collections import Counter
from pathlib import Path
from types import FrameType

import atheris

from assistant.domain.refusal import Refusal
from assistant.edges.intake import form_of
from assistant.edges.sandbox.answer import Form, heard, told
from assistant.edges.sandbox.inside import read, reader_of
from assistant.errors import UnreadableFile

from .case import name_of
from .mutate import mutated

SECONDS = 3.0
"""Of the processor, for one file: fewer than the assistant allows, so that more files have their turn."""

MEMORY = 4_000_000_000
"""Bytes of address space; the fuzzer itself takes most of the first."""

_EVERY = 100


class TooSlow(BaseException):
    """Time is up; no reader's own handling of errors may keep it."""


def ended(data: bytes, suffix: str) -> str:
    """How that file ends: READ, or the name of a refusal."""
    name = name_of(data, suffix)
    try:
        form = form_of(name, data)
    except UnreadableFile as error:
        return Refusal(error.args[0]).name
    signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
    try:
        said = told(read(reader_of(form), data, _unlimited))
    except TooSlow:
        return Refusal.TOO_SLOW.name
    except MemoryError:
        return Refusal.TOO_BIG.name
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    found = heard(said)
    return found.name if isinstance(found, Refusal) else "READ"


class _Unlimited:
    """Stands where the child has its allowance: the watch here is another."""

    def page_read(self) -> None:
        """Nothing is counted."""


_unlimited = _Unlimited()


def _late(_: int, __: FrameType | None) -> None:
    raise TooSlow


def main(suffix: str, counts: Path, options: list[str]) -> None:
    """Fuzzes until libFuzzer's options end the process; the counts are written every so many files."""
    ends: Counter[str] = Counter()

    def one(data: bytes) -> None:
        ends[ended(data, suffix)] += 1
        if ends.total() % _EVERY == 0:
            counts.write_text(json.dumps(ends))

    def custom(data: bytes, most: int, seed: int) -> bytes:
        return mutated(data, most, random.Random(seed), atheris.Mutate)  # noqa: S311 - spreads faults

    signal.signal(signal.SIGVTALRM, _late)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    with atheris.instrument_imports(include=["assistant.edges", "pdfminer", "pdfplumber"]):
        reader_of({"docx": Form.WORD, "pdf": Form.PDF, "txt": Form.TEXT}[suffix])
    atheris.Setup([sys.argv[0], *options], one, custom_mutator=custom if suffix == "docx" else None)
    atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), sys.argv[3:])
