"""Headings and lists of a Word file are told by style, by look and by number."""

from assistant.domain.review import Kind
from tests.edges.word.packages import NUMBERING, STYLES, blocks, docx, numbered, para, run


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
