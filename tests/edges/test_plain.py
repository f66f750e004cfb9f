"""Plain text and Markdown become blocks, in any common encoding."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from assistant.domain.ledger import Bucket
from assistant.domain.review import Block, Kind
from assistant.edges.encoding import decoded
from assistant.edges.plain import read_plain
from assistant.errors import UnreadableFile


def blocks(text: str, *, markdown: bool = False) -> list[tuple[Kind, str]]:
    return [(b.kind, b.text) for b in read_plain(text.encode(), markdown=markdown).blocks]


SENTENCES = (
    "The officer’s “plan” – £20…",
    "It wasn’t read.",
    "A café, naïve, José’s façade, Zoë, Müller.",
    "Fees: £5 • half at 3½ – “that’s all”",
)


@pytest.mark.parametrize("sentence", SENTENCES)
@pytest.mark.parametrize(
    "encoding",
    [
        "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be", "cp1252",
        "mac-roman",
    ],
)  # fmt: skip
def test_common_encodings_give_the_same_words(encoding: str, sentence: str) -> None:
    if encoding == "mac-roman":
        sentence = sentence.replace("½", "")  # a sign that it does not have
    assert decoded(sentence.encode(encoding)) == sentence


def test_latin_1_is_read_as_windows_text_of_which_it_is_a_part() -> None:
    assert decoded("Renée said £5, not £6.".encode("latin-1")) == "Renée said £5, not £6."


def test_bytes_that_are_no_text_are_refused() -> None:
    for data in (b"\x00\x01\x02", b"\x00\x01", bytes(range(1, 32)) * 10, b"\xff\xfeA", b"ab\x00cd" * 9):
        with pytest.raises(UnreadableFile, match="not text"):
            read_plain(data, markdown=False)


def test_wrapped_lines_are_one_paragraph_until_a_blank_line() -> None:
    assert blocks("One line\nand its end.\r\n\r\nTwo.\f\nThree.") == [
        (Kind.PARAGRAPH, "One line\nand its end."), (Kind.PARAGRAPH, "Two."), (Kind.PARAGRAPH, "Three.")
    ]  # fmt: skip


def test_text_saved_from_a_word_processor_has_a_paragraph_on_each_line() -> None:
    assert [text for _, text in blocks("x " * 80 + "\nTwo.\nThree.")] == [("x " * 80).strip(), "Two.", "Three."]


def test_list_items_carry_their_sign_as_label() -> None:
    found = read_plain(b"- a\n- b\n\n1. one\n(b) two\n\nplain", markdown=False).blocks
    assert [(b.label, b.text) for b in found] == [
        ("-", "a"), ("-", "b"), ("1.", "one"), ("(b)", "two"), (None, "plain")
    ]  # fmt: skip


def test_markdown_headings_and_tables_are_read() -> None:
    text = "# Review\n\nUnder\n-----\n\n| Date | Event |\n|---|---|\n| 3 May | a \\| b<br>c |\n|  | last |\n"
    text += "\n* item\n\n---\n"
    found = read_plain(text.encode(), markdown=True).blocks
    assert found == (
        Block(kind=Kind.HEADING, text="Review", level=1),
        Block(kind=Kind.HEADING, text="Under", level=2),
        Block(kind=Kind.ROW, text="Date\tEvent", table=1, row=1, header=True),
        Block(kind=Kind.ROW, text="3 May\ta | b\nc", table=1, row=2),
        Block(kind=Kind.ROW, text="\tlast", table=1, row=3),
        Block(kind=Kind.LIST_ITEM, text="item", label="*"),
    )


def test_signs_of_markdown_mean_nothing_in_plain_text() -> None:
    assert blocks("# 4 of the plan\n\na | b\n--|--") == [
        (Kind.PARAGRAPH, "# 4 of the plan"), (Kind.PARAGRAPH, "a | b\n--|--")
    ]  # fmt: skip


def test_a_table_saved_as_plain_text_by_a_word_processor_becomes_rows() -> None:
    text = "Chronology\nDate\tEvent\tComment\n3 May\tCalled\t\n4 May\t\tLate\n\nName:\tX\n1.\tone\n2.\ttwo\n"
    text += "\n1.1\tSo it was.\n\n1.2\tAnd so on.\n1.3\tTo the end.\n1.4\tOf it."
    found = read_plain(text.encode(), markdown=False).blocks
    assert [(b.kind, b.text) for b in found if b.kind is Kind.ROW] == [
        (Kind.ROW, "Date\tEvent\tComment"), (Kind.ROW, "3 May\tCalled\t"), (Kind.ROW, "4 May\t\tLate")
    ]  # fmt: skip
    assert [(b.label, b.text) for b in found if b.kind is not Kind.ROW] == [
        (None, "Chronology"), (None, "Name: X"), ("1.", "one"), ("2.", "two"),
        (None, "1.1 So it was."), (None, "1.2 And so on.\n1.3 To the end.\n1.4 Of it."),
    ]  # fmt: skip


def test_the_ledger_counts_what_is_kept_what_is_a_sign_and_what_is_space() -> None:
    read = read_plain(b"# One\r\n\r\n- two  \r\n\r\n|a|b|\r\n|--|--|\r\n|c d|\\||\r\n", markdown=True)
    assert read.total == 46
    assert {entry.bucket: entry.characters for entry in read.entries} == {
        Bucket.HEADING: 3, Bucket.LIST_ITEM: 3, Bucket.ROW: 6, Bucket.MARK: 16, Bucket.SPACE: 18
    }  # fmt: skip


TEXTS = st.text(
    alphabet=st.one_of(
        st.sampled_from(" \t\n\r\f|-#*=1.)\\<br>a\u200b"),
        st.characters(codec="utf-8", exclude_categories=["Cs"], exclude_characters="\0"),
    ),
    max_size=300,
)


@given(TEXTS, st.booleans())
def test_every_character_of_a_text_is_in_one_bucket(text: str, markdown: bool) -> None:
    data = text.encode("utf-16")
    assume(decoded(data) == text)
    read = read_plain(data, markdown=markdown)
    assert read.total == len(text)
    assert sum(entry.characters for entry in read.entries) == read.total
    assert Bucket.LOST not in {entry.bucket for entry in read.entries}


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=300))
def test_no_letter_of_a_text_is_lost(text: str) -> None:
    found = read_plain(text.encode(), markdown=False).blocks
    kept = "".join((b.label or "") + b.text for b in found)
    assert [c for c in kept if c.isalnum()] == [c for c in decoded(text.encode()) or "" if c.isalnum()]
