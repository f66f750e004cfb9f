"""People who act in the chronology are looked for in the list of staff interviewed by whatever name."""

import pytest

from tests.steps.checking import checks, heading, said, table

LISTED = ("PP1\tProbation officer\tYes", "SPO1\tSenior probation officer, team manager\tNo, on leave",
          "Ms A. Kay\tProgramme facilitator\tYes")  # fmt: skip


def unlisted(event: str, *people: str) -> list[str]:
    events = table("Date\tEvent\tComments", f"1 May 2024\t{event}\tMet.")
    listed = table("Name\tRole\tInterviewed", *people, number=2) if people else []
    blocks = [heading("Chronology"), *events, heading("Staff interviewed"), *listed]
    return said(checks(*blocks), "staff")


@pytest.mark.parametrize(
    ("event", "who"),
    [
        ("PP2 visits.", "PP2"),
        ("PP1 and SPO 2 meet.", "SPO2"),
        ("Ms B. Larch (SPO) countersigns.", "Ms B. Larch (SPO"),
        ("SPO Larch countersigns.", "SPO Larch"),
        ("PO BL visits.", "PO BL"),
        ("Court team manager countersigns.", "court team manager"),
    ],
)
def test_whoever_acts_and_is_not_listed_is_named(event: str, who: str) -> None:
    assert unlisted(event, *LISTED) == [f"In the chronology but not in the list of staff interviewed: {who}"]


@pytest.mark.parametrize(
    "event",
    [
        "PP1 visits. SPO1 agrees. SPO 1 signs.",
        "SPO Kay. Ms A. Kay (SPO) writes. The facilitator reports. Team manager agrees.",
        "Seen by the duty officer. The PO told him. PO and SPO meet. KF1. AP2.",
        "Mr Hollowby calls. Ms Larch, a neighbour, rings.",
        "Police officer DC Smith rings. The victim liaison officer writes.",
    ],
)  # fmt: skip
def test_whoever_is_listed_or_is_nobody_is_left_alone(event: str) -> None:
    assert unlisted(event, *LISTED) == []


def test_without_a_list_nobody_is_missing_from_it() -> None:
    assert unlisted("PP2 visits.") == []


def test_the_check_names_the_rows_in_which_they_act() -> None:
    events = table(
        "Date\tEvent\tComments",
        "1 May 2024\tPP2 visits.\tMet.",
        "2 May 2024\tPP1.\tMet.",
        "3 May 2024\tPP2.\tb",
    )
    listed = table("Name\tRole\tInterviewed", *LISTED, number=2)
    (found,) = checks(heading("Chronology"), *events, heading("Staff interviewed"), *listed)
    assert (found.id, found.prompt, found.passages) == (
        "staff-not-listed",
        "info.staff_interviewed",
        ("p3", "p5"),
    )
