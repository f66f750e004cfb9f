"""Evidence that an inspector adds stands where it was selected, or is refused with what to do."""

import re

import pytest

from assistant.domain.draft import Located, Match, Stance
from assistant.domain.offered import OfferedEvidence
from assistant.domain.review import Kind, Review
from assistant.errors import NotAllowed
from assistant.steps.verify import Finder, own_evidence
from tests.steps.reporting import passages
from tests.steps.reporting import review as small

ROWS = ("Date\tEvent", "14 May 2026\tNot enforced.")
TWICE = "It was not done. It was then done. It was not done."


def review() -> Review:
    """The small review with a chronology, a paragraph that says one thing twice, and a page header."""
    base = small(ROWS)
    more = [
        ("s1", Kind.PARAGRAPH, TWICE, {}),
        ("s1", Kind.FURNITURE, "Official sensitive, draft of July", {}),
        ("s1", Kind.PARAGRAPH, "Both “quotes” and 😀 stand before what follows.", {}),
    ]
    told = [
        (p.section, p.kind, p.text, {"table": p.table, "row": p.row, "header": p.header}) for p in base.passages
    ]
    read = passages([*told, *more])
    return base.model_copy(update={"passages": read, "text": "\n".join(p.text for p in read)})


REVIEW = review()
AT = {p.text: p.id for p in REVIEW.passages}


def offered(passage: str, words: str = "", *pieces: tuple[str, int, int]) -> OfferedEvidence:
    return OfferedEvidence(
        prompt="4.a",
        expectation="4.a/1",
        stance=Stance.AGAINST,
        passage=passage,
        words=words,
        pieces=tuple(Located(passage=p, start=start, end=end) for p, start, end in pieces),
    )


def test_selected_words_keep_their_place_even_where_they_stand_twice() -> None:
    start = TWICE.rindex("It was not done.")
    found = own_evidence(REVIEW, Finder(REVIEW), offered(AT[TWICE], "", (AT[TWICE], start, len(TWICE))))
    assert (found.match, found.start, found.end) == (Match.EXACT, start, len(TWICE))
    assert (found.quote, found.stance, found.expectation) == ("It was not done.", Stance.AGAINST, "4.a/1")


def test_a_selection_may_run_over_passages_and_over_cells() -> None:
    visit = "The home visit planned for 2 June did not take place."
    ends = (("p2", visit.index("take place"), len(visit)), ("p3", 0, 23))
    found = own_evidence(REVIEW, Finder(REVIEW), offered("p2", "", *ends))
    assert [(p.passage, p.start, p.end) for p in found.located] == list(ends)
    row = AT[ROWS[1]]
    assert own_evidence(REVIEW, Finder(REVIEW), offered(row, "", (row, 0, len(ROWS[1])))).located == (
        Located(passage=row, start=0, end=len(ROWS[1])),
    )


def test_a_whole_cell_is_evidence_however_short() -> None:
    row = AT[ROWS[1]]
    start = ROWS[1].index("Not")
    assert (
        own_evidence(REVIEW, Finder(REVIEW), offered(row, "", (row, start, len(ROWS[1])))).match is Match.EXACT
    )


@pytest.mark.parametrize(
    ("words", "match"),
    [
        ("The home visit planned for 2 June did not take place.", Match.EXACT),
        ("  The home visit planned\nfor 2 June did not take place ", Match.NORMALISED),
        ("We consider this a missed opportunity.", Match.MOVED),
    ],
)
def test_typed_words_are_looked_for_in_the_passage_and_then_elsewhere(words: str, match: Match) -> None:
    found = own_evidence(REVIEW, Finder(REVIEW), offered("p2", words))
    assert found.match is match
    assert found.cited_passage == "p2"
    assert found.passage is not None


@pytest.mark.parametrize(
    ("because", "given"),
    [
        ("do not stand in the review", offered("p2", "The home visit planned for 2 June did take place.")),
        ("do not stand in the review", offered("p99", "The home visit planned for 2 June")),
        ("do not stand in the review", offered("p2", "", ("p2", 0, 400))),
        ("do not stand in the review", offered("p2", "", ("p2", 10, 10))),
        ("do not stand in the review", offered("p2", "", ("p99", 0, 20))),
        ("do not stand in the review", offered("p2", "", ("p3", 0, 23), ("p2", 44, 53))),
        ("do not stand in the review", offered("p2", "", *(("p2", n, n + 1) for n in range(41)))),
        ("do not stand in the review", offered("p2", "")),
        ("too little", offered("p2", "2 June")),
        ("too little", offered("p2", "", ("p2", 4, 14))),
        ("never evidence", offered("p2", "Official sensitive, draft of July")),
    ],
)
def test_what_is_no_evidence_is_refused_in_words(because: str, given: OfferedEvidence) -> None:
    with pytest.raises(NotAllowed, match=re.escape(because)):
        own_evidence(REVIEW, Finder(REVIEW), given)
