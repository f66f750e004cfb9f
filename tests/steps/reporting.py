"""Passages, citations and assurances made by hand, and what the report tells of them: shared by tests."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime

from assistant.domain.assurance import Assurance, Run
from assistant.domain.draft import CheckedCitation, Draft, DraftStatus, Line, Located, Match, Stance
from assistant.domain.judgement import (
    Answer,
    Decision,
    DecisionKind,
    InitialJudgement,
    Judgement,
    Origin,
    Standing,
    Tally,
)
from assistant.domain.report import PromptReport, Report
from assistant.domain.review import (
    Intake,
    Kind,
    Notice,
    NoticeKind,
    Part,
    Passage,
    Review,
    ReviewFile,
    Section,
    Status,
)
from assistant.edges import library
from assistant.steps.hide import withheld
from assistant.steps.report import report

AT = datetime(2026, 11, 12, 14, 32, tzinfo=UTC)
BY = "R. Quillfeather"
RUBRIC = library.rubric()
K = DecisionKind


def passages(told: Iterable[tuple[str, Kind, str, dict[str, object]]]) -> tuple[Passage, ...]:
    """Passages of one file in that order, numbered from p1: section, kind, text and whatever else is known."""
    made, at = [], 0
    for number, (section, kind, text, more) in enumerate(told, start=1):
        made.append(
            Passage(
                id=f"p{number}",
                section=section,
                file="review.docx",
                kind=kind,
                text=text,
                start=at,
                end=at + len(text),
                **more,
            )
        )
        at += len(text) + 1
    return tuple(made)


def review(rows: Sequence[str] = (), files: int = 1) -> Review:
    """A section with two paragraphs, a list item and a footnote; a chronology with those rows."""
    kinds = [
        ("s1", Kind.HEADING, "5.3 Implementation", {}),
        ("s1", Kind.PARAGRAPH, "The home visit planned for 2 June did not take place.", {}),
        ("s1", Kind.LIST_ITEM, "No reason was recorded.", {}),
        ("s1", Kind.PARAGRAPH, "We consider this a missed opportunity.", {"page": 7}),
        ("s1", Kind.FOOTNOTE, "As told to us in interview.", {"label": "2"}),
        ("s2", Kind.HEADING, "4 Chronology", {}),
        *(
            ("s2", Kind.ROW, row, {"table": 1, "row": n, "header": n == 1})
            for n, row in enumerate(rows, start=1)
        ),
    ]
    read = passages(kinds)
    return Review(
        id="0" * 16,
        title="Review of an invented case",
        files=tuple(
            ReviewFile(name=f"{'review' if n == 0 else 'plan'}.docx", sha256="3" * 64) for n in range(files)
        ),
        words=30,
        text="\n".join(p.text for p in read),
        sections=(
            Section(id="s1", title="5.3 Implementation", part=Part.OTHER, file="review.docx", level=1),
            Section(id="s2", title="4 Chronology", part=Part.CHRONOLOGY, file="review.docx", level=1),
        ),
        passages=read,
        notices=(
            Notice(kind=NoticeKind.DELETED_TEXT, message="Text deleted by tracked changes.", text="secret"),
            Notice(kind=NoticeKind.DELETED_TEXT, message="Text deleted by tracked changes.", text="secret"),
        ),
    )


def quoted(
    source: Review,
    *quotes: str,
    stance: Stance = Stance.AGAINST,
    match: Match = Match.EXACT,
    expectation: str | None = None,
    cited: str = "p1",
) -> CheckedCitation:
    """A citation of those pieces, located wherever they stand; ABSENT where they stand nowhere.

    Without an expectation it is called the strongest of its stance.
    """
    located = [
        Located(passage=p.id, start=p.text.index(quote), end=p.text.index(quote) + len(quote))
        for quote in quotes
        for p in source.passages
        if quote in p.text and match is not Match.ABSENT
    ]
    first = located[0] if located else None
    return CheckedCitation(
        expectation=expectation,
        cited_passage=cited,
        passage=first.passage if first else None,
        quote=" ".join(quotes),
        match=match if first else Match.ABSENT,
        start=first.start if first else None,
        end=first.end if first else None,
        stance=stance,
        located=tuple(located),
    )


def draft(prompt: str, line: Line | None = Line.BELOW, **fields: object) -> Draft:
    fields = {"rationale": f"Why {prompt}.", **fields}
    return Draft(
        key=f"k-{prompt}", review="0" * 16, prompt=prompt, status=DraftStatus.DRAFTED, line=line, **fields
    )


def decision(kind: DecisionKind, **fields: object) -> Decision:
    return Decision(id="d1", kind=kind, by=BY, at=AT, **fields)


def assurance(
    *drafts: Draft,
    decisions: Sequence[Decision] = (),
    source: Review | None = None,
    hidden: str | None = None,
    barred_by: tuple[str, ...] = (),
    run: Run | None = None,
) -> Assurance:
    given = {d.prompt: d for d in drafts}

    def initial(node: str, members: int) -> InitialJudgement:
        return InitialJudgement(
            node=node,
            answer=Answer.NO if barred_by else Answer.UNDETERMINED,
            tally=Tally(above=2, below=2, not_applicable=1, unknown=(), decided=0, drafted=members),
            members=(),
            barred_by=barred_by if node == "1.3" else (),
            provisional=True,
            trace=("Above the line 2.", "A tie."),
            pivotal=(),
        )

    judged = {d.node: d.answer for d in decisions if d.kind is K.JUDGE}
    rated = {d.node: d.rating for d in decisions if d.kind is K.RATE}
    return Assurance(
        review=source or review(),
        intake=Intake(
            reference="LM-2026-014",
            region="Lowmere",
            offence_date=date(2026, 7, 19),
            high_profile=Status.NO,
            parallel_reviews_note="One is being considered.",
        ),
        run=run,
        drafts=withheld(
            (
                given.get(p.id, Draft(key="", review="0" * 16, prompt=p.id, status=DraftStatus.NOT_RUN))
                for p in RUBRIC.prompts
            ),
            {hidden} if hidden else (),
        ),
        decisions=tuple(decisions),
        standings=(Standing(prompt=hidden, line=Line.UNDETERMINED, origin=Origin.HIDDEN),) if hidden else (),
        judgements=(
            *(
                Judgement(
                    node=n.id,
                    initial=initial(n.id, len(n.members)),
                    answer=judged.get(n.id),
                    rating=rated.get(n.id),
                )
                for n in RUBRIC.nodes()
            ),
            Judgement(node="overall", initial=None, answer=None, rating=rated.get("overall")),
        ),
    )


def made(state: Assurance) -> Report:
    return report(RUBRIC, state, AT)


def told(state: Assurance, prompt: str) -> PromptReport:
    whole = made(state)
    nodes = [node for s in whole.standards for node in (s.node, *s.key_questions)]
    (found,) = [p for node in (*nodes, *whole.groups) for p in node.prompts if p.id == prompt]
    return found
