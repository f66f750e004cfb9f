"""The reviews that readers are measured on, with their known words: the sample, and one of 100 pages.

The sample's source comes in; Word files, PDFs and their truth go out. It stands alone because the long review
is built when it is needed and never kept.
"""

import re
import shutil
import subprocess
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from assistant.domain.record import Record
from evals.build import build

SAMPLE = Path(__file__).parents[1] / "gold" / "saltmarch"
_NAMES = ("Hollowby", "Harrock", "Ellinthorpe", "Dunsmere", "Oakhanger")
COPIES = len(_NAMES)
"""Times the sample is told, each time under another name: a little over 100 pages."""
_MARK = re.compile(r"\[\^(\d+)\]")
_WORD = re.compile(r"\w+")


class Known(Record):
    """What stands in a review by construction: how often each word, rows of its tables, its footnotes."""

    words: dict[str, int]
    rows: tuple[tuple[str, ...], ...]
    footnotes: tuple[str, ...]


def words_of(text: str) -> Counter[str]:
    """How often each word stands there; a word is letters and digits alone."""
    return Counter(_WORD.findall(text))


def sample() -> tuple[bytes, Known]:
    """The bundled sample and what its source says."""
    data = yaml.safe_load((SAMPLE / "source.yaml").read_text(encoding="utf-8"))
    return (SAMPLE / "review.docx").read_bytes(), known(data)


def long_review() -> tuple[bytes, Known]:
    """A review of a little over 100 pages: the sample's sections again and again, under other names."""
    data = yaml.safe_load((SAMPLE / "source.yaml").read_text(encoding="utf-8"))
    notes = data["footnotes"]
    blocks: list[Any] = []
    told: dict[int, str] = {}
    for copy in range(COPIES):
        more = copy * len(notes)
        blocks += [_varied(block, copy, more) for block in data["blocks"]]
        told |= {int(mark) + more: _varied(text, copy, more) for mark, text in notes.items()}
    data |= {"blocks": blocks, "footnotes": told}
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "source.yaml"
        source.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")
        return build(source), known(data)


def known(data: dict[str, Any]) -> Known:
    """The words, rows and footnotes of a review's source; a mark of a footnote is no word."""
    rows = tuple(
        tuple(_MARK.sub("", str(cell)) for cell in row)
        for block in data["blocks"]
        if "table" in block
        for row in (block["table"]["columns"], *block["table"]["rows"])
    )
    pieces = [_MARK.sub("", text) for block in data["blocks"] for text in _strings(block)]
    pieces += [*data["footnotes"].values(), data["marking"], data["footer"]]
    return Known(words=words_of("\n".join(pieces)), rows=rows, footnotes=tuple(data["footnotes"].values()))


def to_pdf(document: bytes) -> bytes | None:
    """That Word file as LibreOffice prints it; None where there is no LibreOffice on the machine."""
    office = shutil.which("soffice")
    if office is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "review.docx"
        source.write_bytes(document)
        profile = f"-env:UserInstallation=file://{folder}/profile"
        subprocess.run(  # noqa: S603 - LibreOffice itself, no shell
            [office, profile, "--headless", "--convert-to", "pdf", "--outdir", folder, str(source)],
            check=True, capture_output=True, timeout=300,
        )  # fmt: skip
        return source.with_suffix(".pdf").read_bytes()


def _strings(block: dict[str, Any]) -> Iterator[str]:
    """Every text of a block that is printed; widths, levels and the like are none."""
    ((kind, value),) = block.items()
    if kind in ("page_break", "section"):
        return
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        yield from value
    elif kind == "table":
        yield from (str(cell) for row in (value["columns"], *value["rows"]) for cell in row)
    else:
        for part in value.values():
            yield from part if isinstance(part, list) else [part] if isinstance(part, str) else []


def _varied(value: Any, copy: int, more: int) -> Any:  # noqa: ANN401 - whatever YAML holds
    """The same block with the name and the footnotes of that copy."""
    if isinstance(value, dict):
        return {key: _varied(part, copy, more) for key, part in value.items()}
    if isinstance(value, list):
        return [_varied(part, copy, more) for part in value]
    if isinstance(value, str):
        renamed = value.replace(_NAMES[0], _NAMES[copy])
        return _MARK.sub(lambda mark: f"[^{int(mark[1]) + more}]", renamed)
    return value
