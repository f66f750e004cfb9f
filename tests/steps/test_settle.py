"""What a line needs, what happens to words in quotation marks, and which details are flagged."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.domain.draft import (
    CheckedCitation,
    Draft,
    DraftStatus,
    Finding,
    FlagKind,
    Instructions,
    Line,
    Located,
    Match,
    Met,
    Provenance,
    Reply,
    Stance,
    Tokens,
)
from assistant.domain.review import Kind, Part, Passage, Review, Section
from assistant.domain.rubric import Expectation, Prompt, Scale, Strength
from assistant.domain.selection import Selection
from assistant.steps.settle import settle

TEXTS = {
    "p1": "Alex Morgan was assessed as high risk on 12 May 2024, after 3 home visits to the victims’ home.",
    "p2": "The plan wasn’t reviewed by Mr Patel until 07/06/2024. He called it “robust” at the MARAC.",
    "p3": "Nobody from Riverside Hostel was asked about the 14 missed appointments in 2023.",
}
PROVENANCE = Provenance(
    model="m",
    endpoint="localhost:1",
    instructions=Instructions(name="draft.v1", sha256="0" * 64),
    request="0" * 64,
    requests=1,
    tokens=Tokens(),
    at=datetime(2026, 1, 2, tzinfo=UTC),
)
PROMPT = Prompt(
    id="1.1.a",
    letter="a",
    label="Use of OASys",
    question="Does the review analyse OASys, and in 5 years?",
    scale=Scale.LINE,
    rule="1.1",
    source="rules 1.1.a",
    expectations=tuple(
        Expectation(id=f"1.1.a/{n}", strength=Strength.MUST, text="It is there.", source="rules 1.1.a")
        for n in (1, 2)
    ),
)


def review() -> Review:
    text = "\n".join(TEXTS.values())
    passages = tuple(
        Passage(id=i, section="s1", file="a", kind=Kind.PARAGRAPH, text=t, start=text.index(t),
                end=text.index(t) + len(t), page=9)
        for i, t in TEXTS.items()
    )  # fmt: skip
    section = Section(id="s1", title="Work at Northgate in 2019", part=Part.OTHER, file="a", level=1)
    return Review(id="r", title="Review", files=(), words=40, text=text, sections=(section,), passages=passages)


def contains(words: str) -> bool:
    return any(words.strip(" .") in text for text in TEXTS.values())


def citation(
    stance: Stance = Stance.SUPPORTS,
    *,
    found: bool = True,
    passage: str = "p1",
    expectation: str | None = "1.1.a/1",
    quote: str = "was assessed as high risk",
) -> CheckedCitation:
    place = Located(passage=passage, start=12, end=37)
    return CheckedCitation(
        expectation=expectation,
        cited_passage=passage,
        passage=passage if found else None,
        quote=quote,
        match=Match.EXACT if found else Match.ABSENT,
        start=place.start if found else None,
        end=place.end if found else None,
        stance=stance,
        located=(place,) if found else (),
    )


def drafted(
    line: Line | None = Line.ABOVE,
    *checked: CheckedCitation,
    searched: tuple[str, ...] = (),
    rationale: str = "",
    note: str = "",
    met: Met = Met.MET,
    precludes: bool = False,
    clause: bool = True,
    intake: str = "",
    selection: Selection | None = None,
) -> Draft:
    reply = Reply(
        findings=(Finding(expectation=1, met=met, note=note, citations=()),),
        strongest_for=None,
        strongest_against=None,
        searched=searched,
        rationale=rationale,
        line=line,
        precludes=precludes,
    )
    return settle(
        review(),
        PROMPT,
        reply,
        checked,
        key="k",
        provenance=PROVENANCE,
        contains=contains,
        preclude_clause=clause,
        intake=intake,
        selection=selection,
    )


def flags(draft: Draft, kind: FlagKind) -> list[tuple[str, str]]:
    return [(flag.text, flag.place) for flag in draft.flags if flag.kind is kind]


def details(rationale: str, *cited: str, intake: str = "") -> list[str]:
    """Details of this rationale that stand in none of the passages cited."""
    checked = [citation(passage=p) for p in cited or ("p1", "p2")]
    draft = drafted(Line.ABOVE, *checked, rationale=rationale, intake=intake)
    return [text for text, _ in flags(draft, FlagKind.DETAIL_NOT_IN_CITED_PASSAGES)]


SUPPORTS, AGAINST = citation(Stance.SUPPORTS), citation(Stance.AGAINST)


@pytest.mark.parametrize(
    ("proposed", "evidence", "searched", "line"),
    [
        (Line.ABOVE, SUPPORTS, (), Line.ABOVE),
        (Line.ABOVE, AGAINST, ("Chronology",), Line.UNDETERMINED),
        (Line.ABOVE, citation(found=False), (), Line.UNDETERMINED),
        (Line.BELOW, AGAINST, (), Line.BELOW),
        (Line.BELOW, SUPPORTS, (), Line.UNDETERMINED),
        (Line.BELOW, citation(Stance.AGAINST, found=False), (), Line.UNDETERMINED),
        (Line.BELOW, SUPPORTS, ("Chronology",), Line.BELOW),
        (Line.BELOW, SUPPORTS, (" ", ""), Line.UNDETERMINED),
        (Line.NOT_APPLICABLE, SUPPORTS, (), Line.NOT_APPLICABLE),
        (Line.NOT_APPLICABLE, AGAINST, ("Chronology",), Line.UNDETERMINED),
        (Line.UNDETERMINED, SUPPORTS, (), Line.UNDETERMINED),
        (None, SUPPORTS, (), None),
    ],
)
def test_a_line_needs_its_evidence(
    proposed: Line | None, evidence: CheckedCitation, searched: tuple[str, ...], line: Line | None
) -> None:
    draft = drafted(proposed, evidence, searched=searched)
    assert (draft.line, draft.proposed_line) == (line, proposed)
    assert draft.unsupported == (line is not proposed)
    assert draft.status is DraftStatus.DRAFTED


PART = Selection(passages=frozenset({"p1"}), unread=("s1",), of=3, share=40)


@pytest.mark.parametrize(
    ("proposed", "evidence", "line"),
    [
        (Line.BELOW, SUPPORTS, Line.UNDETERMINED),
        (Line.BELOW, AGAINST, Line.BELOW),
        (Line.ABOVE, SUPPORTS, Line.ABOVE),
        (Line.NOT_APPLICABLE, SUPPORTS, Line.NOT_APPLICABLE),
        (Line.UNDETERMINED, SUPPORTS, Line.UNDETERMINED),
    ],
)
def test_where_not_everything_was_read_no_line_rests_on_what_was_not_found(
    proposed: Line, evidence: CheckedCitation, line: Line
) -> None:
    draft = drafted(proposed, evidence, searched=("Chronology",), precludes=True, selection=PART)
    assert (draft.line, draft.proposed_line, draft.unread) == (line, proposed, ("s1",))
    assert draft.precludes == (line is Line.BELOW)
    assert draft.unsupported == (line is not proposed)
    assert flags(draft, FlagKind.NOT_READ_WHOLE) == [("1 of 3 sections", "review")]
    assert draft.searched == ("Chronology",)


def test_where_not_everything_was_read_a_finding_of_not_met_needs_a_passage() -> None:
    assert drafted(Line.ABOVE, SUPPORTS, met=Met.NOT_MET, selection=PART).findings[0].met is Met.NOT_MET
    other = citation(expectation="1.1.a/2")
    assert drafted(Line.ABOVE, other, met=Met.NOT_MET, selection=PART).findings[0].met is Met.UNSUPPORTED
    assert (
        drafted(Line.ABOVE, other, met=Met.NOT_APPLICABLE, selection=PART).findings[0].met is Met.NOT_APPLICABLE
    )


def test_a_draft_over_the_whole_review_leaves_nothing_unread() -> None:
    whole = Selection(passages=frozenset(TEXTS), unread=(), of=3, share=100)
    for selection in (None, whole):
        draft = drafted(Line.BELOW, SUPPORTS, searched=("Chronology",), selection=selection)
        assert (draft.line, draft.unread, flags(draft, FlagKind.NOT_READ_WHOLE)) == (Line.BELOW, (), [])


def test_the_strongest_passage_carries_a_line_like_any_other() -> None:
    assert drafted(Line.ABOVE, citation(expectation=None)).line is Line.ABOVE


def test_a_finding_whose_every_quotation_is_absent_is_unsupported() -> None:
    absent = citation(found=False)
    assert drafted(Line.ABOVE, absent).findings[0].met is Met.UNSUPPORTED
    assert drafted(Line.ABOVE, met=Met.PARTLY).findings[0].met is Met.UNSUPPORTED
    assert drafted(Line.ABOVE, absent, citation()).findings[0].met is Met.MET
    assert drafted(Line.ABOVE, absent, citation(expectation="1.1.a/2")).findings[0].met is Met.UNSUPPORTED
    assert drafted(Line.BELOW, absent, met=Met.NOT_MET).findings[0].met is Met.NOT_MET


def test_an_expectation_without_a_finding_is_flagged() -> None:
    flagged = flags(drafted(Line.ABOVE, SUPPORTS), FlagKind.EXPECTATION_NOT_ANSWERED)
    assert flagged == [("1.1.a/2", "finding 1.1.a/2")]


def test_a_preclusion_is_kept_only_below_the_line_and_under_a_rule_with_the_clause() -> None:
    assert drafted(Line.BELOW, AGAINST, precludes=True).precludes
    assert not drafted(Line.BELOW, AGAINST, precludes=True, clause=False).precludes
    assert not drafted(Line.BELOW, SUPPORTS, precludes=True).precludes
    assert not drafted(Line.ABOVE, SUPPORTS, precludes=True).precludes
    assert not drafted(Line.BELOW, AGAINST).precludes


def test_words_that_stand_in_the_review_but_prove_nothing_are_flagged_as_that() -> None:
    short = citation(found=False, quote="high risk")
    invented = citation(found=False, quote="very low risk indeed")
    draft = drafted(Line.ABOVE, short, invented, citation(found=False, quote="robust", expectation=None))
    assert flags(draft, FlagKind.QUOTATION_NOT_EVIDENCE) == [
        ("high risk", "finding 1.1.a/1"),
        ("robust", "strongest for"),
    ]


@pytest.mark.parametrize(
    "rationale",
    [
        "It says “assessed as high risk” and no more.",
        'It says "assessed as high risk".',
        "It says «assessed as high risk».",
        "It says „assessed as high risk“.",
        "It says ‘assessed as high risk’.",
        "It says 'assessed as high risk'.",
        "It says ‘visits to the victims’ home’ and ‘robust’.",
        "It says 'The plan wasn’t reviewed'.",
        "It calls it “robust”.",
    ],
)
def test_a_quotation_that_stands_in_the_review_keeps_its_marks(rationale: str) -> None:
    draft = drafted(Line.ABOVE, SUPPORTS, rationale=rationale)
    assert draft.rationale == rationale
    assert not flags(draft, FlagKind.QUOTATION_NOT_FOUND)


@pytest.mark.parametrize("marks", ["“”", '""', "«»", "„“", "‘’", "''", '“"'])
def test_a_quotation_that_stands_nowhere_loses_its_marks_and_says_so(marks: str) -> None:
    draft = drafted(Line.ABOVE, SUPPORTS, rationale=f"He said {marks[0]}all went very well{marks[1]} then.")
    assert not set('“”"«»„‘’') & set(draft.rationale)
    assert "all went very well" in draft.rationale
    assert "[not found in the review]" in draft.rationale
    assert len(flags(draft, FlagKind.QUOTATION_NOT_FOUND)) == 1


def test_the_flag_names_the_words_and_the_place() -> None:
    draft = drafted(Line.ABOVE, SUPPORTS, rationale="“all went very well”", note="So ‘it never did happen’.")
    assert set(flags(draft, FlagKind.QUOTATION_NOT_FOUND)) == {
        ("all went very well", "rationale"),
        ("it never did happen", "finding 1.1.a/1"),
    }
    assert draft.rationale == "all went very well [not found in the review]"
    assert draft.findings[0].note == "So it never did happen [not found in the review]."


def test_a_quotation_glued_to_a_word_is_one_too() -> None:
    draft = drafted(Line.ABOVE, SUPPORTS, rationale='He said"all went very well"then; a 6" step.')
    assert draft.rationale == 'He said all went very well [not found in the review] then; a 6" step.'


def test_a_term_of_two_words_that_stands_nowhere_only_loses_its_marks() -> None:
    draft = drafted(Line.ABOVE, SUPPORTS, rationale="It was “very weak” and ‘robust’.")
    assert draft.rationale == "It was very weak and ‘robust’."
    assert flags(draft, FlagKind.QUOTATION_NOT_FOUND) == [("very weak", "rationale")]


@pytest.mark.parametrize(
    "rationale",
    [
        "The victims' views and the offenders' plan weren't sought.",
        "The victims’ views and the offenders’ plan weren’t sought.",
        "In the ’90s it wasn’t so; the teams’ plan wasn't either.",
        "It's the team's, and they're sure of it.",
    ],
)
def test_apostrophes_are_no_quotation_marks(rationale: str) -> None:
    draft = drafted(Line.ABOVE, SUPPORTS, rationale=rationale)
    assert draft.rationale == rationale
    assert not flags(draft, FlagKind.QUOTATION_NOT_FOUND)


def test_a_mark_that_is_never_closed_quotes_to_the_end_of_the_line() -> None:
    draft = drafted(Line.ABOVE, SUPPORTS, rationale="He said “all went very well\nThe end.")
    assert draft.rationale == "He said all went very well [not found in the review]\nThe end."


def test_a_quotation_inside_one_that_was_not_found_is_looked_up_too() -> None:
    draft = drafted(Line.ABOVE, SUPPORTS, rationale="He said “it was ‘robust’ and ‘very good stuff’ too”.")
    assert draft.rationale == (
        "He said it was ‘robust’ and very good stuff [not found in the review] too [not found in the review]."
    )


def test_details_of_the_cited_passages_are_not_flagged() -> None:
    assert details("On 12 May 2024 Alex Morgan was assessed, after 3 home visits and three calls.") == []
    assert details("In May 2024, and on 12 May, and on 12th of May 2024, and on 12/05/2024.") == []
    assert details("Mr Patel reviewed it on 7 June 2024. Patel's view was that Morgan's risk was high.") == []


def test_details_that_stand_in_no_cited_passage_are_flagged() -> None:
    assert details("On 13 May 2024 Alex Morgan was seen.") == ["13 May 2024"]
    assert details("On 12 May 2023 Alex Morgan was seen.") == ["12 May 2023"]
    assert details("In June 2022 there were 4 visits, of 30 minutes, at £1,500.") == [
        "June 2022",
        "4",
        "30",
        "1,500",
    ]
    assert details("It was for Mr Singh to see Alex Morgan and Jane van Dyke.") == ["Singh", "Jane", "Dyke"]
    assert details("The staff of Riverside Hostel missed 14.", "p1") == ["14", "Riverside Hostel"]
    assert details("The staff of Riverside Hostel missed 14.", "p3") == []
    assert details("Alex Morgan was seen on 13 May.") == ["13 May"]


def test_a_passage_that_the_wording_points_at_counts_as_cited() -> None:
    assert details("The staff of Riverside Hostel missed 14 [p3].", "p1") == []
    assert details("The staff of Riverside Hostel missed 14 [p1, p3].", "p1") == []
    assert details("The staff of Riverside Hostel missed 14, as p3 says.", "p1") == []
    assert details("The staff of Riverside Hostel missed 14 [p2-p3].", "p1") == []
    assert details("The staff of Riverside Hostel missed 14 [p2].", "p1") == ["14", "Riverside Hostel"]


def test_a_detail_may_stand_in_the_heading_of_the_section() -> None:
    assert details("The work at Northgate in 2019 was looked at.") == []


def test_pointers_and_the_words_of_everybody_are_no_details() -> None:
    assert details("See p12, p13 and 1.1.a/3, 2.i and 1.2.b; expectations 4, 6 and 8; page 77.") == []
    assert (
        details("It asks for OASys within 5 years, says the Probation Practitioner on a Monday in March.") == []
    )
    assert details("It is late: 1) Nothing was planned. 2) Nobody came.") == []
    assert details("It went to the MARAC.", "p1") == []
    assert details("It went to MAPPA.") == ["MAPPA"]


@pytest.mark.parametrize("interval", ["26 days", "26-day gap"])
def test_an_interval_worked_out_from_two_dates_that_are_cited_needs_no_passage(interval: str) -> None:
    dates = "from 12 May 2024 [p1] to 7 June 2024 [p2]"
    assert details(f"Worked out {dates}, that is {interval}.") == []
    assert details(f"It took {interval}, {dates}.") == [interval.split()[0].split("-")[0]], "not named as such"
    assert details(f"Worked out {dates}. It took {interval}.") == [interval.split()[0].split("-")[0]]


def test_an_interval_that_is_wrong_or_between_dates_nobody_cites_is_flagged() -> None:
    assert details("Worked out from 12 May 2024 [p1] to 7 June 2024 [p2], 27 days.") == ["27"]
    assert details("Worked out from 12 May 2024 [p1] to 7 June 2024 [p2], 26 visits.") == ["26"]
    assert details("Worked out from 12 May 2024 [p1] to 8 June 2024 [p2], 27 days.") == ["8 June 2024", "27"]


def test_what_the_intake_says_needs_no_passage() -> None:
    assert details("The region is Wessex, the offence on 1 March 2022.") == ["1 March 2022", "Wessex"]
    assert details("The region is Wessex, the offence on 1 March 2022.", intake="Wessex 2022-03-01") == []


def test_details_of_a_quotation_are_judged_with_it() -> None:
    assert details("It says “Riverside Hostel” here.", "p1") == []
    draft = drafted(Line.ABOVE, SUPPORTS, rationale="It says “seen by Dr Who on 9 July”.")
    assert not flags(draft, FlagKind.DETAIL_NOT_IN_CITED_PASSAGES)
    assert flags(draft, FlagKind.QUOTATION_NOT_FOUND)


def test_a_detail_of_a_note_is_flagged_with_its_place() -> None:
    draft = drafted(Line.ABOVE, SUPPORTS, note="The visit was on 13 May 2024.")
    assert flags(draft, FlagKind.DETAIL_NOT_IN_CITED_PASSAGES) == [("13 May 2024", "finding 1.1.a/1")]


def test_flags_never_change_the_line() -> None:
    draft = drafted(Line.ABOVE, SUPPORTS, rationale="“all went very well” on 13 May 1999")
    assert draft.line is Line.ABOVE
    assert not draft.unsupported


@given(
    st.lists(
        st.sampled_from(
            ["“", "”", '"', "‘", "’", "'", "«", "»", " ", "robust", "s", "all well now", "12", "May", "\n", "."]
        ),
        max_size=30,
    ).map("".join)
)
@settings(max_examples=300, deadline=None)
def test_no_wording_breaks_the_check_and_nothing_unlocated_stays_in_double_marks(rationale: str) -> None:
    draft = drafted(Line.ABOVE, SUPPORTS, rationale=rationale)
    assert "“all well now”" not in draft.rationale
    assert '"all well now"' not in draft.rationale
    kept = draft.rationale.replace("[not found in the review]", "")
    assert "".join(c for c in kept if c.isalnum()) == "".join(c for c in rationale if c.isalnum())


@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    "part",
    ["“", "“a ", "‘a", "'s ", "‘s’ ", '"a ', "“a”", "May ", "12 ", "row 1 ", "row 1,", "A-", " ", "Mr. "],
)
def test_a_wording_made_to_take_long_does_not(part: str) -> None:
    assert drafted(Line.ABOVE, SUPPORTS, rationale=(part * 10_000)[:10_000]).line is Line.ABOVE
