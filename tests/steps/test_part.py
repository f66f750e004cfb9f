"""Sections find their part through the headings that regions really use, else through what stands in them."""

import sys

import pytest

from assistant.domain.columns import Column, columns, part_of_table
from assistant.domain.review import Block, Kind, Part
from assistant.steps.segment.part import Matched, part_of

CASE, STAFF, PARALLEL = Part.CASE_DETAILS, Part.STAFF_INTERVIEWED, Part.PARALLEL_REVIEWS
CHRONOLOGY, ASSESSMENT, PLANNING = Part.CHRONOLOGY, Part.ASSESSMENT, Part.PLANNING
IMPLEMENTATION, REVIEWING, OVERALL = Part.IMPLEMENTATION, Part.REVIEWING, Part.OVERALL_JUDGEMENT
GOOD, PLAN, GLOSSARY, OTHER = Part.GOOD_PRACTICE, Part.ACTION_PLAN, Part.GLOSSARY, Part.OTHER

HEADINGS: dict[Part, tuple[str, ...]] = {
    CASE: (
        "1. Case details", "1.1 Case summary", "Section 2: Background to the case", "About Mr Fennimore",
        "Pen picture", "Details of the case", "Index offence and sentence", "Sentence details",
        "Personal circumstances", "Part A: The case", "Offending history", "Case overview",
        "The person on probation", "Diversity considerations", "Summary of the case",
        "Brief details of the case", "Mr Okafor’s background", "Relevant background history",
        "Case synopsis", "Offence details and sentence", "Who is Mr Okafor?",
        "Sentence and licence information", "Part 1 Profile of the case", "Service user details",
        "Demographic information", "Summary information about the case", "Key facts", "Case at a glance",
        "The individual", "Background and circumstances", "About the person and the sentence",
        "Current sentence", "The person and the order", "Particulars of the case",
    ),
    STAFF: (
        "3. Who I spoke to", "Details of staff interviewed", "People we spoke to", "Interviews conducted",
        "2.3 Interviewees", "Staff who contributed to this review", "Interviews",
        "Staff involved in the case", "Interviews with staff", "List of interviewees", "Persons spoken to",
        "Those interviewed", "Staff spoken to as part of the review", "Professionals interviewed",
        "Staff consulted", "Staff interviewed and those unavailable", "Interview schedule",
        "Who was interviewed", "Contributors to the review", "Persons consulted",
    ),
    PARALLEL: (
        "4. Other reviews", "Parallel reviews and investigations", "Linked inquiries",
        "Domestic homicide review", "Other processes under way", "Reviews by other agencies",
        "Safeguarding adults review", "MAPPA serious case review", "Other reviews taking place",
        "Multi-agency reviews", "Related proceedings and inquests", "Reviews running in parallel",
        "Any parallel processes", "Links to other reviews", "Child practice review",
        "Concurrent police and health investigations",
    ),
    CHRONOLOGY: (
        "Annex A: Chronology of significant events", "Timeline", "Key events", "Sequence of events",
        "What happened and when", "Part B – Case chronology", "Narrative of events", "Contact log",
        "Summary of events", "How the case unfolded", "Key dates", "Chronology of supervision",
        "Detailed timeline", "Table of significant events", "Diary of events",
        "Appendix C Chronology table", "The story of the case", "Significant events chronology",
        "Timeline from sentence to offence", "Chronological account", "Events in order",
        "Log of key events and contacts",
    ),
    ASSESSMENT: (
        "5.1 How risk was assessed", "How we understood risk", "Analysis of practice - assessment",
        "Understanding the risks and needs", "1.1 Assessment", "Pre-sentence and initial assessment",
        "How well was risk of harm identified?", "Risk assessment",
        "Knowing the person and the risk he posed", "Quality of the assessments", "Overall risk assessment",
        "Did we assess the risks properly?", "Assess: understanding the case", "ASPIRE: Assessment",
        "Assessing Mr Fennimore", "Was risk properly assessed?", "Section 5: The assessment of Mr Okafor",
        "How good was the assessment work?", "Understanding of the risk of serious harm",
        "Recognising risk", "Quality of assessment", "Judgement of risk and need",
        "Assessing risk of serious harm", "Part two: assessments completed", "How the risks were weighed",
        "Initial and later assessments", "Identifying risk", "What was known about risk",
        "1.1 Analysis: assessment",
    ),
    PLANNING: (
        "B. Sentence and risk management planning", "Sentence planning", "How we planned to manage risk",
        "The plans", "Risk management plan", "1.2 Planning", "Release planning",
        "How the sentence was planned", "Plans made before release", "Chapter 6 - What was planned",
        "Did we plan well?", "Theme 2: Planning", "Planning the work", "Was there a good plan?",
        "Sentence plan and risk management plan", "How we intended to manage Mr Okafor",
        "Plans for release", "Intended work", "Plans and planning", "Sentence and release planning",
        "Risk planning", "How the work was planned", "Planning for risk", "Planning meetings and plans",
    ),
    IMPLEMENTATION: (
        "Part C - How we managed risk", "Delivering the sentence", "Implementation of the sentence plan",
        "Delivery of the risk management plan", "Putting the plan into practice",
        "How the plan was carried out", "Risk management in practice", "Case management",
        "Supervision and enforcement", "What we did", "Managing the case in the community",
        "(iii) How Mr Fennimore was supervised", "Interventions", "Was the plan delivered?",
        "Did we do what we planned?", "Community supervision", "Delivering the plan",
        "How the risk was managed", "Working with Mr Okafor", "Implementation and delivery of the order",
        "Managing the order", "Supervising Mr Okafor", "Work carried out", "Was the work delivered?",
        "Carrying out the plan", "Delivery of supervision", "Supervision of Mr Reyes",
        "Managing risk in the community", "How Mr Reyes was managed", "Putting plans into action",
        "Implementation (delivery)", "Interventions and compliance", "Management of the case",
    ),
    REVIEWING: (
        "8. Keeping the case under review", "Analysis of reviewing", "Reassessment of risk", "1.4 Review",
        "How we kept the plan under review", "Review of progress and risk", "Responding to change",
        "Review of the risk assessment", "When circumstances changed", "Monitoring and review",
        "Reviewing the assessment", "Did we review properly?", "Finding 3: review",
        "Review: keeping up with change", "Reviewing the work", "Did the plan keep up with events?",
        "Keeping plans up to date", "How changes were responded to", "Review and reassessment",
        "Formal reviews", "Reviews of the case", "Review of work done", "How the case was reviewed",
        "Reviewing risk", "Keeping assessments under review", "Responding to new information",
        "Review of circumstances",
    ),
    OVERALL: (
        "14. Conclusion", "Overall judgement on the sufficiency of practice", "Summary of key findings",
        "Our judgement", "Concluding remarks", "Conclusions and learning",
        "Was all reasonable action taken?", "Overall conclusions", "What we conclude", "Our conclusions",
        "Judgement on the sufficiency of practice", "Overall summary and judgement", "In conclusion",
        "Conclusion and overall findings", "Concluding judgement", "Overall view of practice",
        "Final judgement", "Reviewer’s overall assessment",
    ),
    GOOD: (
        "12. Practice worth noting", "What went well", "Strengths", "Areas of good practice",
        "What we did well", "Notable practice", "Positive practice identified", "Good work identified",
        "Examples of good practice", "Practice to be commended", "Strengths of practice",
        "Effective and innovative practice", "Good practice to share", "Positive aspects of practice",
        "What worked well", "Noted strengths", "Commendations",
    ),
    PLAN: (
        "Appendix 2 SFO Action Plan", "Recommendations", "Learning and action plan", "Next steps",
        "Planned actions", "What we will do differently", "Annex B: Learning points and agreed actions",
        "Improvement plan", "Findings and recommendations", "What happens next", "Plan of action",
        "SMART actions", "Improvements we will make", "Action plan and learning", "Actions for improvement",
        "Our plan for improvement", "Actions to be taken", "Agreed action plan", "SFO action plan 2025",
        "Recommendations for practice", "Planned learning actions", "What will change",
        "Improvement actions",
    ),
    GLOSSARY: (
        "Abbreviations", "Glossary of terms", "Terms used in this report", "What the words mean",
        "Acronyms and abbreviations used", "Annexe 3. Explanation of terms", "Key terms",
        "List of abbreviations", "Glossary and key", "Terminology", "Words explained", "Abbreviations used",
        "Glossary of abbreviations", "Abbreviations and acronyms", "Key to terms", "Definitions used",
    ),
    OTHER: (
        "About this review", "Serious Further Offence review", "Reviewing manager’s details",
        "For the delivery unit", "Learning", "Introduction", "Terms of reference", "Scope and method",
        "Contents", "Analysis of practice", "Managers, systems and support", "What staff told me",
        "What difference it made", "Victim contact", "Version control", "Quality assurance", "1.1",
        "Partnership work", "Oversight of the case", "Key findings", "Details of the SFO",
        "Period in custody", "Recall decision", "Domestic abuse checks", "Oversight and supervision",
        "Foreword by the Regional Probation Director", "Summary", "How this review was done", "Victims",
        "Key learning", "Data protection", "Acknowledgements", "Staffing and workload",
        "Partnership with police", "Equality and inclusion statement", "Context: the delivery unit",
        "Custody", "The night of the offence", "Sign-off", "About the reviewer",
        "Introduction and terms of reference", "Purpose and scope", "Leadership and resources",
        "Impact on the victim’s family", "Limitations of the review", "Confidentiality", "Approval",
        "Contents page", "Management oversight and staff supervision", "Substance use", "Accommodation",
    ),
}  # fmt: skip
UNSEEN: dict[Part, tuple[str, ...]] = {
    CASE: (
        "Case outline", "Details of the person on probation", "Sentence history",
        "Circumstances of the case", "Mr Reyes: background and diversity", "Who the review is about",
    ),
    STAFF: (
        "Interviews completed", "Who was spoken to", "Staff seen for this review",
        "Interviews: staff and managers",
    ),
    PARALLEL: (
        "Parallel processes", "Other inquiries into the case", "Related safeguarding reviews",
    ),
    CHRONOLOGY: (
        "Chronology of contact", "Timeline (see annex)", "Key events and decisions", "Annex: case events",
    ),
    ASSESSMENT: (
        "Assessing the case", "How staff came to understand Mr Reyes", "Analysis of the assessment work",
        "The pre-sentence report and assessment", "Risks identified",
    ),
    PLANNING: (
        "Sentence plans", "How release was planned", "Management plans", "Resettlement planning",
        "The plan and its aims",
    ),
    IMPLEMENTATION: (
        "Delivering supervision", "Managing the licence", "How the order was delivered",
        "Risk management and enforcement", "Work done with Mr Reyes", "What was delivered",
    ),
    REVIEWING: (
        "Reviewing and responding to change", "Review of plans", "Reacting to change",
        "Re-assessment and review", "Keeping up to date",
    ),
    OVERALL: (
        "Overall assessment of practice", "Conclusions of the review", "Summary of judgements",
        "Concluding comments",
    ),
    GOOD: (
        "Good practice points", "Commendable practice", "Things done well",
    ),
    PLAN: (
        "Learning action plan", "The action plan", "Recommended actions", "Actions and owners",
    ),
    GLOSSARY: (
        "Glossary", "Terms and abbreviations", "Short forms used",
    ),
    OTHER: (
        "Introduction to the review", "Author and commissioning", "Structure of this report",
        "The offence of 14 November", "Impact of the pandemic", "Resources and caseloads",
        "Comments by the Head of PDU", "Information sharing", "Notes",
    ),
}  # fmt: skip
"""Headings that were not looked at when the wordings were written: how well others will fare."""

COMBINED: dict[str, tuple[Part, ...]] = {
    "Assessment and planning": (ASSESSMENT, PLANNING),
    "5. Risk assessment and sentence planning": (ASSESSMENT, PLANNING),
    "Planning & implementation": (PLANNING, IMPLEMENTATION),
    "Implementation / reviewing": (IMPLEMENTATION, REVIEWING),
    "Part D: Delivery and review": (IMPLEMENTATION, REVIEWING),
    "Assessment and management of risk": (ASSESSMENT, IMPLEMENTATION),
    "Case details and staff interviewed": (CASE, STAFF),
    "Conclusion and action plan": (OVERALL, PLAN),
    "Overall judgement, good practice": (OVERALL, GOOD),
    "Chronology and glossary": (CHRONOLOGY, GLOSSARY),
    "Good practice and planned actions": (GOOD, PLAN),
    "Assessment, planning, implementation and reviewing": (
        OTHER, ASSESSMENT, PLANNING, IMPLEMENTATION, REVIEWING
    ),
}  # fmt: skip


@pytest.mark.parametrize(("title", "part"), [(t, part) for part, titles in HEADINGS.items() for t in titles])
def test_a_heading_names_its_part_in_each_regions_words(title: str, part: Part) -> None:
    assert part_of(title, ()).part is part


@pytest.mark.parametrize(("title", "parts"), COMBINED.items())
def test_a_heading_over_several_parts_names_them_all_and_is_the_first(
    title: str, parts: tuple[Part, ...]
) -> None:
    assert part_of(title, ()) == Matched(parts[0], parts[1:])


def test_the_share_of_headings_matched_right_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    right = [part_of(t, ()).part is part for part, titles in HEADINGS.items() for t in titles]
    right += [part_of(t, ()) == Matched(parts[0], parts[1:]) for t, parts in COMBINED.items()]
    with capsys.disabled():
        sys.stdout.write(f" [headings matched to their part: {sum(right)} of {len(right)}] ")
    assert len(right) >= 60
    assert all(right)


def test_of_headings_not_seen_before_few_are_missed_and_none_is_taken_for_another_part(
    capsys: pytest.CaptureFixture[str],
) -> None:
    pairs = [(part_of(title, ()).part, part) for part, titles in UNSEEN.items() for title in titles]
    right = sum(got is wanted for got, wanted in pairs)
    with capsys.disabled():
        sys.stdout.write(f" [unseen headings matched to their part: {right} of {len(pairs)}] ")
    assert right >= 50
    assert {got for got, wanted in pairs if got is not wanted} <= {OTHER}


BELOW = [
    ("Planning with other agencies", ASSESSMENT, ASSESSMENT),
    ("2.3 Analysis of planning practice", ASSESSMENT, PLANNING),
    ("Risk assessments completed", CHRONOLOGY, CHRONOLOGY),
    ("Quality of the plan", ASSESSMENT, ASSESSMENT),
    ("1.3 Implementation", CASE, IMPLEMENTATION),
    ("The review of 2 September", PLANNING, PLANNING),
    ("Reviewing", IMPLEMENTATION, REVIEWING),
    ("Good practice", OVERALL, GOOD),
    ("Supervision in the first twelve weeks", PLANNING, PLANNING),
    ("Background", CASE, CASE),
    ("The plan", IMPLEMENTATION, PLANNING),
    ("Choices made at the planning stage", IMPLEMENTATION, PLANNING),
    ("What the plan did not hold", IMPLEMENTATION, PLANNING),
    ("Those who contributed to the plan", IMPLEMENTATION, PLANNING),
    ("Carrying out the plan", IMPLEMENTATION, IMPLEMENTATION),
    ("Progress against the plan", REVIEWING, REVIEWING),
]


@pytest.mark.parametrize(("title", "parent", "part"), BELOW)
def test_below_a_part_only_a_plain_heading_or_a_named_stage_starts_another(
    title: str, parent: Part, part: Part
) -> None:
    assert part_of(title, (), Matched(parent)).part is part


def test_below_a_heading_over_two_parts_the_wording_tells_which() -> None:
    parent = part_of("Assessment and planning", ())
    assert part_of("How risk was assessed", (), parent).part is ASSESSMENT
    assert part_of("How the sentence was planned", (), parent).part is PLANNING
    assert part_of("What was missed", (), parent).part is ASSESSMENT
    assert part_of("Managing risk", (), parent).part is ASSESSMENT


def header(text: str) -> list[Block]:
    return [Block(kind=Kind.ROW, text=text, table=1, row=1, header=True)]


@pytest.mark.parametrize(
    ("cells", "part"),
    [
        ("No.\tDate\tEvent\tComment on practice\tKey finding", CHRONOLOGY),
        ("Date of contact\tWhat was found", OTHER),
        ("Date\tDetails\tReviewing manager's comments", CHRONOLOGY),
        ("Date\tAction taken\tAnalysis", CHRONOLOGY),
        ("When\tWhat happened\tRM's view", CHRONOLOGY),
        ("Date\tContact\tLearning", CHRONOLOGY),
        ("Area for improvement\tAction\tOwner\tTarget date\tImpact", PLAN),
        ("Recommendation\tWho\tWhen", PLAN),
        ("Learning point\tAction required\tLead\tTimescale\tHow we will know", PLAN),
        ("What will be done\tBy whom\tBy when", PLAN),
        ("Term\tMeaning", GLOSSARY),
        ("Abbreviation\tIn full", GLOSSARY),
        ("Name\tRole\tDate interviewed", STAFF),
        ("Name\tRole\tInterview date", STAFF),
        ("Interviewee\tJob title", STAFF),
        ("Item\tDetail", OTHER),
        ("Key finding\tWeight\tWhy", OTHER),
    ],
)
def test_where_the_heading_says_nothing_the_table_does(cells: str, part: Part) -> None:
    assert part_of("Annex 3", header(cells)).part is part
    assert (part_of_table(cells.split("\t")) or OTHER) is part


def blocks(kind: Kind, *texts: str) -> list[Block]:
    return [
        Block(kind=kind, text=text, **({"table": 1, "row": n} if kind is Kind.ROW else {}))
        for n, text in enumerate(texts, start=1)
    ]


@pytest.mark.parametrize(
    ("inside", "part"),
    [
        (blocks(Kind.ROW, "Index offence\tTheft", "Court\tY", "MAPPA\tNo", "PDU\tX"), CASE),
        (blocks(Kind.ROW, "Action\tTrain", "Owner\tSPO2", "By when\tMay 2025"), PLAN),
        (blocks(Kind.ROW, "Action\tTrain", "Result\tGood"), OTHER),
        (blocks(Kind.LIST_ITEM, "3 May 2024: call", "On 5 May 2024 seen", "6/5/24 - in", "7.5.24"), CHRONOLOGY),
        (blocks(Kind.LIST_ITEM, "3 May 2024: call", "He came.", "He left.", "He rang."), OTHER),
        (blocks(Kind.PARAGRAPH, "AP: premises", "PDU – unit", "SPO - officer", "KF: key finding"), GLOSSARY),
        (blocks(Kind.LIST_ITEM, *(f"Train {n}. Owner: SPO2. By when: May" for n in range(4))), PLAN),
        ([*blocks(Kind.PARAGRAPH, "Six were interviewed."), *blocks(Kind.LIST_ITEM, "PP1", "SPO1")], STAFF),
        ([*blocks(Kind.PARAGRAPH, "He was interviewed."), *blocks(Kind.LIST_ITEM, "No comment")], OTHER),
        ([*blocks(Kind.PARAGRAPH, "Both were interviewed by police."), *blocks(Kind.LIST_ITEM, "A")], OTHER),
        (blocks(Kind.PARAGRAPH, "2.1 This section looks at how risk was assessed before release."), ASSESSMENT),
        (blocks(Kind.PARAGRAPH, "In this chapter we consider how the plan was carried out."), IMPLEMENTATION),
        (blocks(Kind.PARAGRAPH, "This section was written in May. It looks at planning."), OTHER),
    ],
)  # fmt: skip
def test_where_the_heading_says_nothing_the_contents_may(inside: list[Block], part: Part) -> None:
    assert part_of("Part 2", inside).part is part


def test_a_date_in_an_action_plan_is_the_date_to_act_by() -> None:
    assert columns(["Action", "Owner", "Date"]) == (Column.ACTION, Column.OWNER, Column.BY_WHEN)
    assert columns(["Date", "Event", "?"]) == (Column.DATE, Column.EVENT, None)


def test_the_name_of_a_file_counts_where_it_is_a_file_for_one_part() -> None:
    assert part_of("Chronology_JB.docx", (), named_file=True).part is CHRONOLOGY
    assert part_of("SFO review and action plan.docx", (), named_file=True).part is OTHER
