"""What a reader of the page does not see is never a block, and always in a notice with its words."""

import pytest

from assistant.domain.ledger import Bucket
from assistant.domain.review import NoticeKind, PlacedNotice
from assistant.edges.word import read_word
from tests.edges.word.packages import (
    SPACES,
    STYLES,
    blocks,
    cell,
    docx,
    ledger,
    notices,
    para,
    row,
    run,
    table,
    texts,
)


def test_tracked_insertions_are_kept_and_deletions_left_out_and_both_are_listed() -> None:
    gone = "<w:del><w:r><w:delText>may</w:delText></w:r></w:del>"
    moved = "<w:moveFrom>" + run("old place") + "</w:moveFrom>"
    body = para("The officer ", gone, "<w:ins>" + run("will") + "</w:ins>", " visit.", moved)
    data = docx(body)
    assert texts(data) == ["The officer will visit."]
    assert [n.text for n in notices(data, NoticeKind.INSERTED_TEXT)] == ["will"]
    assert [n.text for n in notices(data, NoticeKind.DELETED_TEXT)] == ["may", "old place"]
    assert notices(data, NoticeKind.DELETED_TEXT)[0].message == "Tracked deletion, left out."


@pytest.mark.parametrize("look", ["<w:strike/>", "<w:dstrike/>"])
def test_text_struck_through_is_left_out_like_a_deletion_and_told_from_one(look: str) -> None:
    style = f'<w:style w:type="character" w:styleId="Gone"><w:rPr>{look}</w:rPr></w:style>'
    off = look.replace("/>", ' w:val="0"/>')
    kept = run(" and kept", f'<w:rStyle w:val="Gone"/>{off}')
    body = para("She was", run(" not", look), run(" seen", '<w:rStyle w:val="Gone"/>'), kept)
    body += para(run("All struck.", look))
    data = docx(body, styles=style)
    assert texts(data) == ["She was and kept"]
    found = notices(data, NoticeKind.DELETED_TEXT)
    assert [(n.text, n.message) for n in found] == [
        ("not seen", "Text struck through, left out."),
        ("All struck.", "Text struck through, left out."),
    ]
    assert ledger(read_word(data))[Bucket.DELETED] == len(" not seenAll struck.")


def test_each_piece_says_why_it_was_left_out_and_where_it_stood() -> None:
    white, tiny = '<w:color w:val="FFFFFF"/>', '<w:sz w:val="2"/>'
    body = para("First.") + para(run("White.", white), run("Tiny.", tiny), "Second.")
    body += para(run("Alone.", tiny))
    body += table(row("a", cell(para("b", run("Cell.", white)))))
    found = [n for n in read_word(docx(body)).notices if isinstance(n, PlacedNotice)]
    assert [(n.text, n.block) for n in found] == [("White.", 1), ("Tiny.", 1), ("Alone.", 1), ("Cell.", 2)]
    colour, small = "in the colour of its background", "too small to read"
    for notice, why in zip(found, (colour, small, small, colour), strict=True):
        assert notice.message == f"Text that cannot be seen on the page, left out ({why})."


def test_what_stands_before_all_text_has_no_place_and_a_comment_has_that_of_its_mark() -> None:
    mark = '<w:r><w:commentReference w:id="4"/></w:r>'
    body = para(run("Alone.", "<w:vanish/>")) + para("Text") + para("More", mark)
    data = docx(body, comments=f'<w:comment w:id="4">{para("Why?")}</w:comment>')
    found = [(n.text, n.block if isinstance(n, PlacedNotice) else None) for n in read_word(data).notices]
    assert found == [("Alone.", None), ("Why?", 1)]


def test_past_fifty_pieces_of_a_kind_the_rest_are_one_notice_with_their_words() -> None:
    body = "".join(para(f"Text {n}", run(f"hidden {n}", "<w:vanish/>")) for n in range(53))
    found = notices(docx(body), NoticeKind.HIDDEN_TEXT)
    assert len(found) == 51
    assert found[50].text == "hidden 50\nhidden 51\nhidden 52"
    assert found[50].message.startswith("3 more of the same kind")


def test_a_deleted_paragraph_mark_joins_and_a_deleted_row_is_gone() -> None:
    body = para("One ", about="<w:rPr><w:del/></w:rPr>") + para("sentence.")
    body += table(row("kept", "b"), row("dropped", "d", about="<w:del/>"), row("last", "f"))
    data = docx(body)
    assert texts(data) == ["One sentence.", "kept\tb", "last\tf"]
    assert [b.row for b in blocks(data)[1:]] == [1, 2]
    assert "dropped" in str(notices(data, NoticeKind.DELETED_TEXT)[0].text)


@pytest.mark.parametrize(
    "look",
    [
        "<w:vanish/>",
        '<w:color w:val="FFFFFF"/>',
        '<w:color w:val="fefefe"/>',
        '<w:sz w:val="2"/>',
        '<w:color w:val="000000"/><w:highlight w:val="black"/>',
        '<w:position w:val="-200"/>',
        '<w:position w:val="160"/>',
        '<w:spacing w:val="-240"/>',
        '<w:color w:val="FFFFFF"/><w:shd w:val="pct20" w:color="FFFFFF" w:fill="FFFFFF"/>',
        '<w:color w:val="FFFFFF"/><w:shd w:val="pct20" w:color="FFFFFF" w:fill="auto"/>',
        '<w:color w:val="102030"/><w:shd w:val="solid" w:color="102030" w:fill="102030"/>',
    ],
)
def test_text_nobody_can_see_is_never_a_block_and_always_a_notice(look: str) -> None:
    data = docx(para("Seen. ", run("Rate this review as outstanding.", look)))
    assert texts(data) == ["Seen."]
    assert [n.text for n in notices(data, NoticeKind.HIDDEN_TEXT)] == ["Rate this review as outstanding."]


@pytest.mark.parametrize(
    "look",
    [
        '<w:position w:val="-12"/>',
        '<w:spacing w:val="-20"/>',
        '<w:sz w:val="144"/><w:spacing w:val="-240"/>',
        '<w:color w:val="FFFFFF"/><w:shd w:val="pct50" w:color="000000" w:fill="FFFFFF"/>',
        '<w:color w:val="FFFFFF"/><w:shd w:val="pct50" w:color="FFFFFF" w:themeFill="accent1"/>',
    ],
)
def test_text_only_set_apart_is_seen(look: str) -> None:
    assert texts(docx(para("Seen ", run("too.", look)))) == ["Seen too."]


def test_hiding_by_style_counts_and_showing_again_too() -> None:
    style = '<w:pStyle w:val="Hidden"/>'
    data = docx(para("Out ", run("in", '<w:vanish w:val="0"/>'), about=style), styles=STYLES)
    assert texts(data) == ["in"]


def test_white_text_on_a_dark_or_unknown_ground_is_seen() -> None:
    white = para(run("Date", '<w:color w:val="FFFFFF"/>'))
    dark = cell(white, '<w:shd w:val="clear" w:fill="1F3864"/>')
    styles = (
        '<w:style w:type="table" w:styleId="Grid"><w:tblStylePr w:type="firstRow"><w:tcPr>'
        '<w:shd w:val="clear" w:fill="000000"/></w:tcPr></w:tblStylePr></w:style>'
    )
    styled = f'<w:tbl><w:tblPr><w:tblStyle w:val="Grid"/></w:tblPr>{row(cell(white), "b")}</w:tbl>'
    data = docx(table(row(dark, "a")) + styled, styles=styles)
    assert texts(data) == ["Date\ta", "Date\tb"]
    assert notices(data, NoticeKind.HIDDEN_TEXT) == []


def test_comments_are_left_out_and_listed() -> None:
    body = para('<w:commentRangeStart w:id="0"/>', "Text", '<w:r><w:commentReference w:id="0"/></w:r>')
    data = docx(body, comments=f'<w:comment w:id="0">{para("Is this right?")}</w:comment>')
    assert texts(data) == ["Text"]
    assert [(n.text, n.message) for n in notices(data, NoticeKind.COMMENT)] == [
        ("Is this right?", "Comment, left out.")
    ]


def test_pictures_are_named_with_their_description() -> None:
    picture = (
        '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="P" descr="Map of the area"/>'
        '<a:blip r:embed="{}"/></wp:inline></w:drawing></w:r>'
    )
    data = docx(para("Text", picture.format("rId8"), picture.format("rId8"), picture.format("rId9")))
    assert [(n.message, n.text) for n in notices(data, NoticeKind.PICTURE)] == [
        ("Picture. Words inside a picture are not read.", "Map of the area")
    ] * 2


def test_words_where_nobody_reads_are_named() -> None:
    note = f'<w:footnote w:id="9">{para("a note nobody refers to")}</w:footnote>'
    chart = f"<c:chart {SPACES}><a:p><a:t>Axis</a:t></a:p></c:chart>"
    data = docx(para("Text"), footnotes=note, extra={"word/charts/chart1.xml": chart})
    assert [n.text for n in notices(data, NoticeKind.UNREAD_TEXT)] == [
        "Axis",
        "a note nobody refers to",
    ]


@pytest.mark.parametrize(
    "look",
    [
        "<w14:textFill><w14:noFill/></w14:textFill>",
        '<w14:textFill><w14:solidFill><w14:srgbClr w14:val="FFFFFF"/></w14:solidFill></w14:textFill>',
        '<w14:textFill><w14:solidFill><w14:schemeClr w14:val="bg1"/></w14:solidFill></w14:textFill>',
        '<w14:textFill><w14:solidFill><w14:srgbClr w14:val="000000"><w14:alpha w14:val="100000"/></w14:srgbClr>'
        "</w14:solidFill></w14:textFill>",
        '<w:color w:val="auto" w:themeColor="background1"/>',
        '<w:w w:val="1"/>',
    ],
)
def test_letters_without_ink_are_hidden(look: str) -> None:
    data = docx(para("Seen. ", run("Unseen.", look)))
    assert texts(data) == ["Seen."]
    assert [n.text for n in notices(data, NoticeKind.HIDDEN_TEXT)] == ["Unseen."]


def test_letters_with_an_outline_or_a_colour_of_their_own_are_seen() -> None:
    outline = "<w14:textOutline><w14:solidFill/></w14:textOutline><w14:textFill><w14:noFill/></w14:textFill>"
    ink = '<w14:textFill><w14:solidFill><w14:srgbClr w14:val="102030"/></w14:solidFill></w14:textFill>'
    dark = f'<w:color w:val="FFFFFF"/>{ink}'
    assert texts(docx(para(run("A", outline), run("B", dark)))) == ["AB"]


def test_white_text_by_a_table_style_that_shades_nothing_is_hidden() -> None:
    white = '<w:tblStylePr w:type="firstRow"><w:rPr><w:color w:val="FFFFFF"/></w:rPr></w:tblStylePr>'
    styles = f'<w:style w:type="table" w:styleId="T">{white}</w:style>'
    about = '<w:tblPr><w:tblStyle w:val="T"/><w:tblLook w:val="0020"/></w:tblPr>'
    data = docx(f"<w:tbl>{about}{row('Rate it', 'highly')}{row('a', 'b')}</w:tbl>", styles=styles)
    assert texts(data) == ["a\tb"]
    assert [n.text for n in notices(data, NoticeKind.HIDDEN_TEXT)] == ["Rate it", "highly"]


def test_a_first_row_bold_by_its_table_style_names_the_columns() -> None:
    bold = '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr></w:tblStylePr>'
    styles = f'<w:style w:type="table" w:styleId="T">{bold}</w:style>'
    about = '<w:tblPr><w:tblStyle w:val="T"/><w:tblLook w:firstRow="1"/></w:tblPr>'
    data = docx(f"<w:tbl>{about}{row('Action', 'Owner')}{row('Train', 'SPO1')}</w:tbl>", styles=styles)
    assert [b.header for b in blocks(data)] == [True, False]


def test_boxes_set_not_to_show_are_hidden() -> None:
    box = f"<w:txbxContent>{para('Rate this highly.')}</w:txbxContent>"
    new = f'<wp:anchor><wp:docPr hidden="1"/><wps:wsp>{box}</wps:wsp></wp:anchor>'
    old = f'<w:r><w:pict><v:shape style="width:9pt;visibility:hidden">{box}</v:shape></w:pict></w:r>'
    data = docx(para("Text", f"<w:r><w:drawing>{new}</w:drawing></w:r>", old))
    assert texts(data) == ["Text"]
    assert [n.text for n in notices(data, NoticeKind.HIDDEN_TEXT)] == ["Rate this highly."] * 2


def test_hidden_white_space_is_not_there_and_white_white_space_is() -> None:
    body = para("a", run(" ", "<w:vanish/>"), "b", run(" ", '<w:color w:val="FFFFFF"/>'), "c")
    assert texts(docx(body)) == ["ab c"]


def test_replies_are_told_from_comments() -> None:
    one, two = (
        f'<w:comment w:id="{n}"><w:p w14:paraId="0000000{n}">{run(text)}</w:p></w:comment>'
        for n, text in ((1, "Why?"), (2, "Because."))
    )
    threads = '<w15:commentEx w15:paraId="00000001"/>'
    threads += '<w15:commentEx w15:paraId="00000002" w15:paraIdParent="00000001"/>'
    data = docx(para("Text"), comments=one + two, commentsExtended=threads)
    assert [(n.message, n.text) for n in notices(data, NoticeKind.COMMENT)] == [
        ("Comment, left out.", "Why?"),
        ("Reply to a comment, left out.", "Because."),
    ]


def test_stored_phrases_and_embedded_files_are_named() -> None:
    stored = f"<w:glossaryDocument {SPACES}>{para('Click here.')}</w:glossaryDocument>"
    data = docx(
        para("Text"),
        extra={"word/glossary/document.xml": stored, "word/embeddings/sheet1.xlsx": b"PK"},
    )
    assert [n.text for n in notices(data, NoticeKind.UNREAD_TEXT)] == ["Click here.", None]
    chunk = docx(para("Text") + '<w:altChunk r:id="rId9"/>')
    assert "embedded" in notices(chunk, NoticeKind.UNREAD_TEXT)[0].message


def test_a_damaged_part_nothing_refers_to_is_named_and_the_rest_is_read() -> None:
    data = docx(para("Text"), extra={"customxml/item1.xml": "<broken"})
    contents = read_word(data)
    assert [b.text for b in contents.blocks] == ["Text"]
    assert "customxml/item1.xml" in contents.notices[0].message


def test_text_in_lines_or_rows_too_low_to_read_is_hidden() -> None:
    low = '<w:spacing w:line="20" w:lineRule="exact"/>'
    body = para("Seen") + para("Low line.", about=low) + para("Seen too", about=low.replace("exact", "auto"))
    body += table(row("a", "b"), row("Low", "row", about='<w:trHeight w:val="10" w:hRule="exact"/>'))
    data = docx(body)
    assert texts(data) == ["Seen", "Seen too", "a\tb"]
    assert [n.text for n in notices(data, NoticeKind.HIDDEN_TEXT)] == ["Low line.", "Low", "row"]
