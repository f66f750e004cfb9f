"""Plain text and Markdown become blocks, in any common encoding."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain.review import Block, Kind
from assistant.edges.plain import decoded, read_plain
from assistant.errors import UnreadableFile


def blocks(text: str, *, markdown: bool = False) -> list[tuple[Kind, str]]:
    return [(b.kind, b.text) for b in read_plain(text.encode(), markdown=markdown).blocks]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_common_encodings_give_the_same_words(encoding: str) -> None:
    text = "The officer’s “plan” – £20"
    assert decoded(text.encode(encoding)) == text


def test_bytes_that_are_no_text_are_refused() -> None:
    for data in (b"\x00\x01\x02", bytes(range(1, 32)) * 10, b"\xff\xfeA"):
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


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=300))
def test_no_letter_of_a_text_is_lost(text: str) -> None:
    found = read_plain(text.encode(), markdown=False).blocks
    kept = "".join((b.label or "") + b.text for b in found)
    assert [c for c in kept if c.isalnum()] == [c for c in decoded(text.encode()) or "" if c.isalnum()]
