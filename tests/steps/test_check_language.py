"""Checks of language see what the rules ask about in the author's own words, and leave honest uses alone."""

import socket

import pytest

from assistant.domain.entries import Entries
from assistant.domain.review import Block, Intake, Kind
from assistant.steps.check import check
from tests.steps.checking import checks, heading, para, review, said, table

HARD = (
    "Notwithstanding considerable organisational reconfiguration, the responsible practitioner comprehensively "
    "documented multidisciplinary communications concerning accommodation instability, psychological "
    "deterioration, intergenerational disadvantage and contemporaneous safeguarding considerations. "
)


def test_abbreviations_never_given_in_full_are_listed() -> None:
    found = checks(
        para("The RMP was late. The PDU (Probation Delivery Unit) and a panel (MAPP) met the GP of HMP X."),
        para("ETE work stopped. KF is short for key finding. KF2 and PP1 and ETEs. See the SPO."),
        heading("Glossary"),
        para("RMP: risk management plan"),
    )
    assert said(found, "language-acronyms-never") == [
        "Abbreviations never given in full and not in the glossary: ETE and SPO"
    ]
    assert found[0].passages == ("p2",)


def test_initials_in_the_list_of_staff_and_terms_explained_in_footnotes_are_known() -> None:
    notes = [
        Block(kind=Kind.FOOTNOTE, text=f"{term}: what it means, in a sentence.", label=str(n))
        for n, term in enumerate(("OASys", "Licence", "Approved premises", "MARAC", "Recall"), start=1)
    ]
    found = checks(
        heading("Who I interviewed"),
        Block(kind=Kind.LIST_ITEM, text="KB, probation officer, 3 March 2025", label="•"),
        heading("Assessment"),
        para("KB wrote the OASys before the MARAC. The SPO read it."),
        *notes,
    )
    assert said(found, "language-acronyms") == [
        "Abbreviations never given in full and not in the glossary: SPO"
    ]


def test_abbreviations_given_in_full_too_late_are_listed_with_their_first_use() -> None:
    found = checks(
        para("The SPO agreed. The POM did not."),
        para("The senior probation officer (SPO) wrote to the prison offender manager (POM)."),
    )
    assert said(found, "language-acronyms") == [
        "Abbreviations given in full only after their first use: POM and SPO"
    ]
    assert found[0].passages == ("p1",)


def test_abbreviations_given_in_full_only_in_the_glossary_are_listed() -> None:
    found = checks(
        para("The RMP was late. The VLO wrote."),
        para("The risk management plan was late."),
        heading("Glossary"),
        *table("Term\tMeaning", "RMP\tRisk management plan", "VLO\tVictim liaison officer"),
    )
    assert said(found, "language-acronyms") == [
        "Abbreviations given in full only in the glossary, not at first use: RMP and VLO"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The Senior Probation Officer agreed. The SPO wrote it down.",
        "The Multi-Agency Public Protection Panel met. The MAPPP met again.",
        "HMPPS (HM Prison and Probation Service) agreed. OASys (Offender Assessment System) was used.",
        "Mr SMITH did NOT attend. JS’s mother and Ms AB did. Smith was late.",
        "MAPPA\tMulti-Agency Public Protection Arrangements: Level 1",
    ],
)
def test_abbreviations_that_a_reader_can_make_out_are_left_alone(text: str) -> None:
    assert said(checks(para(text)), "language-acronyms") == []


def test_a_glossary_before_the_text_is_enough() -> None:
    assert (
        said(
            checks(
                heading("Glossary"), para("SPO: a team manager"), heading("Assessment"), para("The SPO met.")
            ),
            "language-acronyms",
        )
        == []
    )


def test_a_whole_review_without_a_glossary_is_named_and_a_piece_of_one_is_not() -> None:
    parts = [heading(t) for t in ("Case details", "Assessment", "Planning", "Implementation")]
    assert said(checks(*parts), "language-no-glossary") == ["No glossary found"]
    assert said(checks(*parts[:3]), "language-no-glossary") == []
    assert said(checks(*parts, heading("Glossary")), "language-no-glossary") == []


def test_the_word_offender_counts_for_a_person_and_not_in_a_title_or_a_quotation() -> None:
    found = checks(
        para("The offender missed it. The offender’s mother rang his offender manager. Sex Offender Register."),
        para("A Young Offender Institution. Integrated Offender Management. Offender Assessment System."),
        para("Offenders were told. The note says “the offender was rude”."),
    )
    assert said(found, "language-offender") == [
        "“Offender” used 3 times for a person, not “service user” or “person on probation”"
    ]
    assert found[0].passages == ("p1", "p3")


def test_a_team_may_have_terms_of_its_own() -> None:
    blocks = [para("The offender missed it.")]
    own = check(review(*blocks), Intake(), Entries(), accepted=("person supervised",))
    assert [c.message for c in own] == ["“Offender” used once for a person, not “person supervised”"]
    assert check(review(*blocks), Intake(), Entries(), accepted=("offender",)) == ()


def test_risk_without_a_word_of_what_is_counted_and_shown() -> None:
    found = checks(
        para("He was assessed as high risk. She managed the risk well."),
        para("The review of risk was late."),
    )
    assert said(found, "language-risk") == [
        "“Risk” used 3 times without saying of what: “as high risk”, “managed the risk well” "
        "and “review of risk was late”"
    ]
    assert found[0].passages == ("p1", "p2")


@pytest.mark.parametrize(
    "text",
    [
        "The risk of serious harm was high. The risk had grown.",
        "The RoSH risk was high. His risk to children was not.",
        "The risk management plan and the risk register were late. Adults at risk were named.",
        "The risk that he would drink was known. There is a risk of reoffending.",
        "She said “the risk is high”. He ran the risk. They took no risks.",
        "The suicide risk was low. It was a risky thing to do.",
    ],
)
def test_risk_that_is_qualified_named_or_an_idiom_is_left_alone(text: str) -> None:
    assert said(checks(para(text)), "language-risk") == []


def test_risk_counts_at_the_start_of_a_sentence_too() -> None:
    found = said(
        checks(para("Risk was not reviewed. Risks were high. Risk Assessment Tool. Risk: high. Risk\tHigh")),
        "language",
    )
    assert found == ["“Risk” used twice without saying of what: “Risk was not” and “Risks were high”"]


def test_single_inverted_commas_that_report_nobody_are_shown() -> None:
    found = checks(
        para("His ‘girlfriend’ was with him. The ‘support’ he had was thin."),
        para("He was 'working' that day."),
    )
    assert said(found, "language-commas") == [
        "Single inverted commas round a word or phrase, 3 times: ‘girlfriend’, ‘support’ and ‘working’"
    ]
    assert found[0].passages == ("p1", "p2")


@pytest.mark.parametrize(
    "text",
    [
        "He said he was ‘working’. She described it as ‘poor’.",
        "The ‘thinking skills’ programme and the ‘risk’ section were read.",
        "The ‘Stop and Think’ course. The officers’ and the managers’ room. The lads' and the dads' day.",
        "The term ‘recall’ means a return to prison. In the ‘need to know’ box there was nothing.",
        "It asks for the ‘why’ and not only the ‘what’, and weighs the ‘yes’ and ‘no’ answers.",
        "The note was headed ‘for action’. He wrote that the ‘old boy’ was well.",
    ],
)
def test_single_inverted_commas_for_speech_titles_and_terms_are_left_alone(text: str) -> None:
    assert said(checks(para(text)), "language-commas") == []


def test_long_sentences_are_counted_once_they_are_a_habit() -> None:
    long = "He went " + "and he went " * 14 + "home."
    short = "She met him at the office and wrote a note of it. " * 30
    assert said(checks(para(long), para(long), para(short)), "language-long") == []
    found = checks(para(long), para(long), para(long), para(short))
    assert said(found, "language-long") == ["3 of 33 sentences have more than 40 words; the longest has 45"]
    assert found[0].passages == ("p1", "p2", "p3")


def test_the_passive_is_counted_where_it_is_the_rule() -> None:
    passive = "The assessment was completed by the officer in May. " * 25
    active = "The officer completed the assessment in May with him. " * 25
    assert said(checks(para(passive + active[: len(active) // 2])), "language-passive") != []
    assert said(checks(para(active + passive[: len(passive) // 2])), "language-passive") == []


def test_text_that_both_measures_find_hard_is_named_without_opening_a_connection(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr("nltk.download", refuse)
    found = said(checks(para(HARD * 15)), "language-level")
    assert len(found) == 1
    assert found[0].startswith("Hard to read: Automated Readability Index ")


def test_a_short_text_says_nothing_of_how_its_author_writes() -> None:
    assert said(checks(para(HARD * 5)), "language-level") == []


def test_headers_and_footers_are_left_alone() -> None:
    assert checks(Block(kind=Kind.FURNITURE, text="Offender risk. ETE.")) == ()
