"""What an inspector may record, and the sentence that says why not."""

import re
from datetime import UTC, datetime

import pytest

from assistant.domain.assurance import Assurance
from assistant.domain.draft import Draft, DraftStatus, Flag, FlagKind, Line, Outcome
from assistant.domain.judgement import (
    Act,
    Answer,
    Decision,
    DecisionKind,
    InitialJudgement,
    Judgement,
    Origin,
    ReasonCode,
    Standing,
    Tally,
)
from assistant.domain.review import Intake, Review
from assistant.domain.rubric import NotApplicable, Over, Prompt, PromptGroup, Rubric, Rule, Scale, Standard
from assistant.errors import NotAllowed
from assistant.steps.permit import permit

AT = datetime(2026, 11, 12, 14, 32, tzinfo=UTC)
BY = "R. Quillfeather"
K = DecisionKind


def prompt(id_: str, rule: str | None, scale: Scale = Scale.LINE, conditional: bool = False) -> Prompt:
    words = NotApplicable(by="wording", words="where they existed") if conditional else None
    return Prompt(
        id=id_,
        letter=id_[-1],
        label=id_,
        question="?",
        scale=scale,
        rule=rule,
        not_applicable=words,
        source="s",
        expectations=(),
    )


def standard(id_: str, preclude: bool) -> Standard:
    rule = Rule(over=Over.PROMPTS, preclude=preclude, text="t", words="w", source="s")
    own = (prompt(f"{id_}.a", id_), prompt(f"{id_}.b", id_, conditional=True))
    return Standard(id=id_, label=id_, statement="s", source="s", rule=rule, prompts=own)


def group(id_: str, *own: Prompt) -> PromptGroup:
    return PromptGroup(id=id_, label=id_, statement=None, source="s", prompts=own)


RUBRIC = Rubric(
    edition="small",
    title="t",
    publisher="p",
    licence="l",
    attribution="a",
    ratings=("Good", "Inadequate"),
    information=group("info", prompt("info.period", None, Scale.NOTE)),
    chronology=group("chronology", prompt("chronology.a", None)),
    standards=(standard("2", preclude=False), standard("4", preclude=True)),
    sha256="0" * 64,
)
REVIEW = Review(id="r", title="t", files=(), words=0, text="", sections=(), passages=())


def draft(prompt_id: str, line: Line | None = None, **fields: object) -> Draft:
    status = fields.pop("status", DraftStatus.DRAFTED)
    return Draft(key=f"k-{prompt_id}", review="r", prompt=prompt_id, line=line, status=status, **fields)


DRAFTS = (
    draft("info.period"),
    draft("chronology.a", Line.ABOVE),
    draft("2.a", status=DraftStatus.NOT_ANSWERED, reason=Outcome.TIMEOUT),
    draft("2.b", status=DraftStatus.NOT_RUN),
    draft("4.a", Line.ABOVE),
    draft("4.b", Line.UNDETERMINED, flags=(Flag(kind=FlagKind.UNSUPPORTED, text="Above the line"),)),
)


def decided(kind: DecisionKind, **fields: object) -> Decision:
    return Decision(id="d", kind=kind, by=BY, at=AT, **fields)


def initial(node: str, answer: Answer) -> InitialJudgement:
    tally = Tally(above=0, below=0, not_applicable=0, unknown=(), decided=0, drafted=0)
    return InitialJudgement(
        node=node, answer=answer, tally=tally, members=(), provisional=False, trace=(), pivotal=()
    )


def assurance(
    *decisions: Decision,
    drafts: tuple[Draft, ...] = DRAFTS,
    hidden: str | None = None,
    held: tuple[Answer | None, str | None] = (None, None),
) -> Assurance:
    answer, rating = held
    return Assurance(
        review=REVIEW,
        intake=Intake(),
        run=None,
        drafts=drafts,
        decisions=decisions,
        standings=(Standing(prompt=hidden, line=Line.UNDETERMINED, origin=Origin.HIDDEN),) if hidden else (),
        judgements=(
            Judgement(node="2", initial=initial("2", Answer.UNDETERMINED), answer=answer, rating=rating),
            Judgement(node="4", initial=initial("4", Answer.YES), answer=answer, rating=rating),
            Judgement(node="overall", initial=None, answer=None, rating=rating),
        ),
    )


def act(kind: DecisionKind, by: str = BY, **fields: object) -> Act:
    return Act(kind=kind, by=by, **fields)


BELOW_4A = decided(K.OVERRIDE, prompt="4.a", line=Line.BELOW)
BAR = decided(K.PRECLUDE, prompt="4.a", reason="r")
SIGNED = decided(K.SIGN_OFF)
WHOLE = tuple(decided(K.OVERRIDE, prompt=p.id, line=Line.ABOVE) for p in RUBRIC.prompts)
HELD = (Answer.YES, "Good")


@pytest.mark.parametrize(
    ("because", "state", "asked"),
    [
        (
            "a draft as shown is accepted",
            assurance(),
            act(K.ACCEPT, prompt="4.a", line=Line.ABOVE, draft="k-4.a"),
        ),
        (
            "an information item has no line",
            assurance(),
            act(K.ACCEPT, prompt="info.period", draft="k-info.period"),
        ),
        (
            "the draft's line needs no reason",
            assurance(),
            act(K.OVERRIDE, prompt="4.a", line=Line.ABOVE, draft="k-4.a"),
        ),
        (
            "another line needs a code",
            assurance(),
            act(K.OVERRIDE, prompt="4.a", line=Line.BELOW, reason_code=ReasonCode.MISSED_EVIDENCE),
        ),
        (
            "not answered: decided by hand, no reason",
            assurance(),
            act(K.OVERRIDE, prompt="2.a", line=Line.BELOW),
        ),
        ("not run: decided by hand, no reason", assurance(), act(K.OVERRIDE, prompt="2.b", line=Line.ABOVE)),
        (
            "a conditional prompt may be not applicable",
            assurance(),
            act(K.OVERRIDE, prompt="2.b", line=Line.NOT_APPLICABLE),
        ),
        (
            "outside the wording with a reason",
            assurance(),
            act(K.OVERRIDE, prompt="2.a", line=Line.NOT_APPLICABLE, reason="No partner agency was involved."),
        ),
        (
            "undetermined is a decision too",
            assurance(),
            act(K.OVERRIDE, prompt="2.a", line=Line.UNDETERMINED),
        ),
        (
            "an information item is decided in words",
            assurance(),
            act(K.OVERRIDE, prompt="info.period", reason="All four were interviewed."),
        ),
        (
            "judge first: asking a reason would tell the drafted line",
            assurance(hidden="4.a"),
            act(K.OVERRIDE, prompt="4.a", line=Line.BELOW),
        ),
        ("a bar", assurance(BELOW_4A), act(K.PRECLUDE, prompt="4.a", reason="Root of the matter.")),
        ("a bar withdrawn", assurance(BELOW_4A, BAR), act(K.WITHDRAW_PRECLUSION, prompt="4.a")),
        ("a judgement as the counts point", assurance(), act(K.JUDGE, node="4", answer=Answer.YES)),
        (
            "a judgement that departs",
            assurance(),
            act(K.JUDGE, node="4", answer=Answer.NO, reason="4.b weighs more."),
        ),
        ("a rating of a standard", assurance(), act(K.RATE, node="4", rating="Good")),
        ("a rating overall", assurance(), act(K.RATE, node="overall", rating="Inadequate")),
        ("a note", assurance(), act(K.NOTE, prompt="4.a", reason="Ask the region.")),
        (
            "all decided, judged, rated",
            assurance(*WHOLE, held=HELD),
            act(K.SIGN_OFF, reason="2.a was judged by hand."),
        ),
        ("reopened with a reason", assurance(SIGNED), act(K.REOPEN, reason="New evidence.")),
        (
            "open again after reopening",
            assurance(SIGNED, decided(K.REOPEN, reason="r")),
            act(K.NOTE, prompt="4.a", reason="x"),
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_is_permitted(because: str, state: Assurance, asked: Act) -> None:
    permit(RUBRIC, state, asked)


@pytest.mark.parametrize(
    ("said", "state", "asked"),
    [
        ("Say who decides", assurance(), act(K.NOTE, by="  ", prompt="4.a", reason="x")),
        ("no such prompt", assurance(), act(K.NOTE, prompt="9.z", reason="x")),
        ("cannot carry: rating", assurance(), act(K.JUDGE, node="4", answer=Answer.YES, rating="Good")),
        (
            "There is no draft of 2.a to accept",
            assurance(),
            act(K.ACCEPT, prompt="2.a", line=Line.ABOVE, draft="k-2.a"),
        ),
        ("There is no draft of 2.b to accept", assurance(), act(K.ACCEPT, prompt="2.b", draft="k-2.b")),
        ("unsupported", assurance(), act(K.ACCEPT, prompt="4.b", line=Line.UNDETERMINED, draft="k-4.b")),
        (
            "has changed since it was shown",
            assurance(),
            act(K.ACCEPT, prompt="4.a", line=Line.ABOVE, draft="older"),
        ),
        (
            "as shown can be accepted",
            assurance(),
            act(K.ACCEPT, prompt="4.a", line=Line.BELOW, draft="k-4.a"),
        ),
        ("as shown can be accepted", assurance(), act(K.ACCEPT, prompt="4.a", line=Line.ABOVE)),
        (
            "as shown can be accepted",
            assurance(),
            act(K.ACCEPT, prompt="info.period", line=Line.ABOVE, draft="k-info.period"),
        ),
        (
            "hidden until",
            assurance(hidden="4.a"),
            act(K.ACCEPT, prompt="4.a", line=Line.ABOVE, draft="k-4.a"),
        ),
        ("Choose a line for 4.a", assurance(), act(K.OVERRIDE, prompt="4.a")),
        ("Choose a reason", assurance(), act(K.OVERRIDE, prompt="4.a", line=Line.BELOW)),
        (
            "has changed since it was shown",
            assurance(),
            act(K.OVERRIDE, prompt="4.a", line=Line.BELOW, draft="older"),
        ),
        (
            "the code chosen is 'Other'",
            assurance(),
            act(K.OVERRIDE, prompt="4.a", line=Line.BELOW, reason_code=ReasonCode.OTHER, reason=" "),
        ),
        (
            "why 2.a is not applicable",
            assurance(),
            act(K.OVERRIDE, prompt="2.a", line=Line.NOT_APPLICABLE),
        ),
        ("has no line", assurance(), act(K.OVERRIDE, prompt="info.period", line=Line.ABOVE, reason="x")),
        ("Say what you found", assurance(), act(K.OVERRIDE, prompt="info.period")),
        (
            "the rule of 2 has no such clause",
            assurance(decided(K.OVERRIDE, prompt="2.a", line=Line.BELOW)),
            act(K.PRECLUDE, prompt="2.a", reason="x"),
        ),
        ("no rule weighs it", assurance(), act(K.PRECLUDE, prompt="chronology.a", reason="x")),
        (
            "only once you have decided that it is below",
            assurance(),
            act(K.PRECLUDE, prompt="4.a", reason="x"),
        ),
        (
            "only once you have decided that it is below",
            assurance(BELOW_4A, decided(K.OVERRIDE, prompt="4.a", line=Line.ABOVE)),
            act(K.PRECLUDE, prompt="4.a", reason="x"),
        ),
        ("such importance", assurance(BELOW_4A), act(K.PRECLUDE, prompt="4.a")),
        (
            "no bar on a yes by 4.a to withdraw",
            assurance(BELOW_4A),
            act(K.WITHDRAW_PRECLUSION, prompt="4.a"),
        ),
        (
            "no bar on a yes by 4.a to withdraw",
            assurance(BELOW_4A, BAR, decided(K.WITHDRAW_PRECLUSION, prompt="4.a")),
            act(K.WITHDRAW_PRECLUSION, prompt="4.a"),
        ),
        ("key question or standard", assurance(), act(K.JUDGE, node="overall", answer=Answer.YES)),
        ("key question or standard", assurance(), act(K.JUDGE, answer=Answer.YES)),
        ("Choose Yes, No or Undetermined", assurance(), act(K.JUDGE, node="4")),
        ("the counts point to Yes", assurance(), act(K.JUDGE, node="4", answer=Answer.NO)),
        ("the counts leave it undetermined", assurance(), act(K.JUDGE, node="2", answer=Answer.NO)),
        ("Only a standard", assurance(), act(K.RATE, node="4.a", rating="Good")),
        (
            "one of these ratings: Good, Inadequate",
            assurance(),
            act(K.RATE, node="4", rating="Excellent"),
        ),
        ("The note on 4.a is empty", assurance(), act(K.NOTE, prompt="4.a", reason="\n")),
        (
            "undecided: 6 of 6 prompts; not recorded: 2 of 2 judgements; not recorded: 3 of 3 ratings",
            assurance(),
            act(K.SIGN_OFF),
        ),
        (
            "Still undecided: 1 of 6 prompts.",
            assurance(*WHOLE[1:], held=HELD),
            act(K.SIGN_OFF, reason="x"),
        ),
        (
            "Still not recorded: 3 of 3 ratings.",
            assurance(*WHOLE, held=(Answer.YES, None)),
            act(K.SIGN_OFF, reason="x"),
        ),
        ("no draft was obtained for 2.a", assurance(*WHOLE, held=HELD), act(K.SIGN_OFF)),
        (
            "signed off by R. Quillfeather",
            assurance(*WHOLE, SIGNED, held=HELD),
            act(K.RATE, node="4", rating="Good"),
        ),
        ("signed off by R. Quillfeather", assurance(*WHOLE, SIGNED, held=HELD), act(K.SIGN_OFF)),
        ("nothing to reopen", assurance(), act(K.REOPEN, reason="x")),
        ("why the assurance is reopened", assurance(SIGNED), act(K.REOPEN)),
    ],
)
def test_is_refused_with_a_sentence(said: str, state: Assurance, asked: Act) -> None:
    with pytest.raises(NotAllowed, match=re.escape(said)):
        permit(RUBRIC, state, asked)
