"""Fields and signs that are no letters are read as what stands on the page."""

from tests.edges.word.packages import docx, para, run, texts


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
