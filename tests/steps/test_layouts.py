"""Whole reviews in five layouts: every section finds its part, and only what is missing is said to be."""

import sys

import pytest

from assistant.domain.review import Block, FileBlocks, Kind, NoticeKind, Part
from assistant.steps.segment import segment

TEMPLATE = """
1 Serious Further Offence Review = other
2 Case details = case_details
3 Diversity = case_details
2 Staff interviewed = staff_interviewed
2 Parallel reviews = parallel_reviews
2 Chronology = chronology
2 Analysis of practice = other
3 1.1 Assessment = assessment
4 All reasonable action = assessment
4 Missed opportunities in planning and delivery = assessment
3 1.2 Planning = planning
3 1.3 Implementation = implementation
4 Reviews held with partners = implementation
3 1.4 Reviewing = reviewing
2 Overall judgement = overall_judgement
3 Good practice = good_practice
2 Action plan = action_plan
2 Glossary = glossary
"""
LETTERED = """
1 Part A - About this report = other
2 1.1 Purpose = other
2 1.2 People we spoke to = staff_interviewed
1 Part B - The case = case_details
2 2.1 Background = case_details
2 2.2 Assessment before sentence = case_details
1 Part C - How we understood risk = assessment
2 3.1 What we knew = assessment
2 3.2 Risk management plan = assessment
1 Part D - What we planned to do = planning
1 Part E - How we managed risk = implementation
2 5.1 Custody = implementation
2 5.2 Planning for release = implementation
1 Part F - Keeping the case under review = reviewing
1 Part G - Conclusions = overall_judgement
2 What went well = overall_judgement
2 Strengths = good_practice
1 Annex 1 - Key events = chronology
1 Annex 2 - What we will do differently = action_plan
1 Annex 3 - Abbreviations = glossary
missing parallel_reviews
"""
COMBINED = """
1 Introduction = other
1 Case summary and staff interviewed = case_details
1 Timeline of events = chronology
1 Findings = other
2 Assessment and planning = assessment
3 How risk was assessed = assessment
3 How the sentence was planned = planning
3 Oversight = assessment
2 Implementation and reviewing = implementation
3 Delivering the sentence = implementation
3 Keeping the plan under review = reviewing
1 Conclusion and good practice = overall_judgement
1 Learning and action plan = action_plan
missing parallel_reviews, glossary
"""
QUESTIONS = """
1 1 Who this review is about = other
1 2 About Mr Fennimore = case_details
1 3 Who I spoke to = staff_interviewed
1 4 Other reviews = parallel_reviews
1 5 What happened = chronology
1 6 How well did staff understand the risk? = assessment
1 7 Was the plan good enough? = planning
1 8 Was the plan carried out? = implementation
1 9 Did staff review the case when things changed? = reviewing
1 10 Was all reasonable action taken? = overall_judgement
1 11 What did staff do well? = good_practice
1 12 What happens next = action_plan
1 13 What the words mean = glossary
"""
CONTENTS = """
1 Section 1 = case_details
| Name\tMr B
| Index offence\tRobbery
| Sentence\t30 months
| Region\tLowmere
| MAPPA\tNo
1 Section 2 = staff_interviewed
|| Name\tRole\tDate interviewed
1 Section 3 = parallel_reviews
This section covers other reviews of the case.
1 Section 4 = chronology
|| No.\tDate\tEvent\tComments\tKey findings
1 Section 5 = other
2 5.1 = assessment
This section considers the assessment of risk of serious harm.
2 5.2 = planning
This section looks at sentence planning.
2 5.3 = implementation
This section sets out how the sentence was delivered.
2 5.4 = reviewing
This section examines how the case was kept under review.
1 Section 6 = overall_judgement
In this section we look at the overall judgement on practice.
1 Appendix A = action_plan
|| Area for improvement\tAction\tOwner\tBy when\tHow we will know
1 Appendix B = glossary
|| Term\tMeaning
missing good_practice
"""
LAYOUTS = {
    "national template": TEMPLATE,
    "lettered, with numbers of its own": LETTERED,
    "two phases to a heading": COMBINED,
    "headings as questions": QUESTIONS,
    "headings that are only numbers": CONTENTS,
}


def laid_out(layout: str) -> tuple[list[Block], list[tuple[str, str]], set[str]]:
    """The blocks of a layout, its headings with their parts, and the parts that are missing."""
    blocks: list[Block] = []
    parts: list[tuple[str, str]] = []
    missing: set[str] = set()
    table = 0
    for line in layout.strip().splitlines():
        if line.startswith("missing "):
            missing = set(line.removeprefix("missing ").split(", "))
        elif line.startswith("|"):
            table += 1
            header = line.startswith("||")
            blocks.append(Block(kind=Kind.ROW, text=line.strip("| "), table=table, row=1, header=header))
        elif " = " in line:
            level, _, rest = line.partition(" ")
            title, _, part = rest.partition(" = ")
            parts.append((title, part))
            blocks.append(Block(kind=Kind.HEADING, text=title, level=int(level)))
        else:
            blocks.append(Block(kind=Kind.PARAGRAPH, text=line))
    return blocks, parts, missing


def matched(layout: str) -> tuple[list[tuple[str, str]], list[str]]:
    blocks, _, _ = laid_out(layout)
    review = segment([FileBlocks(name="review.docx", sha256="0" * 64, blocks=tuple(blocks))])
    missing = [n.message for n in review.notices if n.kind is NoticeKind.MISSING_PART]
    return [(section.title, section.part.value) for section in review.sections], missing


@pytest.mark.parametrize("name", LAYOUTS)
def test_every_section_of_the_layout_finds_its_part(name: str) -> None:
    assert matched(LAYOUTS[name])[0] == laid_out(LAYOUTS[name])[1]


@pytest.mark.parametrize("name", LAYOUTS)
def test_only_what_is_missing_is_said_to_be(name: str) -> None:
    _, _, missing = laid_out(LAYOUTS[name])
    words = {
        Part.PARALLEL_REVIEWS: "parallel reviews",
        Part.GLOSSARY: "a glossary",
        Part.GOOD_PRACTICE: "good practice",
    }
    assert matched(LAYOUTS[name])[1] == [
        f"No section on {words[Part(part)]} was found, by heading or by content."
        for part in Part
        if part in missing
    ]


def test_the_share_of_sections_matched_right_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    pairs = [
        (got, wanted)
        for layout in LAYOUTS.values()
        for got, wanted in zip(matched(layout)[0], laid_out(layout)[1], strict=True)
    ]
    right = sum(got == wanted for got, wanted in pairs)
    with capsys.disabled():
        sys.stdout.write(f" [sections of {len(LAYOUTS)} layouts matched: {right} of {len(pairs)}] ")
    assert right == len(pairs)
