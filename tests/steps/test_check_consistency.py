"""The same fact given in two ways is shown with both places; what may be two facts is left alone."""

from datetime import date

import pytest

from assistant.domain.review import Intake
from tests.steps.checking import checks, heading, para, said, table

DETAILS = "Item\tDetail"


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("He was released on 7 June 2024.", "Released on licence on 7 July 2024.",
         "The date of release given as 7 June 2024 and as 7 July 2024"),
        ("He was sentenced on 26 May 2023.", "Date of sentence: 26 May 2022",
         "The date of sentence given as 26 May 2022 and as 26 May 2023"),
    ],
)  # fmt: skip
def test_a_key_date_given_in_two_ways_is_shown_in_both(one: str, other: str, expected: str) -> None:
    found = checks(para(one), para(other))
    assert [(c.message, c.prompt, set(c.passages)) for c in found] == [(expected, "chronology.b", {"p1", "p2"})]


def test_case_details_and_the_chronology_are_compared() -> None:
    details = table(DETAILS, "Released\t7 June 2024, on licence")
    events = table("Date\tEvent\tComments", "8 June 2024\tReleased to the hostel.\tMet.", number=2)
    found = checks(heading("Case details"), *details, heading("Chronology"), *events)
    assert said(found, "consistency") == ["The date of release given as 7 June 2024 and as 8 June 2024"]


def test_the_offence_is_compared_with_the_case_information() -> None:
    intake = Intake(offence_date=date(2024, 11, 14))
    assert said(checks(para("The SFO took place on 14 October 2024."), intake=intake), "consistency") == [
        "The date of the offence given as 14 October 2024, and in the case information as 14 November 2024"
    ]
    right = checks(para("The SFO took place on 14 November 2024."), intake=intake)
    assert said(right, "consistency") == []


@pytest.mark.parametrize(
    "text",
    [
        "He was released on 7 June 2024. He was sentenced on 7 July 2024.",
        "He was released on 7 June 2024, recalled, and released again on 17 June 2024.",
        "He was released on 7 June 2024. He was released under investigation on 9 June 2024.",
        "He was sentenced on 26 May 2023 and, for the SFO, sentenced on 18 March 2025.",
        "He was charged with the SFO and sentenced on 14 November 2025.",
        "He was released on 7 June 2024. The note of his release was written on 9 June 2024.",
    ],
)
def test_dates_that_may_be_two_events_are_left_alone(text: str) -> None:
    assert said(checks(para(text), intake=Intake(offence_date=date(2024, 11, 14))), "consistency") == []


def test_a_day_of_the_week_that_is_not_the_dates_is_named() -> None:
    found = checks(para("They met on Tuesday 30 August 2024 and on Monday 2 September 2024."))
    assert said(found, "consistency-weekday") == [
        "Day of the week and date do not agree: “Tuesday 30 August 2024” was a Friday"
    ]
    assert checks(para("They met on Friday 30 August 2024, on Tuesday, and on Monday 3 September.")) == ()


def test_words_with_an_old_s_are_read_like_any_others() -> None:
    found = checks(para("They met on ſunday 30 August 2024. The action plan has ſix actions."),
                   *table("No\tAction\tOwner", "1\tDo it\tSPO1"))  # fmt: skip
    assert said(found, "consistency") == [
        "Day of the week and date do not agree: “ſunday 30 August 2024” was a Friday",
        "The text says 6 actions in the action plan, and 1 is listed",
    ]


def test_two_levels_on_one_day_are_shown() -> None:
    found = checks(
        para("The MAPPA meeting of 18 April 2024 confirmed Level 1."),
        para("On 18 April 2024 he was at MAPPA Level 2."),
        para("On 3 May 2024 the risk of serious harm to the public was high."),
        para("The risk of serious harm to the public was medium on 3 May 2024."),
    )
    assert said(found, "consistency") == [
        "MAPPA level on 18 April 2024 given as Level 1 and as Level 2",
        "Risk of serious harm to the public on 3 May 2024 given as high and as medium",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "On 3 May 2024 the MAPPA level was Level 1. On 3 June 2024 the MAPPA level was Level 2.",
        "On 3 May 2024 MAPPA Level 1 was changed. On 3 May 2024 it became MAPPA Level 2.",
        "On 3 May 2024 the risk of serious harm to the public was high. "
        "On 3 May 2024 the risk of serious harm to staff was low.",
        "On 3 May 2024 the risk of serious harm was high. "
        "On 3 May 2024 the risk of serious harm was reduced to medium.",
    ],
)
def test_levels_that_may_both_be_right_are_left_alone(text: str) -> None:
    assert said(checks(para(text)), "consistency") == []


def test_counts_are_compared_with_the_rows() -> None:
    plan = table(
        "No\tAction\tOwner\tBy when\tMeasure", *(f"{n}\tDo it\tSPO1\t1 May 2030\tAudit" for n in (1, 2))
    )
    people = table("Name\tInterviewed", "PP1\tYes", "PP2\tNo, on leave", "SPO1\tYes", number=2)
    parts = [heading("Action plan"), *plan, heading("Staff interviewed"), *people]
    wrong = checks(para("The action plan has six actions."), para("I spoke to three people."), *parts)
    assert [(c.prompt, c.message) for c in wrong if c.id.startswith("consistency")] == [
        ("3.2.a", "The text says 6 actions in the action plan, and 2 are listed"),
        ("info.staff_interviewed", "The text says 3 people interviewed, and 2 are listed"),
    ]
    right = checks(para("The action plan has two actions."), para("I spoke to two people."), *parts)
    assert said(right, "consistency") == []
    part = checks(
        para("The action plan has one action for PP1. Six actions were taken. We met six people in May."),
        *parts,
    )
    assert said(part, "consistency") == []
