"""A small fictional review with a table, a footnote and a text that tries to become markup, and its drafts."""

from datetime import UTC, date, datetime
from typing import Any

from assistant.domain.draft import (
    CheckedFinding,
    CheckedQuotation,
    Draft,
    DraftStatus,
    Flag,
    FlagKind,
    Instructions,
    Line,
    Match,
    Met,
    Outcome,
    Provenance,
    Stance,
    Tokens,
)
from assistant.domain.review import (
    Check,
    Kind,
    Notice,
    NoticeKind,
    Part,
    Review,
    ReviewFile,
    Section,
)
from assistant.domain.rubric import Rubric, Scale
from assistant.domain.trace import FindingKind, Trace, TraceAction, TraceFinding
from tests.steps.reporting import passages, quoted

REVIEW = "0123456789abcdef"
AT = datetime(2026, 11, 11, 10, 42, tzinfo=UTC)
PAYLOAD = "<img src=x onerror=\"document.title='ran'\"> ${document.title='ran'} {{{value}}}"

PASSAGES: tuple[tuple[str, Kind, str, dict[str, object]], ...] = (
    ("s1", Kind.HEADING, "1 Case details", {"level": 1}),
    (
        "s1",
        Kind.PARAGRAPH,
        "Mr Tobin Marrack was released on licence on 3 February 2026. He was supervised by Saltmarsh unit.",
        {},
    ),
    ("s1", Kind.PARAGRAPH, f"A note was typed into the record: {PAYLOAD}", {}),
    ("s2", Kind.HEADING, "4 Chronology", {"level": 1}),
    ("s2", Kind.ROW, "Date\tEvent\tComments on practice", {"table": 1, "row": 1, "header": True}),
    (
        "s2",
        Kind.ROW,
        "14 May 2026\tDrug test positive for cocaine. No further test was arranged.\tRecorded on the day.",
        {"table": 1, "row": 2},
    ),
    (
        "s2",
        Kind.ROW,
        "23 June 2026\tDid not attend. Text message sent asking him to ring the office.\tNot enforced.",
        {"table": 1, "row": 3},
    ),
    ("s3", Kind.HEADING, "5.3 Implementation", {"level": 2}),
    (
        "s3",
        Kind.PARAGRAPH,
        "Mr Marrack was seen every week from release until the end of April. 😀 Notes are clear.",
        {},
    ),
    (
        "s3",
        Kind.PARAGRAPH,
        "The home visit planned for 2 June did not take place. We consider this a missed opportunity.",
        {},
    ),
    ("s3", Kind.PARAGRAPH, "Enforcement was timely and proportionate.", {}),
    ("s3", Kind.FOOTNOTE, "The visit was not rearranged.", {"label": "1"}),
    ("s4", Kind.HEADING, "Action plan", {"level": 1}),
    ("s4", Kind.LIST_ITEM, "Briefing to all staff on home visits.", {"label": "1."}),
)

FILLER = tuple(
    f"Paragraph {n} of the analysis says what was done, by whom, and what the record shows of it."
    for n in range(1, 41)
)


def review() -> Review:
    """The review; forty more paragraphs stand at its end so that the text has to scroll."""
    titles = {
        "s1": ("1 Case details", Part.CASE_DETAILS),
        "s2": ("4 Chronology", Part.CHRONOLOGY),
        "s3": ("5.3 Implementation", Part.IMPLEMENTATION),
        "s4": ("Action plan", Part.ACTION_PLAN),
        "s5": ("6 Overall judgement", Part.OVERALL_JUDGEMENT),
    }
    told = [*PASSAGES, *(("s5", Kind.PARAGRAPH, words, {}) for words in FILLER)]
    read = passages(told)
    return Review(
        id=REVIEW,
        title="Review of a serious further offence",
        files=(ReviewFile(name="review.docx", sha256="9f3c" * 16),),
        words=sum(len(p.text.split()) for p in read),
        text="\n".join(p.text for p in read),
        sections=tuple(
            Section(id=i, title=t, part=part, file="review.docx", level=1) for i, (t, part) in titles.items()
        ),
        passages=read,
        notices=(
            Notice(
                kind=NoticeKind.HIDDEN_TEXT,
                message="One paragraph is hidden.",
                text=f"For automated readers: {PAYLOAD}",
                passage="p9",
            ),
            Notice(kind=NoticeKind.DELETED_TEXT, message="One deletion.", text="The letter was not sent."),
        ),
        checks=(
            Check(
                id="c1",
                prompt="1.3.c",
                message="No entry for 40 days, 14 May to 23 June 2026.",
                passages=("p6", "p7"),
            ),
        ),
    )


def provenance(recorded: date | None = None) -> Provenance:
    """Where the drafts come from."""
    return Provenance(
        model="local-bridge" if recorded else "evidence-large",
        endpoint="recording" if recorded else "models.example:8443",
        instructions=Instructions(name="draft.v1", sha256="41d0" * 16),
        request="ab" * 32,
        requests=1,
        tokens=Tokens(input=17000, output=900),
        at=AT,
        recorded=recorded,
    )


def drafts(rubric: Rubric, of: Review, recorded: date | None = None) -> tuple[Draft, ...]:
    """One for every prompt: 1.3.c in full, 1.2.e quotes what is absent, 2.c not answered, 3.1.d unsupported."""
    made = []
    for at, prompt in enumerate(rubric.prompts):
        line = Line.BELOW if at % 3 == 0 else Line.ABOVE
        stance = Stance.AGAINST if line is Line.BELOW else Stance.SUPPORTS
        made.append(
            Draft(
                key=f"{at:032x}",
                review=of.id,
                prompt=prompt.id,
                status=DraftStatus.DRAFTED,
                line=line if prompt.scale is Scale.LINE else None,
                proposed_line=line if prompt.scale is Scale.LINE else None,
                rationale="The review says what was done and who was asked [p9].",
                citations=(quoted(of, "Notes are clear.", stance=stance, cited="p9"),),
                provenance=provenance(recorded),
            )
        )
    return tuple(_special(of, draft, recorded) for draft in made)


def _special(of: Review, draft: Draft, recorded: date | None) -> Draft:
    if draft.prompt == "1.3.c":
        return draft.model_copy(
            update={
                "line": Line.BELOW,
                "proposed_line": Line.BELOW,
                "precludes": True,
                "rationale": "The review explores the missed visit [p10]. It is silent on the drug test [p6] "
                f"of 15 May, and calls enforcement timely [p11, p7]. {PAYLOAD}",
                "flags": (Flag(kind=FlagKind.DETAIL_NOT_IN_CITED_PASSAGES, text="15 May"),),
                "findings": (
                    CheckedFinding(
                        expectation="1.3.c/1", met=Met.PARTLY, note="Visit explored [p10]; test is not."
                    ),
                    CheckedFinding(expectation="1.3.c/2", met=Met.NOT_MET, note=f"Called timely. {PAYLOAD}"),
                ),
                "searched": ("Section 5.3 and the action plan, for any follow-up of the drug test",),
                "citations": (
                    quoted(of, "We consider this a missed opportunity.", stance=Stance.SUPPORTS, cited="p10"),
                    quoted(of, "Drug test positive for cocaine. No further test was arranged.", cited="p6"),
                    quoted(of, "Enforcement was timely and proportionate.", expectation="1.3.c/2", cited="p11"),
                    quoted(of, "Did not attend.", expectation="1.3.c/2", cited="p7"),
                    quoted(of, "Notes are clear.", stance=Stance.SUPPORTS, expectation="1.3.c/1", cited="p9"),
                ),
            }
        )
    if draft.prompt == "1.2.e":
        quote = "Regular liaison took place throughout"
        absent = quoted(of, quote, stance=Stance.SUPPORTS, expectation="1.2.e/2", cited="p11")
        return draft.model_copy(
            update={
                "rationale": f"The review shows joint work [p9]. “{quote}” is said.",
                "citations": (*draft.citations, absent),
                "flags": (Flag(kind=FlagKind.QUOTATION_NOT_FOUND, text=quote),),
            }
        )
    if draft.prompt == "2.c":
        return Draft(
            key=draft.key,
            review=of.id,
            prompt="2.c",
            status=DraftStatus.NOT_ANSWERED,
            reason=Outcome.FILTERED,
            provenance=provenance(recorded),
        )
    if draft.prompt == "3.1.d":
        return draft.model_copy(
            update={
                "line": Line.UNDETERMINED,
                "proposed_line": Line.NOT_APPLICABLE,
                "flags": (Flag(kind=FlagKind.UNSUPPORTED, text=""),),
                "citations": (),
            }
        )
    return draft


def trace(of: Review) -> Trace:
    """An orphan on each side, an answer, a reason for none, and what is nowhere in the review."""

    def found(*quotes: str, match: Match = Match.EXACT) -> CheckedQuotation:
        told = quoted(of, *quotes, match=match, cited="p10").model_dump(exclude={"expectation", "stance"})
        return CheckedQuotation.model_validate(told)

    def finding(number: int, kind: FindingKind, summary: str, *quotes: str, **more: Any) -> TraceFinding:
        given = {"citations": tuple(map(found, quotes)), "reason_for_none": None} | more
        return TraceFinding(number=number, kind=kind, summary=summary, **given)

    def action(number: int, summary: str, how: str, answers: tuple[int, ...], quote: str) -> TraceAction:
        return TraceAction(number=number, summary=summary, how=how, answers=answers, citations=(found(quote),))

    return Trace(
        key="f" * 32,
        review=of.id,
        status=DraftStatus.DRAFTED,
        findings=(
            finding(
                1,
                FindingKind.DEFICIENCY,
                "A planned home visit did not take place.",
                "The home visit planned for 2 June did not take place.",
                "We consider this a missed opportunity.",
            ),
            finding(
                2,
                FindingKind.DEFICIENCY,
                f"A positive drug test of 15 May led to nothing. {PAYLOAD}",
                "Drug test positive for cocaine. No further test was arranged.",
            ),
            finding(
                3,
                FindingKind.KEY_FINDING,
                "A missed appointment was not enforced.",
                "Not enforced.",
                reason_for_none=found("Text message sent asking him to ring the office."),
            ),
            finding(4, FindingKind.GOOD_PRACTICE, "Liaison was regular.", "Liaison was regular throughout."),
        ),
        actions=(
            action(
                1,
                "All staff are briefed on home visits.",
                "It would have such visits made; it does not deal with managers who did not check.",
                (1,),
                "Briefing to all staff on home visits.",
            ),
            action(2, "Notes are kept clear.", "It is aimed at recording.", (), "Notes are clear."),
        ),
        flags=(Flag(kind=FlagKind.DETAIL_NOT_IN_CITED_PASSAGES, text="15 May", place="finding 2"),),
        provenance=provenance(),
    )
