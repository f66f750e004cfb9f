"""Checks of the chronology say what they saw and where; where they cannot be sure they are silent."""

from datetime import date, timedelta

import pytest

from assistant.domain.review import Check, Intake
from tests.steps.checking import checks, heading, said, table

HEADINGS = "Date\tEvent\tComments\tKey findings"
OFFENCE = date(2024, 9, 1)


def rows(*given: str) -> tuple[Check, ...]:
    return checks(*table(HEADINGS, *given))


def supervised(*given: str, intake: Intake | None = None) -> list[str]:
    """What is said of gaps in a chronology of these dates and events."""
    found = checks(*table(HEADINGS, *(f"{row}\tMet.\tNone" for row in given)), intake=intake)
    return said(found, "chronology-gap")


def test_a_date_no_calendar_has_is_named() -> None:
    found = rows("31/06/2024\tVisit\tMet.\tNone", "31/02/2024\tCall\tMet.\tNone")
    assert said(found, "chronology-impossible") == [
        "2 dates no calendar has in the chronology: 31/06/2024 in table row 2 and 31/02/2024 in table row 3"
    ]
    assert found[0].passages == ("p2", "p3")


def test_dates_out_of_order_are_named_with_both_rows() -> None:
    found = rows(*(f"{day} May 2024\ta\tb\tc" for day in (1, 9, 3, 4)))
    assert [(c.id, c.prompt, c.message, c.passages) for c in found] == [
        (
            "chronology-order",
            "chronology.a",
            "Chronology dates out of order, 1 place: table row 3 (9 May 2024) before table row 4 (3 May 2024)",
            ("p3", "p4"),
        )
    ]


@pytest.mark.parametrize(
    "dates",
    [
        ("9 May 2024", "3 May 2024", "3 May 2024", "1 May 2024"),  # from newest to oldest
        ("3 May 2024", "May", "4 May 2024"),
        ("May 2024", "3 May 2024", "w/c 20 May 2024", "22 May 2024"),
        ("3-7 May 2024", "5 May 2024", "8 May 2024"),
    ],
)
def test_dates_that_can_be_in_order_are_left_alone(dates: tuple[str, ...]) -> None:
    assert said(rows(*(f"{day}\ta\tb\tc" for day in dates)), "chronology") == []


def test_empty_comments_are_counted() -> None:
    found = rows("1 May 2024\ta\t\tx", "2 May 2024\tb\tMet.\tx", "3 May 2024\tc\t-\tx", "In custody\t\t\t")
    assert said(found, "chronology-no-comment") == ["Comments column empty for 2 of 3 chronology entries"]
    assert found[0].passages == ("p2", "p4")
    assert found[0].prompt == "chronology.c"


def test_a_column_that_is_not_there_is_not_empty() -> None:
    assert said(checks(*table("Date\tEvent", "1 May 2024\ta", "2 May 2024\tb")), "chronology") == []


def test_an_empty_key_finding_counts_where_the_comment_calls_for_one() -> None:
    found = rows(
        "1 May 2024\ta\tFell below the national standard.\t",
        "2 May 2024\tb\tMet the standard.\t",
        "3 May 2024\tc\tExceeded the standard.\t",
        "4 May 2024\td\tBelow the standard.\tKF1",
        "5 May 2024\te\tNo deficiency.\t",
    )
    assert said(found, "chronology-no-finding") == [
        "Key findings column empty where the comment says that practice was above or below the standard: "
        "table rows 2 and 4"
    ]
    assert (found[0].prompt, found[0].passages) == ("chronology.d", ("p2", "p4"))


def test_a_key_findings_column_nobody_used_is_named_once() -> None:
    found = rows("1 May 2024\ta\tMet.\t", "2 May 2024\tb\tBelow the standard.\t-")
    assert said(found, "chronology-no-finding") == ["Key findings column empty for all 2 chronology entries"]


def test_events_after_the_offence_are_counted_only_when_the_intake_knows_it() -> None:
    blocks = table(HEADINGS, "1 May 2024\ta\tb\tc", "2 May 2024\tb\tc\td", "3 May 2024\tb\tFor context.\td")
    assert checks(*blocks) == ()
    found = checks(*blocks, intake=Intake(offence_date=date(2024, 5, 1)))
    assert said(found, "chronology-after") == [
        "Chronology entries dated after the offence of 1 May 2024: 1, the last on 2 May 2024"
    ]
    assert (found[0].prompt, found[0].passages) == ("info.period", ("p3",))


def test_a_gap_under_supervision_is_named_with_the_entries_on_both_sides() -> None:
    given = ("1 May 2024\tInduction", "14 May 2024\tVisit", "20 June 2024\tVisit")
    assert supervised(*given) == [
        "No chronology entry under supervision for 37 days: 14 May 2024 to 20 June 2024"
    ]
    found = checks(*table(HEADINGS, *(f"{row}\tMet.\tNone" for row in given)))
    assert found[0].passages == ("p3", "p4")


def test_the_time_up_to_the_offence_belongs_to_the_supervised_period() -> None:
    given = ("1 July 2024\tInduction", "20 July 2024\tVisit")
    assert supervised(*given) == []
    assert supervised(*given, intake=Intake(offence_date=OFFENCE)) == [
        "No chronology entry under supervision for 43 days: 20 July 2024 to 1 September 2024"
    ]


@pytest.mark.parametrize("days", [27, 28])
def test_four_weeks_are_no_gap(days: int) -> None:
    after = date(2024, 5, 1) + timedelta(days=days)
    assert supervised("1 May 2024\tVisit", f"{after:%d/%m/%Y}\tVisit") == []


@pytest.mark.parametrize(
    "given",
    [
        # Before the period and after the offence.
        ("1 January 2024\tOffence", "26 May 2024\tInduction", "23 June 2024\tVisit", "1 December 2024\tTrial"),
        # In custody before release, and again after recall.
        ("1 May 2024\tMoved to HMP Thornholt", "1 July 2024\tReleased on licence", "9 July 2024\tRecalled",
         "20 August 2024\tLetter"),
        # Whether he was in custody cannot be told.
        ("1 May 2024\tPrison report", "1 July 2024\tVisit"),
        ("1 May 2024\tHMP visit", "2 May 2024\tPP1 talks about release with him", "1 July 2024\tVisit"),
        ("1 May 2024\tIn prison", "3 May 2024\tReleased under investigation", "1 July 2024\tVisit"),
        # An entry without a whole date stands between, and a long entry covers the time.
        ("1 May 2024\tVisit", "June\tVisit", "1 July 2024\tVisit"),
        ("1 May to 28 June 2024\tWeekly visits", "1 July 2024\tVisit"),
    ],
)  # fmt: skip
def test_time_that_may_be_no_gap_is_left_alone(given: tuple[str, ...]) -> None:
    intake = Intake(period_start=date(2024, 4, 1), offence_date=date(2024, 7, 20))
    assert supervised(*given, intake=intake) == []


def test_a_gap_after_release_counts() -> None:
    given = ("1 May 2024\tMoved to HMP Thornholt", "1 July 2024\tReleased on licence", "9 August 2024\tVisit")
    assert supervised(*given) == [
        "No chronology entry under supervision for 39 days: 1 July 2024 to 9 August 2024"
    ]


def test_several_gaps_are_one_check() -> None:
    given = [f"1 {month} 2024\tVisit" for month in ("January", "March", "May", "July", "September")]
    assert supervised(*given) == [
        "No chronology entry under supervision for up to 62 days: 1 January 2024 to 1 March 2024, "
        "1 March 2024 to 1 May 2024 and 2 more"
    ]


def test_fair_rows_raise_nothing() -> None:
    start = date(2024, 1, 8)
    given = [
        f"{start + timedelta(days=7 * week):%d/%m/%Y}\tOffice visit, PP1.\tMet the standard.\tExpected practice"
        for week in range(40)
    ]
    people = table("Name\tRole\tInterviewed", "PP1\tProbation officer\tYes", number=2)
    intake = Intake(period_start=start, offence_date=date(2024, 10, 20))
    blocks = [heading("Chronology"), *table(HEADINGS, *given), heading("Staff interviewed"), *people]
    assert checks(*blocks, intake=intake) == ()
