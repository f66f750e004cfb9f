"""Checks say what they saw and where; where they cannot be sure they are silent."""

from datetime import date

import pytest

from assistant.domain.review import Check, Intake
from assistant.steps.check.dates import ImpossibleDateError, first_date
from tests.steps.checking import checks, table

CHRONOLOGY = "Date\tEvent\tComments\tKey findings"
PLAN = "No\tAction\tOwner\tBy when\tMeasure"


def seen(found: tuple[Check, ...], prompt: str) -> list[str]:
    return [item.message for item in found if item.prompt == prompt]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("3 May 2024", date(2024, 5, 3)),
        ("w/c 3rd of May 2024", date(2024, 5, 3)),
        ("03/05/2024 and 04/05/2024", date(2024, 5, 3)),
        ("3.5.24", date(2024, 5, 3)),
        ("2024-05-03", date(2024, 5, 3)),
        ("3-5 May 2024", date(2024, 5, 3)),
        ("3 Sept 2024", date(2024, 9, 3)),
        ("May 2024", None),
        ("early 2024", None),
        ("section 3.5.241", None),
        ("", None),
    ],
)
def test_dates_are_read_as_people_write_them(text: str, day: date | None) -> None:
    assert first_date(text) == day


def test_a_date_no_calendar_has_is_impossible() -> None:
    with pytest.raises(ImpossibleDateError, match="31 June 2024"):
        first_date("31 June 2024")
    assert seen(checks(*table(CHRONOLOGY, "31/06/2024\tVisit\tMet.\t")), "chronology.a") == [
        "A date no calendar has, in chronology table row 2: 31/06/2024"
    ]


def test_dates_out_of_order_are_named_with_both_rows() -> None:
    found = checks(
        *table(
            CHRONOLOGY, "1 May 2024\ta\tb\t", "9 May 2024\ta\tb\t", "3 May 2024\ta\tb\t", "4 May 2024\ta\tb\t"
        )
    )
    assert seen(found, "chronology.a") == [
        "Dates out of order: 9 May 2024 in chronology table row 3 is followed by 3 May 2024 in table row 4"
    ]
    assert found[0].passages == ("p3", "p4")


def test_a_chronology_from_newest_to_oldest_is_in_order() -> None:
    assert (
        checks(
            *table(CHRONOLOGY, "9 May 2024\ta\tb\t", "3 May 2024\ta\tb\t", "3 May 2024\ta\tb\t", "May\ta\tb\t")
        )
        == ()
    )


def test_empty_comments_are_counted() -> None:
    found = checks(
        *table(
            CHRONOLOGY, "1 May 2024\ta\t\t", "2 May 2024\tb\tMet.\t", "3 May 2024\tc\t-\t", "In custody\t\t\t"
        )
    )
    assert seen(found, "chronology.c") == ["Comments column empty for 2 of 3 chronology entries"]
    assert found[0].passages == ("p2", "p4")


def test_events_after_the_offence_are_counted_only_when_the_intake_knows_it() -> None:
    rows = table(CHRONOLOGY, "1 May 2024\ta\tb\t", "2 May 2024\tb\tc\t")
    assert checks(*rows) == ()
    found = checks(*rows, intake=Intake(offence_date=date(2024, 5, 1)))
    assert seen(found, "info.period") == ["Chronology entries dated after the offence of 1 May 2024: 1"]


def test_actions_without_owner_date_or_measure_are_named_by_their_number() -> None:
    found = checks(*table(PLAN, "1\tTrain\tJo\tMay\tAudit", "2\tWrite\t\t-\t", "Regional actions\t\t\t\t"))
    assert [(c.prompt, c.message) for c in found] == [
        ("3.2.a", "Action without an owner: action plan row 2"),
        ("3.2.e", "Action without a date: action plan row 2"),
        ("3.2.e", "Action without a measure: action plan row 2"),
    ]


def test_a_missing_column_is_said_only_when_every_other_is_understood() -> None:
    assert seen(checks(*table("Action\tOwner\tBy when", "a\tb\tc")), "3.2.e") == [
        "The action plan table has no column for a measure"
    ]
    assert checks(*table("Action\tOwner\tBy when\tTest of it", "a\tb\tc\td")) == ()
