"""The Word file itself: opened again with python-docx, and taken apart where that says too little."""

import io
import re
import zipfile
from datetime import UTC, datetime
from itertools import pairwise

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Cm
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from assistant.domain.draft import Line
from assistant.domain.judgement import Answer
from assistant.domain.report import (
    Fact,
    Found,
    NodeReport,
    PromptReport,
    Quotation,
    Report,
    StandardReport,
    SummaryRow,
    TrailRow,
)
from assistant.edges.export import word

AT = datetime(2026, 11, 12, 14, 32, tzinfo=UTC)


def report(
    text: str = "The home visit did not take place.", status: str = "Draft: 37 of 54 undecided"
) -> Report:
    """A small report with ``text`` wherever text of files, models or inspectors can stand."""
    prompt = PromptReport(
        id="1.3.c",
        title="1.3.c Missed opportunities",
        question="Does the SFO review sufficiently analyse missed opportunities?",
        line=Line.BELOW,
        standing="Below the line",
        by="drafted, not decided",
        reasons=(Fact(name="Rationale", value=text),),
        remarks=(text,),
        found=(Found(expectation="An expectation", met="Not met", note=text),),
        quotations=(
            Quotation(number=1, stance="For", texts=(text,), place="5.3 Implementation, paragraph 1"),
            Quotation(number=2, stance="Against", texts=(text, text), place=text),
        ),
        left_out="22 more quotations located in the review are in the result file.",
        none_against="Strongest passage against: None found by the draft.",
        not_found=("never written anywhere",),
    )
    standard = NodeReport(
        id="1",
        title="Standard 1: Analysis of practice",
        question="A statement.",
        facts=(Fact(name="Inspector's judgement", value=text),),
        rule="Weigh them.",
        trace=("Yes 1.", "No 0."),
        prompts=(),
    )
    key_question = standard.model_copy(
        update={"id": "1.3", "title": "1.3 Implementation", "prompts": (prompt,)}
    )
    row = SummaryRow(
        node="1.3",
        title="1.3 Implementation",
        standard=False,
        above="2",
        below="3",
        not_counted="",
        counts="No",
        answer=Answer.NO,
        judgement="No",
        rating="",
    )
    return Report(
        marking="OFFICIAL-SENSITIVE",
        title="Quality assurance of a Serious Further Offence review",
        reference="LM-2026-014",
        status=status,
        cover=(Fact(name="Region", value=text),),
        summary=(row, row.model_copy(update={"node": "1", "title": "Standard 1", "standard": True})),
        words="Whose words they are.",
        open_points=(Fact(name="Not answered", value="2.c: the endpoint did not answer in time"),),
        standards=(StandardReport(node=standard, key_questions=(key_question,)),),
        groups=(standard.model_copy(update={"id": "info", "title": "Information", "facts": (), "rule": None}),),
        drafting=(Fact(name="Language model", value="a-model"),),
        files=(Fact(name="review.docx", value="3" * 64),),
        notices=("Text deleted by tracked changes.",),
        trail=(TrailRow(id="d1", at="12 November 2026, 14:32 UTC", by=text, act=text),),
        head="4" * 64,
        verify="Run it.",
        attribution="HM Inspectorate of Probation.",
        at=AT,
    )


def opened(made: Report) -> Document:
    return docx.Document(io.BytesIO(word(made)))


def texts(document: Document) -> list[str]:
    return [p.text for p in document.paragraphs]


def everything(document: Document) -> str:
    return "\n".join("".join(node.itertext()) for node in document.element.body.iter(qn("w:t")))


def test_the_marking_and_the_status_stand_on_the_cover_and_in_the_header_of_every_page() -> None:
    document = opened(report())
    assert texts(document)[0] == "OFFICIAL-SENSITIVE"
    assert "Draft: 37 of 54 undecided" in texts(document)
    assert texts(document).count("Whose words they are.") == 1
    (section,) = document.sections
    assert section.header.paragraphs[0].text == "OFFICIAL-SENSITIVE\tDraft: 37 of 54 undecided"
    assert not section.different_first_page_header_footer
    assert not document.settings.odd_and_even_pages_header_footer


def test_a_signed_off_report_says_so_in_place_of_the_draft_mark() -> None:
    document = opened(report(status="Signed off by R. Quillfeather, 12 November 2026"))
    assert "Draft:" not in everything(document) + document.sections[0].header.paragraphs[0].text
    assert document.sections[0].header.paragraphs[0].text.endswith("R. Quillfeather, 12 November 2026")


def test_the_page_is_a4_and_numbered_by_word_itself() -> None:
    section = opened(report()).sections[0]
    assert (round(Cm(1) * 21 / section.page_width, 2), round(Cm(1) * 29.7 / section.page_height, 2)) == (1, 1)
    fields = [f.get(qn("w:instr")) for f in section.footer._element.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE", "NUMPAGES"]


def test_headings_are_real_and_no_level_is_left_out() -> None:
    document = opened(report())
    headings = [(p.style.name, p.text) for p in document.paragraphs if p.style.name.startswith("Heading")]
    assert ("Heading 1", "Standard 1: Analysis of practice") in headings
    assert ("Heading 2", "1.3 Implementation") in headings
    assert ("Heading 3", "1.3.c Missed opportunities") in headings
    levels = [int(style[-1]) for style, _ in headings]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_every_table_with_heads_repeats_them_and_no_row_is_broken_over_pages() -> None:
    document = opened(report())
    for table in document.tables:
        rows = [row._tr for row in table.rows]
        assert all(r.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for r in rows)
        repeated = [r.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for r in rows]
        headed = len(table.columns) > 2 or table.rows[0].cells[0].text == "Found"
        assert repeated == [headed, *[False] * (len(rows) - 1)]


def test_quotation_marks_stand_around_located_text_only() -> None:
    lines = texts(opened(report()))
    text = "The home visit did not take place."
    assert [line for line in lines if "“" in line] == [
        f"[1]\tFor: “{text}”  5.3 Implementation, paragraph 1",
        f"[2]\tAgainst: “{text}” “{text}”  {text}",
    ]
    assert "Not found in the review, so no evidence: never written anywhere" in lines


def test_that_none_stands_against_and_how_many_are_in_the_result_file_only_follow_those_shown() -> None:
    lines = texts(opened(report()))
    (at,) = [n for n, line in enumerate(lines) if line.startswith("22 more quotations")]
    assert lines[at - 1] == "Strongest passage against: None found by the draft."
    assert lines[at - 2].startswith("[2]")


def test_the_trace_of_a_rule_is_one_paragraph_of_numbered_sentences() -> None:
    assert "How it was applied: 1. Yes 1. 2. No 0." in texts(opened(report()))


def test_a_finding_says_whether_it_was_met_what_was_looked_for_and_what_was_found() -> None:
    rows = [[c.text for c in row.cells] for table in opened(report()).tables for row in table.rows]
    assert ["Not met", "An expectation The home visit did not take place."] in rows


def test_whatever_is_coloured_is_said_in_words_too() -> None:
    lines = texts(opened(report()))
    assert "Below the line, drafted, not decided" in lines


def test_links_of_the_summary_lead_to_headings() -> None:
    body = opened(report()).element.body
    links = [link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))]
    marks = {mark.get(qn("w:name")): mark.get(qn("w:id")) for mark in body.iter(qn("w:bookmarkStart"))}
    contents = ["node_summary", "node_1", "node_info", "node_appendix"]
    assert links[:4] == contents
    targets = links[4:]
    assert targets[:2] == ["node_1_3", "node_1"]
    targets += contents
    assert set(targets) <= set(marks)
    assert len(set(marks.values())) == len(marks)


@pytest.mark.parametrize(
    "text",
    [
        "bell \x07, null \x00, escape \x1b, form feed \x0c",
        "half a pair \ud800 and \udfff",
        "not characters \ufffe \uffff",
    ],
)
def test_characters_that_xml_forbids_are_replaced(text: str) -> None:
    document = opened(report(text))
    replaced = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", "\ufffd", text)
    assert f"Rationale: {replaced}" in texts(document)


def test_text_that_looks_like_markup_or_a_field_stays_text() -> None:
    text = '<w:p/> &amp; {{7*7}} { HYPERLINK "https://evil.example" } ]]> <!--'
    made = word(report(text))
    assert f"Rationale: {text}" in texts(docx.Document(io.BytesIO(made)))
    with zipfile.ZipFile(io.BytesIO(made)) as parts:
        relations = b"".join(parts.read(n) for n in parts.namelist() if n.endswith(".rels"))
        instructions = parts.read("word/document.xml")
    assert b"evil.example" not in relations
    assert b"External" not in relations
    assert b"instrText" not in instructions


def test_line_breaks_of_the_file_are_kept() -> None:
    assert any("“first\nsecond”" in line for line in texts(opened(report("first\nsecond"))))


@settings(max_examples=25, deadline=None)
@given(st.text(st.characters(exclude_categories=()), max_size=40))
def test_no_text_makes_an_export_fail(text: str) -> None:
    with zipfile.ZipFile(io.BytesIO(word(report(text)))) as parts:
        etree.fromstring(parts.read("word/document.xml"))


def test_the_same_report_gives_the_same_bytes_and_carries_its_own_time_only() -> None:
    made = word(report())
    assert made == word(report())
    with zipfile.ZipFile(io.BytesIO(made)) as parts:
        assert {part.date_time for part in parts.infolist()} == {(2026, 11, 12, 14, 32, 0)}
        assert "docProps/thumbnail.jpeg" not in parts.namelist()
    properties = docx.Document(io.BytesIO(made)).core_properties
    assert (properties.created, properties.author) == (AT, "")
    assert properties.title == "Quality assurance of a Serious Further Offence review"


def test_it_is_set_in_arial_and_in_british_english() -> None:
    document = opened(report())
    (language,) = document.styles.element.find(qn("w:docDefaults")).iter(qn("w:lang"))
    assert language.get(qn("w:val")) == "en-GB"
    for name in ("Normal", "Title", "Heading 1", "Heading 2", "Heading 3", "Quotation", "Header"):
        fonts = document.styles[name].element.rPr.rFonts
        assert {fonts.get(qn(f"w:{script}")) for script in ("ascii", "hAnsi", "cs", "eastAsia")} == {"Arial"}
        assert fonts.get(qn("w:asciiTheme")) is None


def test_an_assurance_without_decisions_says_that_none_is_recorded() -> None:
    made = report().model_copy(update={"trail": ()})
    assert "None is recorded." in texts(opened(made))
