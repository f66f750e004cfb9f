"""Altered quotations say what the text does not, and what each finder makes of them is counted by kind."""

import stat
import sys
from pathlib import Path

import pytest

from assistant.domain.review import Kind, Part, Passage, Review, Section
from evals.bench import verifying
from evals.bench.quotations import Alteration, Quotation, Text, quotations, stands, texts

FIRST = "The plan was not reviewed on 12 May 2024 by the team."
SECOND = "The risk assessment was reviewed by a second manager."
THIRD = "Visits were made to the hostel every other Tuesday."
OFFERED = [("p2", FIRST[:-1]), ("p3", SECOND[:-1]), ("p4", THIRD[:-1])]


@pytest.fixture
def review() -> Review:
    furniture, *told = ("Official", FIRST, SECOND, THIRD)
    kinds = [(Kind.FURNITURE, furniture), *((Kind.PARAGRAPH, text) for text in told)]
    passages = tuple(
        Passage(id=f"p{n}", section="s1", file="a", kind=kind, text=text, start=0, end=len(text))
        for n, (kind, text) in enumerate(kinds, 1)
    )
    section = Section(id="s1", title="Review", part=Part.OTHER, file="a", level=0)
    return Review(
        id="r", title="Review", files=(), words=0, text="", sections=(section,), passages=passages, notices=()
    )


def made(review: Review, most: int) -> tuple[list[Quotation], tuple[Text, ...]]:
    cut = texts(review, most)
    return list(quotations(OFFERED, cut)), cut


def test_texts_are_whole_passages_in_order_without_page_headers(review: Review) -> None:
    assert [text.words for text in texts(review, len(FIRST) + len(SECOND) + 1)] == [f"{FIRST}\n{SECOND}", THIRD]
    assert [len(text.passages) for text in texts(review, 10)] == [1, 1, 1]


def test_words_stand_one_after_the_other_or_not_at_all() -> None:
    assert stands("The plan, was not  Reviewed", FIRST)
    assert not stands("plan was reviewed", FIRST)
    assert not stands("lan was not reviewed", FIRST)


def test_every_alteration_is_made_where_it_can_be_and_none_stands_in_its_text(review: Review) -> None:
    every, cut = made(review, len(FIRST) + len(SECOND) + 1)
    altered = [one for one in every if one.alteration is not Alteration.NONE]
    assert {one.alteration for one in every} == set(Alteration)
    assert not any(stands(one.quote, cut[one.text].words) for one in altered)
    by_kind = {(one.passage, one.alteration): one.quote for one in every}
    assert by_kind["p2", Alteration.NEGATION_GONE] == "The plan was reviewed on 12 May 2024 by the team"
    assert by_kind["p3", Alteration.NEGATION_MADE] == "The risk assessment was not reviewed by a second manager"
    assert by_kind["p2", Alteration.JOINED] == "The plan was not reviewed on reviewed by a second manager"
    assert by_kind["p2", Alteration.ELSEWHERE] == THIRD[:-1]
    assert ("p2", Alteration.NEGATION_MADE) not in by_kind
    assert ("p3", Alteration.DIGIT) not in by_kind
    assert ("p4", Alteration.JOINED) not in by_kind


def test_the_same_seed_makes_the_same_and_a_quotation_offered_twice_counts_once(review: Review) -> None:
    cut = texts(review)
    assert quotations([*OFFERED, *OFFERED], cut) == quotations(OFFERED, cut)
    assert quotations(OFFERED, cut, seed=1) != quotations(OFFERED, cut)


def test_a_true_quotation_is_offered_for_a_passage_it_stands_in_and_an_invented_one_is_none(
    review: Review,
) -> None:
    (placed,) = (
        one
        for one in quotations([("p4", SECOND), ("p2", "Nobody wrote this.")], texts(review))
        if one.alteration is Alteration.NONE
    )
    assert (placed.passage, placed.quote) == ("p3", SECOND)


def test_our_finder_accepts_every_true_one_and_none_that_was_altered(review: Review) -> None:
    every, cut = made(review, len(FIRST) + len(SECOND) + 1)
    for row in verifying.rows(every, verifying.ours(review, every, cut)):
        assert row.accepted == (row.offered if row.alteration is Alteration.NONE else 0)


def test_what_was_accepted_is_counted_by_kind_and_by_what_it_was_called() -> None:
    kinds = (Alteration.NONE, Alteration.DIGIT, Alteration.DIGIT, Alteration.DIGIT)
    asked = [Quotation(quote="a", passage="p1", text=0, alteration=kind) for kind in kinds]
    true, digit = verifying.rows(asked, verifying.Given(called=("exact", "lesser", None, "lesser"), seconds=1))
    assert (true.offered, true.accepted, true.called) == (1, 1, {"exact": 1})
    assert (digit.offered, digit.accepted, digit.called) == (3, 2, {"lesser": 2})
    with pytest.raises(ValueError, match="zip"):
        verifying.rows(asked, verifying.Given(called=("exact",), seconds=1))


def test_the_other_aligner_is_asked_as_a_program_and_left_out_where_it_is_not_installed(
    review: Review, tmp_path: Path
) -> None:
    every, cut = made(review, 1_000)
    assert verifying.theirs(every, cut, tmp_path / "python") is None
    stand_in = tmp_path / "python"
    stand_in.write_text(
        f"#!{sys.executable}\nimport json, sys\nasked = json.load(sys.stdin)\n"
        'called = [text if quote in asked["texts"][text] else None for quote, text in asked["quotations"]]\n'
        'json.dump({"called": [c if c is None else "found" for c in called], "seconds": 0.5}, sys.stdout)\n'
    )
    stand_in.chmod(stat.S_IRWXU)
    given = verifying.theirs(every, cut, stand_in)
    assert given is not None
    assert given.seconds == 0.5
    assert given.called == tuple("found" if q.alteration is Alteration.NONE else None for q in every)
