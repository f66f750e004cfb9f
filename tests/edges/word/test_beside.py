"""What stands beside the text of a Word file is read once, in its place: notes, headers, boxes, diagrams."""

from assistant.domain.ledger import Bucket
from assistant.domain.review import Kind, NoticeKind
from assistant.edges.word import read_word
from tests.edges.word.packages import (
    RELATIONSHIPS,
    RELS,
    SPACES,
    blocks,
    buckets,
    cell,
    docx,
    notices,
    para,
    row,
    run,
    table,
    texts,
)


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


def test_a_note_goes_where_its_reference_goes() -> None:
    note = '<w:footnoteReference w:id="{}"/>'
    body = para("Text", f"<w:del><w:r>{note.format(1)}</w:r></w:del>")
    body += para(
        "More", f"<w:r><w:rPr><w:vanish/></w:rPr>{note.format(2)}</w:r>", f"<w:r>{note.format(3)}</w:r>"
    )
    notes = "".join(f'<w:footnote w:id="{n}">{para(f"note {n}")}</w:footnote>' for n in (1, 2, 3))
    data = docx(body, footnotes=notes)
    assert [(b.label, b.text) for b in blocks(data)] == [(None, "Text"), (None, "More"), ("1", "note 3")]
    assert [n.text for n in notices(data, NoticeKind.DELETED_TEXT)] == ["note 1"]
    assert [n.text for n in notices(data, NoticeKind.HIDDEN_TEXT)] == ["note 2"]


def test_a_header_told_twice_is_a_copy() -> None:
    data = docx(para("Body"), header1=para("OFFICIAL"), header2=para("OFFICIAL"), footer1=para("OFFICIAL"))
    assert buckets(data) == {Bucket.PARAGRAPH: 4, Bucket.FURNITURE: 8, Bucket.COPY: 16}


def test_a_fallback_that_says_more_than_its_drawing_is_named() -> None:
    choice = f'<mc:Choice Requires="wps"><w:txbxContent>{para("short")}</w:txbxContent></mc:Choice>'
    fallback = f"<mc:Fallback><w:pict><w:txbxContent>{para('longer')}</w:txbxContent></w:pict></mc:Fallback>"
    data = docx(para("Text", f"<w:r><mc:AlternateContent>{choice}{fallback}</mc:AlternateContent></w:r>"))
    assert texts(data) == ["Text", "short"]
    assert [n.text for n in notices(data, NoticeKind.UNREAD_TEXT)] == ["longer"]


def test_a_diagram_is_read_where_it_stands_and_its_drawing_is_a_copy() -> None:
    relation = f'<Relationship Id="rId7" Type="{RELATIONSHIPS}/diagramData" Target="diagrams/data1.xml"/>'
    said = "<a:p><a:r><a:t>Refer</a:t></a:r></a:p><a:p><a:r><a:t>Assess</a:t></a:r></a:p>"
    parts = {
        "word/_rels/document.xml.rels": RELS.format(relation),
        "word/diagrams/data1.xml": f"<dgm:dataModel {SPACES}><dgm:t>{said}</dgm:t></dgm:dataModel>",
        "word/diagrams/drawing1.xml": f"<dgm:drawing {SPACES}>{said}</dgm:drawing>",
    }
    drawing = '<w:r><w:drawing><dgm:relIds r:dm="rId7"/></w:drawing></w:r>'
    data = docx(para("Before", drawing) + para("After"), extra=parts)
    assert texts(data) == ["Before", "Refer", "Assess", "After"]
    assert buckets(data)[Bucket.COPY] == len("ReferAssess")


def test_lettering_in_an_old_drawing_is_read() -> None:
    mark = '<w:r><w:pict><v:shape><v:textpath string="DRAFT "/></v:shape></w:pict></w:r>'
    data = docx(para("Text"), header1=para(mark))
    assert [(b.kind, b.text) for b in blocks(data)] == [(Kind.PARAGRAPH, "Text"), (Kind.FURNITURE, "DRAFT")]


def test_what_stands_in_the_place_of_a_paragraph_is_read_like_one() -> None:
    formula = "<m:oMathPara><m:oMath><m:r><m:t>a=b</m:t></m:r></m:oMath></m:oMathPara>"
    body = (
        para("One")
        + formula
        + f"<w:ins>{run('loose')}</w:ins>"
        + f"<w:new><w:newer>{para('deep')}</w:newer></w:new>"
    )
    assert texts(docx(body)) == ["One", "a=b", "loose", "deep"]


def test_notes_are_numbered_as_the_settings_say() -> None:
    note = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    form = '<w:footnotePr><w:numFmt w:val="upperLetter"/><w:numStart w:val="3"/></w:footnotePr>'
    data = docx(para("a", note), footnotes=f'<w:footnote w:id="1">{para("why")}</w:footnote>', settings=form)
    assert [b.label for b in blocks(data)] == [None, "C"]
