"""Headings, rows, items and notes come from a PDF's tags, else its outline, else the look of its type."""

from functools import cache
from pathlib import Path

import pytest

from assistant.domain.ledger import Bucket
from assistant.domain.review import Block, Contents, Kind, NoticeKind
from assistant.edges.pdf import read_pdf
from tests.edges.printing import pdf, text

SPECIMENS = Path(__file__).parents[1] / "specimens"


@cache
def read(form: str) -> Contents:
    """pdf-wide-plain.pdf or pdf-wide-tagged.pdf, both made by LibreOffice from pdf-wide.docx."""
    return read_pdf((SPECIMENS / f"pdf-wide-{form}.pdf").read_bytes())


@pytest.fixture(params=["plain", "tagged"])
def wide(request: pytest.FixtureRequest) -> Contents:
    return read(str(request.param))


def of(found: Contents, kind: Kind) -> list[Block]:
    return [block for block in found.blocks if block.kind is kind]


def test_no_character_is_lost(wide: Contents) -> None:
    assert sum(entry.characters for entry in wide.entries) == wide.total == 23574
    assert Bucket.LOST not in {entry.bucket for entry in wide.entries}


def test_deleted_and_hidden_words_are_listed(wide: Contents) -> None:
    assert [(n.kind, n.text) for n in wide.notices] == [
        (NoticeKind.HIDDEN_TEXT, "Words that nobody sees in white."),
        (NoticeKind.DELETED_TEXT, "struck out by the second reader"),
    ]


def test_a_chronology_over_landscape_pages_is_one_table_that_names_its_columns_once(wide: Contents) -> None:
    rows = [row for row in of(wide, Kind.ROW) if row.table == 1]
    assert [row.text.split("\t")[0] for row in rows] == ["No", *map(str, range(1, 46))]
    assert [row.header for row in rows] == [True, *[False] * 45]
    assert {row.text.count("\t") for row in rows} == {5}


def test_lists_keep_their_signs_and_notes_follow_the_block_that_refers_to_them(wide: Contents) -> None:
    assert [item.label for item in of(wide, Kind.LIST_ITEM)] == ["•"] * 5 + ["1.", "2.", "3.", "4."]
    notes = of(wide, Kind.FOOTNOTE)
    assert [note.label for note in notes] == ["1", "2", "3", "4", "5", "6", "7", "8"]
    before = [wide.blocks[wide.blocks.index(note) - 1] for note in notes]
    assert [block.text.split("\t")[0][:4].strip() for block in before[3:5]] == ["9", "33"]


def test_pages_never_go_back(wide: Contents) -> None:
    pages = [block.page or 0 for block in wide.blocks if block.kind not in (Kind.FOOTNOTE, Kind.FURNITURE)]
    assert pages == sorted(pages)
    assert min(pages) == 1


def test_tags_give_levels_to_headings() -> None:
    assert [(b.text, b.level) for b in of(read("tagged"), Kind.HEADING)] == [
        ("Review of a second invented case", 1),
        ("A. About the case", 1),
        ("What was decided", 2),
        ("B. Chronology", 1),
        ("C. Analysis", 1),
        ("D. Newsletter in two columns", 1),
        ("E. Action plan", 1),
    ]


def test_without_tags_or_outline_larger_type_is_a_heading() -> None:
    assert [(b.text, b.level) for b in of(read("plain"), Kind.HEADING)] == [
        ("Review of a second invented case", 1),
        ("A. About the case", 2),
        ("What was decided", 3),
        ("B. Chronology", 2),
        ("C. Analysis", 2),
        ("D. Newsletter in two columns", 2),
        ("E. Action plan", 2),
    ]


TAGGED = (
    "/MarkInfo << /Marked true >> /StructTreeRoot << /Type /StructTreeRoot "
    "/K << /S /Document /K [<< /S /H2 /Pg 8 0 R /K 1 >> << /S /P /Pg 8 0 R /K 0 >>] >> >>"
)


def marked(number: int, drawn: str) -> str:
    return f"/P << /MCID {number} >> BDC {drawn} EMC\n"


def test_the_order_of_the_tags_is_the_order_of_reading() -> None:
    page = marked(0, text("Second, though it stands above.", y=450)) + marked(1, text("First", y=400))
    found = read_pdf(pdf([page], catalog=TAGGED))
    assert [(b.kind, b.level, b.text) for b in found.blocks] == [
        (Kind.HEADING, 2, "First"),
        (Kind.PARAGRAPH, None, "Second, though it stands above."),
    ]


def test_words_that_no_tag_names_are_read_where_they_stand() -> None:
    page = marked(1, text("First and foremost of many", y=450)) + text("Left.", y=425)
    page += marked(0, text("Second, and so long that one word is a small part.", y=400))
    assert [b.text for b in read_pdf(pdf([page], catalog=TAGGED)).blocks] == [
        "First and foremost of many",
        "Left.",
        "Second, and so long that one word is a small part.",
    ]


@pytest.mark.parametrize(
    "catalog",
    [
        TAGGED.replace("/K 1", "/K 8"),
        TAGGED.replace("<< /S /Document", "<< /S 4"),
        "/StructTreeRoot << /K " + "<< /S /Sect /K " * 80 + "0" + " >>" * 80 + " >>",
        "/StructTreeRoot 12",
    ],
    ids=["names other text", "without types", "too deep", "no tree"],
)
def test_tags_that_do_not_name_the_text_are_not_trusted(catalog: str) -> None:
    page = marked(0, text("Above, and it is said first.", y=450)) + marked(
        1, text("Below, and it is said after.", y=400)
    )
    found = read_pdf(pdf([page], catalog=catalog))
    assert [b.text for b in found.blocks] == ["Above, and it is said first.", "Below, and it is said after."]
    assert sum(entry.characters for entry in found.entries) == found.total


def test_two_columns_are_read_one_after_the_other_and_a_list_of_values_is_not() -> None:
    left = [f"These are the words of line {n} here" for n in "abcde"]
    right = [f"And these are words of line {n} there" for n in "fghij"]
    names = "".join(
        text(f"Name {n}", y=200 - 15 * n) + text(f"Value {n}", x=220, y=200 - 15 * n) for n in range(5)
    )
    page = text("One line that is as wide as the page and leads on", y=450)
    page += "".join(text(line, y=420 - 15 * n, size=9) for n, line in enumerate(left))
    page += "".join(text(line, x=220, y=420 - 15 * n, size=9) for n, line in enumerate(right))
    words = " ".join(block.text for block in read_pdf(pdf([page + names])).blocks)
    assert words.index(" ".join(left)) < words.index(" ".join(right))
    assert "Name 0 Value 0" in words
