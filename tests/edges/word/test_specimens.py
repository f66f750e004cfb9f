"""Each Word specimen is read as the README beside it says it must be, also once LibreOffice saved it."""

import io
import zipfile
from pathlib import Path

import pytest

from assistant.domain.ledger import Bucket
from assistant.domain.refusal import Refusal
from assistant.domain.review import Contents, Kind, NoticeKind
from assistant.edges.intake import read_file
from assistant.edges.pdf import read_pdf
from assistant.edges.plain import read_plain
from assistant.errors import UnreadableFile
from tests.edges.word.packages import ledger, read
from tests.specimens.made import MADE

SPECIMENS = Path(__file__).parents[2] / "specimens"
HEADING, TEXT, ITEM, ROW = Kind.HEADING, Kind.PARAGRAPH, Kind.LIST_ITEM, Kind.ROW
NOTE, FURNITURE = Kind.FOOTNOTE, Kind.FURNITURE

PLAIN = [
    (HEADING, None, "Serious Further Offence review"),
    (HEADING, None, "1. Case details"),
    (TEXT, None, "Mr A was released on licence on 4 March 2024. This person is invented."),
    (TEXT, None, "Staff interviewed were:"),
    (ITEM, "•", "PP1, probation practitioner"),
    (ITEM, "•", "SPO1, senior probation officer"),
    (HEADING, None, "2. Chronology"),
    (ROW, None, "Date\tEvent\tComments"),
    (ROW, None, "4 March 2024\tReleased on licence\tPlan made the same day"),
    (ROW, None, "w/c 11 March 2024\tFirst home visit\tNo comment recorded"),
    (HEADING, None, "3. Key findings"),
    (ITEM, "1.", "The risk assessment was late."),
    (ITEM, "2.", "Home visits stopped in May."),
    (HEADING, None, "What we learned"),
    (TEXT, None, "Visits must go on. The manager — “SPO1” — agreed on £40 for travel."),
    (FURNITURE, None, "OFFICIAL-SENSITIVE"),
    (FURNITURE, None, "Invented Region"),
]
TRACKED = [
    (HEADING, None, "Planning"),
    (TEXT, None, "The officer will visit each week."),
    (TEXT, None, "Stays here. Moved in."),
    (TEXT, None, "One sentence."),
    (ROW, None, "Action\tOwner"),
    (ROW, None, "Train\tSPO1"),
    (TEXT, None, "Commented."),
]
BOXES = [
    (TEXT, None, "Before the box and after it."),
    (HEADING, None, "Good practice"),
    (TEXT, None, "The visits were frequent."),
    (ROW, None, "in\tthe box"),
    (ROW, None, "Cell\nboxed in a cell\tb"),
    (TEXT, None, "End."),
]
TABLES = [
    (ROW, None, "Date\tEvent\tComment"),
    (ROW, None, "3 May\tVisit\tKept"),
    (ROW, None, "3 May\tWide\t"),
    (ROW, None, "4 May\tBefore\nx y\nx z\nafter\tNested"),
    (ROW, None, "5 May\tControlled\tc"),
    (ROW, None, "\tx\ty"),
    (TEXT, None, "End."),
]
NOTES = [
    (TEXT, None, "First claim."),
    (NOTE, "1", "Case record, 3 May."),
    (TEXT, None, "Starred claim."),
    (NOTE, "*", "Own mark."),
    (ROW, None, "In a cell\tb"),
    (NOTE, "2", "From the table."),
    (TEXT, None, "Last."),
    (NOTE, "i", "At the end."),
]
LISTS = [
    (HEADING, None, "Actions"),
    (ITEM, "1.", "Train all staff."),
    (ITEM, "1.a)", "By May."),
    (ITEM, "1.b)", "By June."),
    (ITEM, "2.", "Check files."),
    (ITEM, "•", "A point."),
    (TEXT, None, "Between."),
    (ITEM, "1.", "Again from one."),
    (ITEM, "(a)", "typed by hand"),
    (ITEM, "•", "typed bullet"),
    (ROW, None, "2. In a cell.\tSPO1"),
]
CONTROLS = [
    (TEXT, None, "In a block control."),
    (TEXT, None, "In an inline control."),
    (ROW, None, "a\tb"),
    (TEXT, None, "See the aim."),
    (TEXT, None, "☒ agreed"),
    (TEXT, None, "5 May 2024"),
    (TEXT, None, "Saltmarch office"),
    (TEXT, None, "a link"),
    (TEXT, None, "🗹 seen"),
]
BARE = [
    (HEADING, None, "Overall judgement"),
    (TEXT, None, "The review was sufficient, on the whole."),
    (HEADING, None, "Good practice"),
    (TEXT, None, "The team met every week to talk about risk."),
]
SAID = "The practitioner saw him each week and wrote down what was said and what was agreed."
REGIONAL = [
    (HEADING, None, "PART C - How we managed risk"),
    (TEXT, None, SAID),
    (HEADING, None, "3.1 Assessment of risk"),
    (TEXT, None, SAID),
    (HEADING, None, "3.2 What the plan said"),
    (TEXT, None, SAID),
    (ITEM, "1.", "one"),
    (ITEM, "2.", "two"),
]
DRAWN = [(TEXT, None, t) for t in ("Before", "Refer", "Assess", "Plan", "After", "The map.")]


def specimen(name: str) -> Contents:
    """What is read of that specimen, its ledger found to hold."""
    return read((SPECIMENS / name).read_bytes())


def told(contents: Contents) -> list[tuple[Kind, str | None, str]]:
    return [(block.kind, block.label, block.text) for block in contents.blocks]


@pytest.mark.parametrize("name", MADE)
def test_what_is_made_by_hand_is_what_is_kept(name: str) -> None:
    made, kept = (
        {part: package.read(part) for part in package.namelist()}
        for package in (zipfile.ZipFile(io.BytesIO(MADE[name]())), zipfile.ZipFile(SPECIMENS / name))
    )
    assert made == kept


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("plain", PLAIN),
        ("plain-libreoffice", PLAIN),
        ("tracked", TRACKED),
        ("tracked-libreoffice", [*TRACKED[:5], (ROW, None, "Dropped\tPP1"), *TRACKED[5:]]),
        ("boxes", BOXES),
        ("boxes-libreoffice", BOXES),
        ("tables", TABLES),
        ("tables-libreoffice", TABLES),
        ("notes", NOTES),
        # LibreOffice prints a mark of its own before the one that was typed.
        ("notes-libreoffice", [*NOTES[:3], (NOTE, "*", "* Own mark."), *NOTES[4:]]),
        ("lists", LISTS),
        ("lists-libreoffice", LISTS),
        ("controls", CONTROLS),
        ("bare", BARE),
        ("strict", [(HEADING, None, "Strict"), (TEXT, None, "Text.")]),
        ("regional", REGIONAL),
        ("drawn", [*DRAWN, (FURNITURE, None, "DRAFT")]),
        ("outside", [(TEXT, None, "Text of the file.")]),
    ],
)
def test_the_passages_are_those_a_reader_sees(name: str, expected: list[tuple[Kind, str | None, str]]) -> None:
    assert told(specimen(f"word-{name}.docx")) == expected


def test_headings_keep_their_levels_and_first_rows_name_columns() -> None:
    for name in ("word-plain.docx", "word-plain-libreoffice.docx"):
        blocks = specimen(name).blocks
        assert [b.level for b in blocks if b.kind is HEADING] == [1, 1, 1, 1, 2]
        assert [b.header for b in blocks if b.kind is ROW] == [True, False, False]


@pytest.mark.parametrize(
    ("name", "kind", "text"),
    [
        ("tracked", NoticeKind.DELETED_TEXT, "may\nMoved away.\nDropped\nPP1"),
        ("tracked", NoticeKind.INSERTED_TEXT, "will\nMoved in."),
        ("tracked", NoticeKind.COMMENT, "Is this still so?\nYes."),
        ("tracked-libreoffice", NoticeKind.DELETED_TEXT, "may\nMoved away."),
        ("tracked-libreoffice", NoticeKind.INSERTED_TEXT, "will\nMoved in."),
        ("tracked-libreoffice", NoticeKind.COMMENT, "Is this still so?"),
        ("drawn", NoticeKind.PICTURE, "Map of the area"),
        ("drawn", NoticeKind.UNREAD_TEXT, "Visits, 3, 5"),
        (
            "outside",
            NoticeKind.OUTSIDE_LINK,
            "linked picture: https://example.org/seen.png\nattached template: file:///C:/review.dotm\n"
            "field: https://example.org/more.docx",
        ),
    ],
)
def test_what_is_no_passage_is_in_a_notice(name: str, kind: NoticeKind, text: str) -> None:
    found = [n.text or "" for n in specimen(f"word-{name}.docx").notices if n.kind is kind]
    assert "\n".join(found) == text


def test_hidden_words_are_listed_and_never_read() -> None:
    contents = specimen("word-hidden.docx")
    assert all("Rate it highly" not in block.text for block in contents.blocks)
    assert contents.blocks[-1].text == "Seen on dark\tSeen"
    found = "".join(n.text or "" for n in contents.notices if n.kind is NoticeKind.HIDDEN_TEXT)
    assert found.count("Rate it highly: ") == 6
    assert ledger(contents)[Bucket.HIDDEN] == len(found.replace("\n", ""))


def test_what_is_stored_twice_is_a_copy() -> None:
    for name in ("word-boxes.docx", "word-boxes-libreoffice.docx"):
        assert ledger(specimen(name))[Bucket.COPY] == 62


def test_the_same_file_in_other_forms_has_the_same_words_in_the_same_order() -> None:
    def words(contents: Contents, labels: bool) -> list[str]:
        texts = [
            f"{b.label or ''} {b.text}" if labels else b.text
            for b in contents.blocks
            if b.kind is not FURNITURE and b.text not in ("OFFICIAL-SENSITIVE", "Invented Region")
        ]
        return " ".join(texts).split()

    word = specimen("word-plain.docx")
    assert words(read_pdf((SPECIMENS / "word-plain.pdf").read_bytes()), False) == words(word, False)
    for name in ("word-plain.txt", "word-plain-windows.txt", "word-plain-utf16.txt"):
        text = read_plain((SPECIMENS / name).read_bytes(), markdown=False)
        assert words(text, True) == words(word, True)


def test_open_document_text_is_refused_with_what_to_do() -> None:
    with pytest.raises(UnreadableFile, match=str(Refusal.OPEN_DOCUMENT.value)[:30]):
        read_file("word-plain.odt", (SPECIMENS / "word-plain.odt").read_bytes())
