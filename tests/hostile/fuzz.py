"""Fuzzes the readers: ``python -m hostile.fuzz SECONDS [FORMAT...]`` with ``tests`` on the path.

Starts ``target`` for each format from the specimens. A fault in a library's C code ends a process, as it would
end the assistant's child: the assistant itself then reads that file, and only an end outside the closed set is
a finding. Findings stay in ``.fuzz`` and give exit status 1.
"""

import json
import os
import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from assistant.domain.refusal import Refusal
from assistant.edges.intake import read_file
from assistant.errors import UnreadableFile

from . import packages, pdfs, texts
from .case import name_of

SPECIMENS = Path(__file__).parents[1] / "specimens"
FOLDER = Path(".fuzz")
FORMATS = ("docx", "pdf", "txt")
_LONGEST = 60_000
_PYTHON_FAULT = 77


def corpus(suffix: str) -> Iterator[bytes]:
    """What a format begins with: its specimens, the Word ones without their bulk, and files gone wrong."""
    for path in sorted(SPECIMENS.glob(f"*.{suffix}")):
        data = path.read_bytes()
        yield slim(data) if suffix == "docx" else data
    if suffix == "pdf":
        yield from (pdfs.printed(found) for _, found in pdfs.objects())
        yield from (data for _, data in pdfs.tables())
    if suffix == "txt":
        yield from (data for _, data in texts.texts())
    if suffix == "docx":
        parts = packages.parts_of(slim((SPECIMENS / "small.docx").read_bytes()))
        yield from (packages.packed(found) for _, found in packages.structures(parts))


def slim(data: bytes) -> bytes:
    """A Word file with its first styles only: the rest are like these."""
    parts = packages.parts_of(data)
    styles = parts.get(packages.STYLES, b"")
    end = b"</w:style>"
    few = end.join(styles.split(end)[:25])
    root = re.search(rb"</(\w+:)?styles>", styles)
    kept = {name: content for name, content in parts.items() if len(content) < 50_000}
    if root and end in styles:
        kept[packages.STYLES] = few + end + root.group()
    return packages.packed(kept)


def fuzz(suffix: str, seconds: int) -> tuple[Counter[str], list[Path]]:
    """How the files ended, counted, and the files that are findings."""
    folder = FOLDER / suffix
    (folder / "corpus").mkdir(parents=True, exist_ok=True)
    for number, data in enumerate(corpus(suffix)):
        if len(data) <= _LONGEST:
            (folder / "corpus" / f"{number:04}").write_bytes(data)
    ends: Counter[str] = Counter()
    findings: list[Path] = []
    until = time.monotonic() + seconds
    while (left := int(until - time.monotonic())) > 0:
        counts = folder / "counts.json"
        counts.write_text("{}")
        options = [
            *(f"-max_total_time={left}", f"-max_len={_LONGEST}", f"-artifact_prefix={folder}/found-"),
            *("-timeout=300", "-report_slow_units=300", "-rss_limit_mb=3000", str(folder / "corpus")),
        ]
        command = [sys.executable, "-m", "hostile.target", suffix, str(counts), *options]
        log = folder / "log.txt"
        with log.open("w") as kept:
            status = subprocess.run(command, stdout=kept, stderr=kept, env=os.environ, check=False).returncode
        ends.update(json.loads(counts.read_text()))
        found = sorted(folder.glob("found-*"))
        if status and not found:
            raise SystemExit(f"The fuzzer could not go on; {log} says why.")
        for path in found:
            end = end_of(path.read_bytes(), suffix)
            ends[f"after a fault in C: {end}"] += 1
            if status == _PYTHON_FAULT or end is None:
                findings.append(path.rename(folder / f"finding-{len(findings)}-{path.name}"))
                (folder / f"finding-{len(findings)}.txt").write_text(log.read_text()[-4_000:])
            else:
                path.unlink()
    return ends, findings


def end_of(data: bytes, suffix: str) -> str | None:
    """How the assistant itself ends with that file, or None where that is outside the closed set."""
    name = name_of(data, suffix)
    try:
        read_file(name, data)
    except UnreadableFile as error:
        named = f"“{name}” was not taken in. "
        return next((refusal.name for refusal in Refusal if str(error) == named + refusal), None)
    except Exception:
        return None
    return "READ"


def main(seconds: int, suffixes: list[str]) -> int:
    """Says how the files of each format ended; 1 where there are findings."""
    found = []
    for suffix in suffixes:
        ends, findings = fuzz(suffix, seconds)
        found += findings
        said = ", ".join(f"{end} {count}" for end, count in ends.most_common())
        print(f"{suffix}: {ends.total()} files in {seconds} s, {len(findings)} findings. {said}", flush=True)  # noqa: T201 - a command of its own
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), sys.argv[2:] or list(FORMATS)))
