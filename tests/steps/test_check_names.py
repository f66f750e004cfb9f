"""A name spelt in two ways is shown in both; two names that may be two people are left alone."""

import pytest

from tests.steps.checking import checks, para, said


def test_a_surname_spelt_otherwise_once_is_named_with_both_places() -> None:
    found = checks(
        para("Mr Hollowby came. Mr Hollowby left."), para("Mr Hollowby slept."), para("Mr Holloby rang.")
    )
    assert [c.message for c in found] == ["A name spelt in two ways: “Hollowby” 3 times, “Holloby” once"]
    assert found[0].passages == ("p1", "p3")
    assert found[0].prompt == "chronology.b"


def test_a_place_spelt_otherwise_once_is_named() -> None:
    found = checks(para("He lived in Saltmarch. " * 5), para("He moved to Saltmarsh in May."))
    assert said(found, "consistency-name") == [
        "A name spelt in two ways: “Saltmarch” 5 times, “Saltmarsh” once"
    ]


@pytest.mark.parametrize("slip", ["Abernethie", "Abernehty", "Abernthy", "Abernnethy"])
def test_every_kind_of_slip_is_seen(slip: str) -> None:
    if slip == "Abernethie":
        assert said(checks(para("Ms Abernethy rang. " * 3), para(f"Ms {slip} rang.")), "consistency") == []
        return
    assert len(said(checks(para("Ms Abernethy rang. " * 3), para(f"Ms {slip} rang.")), "consistency")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Mr Hollowby came. " * 3 + "Mr Hollowby’s mother and the Hollowbys rang.",
        "Mr Brown came. " * 3 + "Ms Browne wrote. " * 3,
        "The Assessment was read in the Assessments tab. " * 5,
        "He went to Weston. " * 6 + "He saw Western films in the western part.",
    ],
)
def test_names_that_may_be_two_are_left_alone(text: str) -> None:
    assert said(checks(para(text)), "consistency") == []
