"""Chronologies, action plans and staff lists become typed rows in whatever shape a region wrote them."""

from datetime import date

import pytest

from assistant.domain.entries import Entries, Event, Precision
from assistant.domain.review import Block, FileBlocks, Kind
from assistant.steps.segment import segment
from assistant.steps.tabulate import tabulate

CHRONOLOGY = "No.\tDate\tEvent\tComments\tKey findings"


def entries(*blocks: Block) -> Entries:
    return tabulate(segment([FileBlocks(name="r.docx", sha256="0" * 64, blocks=blocks)]))


def table(*rows: str, number: int = 1, header: bool = True) -> list[Block]:
    return [
        Block(kind=Kind.ROW, text=text, table=number, row=n, header=header and n == 1)
        for n, text in enumerate(rows, start=1)
    ]


def heading(text: str, level: int = 1) -> Block:
    return Block(kind=Kind.HEADING, text=text, level=level)


def para(text: str) -> Block:
    return Block(kind=Kind.PARAGRAPH, text=text)


def item(text: str, label: str = "•") -> Block:
    return Block(kind=Kind.LIST_ITEM, text=text, label=label)


def told(events: tuple[Event, ...]) -> list[tuple[str, str]]:
    """When (ISO, or its words where impossible, or a question mark) and what."""
    return [
        (event.when.start.isoformat() if event.when else event.impossible or "?", event.what)
        for event in events
    ]


def row(date_cell: str, event: str) -> list[tuple[str, str]]:
    return told(entries(*table(CHRONOLOGY, f"1\t{date_cell}\t{event}\tMet.\t")).events)


def test_a_row_is_an_event_with_its_cells() -> None:
    (event,) = entries(*table(CHRONOLOGY, "31\tw/c 6 May 2024\tHome visit. No reply.\tSufficient.\t-")).events
    assert event.when is not None
    assert (event.place, event.what, event.comments, event.findings) == (
        "row 31", "Home visit. No reply.", "Sufficient.", ""
    )  # fmt: skip
    assert (event.when.end, event.when.precision) == (date(2024, 5, 12), Precision.WEEK)
    assert event.passage == "p2"


@pytest.mark.parametrize(
    ("cell", "day"), [("31/12/9999", "9999-12-31"), ("1/1/0001", "0001-01-01"), ("5 May 2024", "2024-05-05")]
)
def test_a_row_dated_at_an_end_of_the_calendar_is_an_event_like_any_other(cell: str, day: str) -> None:
    what = "Office visit. He came on 3 May."
    assert row(cell, what) == [(day, what)]


def test_a_column_that_is_not_there_is_none_and_an_unfilled_one_empty() -> None:
    (event,) = entries(*table("Date\tEvent\tComments", "3 May 2024\tVisit\t")).events
    assert (event.comments, event.findings, event.place) == ("", None, "table row 2")


def test_a_row_without_a_whole_date_is_kept_and_a_date_no_calendar_has_is_named() -> None:
    assert row("Summer", "In custody") == [("?", "In custody")]
    assert row("31 June 2024", "Visit") == [("31 June 2024", "Visit")]


@pytest.mark.parametrize(
    ("date_cell", "event", "expected"),
    [
        (
            "3 May 2024", "3 May: phone call. 5 May: office visit",
            [("2024-05-03", "3 May: phone call."), ("2024-05-05", "5 May: office visit")],
        ),
        (
            "May 2024", "On 3 May he rang. On 5 May he came.",
            [("2024-05-03", "On 3 May he rang."), ("2024-05-05", "On 5 May he came.")],
        ),
        (
            "28 December 2023 to 3 January 2024", "Contacts with PP1.\n28 December – call\n3 January – visit",
            [("2023-12-28", "Contacts with PP1.\n28 December – call"), ("2024-01-03", "3 January – visit")],
        ),
        (
            "3/5/24 10:00", "Phone call from police. 4/5/24 – visit, the next on 6/5/24.",
            [("2024-05-03", "Phone call from police."), ("2024-05-04", "4/5/24 – visit, the next on 6/5/24.")],
        ),
        (
            "12-14 April 2021", "Course. 20 April 2021: missed. 21 April 2021: came",
            [("2021-04-12", "Course."), ("2021-04-20", "20 April 2021: missed."),
             ("2021-04-21", "21 April 2021: came")],
        ),
        ("3 May 2024\n5 May 2024", "Call\nVisit", [("2024-05-03", "Call"), ("2024-05-05", "Visit")]),
        ("3, 5 and 7 May 2024", "Calls", [(f"2024-05-0{day}", "Calls") for day in (3, 5, 7)]),
        ("3 May 2024\n31 June 2024", "Call\nVisit", [("2024-05-03", "Call"), ("31 June 2024", "Visit")]),
    ],
)  # fmt: skip
def test_several_events_in_one_row_are_several(
    date_cell: str, event: str, expected: list[tuple[str, str]]
) -> None:
    assert row(date_cell, event) == expected


@pytest.mark.parametrize(
    ("date_cell", "event"),
    [
        ("3 May 2024", "He said that on 1 May 2024 he drank. On 5 May 2024 he was to see his mother."),
        ("3 May 2024 (entered 5 May 2024)", "Visit"),
        ("3 May 2024, recorded 5 May 2024", "Visit"),
        ("3 May 2024", "Licence until 3 May 2025: explained."),
        ("3 May 2024 14:30", "3 May: call"),
        ("3-7 May 2024", "Five visits"),
    ],
)
def test_a_date_that_is_only_mentioned_makes_no_event(date_cell: str, event: str) -> None:
    assert row(date_cell, event) == [("2024-05-03", event)]


def test_only_the_first_event_of_a_row_carries_its_cells() -> None:
    events = entries(*table(CHRONOLOGY, "1\t3 and 5 May 2024\tCalls\tMet.\tKF1")).events
    assert [(e.first, e.comments, e.findings) for e in events] == [(True, "Met.", "KF1"), (False, None, None)]


def test_a_year_over_the_rows_gives_their_dates_a_year() -> None:
    rows = table("Date\tEvent\tComments", "2023\t\t", "28 Dec\tCall\tMet.", "2024\t\t", "3 Jan\tVisit\tMet.")
    assert [day for day, _ in told(entries(*rows).events)] == ["2023-12-28", "2024-01-03"]


def test_a_table_that_goes_on_without_headings_and_repeated_headings_lose_nothing() -> None:
    first = table(CHRONOLOGY, "1\t3 May 2024\tCall\tMet.\t", CHRONOLOGY)
    rest = table("2\t5 May 2024\tVisit\tMet.\t", number=2, header=False)
    assert [e.place for e in entries(heading("Chronology"), *first, *rest).events] == ["row 1", "row 2"]


def test_the_cells_of_a_row_cut_in_pieces_are_not_called_empty() -> None:
    events = entries(*table(CHRONOLOGY, "1\t3 May 2024\t" + "He was seen. " * 600 + "\tMet.\tKF1")).events
    assert [(e.when is not None, e.comments, e.findings) for e in events] == [(True, None, None)]


def test_other_tables_with_dates_are_no_chronology_where_there_is_one() -> None:
    found = entries(
        heading("Implementation"), *table("Date\tContact", "3 May 2024\tVisit"),
        heading("Chronology"), *table("Date\tEvent", "1 May 2024\tSentence", number=2),
    )  # fmt: skip
    assert told(found.events) == [("2024-05-01", "Sentence")]
    alone = entries(heading("Implementation"), *table("Date\tContact", "3 May 2024\tVisit"))
    assert told(alone.events) == [("2024-05-03", "Visit")]


def test_a_chronology_may_be_a_list() -> None:
    events = entries(
        heading("Annex A: Chronology"),
        item("3 May 2024: office visit. Comment: met the standard. Key finding: KF1."),
        item("Friday 10 May 2024 - did not attend"),
        item("On 12 May 2024 he moved."),
        item("He was well on the day."),
        para("13 May 2024 Recall considered on 14 May 2024."),
        para("The entries above are a summary of 1 May 2024 onwards."),
    ).events
    assert told(events) == [
        ("2024-05-03", "office visit."),
        ("2024-05-10", "did not attend"),
        ("2024-05-12", "he moved.\nHe was well on the day."),
        (
            "2024-05-13",
            "Recall considered on 14 May 2024.\nThe entries above are a summary of 1 May 2024 onwards.",
        ),
    ]
    assert (events[0].comments, events[0].findings) == ("met the standard.", "KF1")
    assert [e.place for e in events] == ["entry 1", "entry 2", "entry 3", "entry 4"]


def test_a_chronology_may_have_its_dates_as_headings_and_its_years_above_them() -> None:
    events = entries(
        heading("Timeline"), heading("2023", 2), heading("28 December", 3), para("Call."), para("No reply."),
        heading("2024", 2), heading("3 January 2024: recall", 3), para("Decided."),
        heading("Glossary"), para("KF"),
    ).events  # fmt: skip
    assert told(events) == [("2023-12-28", "Call.\nNo reply."), ("2024-01-03", "recall\nDecided.")]


def test_a_list_item_that_only_mentions_a_date_is_no_event() -> None:
    assert (
        entries(heading("Chronology"), item("PP1 wrote on 3 May 2024."), para("3 May 2024 was a Friday")).events
        == ()
    )


PLAN = "No\tArea for improvement\tAction\tOwner\tLevel\tBy when\tHow we will know"


def test_a_row_of_the_plan_is_an_action_with_its_cells() -> None:
    (action,) = entries(*table(PLAN, "1\tKF3\tTrain the team\tHead of PDU\tPDU\tBy 30 June 2025\t")).actions
    assert (action.place, action.finding, action.action, action.owner) == (
        "row 1",
        "KF3",
        "Train the team",
        "Head of PDU",
    )
    assert (action.level, action.by_when, action.measure) == ("PDU", "By 30 June 2025", "")
    assert action.date is not None
    assert action.date.end == date(2025, 6, 30)


IN_FULL = ("Train the team", "Head of PDU", "30 June 2025", "Audit of 20 plans")


def test_a_plan_is_read_by_the_headings_of_its_columns_where_wider_ones_stand_over_them() -> None:
    over, named, *rows = table(
        "What was found\t\tDelivery\t",
        "Key finding\tAction\tWho\tWhen",
        "For the region\t\t\t",
        "3\tHold a workshop\tSPO\t30 June 2025",
    )
    (action,) = entries(over, named.model_copy(update={"header": True}), *rows).actions
    assert (action.finding, action.action, action.owner) == ("3", "Hold a workshop", "SPO")


@pytest.mark.parametrize(
    "blocks",
    [
        [item("Action: Train the team. Owner: Head of PDU. By: 30 June 2025. Measure: Audit of 20 plans.")],
        [item("Train the team (Owner: Head of PDU; By when: 30 June 2025; Measure: Audit of 20 plans)")],
        [item("Train the team\nLead: Head of PDU\nTimescale: 30 June 2025\nEvidence: Audit of 20 plans", "a)")],
        [item("Train the team"), item("Owner: Head of PDU"), item("By when: 30 June 2025"),
         item("How we will know: Audit of 20 plans")],
        [para("Action 1: Train the team"), para("Responsible: Head of PDU"), para("Deadline: 30 June 2025"),
         para("Measure of success: Audit of 20 plans")],
        [item("Train the team – Lead: Head of PDU – Timescale: 30 June 2025 – Measure: Audit of 20 plans")],
        [item("Train the team. Owner – Head of PDU. By when – 30 June 2025. Measure – Audit of 20 plans.")],
        [heading("Recommendation 1", 2), para("Train the team"),
         para("Owner: Head of PDU; Deadline: 30 June 2025; Evidence: Audit of 20 plans")],
        [heading("Action 1 – Train the team", 2), para("Owner: Head of PDU"), para("By when: 30 June 2025"),
         para("Evidence: Audit of 20 plans")],
        table("Action\tTrain the team", "Owner\tHead of PDU", "By when\t30 June 2025",
              "Measure\tAudit of 20 plans"),
        table("Recommendation:\tTrain the team", "Lead:\tHead of PDU", "Target date:\t30 June 2025",
              "Success measure:\tAudit of 20 plans", header=False),
    ],
)  # fmt: skip
def test_an_action_is_read_from_a_list_from_paragraphs_and_from_a_card(blocks: list[Block]) -> None:
    found = entries(heading("Action plan"), para("Agreed by the Head of PDU."), *blocks).actions
    assert [
        (a.action.rstrip("."), *(c and c.rstrip(".") for c in (a.owner, a.by_when, a.measure))) for a in found
    ] == [IN_FULL]
    assert found[0].date is not None
    assert found[0].date.start == date(2025, 6, 30)


def test_what_one_action_of_a_list_lacks_is_empty_and_what_all_lack_is_none() -> None:
    found = entries(
        heading("Action plan"),
        item("Finding: KF1. Action: Train. Owner: SPO2."),
        item("Action: Write. By: May 2025."),
    ).actions
    assert [(a.place, a.owner, a.by_when, a.measure) for a in found] == [
        ("action 1", "SPO2", "", None), ("action 2", "", "May 2025", None)
    ]  # fmt: skip
    assert [a.finding for a in found] == ["KF1", ""]


def test_an_item_without_labels_among_labelled_ones_is_an_action_of_its_own() -> None:
    found = entries(
        heading("Action plan"),
        item("Rewrite the form."),
        item("Brief the team. Owner: SPO Hill. By when: ongoing."),
        item("Audit cases."),
        Block(kind=Kind.LIST_ITEM, text="ten a month", label="–", level=2),
    ).actions
    assert [(a.action, a.owner, a.by_when, a.measure) for a in found] == [
        ("Rewrite the form.", "", "", None),
        ("Brief the team.", "SPO Hill", "ongoing", None),
        ("Audit cases.", "", "", None),
    ]


def test_items_below_a_paragraph_that_is_an_action_are_no_actions() -> None:
    found = entries(
        heading("Action plan"), para("Action 1: Train the team"), item("on visits"), para("Owner: SPO2")
    ).actions
    assert [(a.action, a.owner) for a in found] == [("Train the team", "SPO2")]


def test_an_action_of_a_list_whose_words_hold_a_date_is_not_said_to_lack_one() -> None:
    found = entries(
        heading("Action plan"),
        item("Train. Owner: SPO2, by 30 June 2025."),
        item("Write. Owner: SPO2. By: May 2025."),
    ).actions
    assert [(a.by_when, a.date and a.date.words) for a in found] == [
        (None, "30 June 2025"),
        ("May 2025", "May 2025"),
    ]


def test_cards_of_one_action_each_are_as_many_actions() -> None:
    one = table("Learning point\tKF1", "Action\tTrain", "Owner\tSPO2", header=False)
    two = table("Learning point\tKF2", "Action\tWrite", "Owner\t", number=2, header=False)
    found = entries(heading("Action plan"), *one, para("Then:"), *two).actions
    assert [(a.finding, a.action, a.owner) for a in found] == [("KF1", "Train", "SPO2"), ("KF2", "Write", "")]


def test_plain_items_of_a_plan_are_actions_that_say_nothing_of_an_owner() -> None:
    found = entries(
        heading("Action plan"), para("We will:"), item("train the team by 30 June 2025"), item("write")
    ).actions
    assert [(a.action, a.owner, a.by_when) for a in found] == [
        ("train the team by 30 June 2025", None, None), ("write", None, None)
    ]  # fmt: skip
    assert [a.date and a.date.words for a in found] == ["30 June 2025", None]


def test_items_elsewhere_are_no_actions() -> None:
    assert entries(heading("Assessment"), item("Action: none was taken. Owner: nobody.")).actions == ()


def test_people_are_read_with_whether_they_were_interviewed() -> None:
    rows = [
        "Name\tRole\tInterviewed", "A\tPO\tYes", "B\tSPO\tNot interviewed: left in May 2024",
        "C\tPSO\t14 January 2025", "D\tCO\t",
        "E\tCO\tN", "F\tCO\tOn leave", "G\tPO\tDeclined on 3 May 2024",
    ]  # fmt: skip
    found = entries(*table(*rows)).people
    assert [(p.name, p.role, p.interviewed) for p in found] == [
        ("A", "PO", True), ("B", "SPO", False), ("C", "PSO", True), ("D", "CO", None), ("E", "CO", False),
        ("F", "CO", None), ("G", "PO", False),
    ]  # fmt: skip


def test_people_are_read_from_a_list_and_from_a_table_without_known_headings() -> None:
    listed = entries(
        heading("Staff interviewed"),
        item("PP1, probation officer"),
        item("SPO1 – team manager (not interviewed)"),
        item("PSO1"),
    ).people
    assert [(p.name, p.role, p.interviewed) for p in listed] == [
        ("PP1", "probation officer", True),
        ("SPO1", "team manager (not interviewed)", False),
        ("PSO1", None, True),
    ]  # fmt: skip
    bare = entries(
        heading("People we spoke to"), *table("PP1\tProbation officer", "PP2\tPSO", header=False)
    ).people
    assert [(p.name, p.role, p.interviewed) for p in bare] == [
        ("PP1", "Probation officer", None),
        ("PP2", "PSO", None),
    ]


def test_people_are_read_from_a_section_whose_heading_names_two_parts() -> None:
    found = entries(
        heading("Other processes and those spoken to"),
        para("No other review is taking place."),
        item("RO1, probation officer, 19 March 2025: the handover"),
        item("CO, court officer, was not approached; not available"),
    ).people
    assert [(person.name, person.interviewed) for person in found] == [("RO1", None), ("CO", False)]


def test_beside_what_will_be_done_a_recommendation_is_what_it_answers() -> None:
    (action,) = entries(
        *table(
            "Recommendation\tWhat we will do\tWho\tWhen", "R1. Late reports\tA workshop\tAda Quill\t3 May 2025"
        )
    ).actions
    assert (action.finding, action.action, action.owner) == ("R1. Late reports", "A workshop", "Ada Quill")


def test_a_review_without_any_of_it_has_no_entries() -> None:
    assert entries(para("On 3 May 2024 he rang.")) == Entries()
