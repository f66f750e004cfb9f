"""What exists is documented: the page on reading names every notice and every group of characters."""

import re
from pathlib import Path

from assistant.domain.words import BUCKET, NOTICE

READING = Path(__file__).parents[1] / "docs" / "reading.md"


def first_cells(heading: str) -> list[str]:
    """The first column of the first table under that heading, without its head."""
    under = READING.read_text(encoding="utf-8").split(f"## {heading}\n", 1)[1].split("\n## ", 1)[0]
    rows = re.findall(r"(?m)^\| (.+?) \| .+ \|$", under)
    return rows[1:]


def test_every_notice_is_explained_under_its_name_on_screen() -> None:
    assert sorted(first_cells("What the notices mean")) == sorted(name for name, _ in NOTICE.values())


def test_every_group_of_characters_is_explained_under_its_name_on_screen() -> None:
    assert sorted(first_cells("What is read")) == sorted(BUCKET.values())
