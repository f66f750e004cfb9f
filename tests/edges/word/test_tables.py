"""Tables of a Word file keep their grid, and every cell its words."""

import pytest

from assistant.domain.ledger import Bucket
from assistant.domain.review import Kind, NoticeKind
from assistant.edges.word import read_word
from assistant.errors import UnreadableFile
from tests.edges.word.packages import STYLES, blocks, buckets, cell, docx, notices, para, row, run, table, texts


def test_rows_join_cells_by_tabs_and_keep_lines_and_nested_tables_in_their_cell() -> None:
    inner = table(row("in", "ner"))
    body = table(
        row("Date", "Event", about="<w:tblHeader/>"),
        row(cell(para("3 May") + para("4 May")), cell(para("A") + inner + para("end"))),
    )
    found = blocks(docx(body))
    assert [(b.text, b.table, b.row, b.header) for b in found] == [
        ("Date\tEvent", 1, 1, True),
        ("3 May\n4 May\tA\nin ner\nend", 1, 2, False),
    ]


def test_merged_cells_repeat_downwards_and_leave_room_sideways() -> None:
    body = table(
        row(cell("3 May", '<w:vMerge w:val="restart"/>'), "a", "b"),
        row(cell("", "<w:vMerge/>"), cell("wide", '<w:gridSpan w:val="2"/>')),
        row("x", "y", about='<w:gridBefore w:val="1"/>'),
    )
    assert texts(docx(body)) == ["3 May\ta\tb", "3 May\twide\t", "\tx\ty"]


def test_a_first_row_that_alone_is_bold_names_the_columns() -> None:
    bold = [cell(para(run(word, "<w:b/>"))) for word in ("Action", "Owner")]
    assert [b.header for b in blocks(docx(table(row(*bold), row("Train", "SPO1"))))] == [True, False]
    assert not any(b.header for b in blocks(docx(table(row(bold[0], "Jo"), row(bold[1], "Al")))))


def test_a_table_of_one_column_is_a_frame_around_ordinary_text() -> None:
    body = table(row(cell(para("Boxed", about='<w:pStyle w:val="berschrift1"/>') + para("Text"))))
    assert [b.kind for b in blocks(docx(body, styles=STYLES))] == [Kind.HEADING, Kind.PARAGRAPH]


def test_rows_and_cells_in_content_controls_are_read() -> None:
    wrap = "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>"
    body = table(wrap.format(row(wrap.format(cell("a")), cell(wrap.format(para("b")))))) + wrap.format(
        para("block")
    )
    body += para(wrap.format(run("in ")), "<w:smartTag><w:smartTagPr/>" + run("line") + "</w:smartTag>")
    assert texts(docx(body)) == ["a\tb", "block", "in line"]


def test_a_merged_cell_repeated_without_end_is_refused() -> None:
    long = cell("x" * 60_000, '<w:vMerge w:val="restart"/>')
    rows = [row(long, "a")] + [row(cell("", "<w:vMerge/>"), "a")] * 100
    with pytest.raises(UnreadableFile, match=r"1\.5 million"):
        read_word(docx(table(*rows)))


def test_tables_nested_as_deep_as_the_parser_allows_are_read() -> None:
    inner = para("deep")
    for _ in range(40):
        inner = table(row(cell(inner + para("")), "x"))
    assert "deep" in texts(docx(inner))[0]


def test_cells_merged_sideways_in_the_old_way_keep_the_columns() -> None:
    body = table(
        row(cell("wide", '<w:hMerge w:val="restart"/>'), cell("", "<w:hMerge/>"), "c"),
        row("a", "b", "c"),
    )
    assert texts(docx(body)) == ["wide\t\tc", "a\tb\tc"]


def test_words_under_a_merged_cell_are_a_copy_or_are_named() -> None:
    body = table(
        row(cell("3 May", '<w:vMerge w:val="restart"/>'), "a"),
        row(cell("3 May", "<w:vMerge/>"), "b"),
        row(cell("covered", "<w:vMerge/>"), "c"),
    )
    data = docx(body)
    assert texts(data) == ["3 May\ta", "3 May\tb", "3 May\tc"]
    assert buckets(data) == {Bucket.ROW: 8, Bucket.COPY: 5, Bucket.UNREAD: 7}
    assert [n.text for n in notices(data, NoticeKind.UNREAD_TEXT)] == ["covered"]


def test_a_nested_table_with_merges_and_notes_stays_in_its_cell() -> None:
    note = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    inner = table(
        row(cell("x", '<w:vMerge w:val="restart"/>'), cell(para("y", note))),
        row(cell("", "<w:vMerge/>"), "z"),
    )
    data = docx(
        table(row("a", cell(inner + para("")), "b")),
        footnotes=f'<w:footnote w:id="1">{para("why")}</w:footnote>',
    )
    assert texts(data) == ["a\tx y\nx z\tb", "why"]


def test_a_row_that_holds_only_a_note_gives_the_note() -> None:
    note = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    data = docx(
        table(row(cell(para(note)), cell(para(""))), row("a", "b")),
        footnotes=f'<w:footnote w:id="1">{para("why")}</w:footnote>',
    )
    assert texts(data) == ["a\tb", "why"]
