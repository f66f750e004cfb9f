"""What exists is documented: the page on reading names every notice and every group of characters."""

import re
from pathlib import Path

from assistant.domain.words import BUCKET, NOTICE
from assistant.ui import STATIC
from evals.__main__ import app
from evals.case import Must
from evals.changes import CHANGES_FILE
from evals.gold import GOLD_FILE, INTAKE_FILE
from evals.pictures import FOLDER, PICTURES

ROOT = Path(__file__).parents[1]
READING = ROOT / "docs" / "reading.md"


def first_cells(heading: str) -> list[str]:
    """The first column of the first table under that heading, without its head."""
    under = READING.read_text(encoding="utf-8").split(f"## {heading}\n", 1)[1].split("\n## ", 1)[0]
    rows = re.findall(r"(?m)^\| (.+?) \| .+ \|$", under)
    return rows[1:]


def test_every_notice_is_explained_under_its_name_on_screen() -> None:
    assert sorted(first_cells("What the notices mean")) == sorted(name for name, _ in NOTICE.values())


def test_every_group_of_characters_is_explained_under_its_name_on_screen() -> None:
    assert sorted(first_cells("What is read")) == sorted(BUCKET.values())


def test_the_evals_page_names_every_command_and_every_file_of_a_gold_review() -> None:
    page = (ROOT / "evals" / "README.md").read_text(encoding="utf-8")
    named = [
        command.name or command.callback.__name__ for command in app.registered_commands if command.callback
    ]
    assert len(named) == 10
    for words in (*named, GOLD_FILE, INTAKE_FILE, CHANGES_FILE, *(one.value for one in Must)):
        assert f"`{words}" in page or f"evals {words}" in page, words


def test_the_guide_shows_every_picture_that_is_made_and_no_other() -> None:
    guide = (ROOT / "docs" / "guide.md").read_text(encoding="utf-8")
    shown = re.findall(r"!\[[^\]]+\]\(pictures/([\w-]+)\.png\)", guide)
    assert sorted(shown) == sorted(picture.name for picture in PICTURES)
    assert sorted(shown) == sorted(file.stem for file in FOLDER.iterdir())


def test_the_guide_names_every_shortcut_of_the_page() -> None:
    guide = (ROOT / "docs" / "guide.md").read_text(encoding="utf-8")
    keys = (STATIC / "keys.js").read_text(encoding="utf-8").split("const ACTS = {", 1)[1].split("};", 1)[0]
    named = re.findall(r"(?m)(?:^|, |  )\"?([a-z1-4/])\"?: \[", keys)
    assert len(named) >= 13
    for key in named:
        assert f"`{key}`" in guide or key in "23", key
