"""Sections find their part through the headings that regions really use, else through their tables."""

import pytest

from assistant.domain.columns import Column, columns, part_of_table
from assistant.domain.review import Block, Kind, Part
from assistant.steps.segment.part import part_of


@pytest.mark.parametrize(
    ("title", "part"),
    [
        ("1. Case details", Part.CASE_DETAILS),
        ("Section 2: Background to the case", Part.CASE_DETAILS),
        ("3. Who I spoke to", Part.STAFF_INTERVIEWED),
        ("Details of staff interviewed", Part.STAFF_INTERVIEWED),
        ("4. Other reviews", Part.PARALLEL_REVIEWS),
        ("Annex A: Chronology of significant events", Part.CHRONOLOGY),
        ("Timeline", Part.CHRONOLOGY),
        ("5.1 How risk was assessed", Part.ASSESSMENT),
        ("Analysis of practice - assessment", Part.ASSESSMENT),
        ("B. Sentence and risk management planning", Part.PLANNING),
        ("Part C - How we managed risk", Part.IMPLEMENTATION),
        ("Delivering the sentence", Part.IMPLEMENTATION),
        ("Implementation and delivery", Part.IMPLEMENTATION),
        ("8. Keeping the case under review", Part.REVIEWING),
        ("Analysis of reviewing", Part.REVIEWING),
        ("Reassessment of risk", Part.REVIEWING),
        ("14. Conclusion", Part.OVERALL_JUDGEMENT),
        ("Overall judgement on the sufficiency of practice", Part.OVERALL_JUDGEMENT),
        ("12. Practice worth noting", Part.GOOD_PRACTICE),
        ("What went well", Part.GOOD_PRACTICE),
        ("Appendix 2 SFO Action Plan", Part.ACTION_PLAN),
        ("Recommendations", Part.ACTION_PLAN),
        ("Abbreviations", Part.GLOSSARY),
        ("About this review", Part.OTHER),
        ("Serious Further Offence review", Part.OTHER),
        ("Reviewing manager’s details", Part.OTHER),
        ("For the delivery unit", Part.OTHER),
        ("Assessment, planning, implementation and reviewing", Part.OTHER),
        ("Learning", Part.OTHER),
    ],
)
def test_headings_name_their_part(title: str, part: Part) -> None:
    assert part_of(title, ()) is part


def test_below_a_part_only_a_plain_heading_starts_another() -> None:
    assert part_of("Planning with other agencies", (), Part.ASSESSMENT) is Part.ASSESSMENT
    assert part_of("2.3 Analysis of planning practice", (), Part.ASSESSMENT) is Part.PLANNING
    assert part_of("Risk assessments completed", (), Part.CHRONOLOGY) is Part.CHRONOLOGY


def header(text: str) -> list[Block]:
    return [Block(kind=Kind.ROW, text=text, table=1, row=1, header=True)]


@pytest.mark.parametrize(
    ("cells", "part"),
    [
        ("No.\tDate\tEvent\tComment on practice\tKey finding", Part.CHRONOLOGY),
        ("Date of contact\tWhat was found", Part.OTHER),
        ("Date\tDetails\tReviewing manager's comments", Part.CHRONOLOGY),
        ("Area for improvement\tAction\tOwner\tTarget date\tImpact", Part.ACTION_PLAN),
        ("Recommendation\tWho\tWhen", Part.ACTION_PLAN),
        ("Term\tMeaning", Part.GLOSSARY),
        ("Name\tRole\tDate interviewed", Part.STAFF_INTERVIEWED),
        ("Name\tRole\tInterview date", Part.STAFF_INTERVIEWED),
        ("Item\tDetail", Part.OTHER),
    ],
)
def test_where_the_heading_says_nothing_the_table_does(cells: str, part: Part) -> None:
    assert part_of("Annex 3", header(cells)) is part
    assert (part_of_table(cells.split("\t")) or Part.OTHER) is part


def test_a_date_in_an_action_plan_is_the_date_to_act_by() -> None:
    assert columns(["Action", "Owner", "Date"]) == (Column.ACTION, Column.OWNER, Column.BY_WHEN)
    assert columns(["Date", "Event", "?"]) == (Column.DATE, Column.EVENT, None)


def test_the_name_of_a_file_counts_where_it_is_a_file_for_one_part() -> None:
    assert part_of("Chronology_JB.docx", (), named_file=True) is Part.CHRONOLOGY
    assert part_of("SFO review and action plan.docx", (), named_file=True) is Part.OTHER
