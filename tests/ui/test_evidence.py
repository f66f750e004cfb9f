"""Evidence: numbered in reading order, in the file's own words; what is absent is never evidence."""

import pytest

from assistant.domain.draft import Flag, FlagKind, Located, Match, Stance
from assistant.ui.places import Places
from assistant.ui.presentation.evidence import absent, by_passage, evidence
from assistant.ui.presentation.rich import pieces
from tests.ui.specimen import cited, missing, review

OF = review()
PLACES = Places(OF)


def test_numbers_run_in_reading_order_whatever_the_order_of_the_draft() -> None:
    found = evidence(
        [
            cited(OF, "p11", "Enforcement was timely and proportionate.", Stance.AGAINST),
            cited(OF, "p6", "No further test was arranged.", Stance.AGAINST),
        ],
        PLACES,
    )
    assert [(one.n, one.quotes) for one in found] == [
        (1, ("No further test was arranged.",)),
        (2, ("Enforcement was timely and proportionate.",)),
    ]


def test_the_same_words_cited_twice_are_one_piece_of_evidence() -> None:
    words = "Enforcement was timely and proportionate."
    found = evidence(
        [cited(OF, "p11", words, Stance.AGAINST), cited(OF, "p11", words, Stance.AGAINST, "1.3.c/2")], PLACES
    )
    assert len(found) == 1
    assert found[0].strongest
    assert found[0].expectations == ("/2",)


def test_what_is_shown_are_the_words_of_the_file_not_of_the_model() -> None:
    loose = cited(OF, "p10", "We consider this a missed opportunity.", Stance.SUPPORTS).model_copy(
        update={"quote": "we  consider this a missed  opportunity", "match": Match.NORMALISED}
    )
    found = evidence([loose], PLACES)
    assert found[0].quotes == ("We consider this a missed opportunity.",)
    assert found[0].match.startswith("Normalised")


def test_a_quotation_across_cells_is_shown_cell_by_cell() -> None:
    row = OF.passage("p6")
    assert row is not None
    piece = Located(passage="p6", start=0, end=len(row.text))
    one = cited(OF, "p6", "14 May 2026", Stance.AGAINST).model_copy(update={"located": (piece,)})
    assert evidence([one], PLACES)[0].quotes == row.cells


def test_a_moved_quotation_says_where_it_was_cited() -> None:
    moved = cited(OF, "p10", "We consider this a missed opportunity.", Stance.SUPPORTS).model_copy(
        update={"match": Match.MOVED, "cited_passage": "p11"}
    )
    assert evidence([moved], PLACES)[0].match == "Moved: cited as 5.3 Implementation, paragraph 3"


@pytest.mark.parametrize("end", [0, 9999])
def test_offsets_that_hold_no_text_are_no_evidence(end: int) -> None:
    wrong = cited(OF, "p10", "We consider this", Stance.SUPPORTS).model_copy(
        update={"located": (Located(passage="p10", start=0, end=end),)}
    )
    assert evidence([wrong], PLACES) == ()
    assert len(absent([wrong], [], PLACES)) == 1


def test_absent_words_are_told_apart_from_words_that_are_no_evidence() -> None:
    nowhere, short = missing("p11", "Liaison took place", "1.2.e/2"), missing("p9", "Notes are", None)
    flags = [Flag(kind=FlagKind.QUOTATION_NOT_EVIDENCE, text="Notes are")]
    told = absent([nowhere, short], flags, PLACES)
    assert [(one.offered, one.stands, one.cited) for one in told] == [
        ("Liaison took place", False, "5.3 Implementation, paragraph 3"),
        ("Notes are", True, "5.3 Implementation, paragraph 1"),
    ]
    assert evidence([nowhere, short], PLACES) == ()


def test_places_name_the_row_its_date_and_the_column() -> None:
    assert PLACES.words("p6", 12) == "4 Chronology, row 2, 14 May 2026, Event"
    assert PLACES.words("p6") == "4 Chronology, row 2, 14 May 2026"
    assert PLACES.words("p12") == "5.3 Implementation, footnote 1"
    assert PLACES.words("p5") == "4 Chronology, table heading"
    assert PLACES.words("p14") == "Action plan, paragraph 1"


def test_passage_ids_in_a_sentence_become_numbers_or_places() -> None:
    numbers = by_passage(
        evidence([cited(OF, "p10", "We consider this a missed opportunity.", Stance.SUPPORTS)], PLACES)
    )
    cut = pieces("Explored [p10, p11], though p999 is not.", [], numbers, PLACES)
    assert [(piece.kind, piece.text) for piece in cut] == [
        ("text", "Explored"),
        ("cite", "[1]"),
        ("place", "5.3 Implementation, paragraph 3"),
        ("text", ", though p999 is not."),
    ]


def test_words_that_were_not_found_lose_their_quotation_marks_and_say_so() -> None:
    flags = [Flag(kind=FlagKind.QUOTATION_NOT_FOUND, text="it was fine")]
    cut = pieces("He said “it was fine” twice.", flags, {}, PLACES)
    assert "“" not in "".join(piece.text for piece in cut)
    assert [piece.why for piece in cut if piece.kind == "flag"] == [
        "quoted by the model, not found in the review"
    ]


def test_a_flagged_number_is_not_marked_inside_a_longer_one() -> None:
    flags = [Flag(kind=FlagKind.DETAIL_NOT_IN_CITED_PASSAGES, text="3")]
    cut = pieces("13 visits and 3 calls", flags, {}, PLACES)
    assert [piece.text for piece in cut] == ["13 visits and ", "3", " calls"]
