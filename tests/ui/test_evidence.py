"""Evidence: numbered in reading order, in the file's own words; what is absent is never evidence."""

import pytest

from assistant.domain.draft import Flag, FlagKind, Located, Match, Stance
from assistant.domain.places import NO_PASSAGE, Places
from assistant.domain.references import cut
from assistant.ui.presentation.evidence import absent, by_passage, evidence
from assistant.ui.presentation.rich import pieces
from tests.steps.reporting import quoted
from tests.ui.specimen import review

OF = review()
PLACES = Places(OF)


def test_numbers_run_in_reading_order_whatever_the_order_of_the_draft() -> None:
    found = evidence(
        [
            quoted(OF, "Enforcement was timely and proportionate."),
            quoted(OF, "No further test was arranged."),
        ],
        PLACES,
    )
    assert [(one.n, one.quotes) for one in found] == [
        (1, ("No further test was arranged.",)),
        (2, ("Enforcement was timely and proportionate.",)),
    ]


def test_the_same_words_cited_twice_are_one_piece_of_evidence() -> None:
    words = "Enforcement was timely and proportionate."
    found = evidence([quoted(OF, words), quoted(OF, words, expectation="1.3.c/2")], PLACES)
    assert len(found) == 1
    assert found[0].strongest
    assert found[0].expectations == ("/2",)


def test_what_is_shown_are_the_words_of_the_file_not_of_the_model() -> None:
    loose = quoted(OF, "We consider this a missed opportunity.", stance=Stance.SUPPORTS).model_copy(
        update={"quote": "we  consider this a missed  opportunity", "match": Match.NORMALISED}
    )
    found = evidence([loose], PLACES)
    assert found[0].quotes == ("We consider this a missed opportunity.",)
    assert found[0].match.startswith("Normalised")


def test_a_quotation_across_cells_is_shown_cell_by_cell() -> None:
    row = OF.passage("p6")
    assert row is not None
    piece = Located(passage="p6", start=0, end=len(row.text))
    one = quoted(OF, "14 May 2026").model_copy(update={"located": (piece,)})
    assert evidence([one], PLACES)[0].quotes == row.cells


def test_a_moved_quotation_says_where_it_was_cited() -> None:
    moved = quoted(OF, "We consider this a missed opportunity.", stance=Stance.SUPPORTS).model_copy(
        update={"match": Match.MOVED, "cited_passage": "p11"}
    )
    assert evidence([moved], PLACES)[0].match == "Moved: cited as 5.3 Implementation, paragraph 3"


@pytest.mark.parametrize("end", [0, 9999])
def test_offsets_that_hold_no_text_are_no_evidence(end: int) -> None:
    wrong = quoted(OF, "We consider this", stance=Stance.SUPPORTS).model_copy(
        update={"located": (Located(passage="p10", start=0, end=end),)}
    )
    assert evidence([wrong], PLACES) == ()
    assert len(absent([wrong], [], PLACES)) == 1


def test_absent_words_are_told_apart_from_words_that_are_no_evidence() -> None:
    nowhere = quoted(OF, "Liaison took place", cited="p11")
    short = quoted(OF, "Notes are", match=Match.ABSENT, cited="p9")
    flags = [Flag(kind=FlagKind.QUOTATION_NOT_EVIDENCE, text="Notes are")]
    told = absent([nowhere, short], flags, PLACES)
    assert [(one.offered, one.stands, one.cited) for one in told] == [
        ("Liaison took place", False, "5.3 Implementation, paragraph 3"),
        ("Notes are", True, "5.3 Implementation, paragraph 1"),
    ]
    assert evidence([nowhere, short], PLACES) == ()


def test_places_name_the_row_its_date_and_the_column() -> None:
    assert PLACES.words("p6", [12]) == "4 Chronology, row 2, 14 May 2026, Event"
    assert PLACES.words("p6") == "4 Chronology, row 2, 14 May 2026"
    assert PLACES.words("p12") == "5.3 Implementation, footnote 1"
    assert PLACES.words("p5") == "4 Chronology, table heading"
    assert PLACES.words("p14") == "Action plan, paragraph 1"


def test_passage_ids_in_a_sentence_become_numbers_or_places() -> None:
    numbers = by_passage(
        evidence([quoted(OF, "We consider this a missed opportunity.", stance=Stance.SUPPORTS)], PLACES)
    )
    shown = pieces("Explored [p10, p11], as in p12 and [see p10].", [], numbers, PLACES)
    assert [(piece.kind, piece.text) for piece in shown] == [
        ("text", "Explored "),
        ("cite", "[1]"),
        ("place", "5.3 Implementation, paragraph 3"),
        ("text", ", as in "),
        ("place", "5.3 Implementation, footnote 1"),
        ("text", " and (see "),
        ("cite", "[1]"),
        ("text", ")."),
    ]


def test_a_passage_that_the_review_has_not_is_said_to_be_none_and_leads_nowhere() -> None:
    _, known, unknown, _ = pieces("Explored [p11, p998, p999].", [], {}, PLACES)
    assert (known.kind, known.passage) == ("place", "p11")
    assert (unknown.kind, unknown.passage, unknown.text) == ("place", None, NO_PASSAGE)


def test_screen_and_report_read_the_same_references_in_a_sentence() -> None:
    sentence = "It is shown [p10–p12], (p6; p7)[p1] and in p999, but PP2 and [sic] are none."
    on_screen = [piece.text for piece in pieces(sentence, [], {}, PLACES) if piece.kind == "place"]
    printed = "".join(part if isinstance(part, str) else "" for part in cut(sentence))
    assert on_screen == [
        *(f"5.3 Implementation, {within}" for within in ("paragraph 2", "paragraph 3", "footnote 1")),
        "4 Chronology, row 2",
        "4 Chronology, row 3",
        "1 Case details, heading",
        NO_PASSAGE,
    ]
    on_paper = [piece.text for piece in pieces(sentence, [], {}, PLACES) if piece.kind == "text"]
    assert "".join(on_paper) == printed


def test_words_that_were_not_found_lose_their_quotation_marks_and_say_so() -> None:
    flags = [Flag(kind=FlagKind.QUOTATION_NOT_FOUND, text="it was fine")]
    shown = pieces("He said “it was fine” twice.", flags, {}, PLACES)
    assert "“" not in "".join(piece.text for piece in shown)
    assert [piece.why for piece in shown if piece.kind == "flag"] == [
        "quoted by the model, not found in the review"
    ]


def test_a_flagged_number_is_not_marked_inside_a_longer_one() -> None:
    flags = [Flag(kind=FlagKind.DETAIL_NOT_IN_CITED_PASSAGES, text="3")]
    shown = pieces("13 visits and 3 calls", flags, {}, PLACES)
    assert [piece.text for piece in shown] == ["13 visits and ", "3", " calls"]
