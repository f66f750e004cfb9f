"""An inspector's rationale is held to what a draft's is held to."""

from assistant.domain.draft import FlagKind
from assistant.steps.settle import reword
from assistant.steps.verify import Finder
from tests.steps.reporting import RUBRIC, quoted, review

REVIEW = review()
VISIT = quoted(REVIEW, "The home visit planned for 2 June did not take place.")


def written(words: str, intake: str = "") -> tuple[str, list[tuple[FlagKind, str]]]:
    finder = Finder(REVIEW)
    text, flags = reword(
        REVIEW, RUBRIC.prompt("1.3.c"), words, (VISIT,), contains=finder.contains, intake=intake
    )
    return text, [(flag.kind, flag.text) for flag in flags]


def test_words_that_rest_on_the_evidence_stand_as_they_were_written() -> None:
    words = "The visit of 2 June “did not take place” [p2], which is called “a missed opportunity”."
    assert written(words) == (words, [])


def test_a_quotation_that_stands_nowhere_loses_its_marks_and_says_so() -> None:
    text, flags = written("It says “the visit went ahead as planned”.")
    assert text == "It says the visit went ahead as planned [not found in the review]."
    assert flags == [(FlagKind.QUOTATION_NOT_FOUND, "the visit went ahead as planned")]


def test_a_date_or_name_that_no_evidence_holds_is_flagged_unless_hmpps_said_it() -> None:
    assert written("A visit of 9 June by Mr Holm.")[1] == [
        (FlagKind.DETAIL_NOT_IN_CITED_PASSAGES, "9 June"),
        (FlagKind.DETAIL_NOT_IN_CITED_PASSAGES, "Holm"),
    ]
    assert written("A visit of 9 June was planned.", intake="Date of the offence: 9 June 2026")[1] == []
