"""Checks of the action plan: what an action leaves out, and what answers what, as far as wording shows."""

import pytest

from assistant.domain.review import Block, Check, Kind
from tests.steps.checking import checks, heading, para, said, table

PLAN = "No\tAction\tOwner\tBy when\tMeasure\tLevel"
FINDINGS = "No\tFinding\tAction\tOwner\tBy when\tMeasure\tLevel"


def plan(*rows: str, before: tuple[Block, ...] = (), headings: str = PLAN) -> tuple[Check, ...]:
    return checks(*before, heading("Action plan"), *table(headings, *rows))


def test_what_an_action_leaves_out_is_counted_and_named_by_its_number() -> None:
    found = plan(
        "1\tTrain on visits\tJo Bell, manager\t1 May 2030\tAudit\tLocal",
        "2\tWrite\t\t-\t\t",
        "Regional actions\t\t\t\t\t",
    )
    assert [(c.id, c.prompt, c.message) for c in found] == [
        ("actions-no-owner", "3.2.a", "Without an owner, 1 of 2 actions: action plan row 2"),
        ("actions-no-by-when", "3.2.e", "Without a date, 1 of 2 actions: action plan row 2"),
        ("actions-no-measure", "3.2.e", "Without a measure of success, 1 of 2 actions: action plan row 2"),
        ("actions-no-level", "3.2.a", "Without a level, 1 of 2 actions: action plan row 2"),
    ]


def test_a_missing_column_is_said_only_when_every_other_is_understood() -> None:
    assert said(checks(*table("Action\tOwner\tBy when", "a\tthe manager\t1 May 2030")), "actions") == [
        "The action plan table has no column for a measure of success",
        "The action plan table has no column for a level",
    ]
    assert checks(*table("Action\tOwner\tBy when\tTest of it", "a\tthe manager\t1 May 2030\td")) == ()


def test_open_ended_dates_are_shown_as_they_stand() -> None:
    found = plan(
        "1\tTrain\tThe manager\tOngoing\tAudit\tLocal",
        "2\tWrite\tThe manager\tTBC\tAudit\tLocal",
        "3\tRead\tThe manager\tOngoing, first report 3 May 2030\tAudit\tLocal",
        "4\tVisit\tThe manager\tImmediately\tAudit\tLocal",
    )
    assert said(found, "actions") == [
        "An open date (“Ongoing” and “TBC”), 2 of 4 actions: action plan rows 1 and 2"
    ]


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (para("Submitted 28 March 2025"), ["1"]),
        (para("The action plan was signed off on 1 April 2025."), ["1"]),
        (para("The review was written in spring."), []),
        (para("Submitted 28 February 2024"), []),
    ],
)
def test_a_date_is_past_by_the_reviews_own_date(told: Block, expected: list[str]) -> None:
    found = plan(
        "1\tTrain\tThe manager\t3 May 2024\tAudit\tLocal",
        "2\tWrite\tThe manager\t3 May 2024; all by 30 June 2025\tAudit\tLocal",
        "3\tRead\tThe manager\tCompleted 3 May 2024\tAudit\tLocal",
        before=(told,),
    )
    assert [m.rsplit(" ")[-1] for m in said(found, "actions-past")] == expected


def test_without_a_day_of_its_own_the_review_is_as_late_as_its_last_entry() -> None:
    events = table("Date\tEvent\tComments", "1 May 2024\ta\tb", "5 June 2024\tb\tc", number=2)
    found = checks(*table(PLAN, "1\tTrain\tThe manager\t3 May 2024\tAudit\tLocal"), *events)
    assert said(found, "actions-past") == [
        "A date before that of the review (5 June 2024), 1 of 1 action: action plan row 1"
    ]


@pytest.mark.parametrize(
    "owner", ["Saltmarch PDU", "The team", "All staff", "Regional board", "Harrowmere Region"]
)
def test_an_owner_that_is_a_team_or_body_is_named(owner: str) -> None:
    found = plan(f"1\tTrain\t{owner}\t3 May 2030\tAudit\tLocal")
    assert said(found, "actions") == [
        f"The owner is a team or body, not a person (“{owner}”), 1 of 1 action: action plan row 1"
    ]


@pytest.mark.parametrize(
    "owner",
    ["Head of PDU", "Court team manager", "SPO2", "J. Bell, Harrowmere unit", "Regional lead for training",
     "Jo Bell", "Quality development officer with the team"],
)  # fmt: skip
def test_an_owner_who_is_a_person_in_a_body_is_left_alone(owner: str) -> None:
    assert said(plan(f"1\tTrain\t{owner}\t3 May 2030\tAudit\tLocal"), "actions") == []


def test_a_key_finding_that_no_action_names_is_named_where_actions_name_theirs() -> None:
    before = (
        para("He was not seen at home (key finding 1). Nobody rang (key finding 2)."),
        para("Key findings 3 and 4 concern the handover. No action is needed on key finding 4."),
    )
    found = plan(
        "1\tKF1. Visits\tPair officers for visits\tThe manager\t3 May 2030\tAudit\tLocal",
        "2\tKey finding 3\tHold a handover meeting\tThe manager\t3 May 2030\tAudit\tLocal",
        before=before,
        headings=FINDINGS,
    )
    assert said(found, "actions-finding") == ["The action plan does not name key finding 2"]
    assert [(c.prompt, c.passages) for c in found if c.id == "actions-finding-without"] == [("2.h", ("p1",))]


def test_findings_need_no_number_in_a_plan_without_numbers() -> None:
    found = plan(
        "1\tPair officers for visits at home\tThe manager\t3 May 2030\tAudit\tLocal",
        before=(para("He was not seen at home (key finding 1)."),),
    )
    assert said(found, "actions-finding") == []


def test_a_finding_of_the_chronology_that_shares_no_word_with_any_action_is_named() -> None:
    events = table(
        "Date\tEvent\tComments\tKey findings",
        "1 May 2024\ta\tb\tTelephone warning from housing association ignored",
        "2 May 2024\ta\tb\tHome visits neglected after moving",
        "3 May 2024\ta\tb\tDeficiency (individual)",
        "4 May 2024\ta\tb\tGood practice: evening appointments and spoken reminders",
        number=2,
    )  # fmt: skip
    rows = table(
        PLAN, "1\tPair officers so that visits happen after moving\tThe manager\t3 May 2030\tAudit\tLocal"
    )
    found = checks(heading("Chronology"), *events, heading("Action plan"), *rows)
    assert said(found, "actions-finding") == [
        "Key findings of the chronology that share no word with any action: table row 2"
    ]


def test_an_action_that_nothing_asks_for_is_named() -> None:
    before = (
        para(
            "Home visits were dropped when posts stood empty, and the corridor was silent (action 3). See M4."
        ),
    )
    found = plan(
        "1\tPair officers so that home visits are kept\tThe manager\t3 May 2030\tAudit\tLocal",
        "2\tReplace printers in reception\tThe manager\t3 May 2030\tAudit\tLocal",
        "3\tRepaint kitchens throughout\tThe manager\t3 May 2030\tAudit\tLocal",
        "4\tParagraph 9.2. Install bicycle racks outside\tThe manager\t3 May 2030\tAudit\tLocal",
        "5\tM4. Polish floorboards upstairs\tThe manager\t3 May 2030\tAudit\tLocal",
        before=before,
    )
    assert said(found, "actions-not-asked") == [
        "Nothing in the review names or shares its words: action plan row 2"
    ]


BEFORE = para("Home visits were dropped. The case changes hands without a meeting. Officers were not paired.")


def listed(*texts: str) -> list[Block]:
    return [Block(kind=Kind.LIST_ITEM, text=text, label="•") for text in texts]


def test_what_no_action_of_a_bare_list_says_is_one_check_of_the_plan() -> None:
    items = listed("Pair officers for home visits.", "Hold a meeting when a case changes hands (KF12).")
    found = checks(BEFORE, heading("Action plan"), *items)
    assert [(c.id, c.prompt, c.message) for c in found if c.id.startswith("actions")] == [
        ("actions-none-owner", "3.2.a", "The action plan names no owner for any of its 2 actions"),
        ("actions-none-by-when", "3.2.e", "The action plan names no date for any of its 2 actions"),
        (
            "actions-none-measure",
            "3.2.e",
            "The action plan names no measure of success for any of its 2 actions",
        ),
        ("actions-none-level", "3.2.a", "The action plan names no level for any of its 2 actions"),
    ]
    assert {c.passages for c in found if c.id.startswith("actions")} == {("p3", "p4")}


@pytest.mark.parametrize(
    ("words", "known"),
    [
        ("SPO Hill will pair officers for home visits", "owner"),
        ("Jo Bell will pair officers for home visits", "owner"),
        ("Officers to be paired for home visits; all teams to do so", "owner"),
        ("Pair officers for home visits by 3 May 2030", "by-when"),
        ("Pair officers; success is home visits with two", "measure"),
        ("Regional: pair officers for home visits", "level"),
    ],
)
def test_what_the_words_of_one_action_say_is_not_said_to_be_nowhere(words: str, known: str) -> None:
    ids = [c.id for c in checks(BEFORE, heading("Action plan"), *listed(words, "Hold a meeting"))]
    assert f"actions-none-{known}" not in ids
    assert len([i for i in ids if i.startswith("actions-none")]) == 3


def test_an_action_that_stands_alone_is_not_called_any_of_one() -> None:
    found = checks(BEFORE, heading("Action plan"), *listed("Pair officers for home visits."))
    assert said(found, "actions-none-owner") == ["The action plan names no owner for its 1 action"]


@pytest.mark.parametrize("level", [heading("Regional actions"), para("For the PDU:")])
def test_a_plan_under_headings_for_levels_is_not_said_to_name_none(level: Block) -> None:
    items = listed("Pair officers for home visits.")
    level = level.model_copy(update={"level": 2 if level.level else None})
    assert said(checks(BEFORE, heading("Action plan"), level, *items), "actions-none-level") == []


def test_a_table_with_a_row_over_the_actions_of_a_level_needs_no_column_for_it() -> None:
    rows = table("Action\tOwner\tBy when\tMeasure", "Local\t\t\t", "a\tthe manager\t1 May 2030\tb")
    assert checks(*rows) == ()


def test_a_card_with_a_label_we_do_not_know_may_say_it_there() -> None:
    card = [
        Block(kind=Kind.ROW, text=text, table=1, row=n)
        for n, text in enumerate(
            ("Action\tPair officers for home visits", "Owner\tSPO2", "Test of it\tTwo go"), 1
        )
    ]
    assert said(checks(BEFORE, heading("Action plan"), *card), "actions-no") == []
