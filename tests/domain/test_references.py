"""References to passages in a model's words: each is found, and nothing else is taken for one."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain.references import LONGEST_RANGE, cut, numbered, pointed_at, unnumbered


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("", ()),
        ("Plain words.", ("Plain words.",)),
        ("Shown [p58].", ("Shown ", ("p58",), ".")),
        ("[p57, p60]", (("p57", "p60"),)),
        ("[p57; p60 and p61]", (("p57", "p60", "p61"),)),
        ("[p57][p60]", (("p57", "p60"),)),
        ("[p57], [p60]", (("p57", "p60"),)),
        ("[p57] and [p60]", (("p57",), " and ", ("p60",))),
        ("(p58)", (("p58",),)),
        ("[see p58]", ("(see ", ("p58",), ")")),
        ("passages p57 and p60", ("passages ", ("p57", "p60"))),
        ("[p58-p60]", (("p58", "p59", "p60"),)),
        ("[p58–60]", (("p58", "p59", "p60"),)),
        ("[p60-p58]", (("p60", "p58"),)),
        ("[p58, p58]", (("p58",),)),
    ],
)
def test_text_is_cut_at_its_references(text: str, pieces: tuple[object, ...]) -> None:
    assert cut(text) == pieces


@pytest.mark.parametrize("text", ["PP2 and SPO2", "step2", "up58", "p 58", "[sic]", "(2)", "p5a"])
def test_what_only_looks_like_a_reference_stays_text(text: str) -> None:
    assert cut(text) == (text,)


def test_of_a_range_too_long_to_be_meant_only_the_ends_are_taken() -> None:
    assert pointed_at("[p1-p9999]") == {"p1", "p9999"}
    assert len(pointed_at(f"[p1-p{1 + LONGEST_RANGE}]")) == LONGEST_RANGE + 1
    assert len(pointed_at(f"[p1-p{'9' * 5_000}]")) == 2


@given(st.text(alphabet="p12 ,;-[]()and–x", max_size=60))
def test_no_plain_piece_ever_holds_an_id(text: str) -> None:
    assert not any(re.search(r"\bp\d+\b", piece) for piece in cut(text) if isinstance(piece, str))


NUMBERS = {"p58": [2, 5], "p60": [1]}
PASSAGES = ("p60", "p58", "p3", "p3", "p58")


@pytest.mark.parametrize(
    ("kept", "edited"),
    [
        ("Shown [p58], not [p60].", "Shown [2, 5], not [1]."),
        ("[p58, p60] and [p99]", "[1, 2, 5] and [p99]"),
        ("[p58, p99]", "[2, 5] [p99]"),
        ("Plain (2) words.", "Plain (2) words."),
    ],
)
def test_references_are_edited_by_the_numbers_of_the_evidence(kept: str, edited: str) -> None:
    assert numbered(kept, NUMBERS) == edited
    assert pointed_at(unnumbered(edited, PASSAGES)) == pointed_at(kept)


@pytest.mark.parametrize("text", ["[9]", "[0]", "[1, 9]", "[2026]", "[sic]", "(1)"])
def test_numbers_that_are_no_evidence_stay_as_they_are(text: str) -> None:
    assert unnumbered(text, PASSAGES) == text
