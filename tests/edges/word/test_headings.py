"""Headings and lists of a Word file are told by style, by look and by number."""

import pytest

from assistant.domain.review import Kind
from tests.edges.word.packages import (
    NUMBERING,
    STYLES,
    blocks,
    cell,
    docx,
    numbered,
    para,
    row,
    run,
    table,
    texts,
)


def test_headings_are_known_by_style_also_when_localised_or_derived() -> None:
    body = para("One", about='<w:pStyle w:val="berschrift1"/>') + para(
        "Two", about='<w:pStyle w:val="Region"/>'
    )
    body += para("Text", about='<w:pStyle w:val="Loop"/>') + para("Three", about='<w:outlineLvl w:val="2"/>')
    assert [(b.kind, b.level) for b in blocks(docx(body, styles=STYLES))] == [
        (Kind.HEADING, 1), (Kind.HEADING, 1), (Kind.PARAGRAPH, None), (Kind.HEADING, 3)
    ]  # fmt: skip


def test_a_bold_line_over_text_is_a_heading_one_level_below_the_styled_one() -> None:
    body = para("Analysis", about='<w:pStyle w:val="berschrift1"/>') + para(run("3. Planning", "<w:b/>"))
    body += (
        para("The plan was made in May.") + para(run("This whole sentence is bold.", "<w:b/>")) + para("End.")
    )
    found = blocks(docx(body, styles=STYLES))
    assert [(b.kind, b.level, b.text) for b in found[:2]] == [
        (Kind.HEADING, 1, "Analysis"), (Kind.HEADING, 2, "3. Planning")
    ]  # fmt: skip
    assert found[3].kind is Kind.PARAGRAPH


def test_list_items_carry_the_number_word_prints() -> None:
    body = numbered("one", 1) + numbered("in", 1, 1) + numbered("in too", 1, 1) + numbered("two", 1)
    body += numbered("dot", 2) + numbered("again", 3) + para("(a) typed by hand") + para("• typed bullet")
    found = blocks(docx(body, numbering=NUMBERING))
    assert [b.label for b in found] == ["1.", "1.a)", "1.b)", "2.", "•", "1.", "(a)", "•"]
    assert {b.kind for b in found} == {Kind.LIST_ITEM}
    assert found[6].text == "typed by hand"


SENTENCE = "The practitioner saw him each week and wrote down what was said and what was agreed."


def test_a_numbered_line_over_text_is_a_heading_as_deep_as_its_number() -> None:
    body = para("Part C - How we managed risk") + para("3.1 Assessment of risk") + para(SENTENCE)
    body += para("3.1.2 The home visit") + para(SENTENCE) + para("4. Planning") + para(SENTENCE)
    found = blocks(docx(body))
    assert [(b.level, b.label, b.text) for b in found if b.kind is Kind.HEADING] == [
        (1, None, "Part C - How we managed risk"),
        (2, None, "3.1 Assessment of risk"),
        (3, None, "3.1.2 The home visit"),
        (1, "4.", "Planning"),
    ]


@pytest.mark.parametrize(
    "lines",
    [
        ["1. Staff training", "2. Better records", SENTENCE],
        ["2.1 The review was late.", SENTENCE],
        ["3.1 Assessment of risk", "no more"],
        ["12 May 2020 Visit", SENTENCE],
        ["2.5 hours", SENTENCE],
    ],
)
def test_a_list_a_sentence_or_a_date_is_no_heading_for_its_number(lines: list[str]) -> None:
    assert Kind.HEADING not in {b.kind for b in blocks(docx("".join(para(line) for line in lines)))}


def test_a_file_without_styles_or_numbering_is_read() -> None:
    body = '<w:p><w:pPr><w:pStyle w:val="Heading1"/><w:numPr><w:numId w:val="4"/></w:numPr></w:pPr>'
    body += f"{run('Findings')}</w:p>" + para("Text")
    assert texts(docx(body)) == ["Findings", "Text"]


def test_numbers_in_a_cell_or_a_note_are_part_of_its_text() -> None:
    note = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    body = table(row(cell(numbered("train", 1) + numbered("write", 1) + numbered("dot", 2)), "Jo"))
    body += table(row(cell(numbered("", 1)), "By May"), row(cell(numbered("", 1)), cell(para(""))))
    body += para("Text", note)
    data = docx(body, numbering=NUMBERING, footnotes=f'<w:footnote w:id="1">{numbered("see", 3)}</w:footnote>')
    assert texts(data) == ["1. train\n2. write\ndot\tJo", "3.\tBy May", "Text", "1. see"]


def test_lines_of_a_table_of_contents_are_no_headings() -> None:
    styles = '<w:style w:type="paragraph" w:styleId="T1"><w:name w:val="toc 1"/><w:rPr><w:b/></w:rPr></w:style>'
    page = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGEREF _Toc1</w:instrText></w:r>'
    page += '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>4</w:t></w:r>'
    page += '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    body = para(run("Findings 3"), about='<w:pStyle w:val="T1"/>') + para(run("Plan ", "<w:b/>"), page)
    body += para("3.1 Assessment 5", about='<w:pStyle w:val="T1"/>') + para(SENTENCE)
    data = docx(body, styles=styles)
    assert [(b.kind, b.text) for b in blocks(data)][:3] == [
        (Kind.PARAGRAPH, "Findings 3"),
        (Kind.PARAGRAPH, "Plan 4"),
        (Kind.PARAGRAPH, "3.1 Assessment 5"),
    ]


def test_levels_start_anew_or_not_and_are_written_as_the_list_says() -> None:
    level = '<w:lvl w:ilvl="{}"><w:start w:val="1"/><w:numFmt w:val="{}"/><w:lvlText w:val="{}"/>{}</w:lvl>'
    levels = level.format(0, "upperRoman", "%1", "") + level.format(1, "decimal", "%1.%2", "<w:isLgl/>")
    levels += level.format(2, "chicago", "%3", '<w:lvlRestart w:val="1"/>')
    numbering = f'<w:abstractNum w:abstractNumId="1">{levels}</w:abstractNum>'
    numbering += '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    depths = [0, 1, 2, 1, 2, 0, 1, 2]
    data = docx("".join(numbered("x", 1, depth) for depth in depths), numbering=numbering)
    assert [b.label for b in blocks(data)] == ["I", "1.1", "*", "1.2", "†", "II", "2.1", "*"]


def test_a_list_that_starts_at_a_number_beyond_any_that_word_holds_starts_as_one_that_names_none() -> None:
    level = f'<w:lvl w:ilvl="0"><w:start w:val="{"9" * 4300}"/><w:lvlText w:val="%1."/></w:lvl>'
    numbering = f'<w:abstractNum w:abstractNumId="1">{level}</w:abstractNum>'
    numbering += '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    data = docx(numbered("x", 1, 0) + numbered("y", 1, 0), numbering=numbering)
    assert [b.label for b in blocks(data)] == ["0.", "1."]
