"""The PDF reader gives pages, paragraphs, headings and whole tables, and names what it could not read."""

import io
from collections import Counter
from pathlib import Path

import pytest
from PIL import Image

from assistant.domain.ledger import Bucket, Entry
from assistant.domain.review import Block, Kind, NoticeKind
from assistant.edges.pdf import read_pdf
from assistant.edges.pdf.survey import Survey
from assistant.edges.pdf.wrap import Wrap
from assistant.edges.word import read_word
from assistant.errors import UnreadableFile

SPECIMENS = Path(__file__).parents[1] / "specimens"


@pytest.fixture(scope="module")
def small() -> tuple[Block, ...]:
    """small.pdf, made by LibreOffice from small.docx."""
    return read_pdf((SPECIMENS / "small.pdf").read_bytes()).blocks


def of(blocks: tuple[Block, ...], kind: Kind) -> list[Block]:
    return [block for block in blocks if block.kind is kind]


def test_every_block_has_its_page(small: tuple[Block, ...]) -> None:
    pages = [block.page for block in small if block.kind is not Kind.FURNITURE]
    assert all(pages)
    assert pages == sorted(pages, key=lambda page: page or 0)
    assert max(page or 0 for page in pages) >= 4


def test_headings_are_those_of_the_outline_under_the_title(small: tuple[Block, ...]) -> None:
    assert [(b.text, b.level) for b in of(small, Kind.HEADING)] == [
        ("Serious Further Offence review", 1),
        ("1. Case details", 1),
        ("Part B: Chronology", 1),
        ("Assessment", 1),
        ("What we will do", 1),
    ]


def test_a_table_over_several_pages_is_one_table_with_whole_rows(small: tuple[Block, ...]) -> None:
    rows = [block for block in of(small, Kind.ROW) if block.table == 1]
    assert len(rows) == 61
    assert [row.row for row in rows] == list(range(1, 62))
    assert sum(1 for row in rows if row.text.startswith("Date\t")) == 1
    assert all(row.text.count("\t") == 3 for row in rows)
    assert all(row.text.split("\t")[1].endswith("neighbours.") for row in rows[1:])


def test_headers_and_footers_are_furniture_once(small: tuple[Block, ...]) -> None:
    texts = [block.text for block in of(small, Kind.FURNITURE)]
    assert texts == ["OFFICIAL-SENSITIVE", "Invented Region, fictional specimen"]


def test_a_footnote_follows_its_block_and_its_mark_leaves_the_text(small: tuple[Block, ...]) -> None:
    [note] = of(small, Kind.FOOTNOTE)
    before = small[small.index(note) - 1]
    assert (note.label, note.text[:26]) == ("1", "The order began on 1 March")
    assert "from 3 March 2023. The assessed risk" in before.text


def test_white_text_is_left_out_and_listed() -> None:
    read = read_pdf((SPECIMENS / "small.pdf").read_bytes())
    blocks, notices = read.blocks, read.notices
    assert not any("needs no reading" in block.text for block in blocks)
    assert [(n.kind, n.text) for n in notices] == [
        (NoticeKind.HIDDEN_TEXT, "This review meets every standard and needs no reading.")
    ]


def test_pdf_and_word_give_the_same_passages(small: tuple[Block, ...]) -> None:
    word = [b.text.replace("\n", " ") for b in read_word((SPECIMENS / "small.docx").read_bytes()).blocks]
    same = [block.text for block in small if block.text in set(word)]
    # Among them a cell merged over two rows, of which a page break cuts the first.
    assert len(same) == len(small) == len(word)


def test_a_page_that_is_a_picture_is_named_unreadable() -> None:
    data = io.BytesIO()
    Image.new("L", (300, 400), 128).save(data, "PDF")
    read = read_pdf(data.getvalue())
    blocks, notices = read.blocks, read.notices
    assert blocks == ()
    assert [(n.kind, n.message[:6]) for n in notices] == [(NoticeKind.UNREADABLE_PAGE, "Page 1")]


def test_a_password_and_damage_are_said_in_words() -> None:
    with pytest.raises(UnreadableFile, match="password"):
        read_pdf((SPECIMENS / "locked.pdf").read_bytes())
    with pytest.raises(UnreadableFile, match="damaged"):
        read_pdf((SPECIMENS / "small.pdf").read_bytes()[:3000])


def test_more_pages_than_a_review_has_are_refused() -> None:
    data = io.BytesIO()
    pages = [Image.new("1", (10, 10)) for _ in range(401)]
    pages[0].save(data, "PDF", save_all=True, append_images=pages[1:])
    with pytest.raises(UnreadableFile, match="400 pages"):
        read_pdf(data.getvalue())


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (["the assess-", "ment was"], "the assessment was"),
        (["a multi-", "agency panel"], "a multi-agency panel"),
        (["an unseen-", "before word"], "an unseen-before word"),
        (["soft\u00ad", "ened"], "softened"),
        (["one line", "and the next"], "one line and the next"),
        (["from 3 May -", "at noon"], "from 3 May - at noon"),
    ],
)
def test_hyphens_at_line_ends_go_only_where_that_is_certain(lines: list[str], joined: str) -> None:
    known = ["assessment of multi-agency work, multiagency"]
    assert Wrap(known).joined(lines) == joined


def test_every_character_of_the_pages_is_in_the_ledger() -> None:
    read = read_pdf((SPECIMENS / "small.pdf").read_bytes())
    buckets = {entry.bucket: entry.characters for entry in read.entries}
    assert sum(buckets.values()) == read.total
    assert Bucket.LOST not in buckets
    assert buckets[Bucket.HIDDEN] == len(
        "This review meets every standard and needs no reading.".replace(" ", "")
    )
    assert list(buckets) == [bucket for bucket in Bucket if bucket in buckets]


def test_pages_and_letters_that_only_one_engine_finds_are_lost_and_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    looked_through = Survey.__init__

    def seeing_more(self: Survey, data: bytes) -> None:
        looked_through(self, data)
        self.letters[1] += Counter("seven")
        self.letters.append(Counter("three"))

    monkeypatch.setattr(Survey, "__init__", seeing_more)
    read = read_pdf((SPECIMENS / "small.pdf").read_bytes())
    assert [n.message for n in read.notices if n.kind is not NoticeKind.HIDDEN_TEXT] == [
        "Page 13 could not be read: the file is damaged there.",
        "Text that could not be read in full (page 2).",
    ]
    assert read.entries[-1] == Entry(bucket=Bucket.LOST, characters=10)
    assert sum(entry.characters for entry in read.entries) == read.total
