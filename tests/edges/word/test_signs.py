"""Fields and signs that are no letters are read as what stands on the page."""

import re

import pytest

from assistant.domain.ledger import Bucket
from tests.edges.word.packages import buckets, docx, para, run, texts


def test_a_field_gives_its_result_and_not_its_code() -> None:
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    code = "<w:r><w:instrText>PAGEREF x</w:instrText></w:r>"
    body = para("Page ", mark.format("begin"), code, mark.format("separate"), "7", mark.format("end"), ".")
    body += para("<w:fldSimple>" + run("simple") + "</w:fldSimple>") + para(mark.format("begin"), "never ended")
    assert texts(docx(body)) == ["Page 7.", "simple", "never ended"]


def test_signs_that_are_no_letters_become_text() -> None:
    body = para("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:noBreakHyphen/><w:t>c</w:t><w:br/><w:t>d</w:t></w:r>")
    body += para('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:t> yes</w:t></w:r>')
    body += para(
        "<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>", "<w:hyperlink>" + run(" link") + "</w:hyperlink>"
    )
    box = "<w:ffData><w:checkBox><w:checked/></w:checkBox></w:ffData>"
    body += para(f'<w:r><w:fldChar w:fldCharType="begin">{box}'
                 '</w:fldChar></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>', " agreed")  # fmt: skip
    assert texts(docx(body)) == ["a b-c\nd", "🗹 yes", "x=1 link", "☒ agreed"]


def test_a_note_on_how_a_word_is_spoken_follows_it_in_brackets() -> None:
    ruby = f"<w:r><w:ruby><w:rt>{run('Smith')}</w:rt><w:rubyBase>{run('Psmith')}</w:rubyBase></w:ruby></w:r>"
    assert texts(docx(para("Mr ", ruby, " said"))) == ["Mr Psmith(Smith) said"]


@pytest.mark.parametrize(
    ("formula", "line"),
    [
        ("<m:f><m:num>{1}</m:num><m:den>{2}</m:den></m:f>", "1/2"),
        ("<m:f><m:num>{1+x}</m:num><m:den>{2}</m:den></m:f>", "(1+x)/2"),
        ("<m:sSup><m:e>{x}</m:e><m:sup>{2}</m:sup></m:sSup>", "x^2"),
        ("<m:sSub><m:e>{x}</m:e><m:sub>{i}</m:sub></m:sSub>", "x_i"),
        ("<m:sSubSup><m:e>{x}</m:e><m:sub>{i}</m:sub><m:sup>{2}</m:sup></m:sSubSup>", "x_i^2"),
        ("<m:rad><m:deg/><m:e>{x+1}</m:e></m:rad>", "√(x+1)"),
        (
            '<m:d><m:dPr><m:begChr m:val="["/><m:endChr m:val="]"/></m:dPr><m:e>{a}</m:e><m:e>{b}</m:e></m:d>',
            "[a|b]",
        ),
        ("<m:f><m:num>{1}</m:num></m:f>", "1"),
    ],
)
def test_a_formula_on_several_levels_is_written_in_one_line(formula: str, line: str) -> None:
    inner = re.sub(r"\{(.*?)\}", r"<m:r><m:t>\1</m:t></m:r>", formula)
    assert texts(docx(para(f"<m:oMath>{inner}</m:oMath>"))) == [line]


def test_fields_in_fields_give_what_the_outer_one_shows() -> None:
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    code = "<w:r><w:instrText>{}</w:instrText></w:r>"
    inner = (
        mark.format("begin") + code.format("NAME") + mark.format("separate") + run("Al") + mark.format("end")
    )
    outer = mark.format("begin") + code.format("IF ") + inner + mark.format("separate") + run("shown")
    data = docx(para(outer + mark.format("end")))
    assert texts(data) == ["shown"]
    assert buckets(data) == {Bucket.PARAGRAPH: 5, Bucket.FIELD_CODE: 9}
