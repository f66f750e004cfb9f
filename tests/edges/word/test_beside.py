"""What stands beside the text of a Word file is read once, in its place: notes, headers, boxes, diagrams."""

from assistant.domain.review import Kind
from assistant.edges.word import read_word
from tests.edges.word.packages import blocks, cell, docx, para, row, table, texts


def test_footnotes_follow_their_block_under_their_mark_and_leave_none_in_the_text() -> None:
    note = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
    own = '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="4"/><w:t>*</w:t></w:r>'
    end = '<w:r><w:endnoteReference w:id="1"/></w:r>'
    body = para("First", note.format(2), " half.") + para("Second", own, end)
    body += table(row(cell(para("In a cell", note.format(3))), "b"))
    notes = "".join(f'<w:footnote w:id="{n}">{para(f"note {n}")}</w:footnote>' for n in (2, 3, 4))
    data = docx(body, footnotes=notes, endnotes=f'<w:endnote w:id="1">{para("the end")}</w:endnote>')
    assert [(b.kind, b.label, b.text) for b in blocks(data)] == [
        (Kind.PARAGRAPH, None, "First half."),
        (Kind.FOOTNOTE, "1", "note 2"),
        (Kind.PARAGRAPH, None, "Second"),
        (Kind.FOOTNOTE, "*", "note 4"),
        (Kind.FOOTNOTE, "i", "the end"),
        (Kind.ROW, None, "In a cell\tb"),
        (Kind.FOOTNOTE, "2", "note 3"),
    ]
    assert read_word(data).notices == ()


def test_headers_and_footers_are_furniture_once() -> None:
    data = docx(para("Body"), header1=para("OFFICIAL"), footer1=para("OFFICIAL"))
    assert [(b.kind, b.text) for b in blocks(data)] == [(Kind.PARAGRAPH, "Body"), (Kind.FURNITURE, "OFFICIAL")]


def test_a_text_box_is_read_once_after_its_paragraph() -> None:
    box = f"<w:txbxContent>{para('In the box')}</w:txbxContent>"
    body = para(
        "Before",
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps">'
        f"<w:drawing><wps:wsp><wps:txbx>{box}</wps:txbx></wps:wsp></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r>",
        " after",
    )
    assert texts(docx(body)) == ["Before after", "In the box"]
    assert read_word(docx(body)).notices == ()
