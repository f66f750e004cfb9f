"""Which quotations the report shows, how they are numbered, and that no reader ever meets a raw passage id."""

import pytest

from assistant.domain.draft import CheckedCitation, CheckedFinding, Line, Located, Match, Met, Stance
from assistant.domain.judgement import ReasonCode
from assistant.domain.report import PromptReport
from tests.steps.reporting import K, assurance, decision, draft, quoted, review, told

FOR = Stance.SUPPORTS
VISIT = "5.3 Implementation, paragraph 1"
MISSED = "5.3 Implementation, paragraph 3, page 7"


def of(*citations: CheckedCitation, rationale: str = "", **fields: object) -> PromptReport:
    """What is told of a draft of 1.3.c with those citations."""
    return told(
        assurance(draft("1.3.c", citations=citations, rationale=rationale, **fields), source=review()), "1.3.c"
    )


def minor(*quotes: str, stance: Stance = Stance.AGAINST) -> CheckedCitation:
    """A citation that is not the strongest of its stance."""
    return quoted(review(), *quotes, stance=stance, expectation="1.3.c/1")


def test_quotations_are_the_files_own_words_at_their_place_for_before_against() -> None:
    wide = quoted(review(), "did not take place", match=Match.NORMALISED).model_copy(
        update={"quote": "did  NOT take place"}
    )
    found = of(
        wide,
        wide,
        quoted(review(), "told to us in interview", stance=FOR),
        quoted(review(), "a missed opportunity", stance=FOR),
    )
    assert [(q.number, q.stance, q.texts, q.place) for q in found.quotations] == [
        (1, "For", ("a missed opportunity",), MISSED),
        (2, "For", ("told to us in interview",), "5.3 Implementation, footnote 2"),
        (3, "Against", ("did not take place",), VISIT),
    ]


def test_quotations_of_one_passage_have_one_number_and_stand_in_reading_order() -> None:
    found = of(quoted(review(), "did not take place"), quoted(review(), "The home visit"))
    assert [(q.number, q.texts) for q in found.quotations] == [(1, ("The home visit", "did not take place"))]


@pytest.mark.parametrize(
    "quotes",
    [
        ("planned for 2 June did not", "planned for 2 June did not"),
        ("planned for 2 June did not", "for 2 June"),
        ("planned for 2 June", "2 June did not"),
        ("planned for 2 June", "did not"),
    ],
    ids=["the same", "within another", "overlapping", "parted by a space only"],
)
def test_quotations_that_make_one_stretch_of_text_are_one(quotes: tuple[str, str]) -> None:
    found = of(*(quoted(review(), quote) for quote in quotes))
    assert [q.texts for q in found.quotations] == [("planned for 2 June did not",)]
    assert found.left_out is None


def test_shown_are_the_strongest_and_those_in_passages_that_the_rationale_points_at() -> None:
    found = of(
        quoted(review(), "did not take place"),
        minor("The home visit"),
        minor("a missed opportunity", stance=FOR),
        minor("No reason was recorded"),
        rationale="It calls that missed [p4].",
    )
    assert [(q.number, q.texts) for q in found.quotations] == [
        (1, ("a missed opportunity",)),
        (2, ("did not take place",)),
    ]
    assert found.left_out == "2 more quotations located in the review are in the result file."
    assert found.reasons[0].value == "It calls that missed [1]."


def test_a_strongest_quotation_within_a_wider_one_is_shown_as_the_wider_one() -> None:
    found = of(
        quoted(review(), "did not take place"), minor("The home visit planned for 2 June did not take place.")
    )
    assert [q.texts for q in found.quotations] == [("The home visit planned for 2 June did not take place.",)]
    assert found.left_out is None


def test_the_count_of_those_left_out_counts_each_stretch_once_and_nothing_that_is_absent() -> None:
    found = of(
        quoted(review(), "did not take place"),
        minor("No reason was recorded"),
        minor("No reason was recorded"),
        minor("reason was recorded"),
        minor("never written"),
    )
    assert found.left_out == "1 more quotation located in the review is in the result file."
    assert found.not_found == ("never written",)


def test_after_an_override_with_a_reason_the_selection_stays() -> None:
    offered = draft(
        "1.3.c",
        citations=(minor("No reason was recorded"), minor("a missed opportunity")),
        rationale="Nobody says why [p3].",
    )
    act = decision(
        K.OVERRIDE,
        prompt="1.3.c",
        line=Line.ABOVE,
        draft="k-1.3.c",
        reason_code=ReasonCode.OTHER,
        reason="The reason stands in the footnote.",
    )
    found = told(assurance(offered, decisions=[act], source=review()), "1.3.c")
    assert [f.name for f in found.reasons] == ["Inspector's reason"]
    assert [q.texts for q in found.quotations] == [("No reason was recorded",)]
    assert found.left_out == "1 more quotation located in the review is in the result file."


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("It is shown [p2].", "It is shown [2]."),
        ("It is shown [p2, p4].", "It is shown [1, 2]."),
        ("It is shown [p2][p4].", "It is shown [1, 2]."),
        ("It is shown (p4).", "It is shown [1]."),
        ("It is shown (see p2 and p4, above).", "It is shown (see [1, 2], above)."),
        ("It is shown [passage p2: the visit].", "It is shown (passage [2]: the visit)."),
        ("It is shown in p2.", "It is shown in [2]."),
        ("It is shown [p2–p4].", "It is shown [1, 2; 5.3 Implementation, paragraph 2]."),
        ("It is not [p3].", "It is not [5.3 Implementation, paragraph 2]."),
        ("It is not [p4, p5].", "It is not [1; 5.3 Implementation, footnote 2]."),
        ("It is not [p3, p5].", "It is not [5.3 Implementation, paragraph 2; footnote 2]."),
        ("It is made up [p99].", "It is made up [passage not in the review]."),
        ("It is made up [p2, p98, p99].", "It is made up [2; passage not in the review]."),
        ("PP2 and [sic] are no references.", "PP2 and [sic] are no references."),
    ],
)
def test_a_reference_is_the_number_of_a_quotation_shown_or_a_place_in_words(written: str, read: str) -> None:
    found = of(
        quoted(review(), "a missed opportunity", stance=FOR),
        quoted(review(), "did not take place"),
        rationale=written,
    )
    assert found.reasons[0].value == read


def test_a_passage_quoted_both_ways_is_pointed_at_by_both_numbers() -> None:
    found = of(minor("The home visit", stance=FOR), minor("did not take place"), rationale="Both [p2].")
    assert [(q.number, q.stance) for q in found.quotations] == [(1, "For"), (2, "Against")]
    assert found.reasons[0].value == "Both [1, 2]."


def test_no_words_of_a_draft_keep_a_raw_id_wherever_they_stand() -> None:
    found = of(
        minor("never written").model_copy(update={"quote": "[p3] never written"}),
        rationale="Why.",
        searched=("paragraph p4, for a reason",),
        findings=(CheckedFinding(expectation="1.3.c/1", met=Met.NOT_MET, note="Not in [p2]."),),
    )
    assert found.reasons[1].value == f"paragraph [{MISSED}], for a reason"
    assert found.found[0].note == f"Not in [{VISIT}]."
    assert found.not_found == ("[5.3 Implementation, paragraph 2] never written",)


@pytest.mark.parametrize(
    ("rows", "place"),
    [
        (
            ["Date\tEvent\tComments", "2 June 2026\tHome visit cancelled\tBelow"],
            "4 Chronology, row 2, 2 June 2026, Event",
        ),
        (
            ["No.\tDate\tEvent", "31\t2 June 2026\tHome visit cancelled"],
            "4 Chronology, no. 31, 2 June 2026, Event",
        ),
        (["Officer\tWhat", "Ms Fairwater\tHome visit cancelled"], "4 Chronology, row 2, Ms Fairwater, What"),
        (["Event\tDate", "Home visit cancelled\t2 June 2026"], "4 Chronology, row 2, 2 June 2026, Event"),
        (["A row\tHome visit cancelled"], "4 Chronology, table heading"),
    ],
)
def test_a_row_is_found_by_its_number_its_date_and_its_column(rows: list[str], place: str) -> None:
    source = review(rows)
    state = assurance(draft("chronology.a", citations=(quoted(source, "Home visit cancelled"),)), source=source)
    (found,) = told(state, "chronology.a").quotations
    assert (found.texts, found.place) == (("Home visit cancelled",), place)


def test_a_row_that_the_rationale_points_at_is_named_without_a_column() -> None:
    source = review(["No.\tDate\tEvent", "31\t2 June 2026\tHome visit", "32\t4 June 2026\tCall"])
    offered = draft("chronology.a", rationale="No comment is made [p8, p9].")
    found = told(assurance(offered, source=source), "chronology.a")
    assert found.reasons[0].value == (
        "No comment is made [4 Chronology, no. 31, 2 June 2026; no. 32, 4 June 2026]."
    )


def test_a_quotation_across_cells_is_told_cell_by_cell_and_never_holds_a_tab() -> None:
    source = review(["Date\tEvent", "2 June 2026\tHome visit cancelled"])
    state = assurance(
        draft("chronology.a", citations=(quoted(source, "2 June 2026\tHome visit"),)), source=source
    )
    (found,) = told(state, "chronology.a").quotations
    assert found.texts == ("2 June 2026", "Home visit")
    assert found.place == "4 Chronology, row 2, Date and Event"


def test_the_file_is_named_where_there_are_several() -> None:
    source = review(files=2)
    state = assurance(draft("1.3.c", citations=(quoted(source, "did not take place"),)), source=source)
    assert told(state, "1.3.c").quotations[0].place == "5.3 Implementation, paragraph 1, review.docx"


@pytest.mark.parametrize(
    "citation",
    [
        quoted(review(), "never written"),
        quoted(review(), "did not take place").model_copy(update={"match": Match.ABSENT}),
        quoted(review(), "did not take place").model_copy(
            update={"located": (Located(passage="p2", start=30, end=9_999),)}
        ),
        quoted(review(), "did not take place").model_copy(
            update={"located": (Located(passage="p99", start=0, end=3),)}
        ),
    ],
    ids=["absent", "called absent", "beyond the passage", "no such passage"],
)
def test_what_stands_nowhere_is_never_a_quotation(citation: CheckedCitation) -> None:
    marked = citation.model_copy(update={"quote": f"“{citation.quote}”"})
    found = told(assurance(draft("1.3.c", citations=(marked,))), "1.3.c")
    assert found.quotations == ()
    assert found.not_found == (citation.quote,)
