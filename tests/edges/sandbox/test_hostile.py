"""Malformed files and bombs: each ends read or with one sentence of the closed set, within the limits.

The long counts take all of them, the ordinary run a sample chosen by a seed. Time is that of the processor, so
that a busy computer changes nothing.
"""

import random
import re
import subprocess
import sys
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest

from assistant.domain.refusal import Refusal
from assistant.edges.intake import read_file
from assistant.edges.sandbox.limits import MEMORY
from assistant.errors import UnreadableFile
from tests.hostile import packages, pdfs, texts
from tests.hostile.bombs import BOMBS, Maker, bomb
from tests.hostile.case import Case

if sys.platform != "win32":
    import resource

SPECIMENS = Path(__file__).parents[2] / "specimens"
SEED = 20_261_127
MOST_SECONDS = 10.0
MOST_GROWTH = 50_000_000

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="left out: only Linux says what a process took, and limits its memory"
)


def malformed() -> Iterator[Case]:
    word, pdf = ((SPECIMENS / f"small.{suffix}").read_bytes() for suffix in ("docx", "pdf"))
    return chain(packages.malformed(word, SEED), pdfs.malformed(pdf, SEED), texts.malformed(SEED))


def resident(kind: str) -> int:
    """Bytes in memory: ``VmRSS`` now, ``VmHWM`` at most since this process was last told to forget."""
    status = Path("/proc/self/status").read_text()
    return 1024 * int(re.findall(rf"{kind}:\s+(\d+)", status)[0])


def end_of(case: Case) -> str:
    try:
        read_file(case.name, case.data)
    except UnreadableFile as error:
        # ``ValueError`` where a sentence is not one of the set.
        return Refusal(str(error).removeprefix(f"“{case.name}” was not taken in. ")).name
    return "READ"


def ends(case: Case) -> str:
    """Reads the file as the assistant does, holds it to every limit, and names how it ended."""
    Path("/proc/self/clear_refs").write_text("5")
    before, spent = resident("VmRSS"), resource.getrusage(resource.RUSAGE_CHILDREN)
    how = end_of(case)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - spent.ru_utime - spent.ru_stime
    assert seconds < MOST_SECONDS, f"{case.what}: {how} after {seconds:.1f} s"
    assert resident("VmHWM") - before < MOST_GROWTH, f"{case.what}: {how}"
    assert after.ru_maxrss * 1024 < MEMORY * 1.1, f"{case.what}: {how}"
    return how


def test_a_sample_of_malformed_files_ends_within_the_limits() -> None:
    chance = random.Random(SEED)  # noqa: S311 - chooses a sample
    cases = sorted(chance.sample(list(malformed()), 30))
    found = {ends(case) for case in cases}
    assert len(found) > 3


@pytest.mark.parametrize(
    ("suffix", "quick", "end"),
    [
        ("docx", "overlapping_entries", "OVERLAPPING"),
        ("pdf", "told_pages", "READ"),  # as the one page that is there
        ("txt", "many_lines", "TOO_MUCH_TEXT"),
        ("md", "spaces_before_a_bar", "TOO_MUCH_TEXT"),
    ],
)
def test_one_bomb_of_each_kind_of_file_ends_as_it_should_within_the_limits(
    suffix: str, quick: str, end: str
) -> None:
    [make] = [maker for maker in BOMBS[suffix] if maker.__name__ == quick]
    assert ends(made(make, suffix)) == end


def made(make: Maker, suffix: str) -> Case:
    return bomb(make, suffix, packages.parts_of((SPECIMENS / "small.docx").read_bytes()))


LONGEST = """
from pathlib import Path
import re
from assistant.edges.intake import read_file

def resident(kind):
    return 1024 * int(re.findall(kind + r":\\s+(\\d+)", Path("/proc/self/status").read_text())[0])

read_file("a.txt", b"so that what is needed once is there")
data = ("\\N{GRINNING FACE} word " * 10 + "\\n\\n").encode() * 19_900
before = resident("VmRSS")
Path("/proc/self/clear_refs").write_text("5")
assert len(read_file("a.txt", data).blocks) == 19_900
print(resident("VmHWM") - before)
"""


def test_the_longest_text_that_is_taken_in_lets_the_parent_grow_little() -> None:
    # In a process of its own: this one may have room left over from before.
    ended = subprocess.run([sys.executable, "-c", LONGEST], capture_output=True, text=True, check=True)
    assert 0 < int(ended.stdout) < MOST_GROWTH


@pytest.mark.long
@pytest.mark.timeout(3_600)
def test_every_malformed_file_ends_within_the_limits() -> None:
    found = [ends(case) for case in malformed()]
    assert len(found) > 300


@pytest.mark.long
@pytest.mark.parametrize(("make", "suffix"), [(make, suffix) for suffix in BOMBS for make in BOMBS[suffix]])
def test_every_bomb_ends_within_the_limits(make: Maker, suffix: str) -> None:
    ends(made(make, suffix))
