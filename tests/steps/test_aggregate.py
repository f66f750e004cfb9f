"""The rubric's rules as a table a lawyer could check: lines on the left, the answer on the right."""

from datetime import UTC, datetime

import pytest

from assistant.domain.draft import Draft, DraftStatus, Line, Outcome
from assistant.domain.judgement import (
    Answer,
    Decision,
    DecisionKind,
    Judgement,
    Origin,
    Pivotal,
    Weight,
)
from assistant.domain.rubric import KeyQuestion, Over, Prompt, PromptGroup, Rubric, Rule, Scale, Standard
from assistant.edges import library
from assistant.steps.aggregate import aggregate, standings
from assistant.steps.hide import withheld

LETTERS = "abcdefghi"
LINES = {"A": Line.ABOVE, "B": Line.BELOW, "N": Line.NOT_APPLICABLE, "U": Line.UNDETERMINED}
AT = datetime(2026, 11, 12, 14, 32, tzinfo=UTC)
Y, N, U = Answer.YES, Answer.NO, Answer.UNDETERMINED


def prompt(id_: str, rule: str | None, scale: Scale = Scale.LINE) -> Prompt:
    return Prompt(
        id=id_, letter=id_[-1], label=id_, question="?", scale=scale, rule=rule, source="s", expectations=()
    )


def rule(over: Over, preclude: bool) -> Rule:
    return Rule(over=over, preclude=preclude, text="t", words="w", source="s")


def prompts(node: str, count: int) -> tuple[Prompt, ...]:
    return tuple(prompt(f"{node}.{letter}", node) for letter in LETTERS[:count])


def key_question(id_: str, count: int) -> KeyQuestion:
    return KeyQuestion(
        id=id_,
        label=id_,
        question="?",
        source="s",
        rule=rule(Over.PROMPTS, preclude=True),
        prompts=prompts(id_, count),
    )


def standard(id_: str, key_questions: int = 0, own: int = 0, preclude: bool = False) -> Standard:
    return Standard(
        id=id_,
        label=id_,
        statement="s",
        source="s",
        rule=rule(Over.PROMPTS if own else Over.KEY_QUESTIONS, preclude),
        key_questions=tuple(key_question(f"{id_}.{n}", 5) for n in range(1, key_questions + 1)),
        prompts=prompts(id_, own),
    )


RUBRIC = Rubric(
    edition="small",
    title="t",
    publisher="p",
    licence="l",
    attribution="a",
    ratings=("Good", "Inadequate"),
    information=PromptGroup(
        id="info", label="i", statement=None, source="s", prompts=(prompt("info.period", None, Scale.NOTE),)
    ),
    chronology=PromptGroup(
        id="chronology", label="c", statement=None, source="s", prompts=(prompt("chronology.a", None),)
    ),
    standards=(
        standard("1", key_questions=4),
        standard("2", own=9),
        standard("4", own=5, preclude=True),
    ),
    sha256="0" * 64,
)


def drafted(node: str, lines: str, **fields: object) -> list[Draft]:
    """Drafts of that node's prompts, a letter each; a dot is not answered, a dash not run."""
    found = []
    for letter, line in zip(LETTERS, lines, strict=False):
        status = {".": DraftStatus.NOT_ANSWERED, "-": DraftStatus.NOT_RUN}.get(line, DraftStatus.DRAFTED)
        reason = Outcome.TIMEOUT if line == "." else None
        id_ = f"{node}.{letter}"
        found.append(
            Draft(
                key=f"k{id_}",
                review="r",
                prompt=id_,
                status=status,
                reason=reason,
                line=LINES.get(line),
                **fields,
            )
        )
    return found


def decide(*acts: tuple[DecisionKind, str, object]) -> list[Decision]:
    """Decisions in order: (kind, prompt or node, what was chosen)."""
    field = {
        DecisionKind.ACCEPT: ("prompt", "line"),
        DecisionKind.OVERRIDE: ("prompt", "line"),
        DecisionKind.PRECLUDE: ("prompt", "reason"),
        DecisionKind.WITHDRAW_PRECLUSION: ("prompt", "reason"),
        DecisionKind.JUDGE: ("node", "answer"),
        DecisionKind.RATE: ("node", "rating"),
    }
    return [
        Decision(
            id=f"d{n}", kind=kind, by="R. Quillfeather", at=AT, **{field[kind][0]: on, field[kind][1]: what}
        )
        for n, (kind, on, what) in enumerate(acts, start=1)
    ]


OVERRIDE, PRECLUDE, WITHDRAW = DecisionKind.OVERRIDE, DecisionKind.PRECLUDE, DecisionKind.WITHDRAW_PRECLUSION
JUDGE, RATE = DecisionKind.JUDGE, DecisionKind.RATE


def judgements(
    drafts: list[Draft], decisions: list[Decision] | None = None, hidden: frozenset[str] = frozenset()
) -> dict[str, Judgement]:
    made = decisions or []
    seen = withheld(drafts, hidden)
    return {j.node: j for j in aggregate(RUBRIC, standings(RUBRIC, seen, made), made, seen)}


def initial(node: str, judged: dict[str, Judgement]) -> Answer:
    computed = judged[node].initial
    assert computed is not None
    return computed.answer


def trace(node: str, judged: dict[str, Judgement]) -> str:
    computed = judged[node].initial
    assert computed is not None
    return "\n".join(computed.trace)


@pytest.mark.parametrize(
    ("lines", "expected", "because"),
    [
        ("AAAAA", Y, "all above"),
        ("AAABB", Y, "above outweighs below"),
        ("AABBB", N, "below outweighs above"),
        ("BBBBB", N, "all below"),
        ("AABBN", U, "a tie once the not applicable one has left the balance"),
        ("AABNN", Y, "not applicable leaves the balance"),
        ("ABBNN", N, "not applicable leaves the balance"),
        ("ANNNN", Y, "one above, nothing against it"),
        ("NNNNN", U, "all not applicable: nothing to weigh"),
        ("AAABU", Y, "3 to 1: the unknown could at most make it 3 to 2"),
        ("ABBBU", N, "1 to 3: the unknown could at most make it 2 to 3"),
        ("AABNU", U, "2 to 1: the unknown could bring a tie"),
        ("AABBU", U, "2 to 2: the unknown decides"),
        ("AAAUU", Y, "3 to 0: two unknowns could at most make it 3 to 2"),
        ("AANUU", U, "2 to 0: two unknowns could bring a tie"),
        ("BBBUU", N, "0 to 3: two unknowns could at most make it 2 to 3"),
        ("NNNNU", U, "the unknown is all there is"),
        ("UUUUU", U, "nothing is known"),
        ("AAAB.", Y, "not answered is an unknown like any other"),
        ("AABB.", U, "not answered is never a below"),
        ("AABB-", U, "not run is never a below"),
        ("-----", U, "nothing was run"),
    ],
)
def test_the_balance_of_a_key_question(lines: str, expected: Answer, because: str) -> None:
    assert initial("1.1", judgements(drafted("1.1", lines))) is expected, because


@pytest.mark.parametrize(
    ("lines", "expected", "because"),
    [
        ("AAAAABBBB", Y, "5 to 4"),
        ("AAAABBBBB", N, "4 to 5"),
        ("AAAABBBBN", U, "4 to 4"),
        ("AAABBBNU.", U, "3 to 3, two unknown"),
    ],
)
def test_the_balance_of_a_standard_over_its_own_prompts(lines: str, expected: Answer, because: str) -> None:
    assert initial("2", judgements(drafted("2", lines))) is expected, because


YES, NO, TIE = "AAAAA", "BBBBB", "AABBN"


@pytest.mark.parametrize(
    ("key_questions", "expected", "because"),
    [
        ((YES, YES, YES, NO), Y, "3 yes, 1 no"),
        ((YES, NO, NO, NO), N, "1 yes, 3 no"),
        ((YES, YES, NO, NO), U, "a tie"),
        ((YES, YES, YES, TIE), Y, "3 yes, 1 undetermined: a no would leave 3 to 1"),
        ((YES, YES, NO, TIE), U, "2 yes, 1 no, 1 undetermined: a no would bring a tie"),
        ((TIE, TIE, TIE, TIE), U, "every key question undetermined"),
    ],
)
def test_the_balance_of_a_standard_over_key_questions(
    key_questions: tuple[str, ...], expected: Answer, because: str
) -> None:
    drafts = [d for n, lines in enumerate(key_questions, start=1) for d in drafted(f"1.{n}", lines)]
    assert initial("1", judgements(drafts)) is expected, because


def four(*answers: str) -> list[Draft]:
    return [d for n, lines in enumerate(answers, start=1) for d in drafted(f"1.{n}", lines)]


def test_an_inspectors_judgement_of_a_key_question_feeds_its_standard() -> None:
    drafts = four(YES, YES, NO, NO)
    judged = judgements(drafts, decide((JUDGE, "1.3", Y)))
    assert initial("1.3", judged) is N  # what the rules compute is kept beside it
    assert judged["1.3"].answer is Y
    assert initial("1", judged) is Y


def test_a_key_question_judged_undetermined_is_an_unknown_in_its_standard() -> None:
    judged = judgements(four(YES, YES, NO, NO), decide((JUDGE, "1.1", U)))
    computed = judged["1"].initial
    assert computed is not None
    assert computed.tally.unknown == ("1.1",)
    assert computed.answer is U
    assert "1.1 (judged undetermined)" in trace("1", judged)


def test_the_latest_judgement_and_rating_count() -> None:
    decisions = decide((JUDGE, "1", N), (JUDGE, "1", Y), (RATE, "1", "Inadequate"), (RATE, "1", "Good"))
    judged = judgements([], [*decisions, *decide((RATE, "overall", "Inadequate"))])
    assert (judged["1"].answer, judged["1"].rating) == (Y, "Good")
    assert judged["overall"] == Judgement(node="overall", initial=None, answer=None, rating="Inadequate")


BELOW = (OVERRIDE, "1.1.e", Line.BELOW)


@pytest.mark.parametrize(
    ("node", "acts", "expected", "because"),
    [
        ("1.1", [BELOW], Y, "4 to 1, nothing bars a yes"),
        ("1.1", [BELOW, (PRECLUDE, "1.1.e", "It goes to the root.")], N, "1.1 has the clause"),
        ("4", [(OVERRIDE, "4.e", Line.BELOW), (PRECLUDE, "4.e", "r")], N, "Standard 4 has the clause"),
        ("2", [(OVERRIDE, "2.i", Line.BELOW), (PRECLUDE, "2.i", "r")], Y, "Standard 2 has no such clause"),
        ("1.1", [(PRECLUDE, "1.1.e", "r")], Y, "below the line only by the draft"),
        ("1.1", [BELOW, (PRECLUDE, "1.1.e", "r"), (WITHDRAW, "1.1.e", "r")], Y, "withdrawn"),
        (
            "1.1",
            [BELOW, (PRECLUDE, "1.1.e", "r"), (WITHDRAW, "1.1.e", "r"), (PRECLUDE, "1.1.e", "r")],
            N,
            "decided again",
        ),
        ("1.1", [BELOW, (PRECLUDE, "1.1.e", "r"), (OVERRIDE, "1.1.e", Line.ABOVE)], Y, "moved above"),
        (
            "1.1",
            [BELOW, (PRECLUDE, "1.1.e", "r"), (OVERRIDE, "1.1.e", Line.UNDETERMINED)],
            Y,
            "undetermined is not below",
        ),
        (
            "1.1",
            [BELOW, (PRECLUDE, "1.1.e", "r"), (OVERRIDE, "1.1.e", Line.ABOVE), BELOW],
            N,
            "below once more, and the preclusion was never withdrawn",
        ),
    ],
)
def test_a_preclusion(
    node: str, acts: list[tuple[DecisionKind, str, object]], expected: Answer, because: str
) -> None:
    drafts = [*drafted("1.1", "AAAAB"), *drafted("2", "AAAAAAAAB"), *drafted("4", "AAAAB")]
    assert initial(node, judgements(drafts, decide(*acts))) is expected, because


def test_a_precluded_key_question_is_one_no_in_its_standard_and_bars_nothing_there() -> None:
    drafts = four("AAAAB", YES, YES, YES)
    judged = judgements(drafts, decide(BELOW, (PRECLUDE, "1.1.e", "r")))
    assert (initial("1.1", judged), initial("1", judged)) == (N, Y)


def test_a_preclusion_that_a_draft_proposes_does_not_count_and_is_told() -> None:
    judged = judgements(drafted("1.1", "AAAAB", precludes=True))
    assert initial("1.1", judged) is Y
    assert "The draft of 1.1.e proposes one; it counts only if the inspector decides it." in trace(
        "1.1", judged
    )


def test_a_hidden_draft_is_an_unknown_and_its_proposals_are_not_told() -> None:
    drafts = drafted("1.1", "AAABB", precludes=True)
    judged = judgements(drafts, hidden=frozenset({"1.1.d", "1.1.e"}))
    assert initial("1.1", judged) is Y  # 3 to 0, two unknown
    judged = judgements(drafts, hidden=frozenset({"1.1.a", "1.1.d"}))
    assert initial("1.1", judged) is U
    computed = judged["1.1"].initial
    assert computed is not None
    assert computed.tally.unknown == ("1.1.a", "1.1.d")
    assert "1.1.d proposes" not in trace("1.1", judged)
    assert "1.1.a (hidden until a line is recorded)" in trace("1.1", judged)


def test_a_hidden_draft_counts_as_decided_once_a_line_is_recorded() -> None:
    decisions = decide((OVERRIDE, "1.1.a", Line.BELOW))
    (first, *_) = [
        s for s in standings(RUBRIC, withheld(drafted("1.1", "A"), {"1.1.a"}), decisions) if s.prompt == "1.1.a"
    ]
    assert (first.line, first.origin) == (Line.BELOW, Origin.DECIDED)


def test_what_counts_is_the_latest_decision_else_the_draft_else_why_there_is_none() -> None:
    drafts = drafted("1.1", "AAU.-")
    decisions = decide((OVERRIDE, "1.1.a", Line.ABOVE), (OVERRIDE, "1.1.a", Line.BELOW))
    found = {s.prompt: (s.line, s.origin) for s in standings(RUBRIC, drafts, decisions)}
    assert found["1.1.a"] == (Line.BELOW, Origin.DECIDED)
    assert found["1.1.b"] == (Line.ABOVE, Origin.DRAFTED)
    assert found["1.1.c"] == (Line.UNDETERMINED, Origin.DRAFTED)
    assert found["1.1.d"] == (Line.UNDETERMINED, Origin.NOT_ANSWERED)
    assert found["1.1.e"] == (Line.UNDETERMINED, Origin.NOT_RUN)
    assert found["chronology.a"] == (Line.UNDETERMINED, Origin.NOT_RUN)
    assert "info.period" not in found


def test_a_line_decided_undetermined_is_decided_and_unknown() -> None:
    judged = judgements(drafted("1.1", "AABBA"), decide((OVERRIDE, "1.1.e", Line.UNDETERMINED)))
    computed = judged["1.1"].initial
    assert computed is not None
    assert computed.answer is U
    assert (computed.tally.decided, computed.tally.unknown) == (1, ("1.1.e",))
    assert "1.1.e (decided as undetermined)" in trace("1.1", judged)


def pivots(node: str, judged: dict[str, Judgement]) -> set[tuple[str, str, str]]:
    computed = judged[node].initial
    assert computed is not None
    assert all(isinstance(p, Pivotal) for p in computed.pivotal)
    return {(p.member, p.to, p.answer.value) for p in computed.pivotal}


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        # 2 to 3: one more above turns it, one more below does not
        ("AABBB", {("1.1.c", "above", "yes"), ("1.1.d", "above", "yes"), ("1.1.e", "above", "yes")}),
        # 3 to 1 and one not applicable: one moved below makes a tie; the one left out cannot change it
        (
            "AAABN",
            {(f"1.1.{m}", "below", "undetermined") for m in "abc"},
        ),
        # 2 to 2: whatever the unknown turns out to be decides; and so does any other move
        (
            "AABBU",
            {
                ("1.1.a", "below", "no"),
                ("1.1.b", "below", "no"),
                ("1.1.c", "above", "yes"),
                ("1.1.d", "above", "yes"),
                ("1.1.e", "above", "yes"),
                ("1.1.e", "below", "no"),
            },
        ),
        ("AAAAA", set()),
    ],
)
def test_pivotal_prompts_are_those_which_alone_would_change_the_answer(
    lines: str, expected: set[tuple[str, str, str]]
) -> None:
    assert pivots("1.1", judgements(drafted("1.1", lines))) == expected


def test_the_only_prompt_that_bars_a_yes_is_pivotal_and_none_is_when_two_do() -> None:
    drafts = drafted("1.1", "AAABB")
    one = [(OVERRIDE, "1.1.e", Line.BELOW), (PRECLUDE, "1.1.e", "r")]
    two = [*one, (OVERRIDE, "1.1.d", Line.BELOW), (PRECLUDE, "1.1.d", "r")]
    assert pivots("1.1", judgements(drafts, decide(*one))) == {("1.1.e", "above", "yes")}
    assert pivots("1.1", judgements(drafts, decide(*two))) == set()


def test_a_prompt_whose_preclusion_sleeps_would_bar_again_if_moved_below() -> None:
    acts = [BELOW, (PRECLUDE, "1.1.e", "r"), (OVERRIDE, "1.1.e", Line.ABOVE)]
    judged = judgements(drafted("1.1", "AAAAA"), decide(*acts))
    assert pivots("1.1", judged) == {("1.1.e", "below", "no")}
    assert "The bar by 1.1.e does not count: it is not below the line by decision." in trace("1.1", judged)


def test_pivotal_key_questions_move_to_yes_or_no() -> None:
    assert pivots("1", judgements(four(YES, YES, NO, NO))) == {
        ("1.1", "no", "no"),
        ("1.2", "no", "no"),
        ("1.3", "yes", "yes"),
        ("1.4", "yes", "yes"),
    }


def test_the_trace_tells_counts_unknowns_bars_and_conclusion_in_sentences() -> None:
    decisions = decide((OVERRIDE, "1.1.a", Line.BELOW), (OVERRIDE, "1.1.b", Line.ABOVE))
    computed = judgements(drafted("1.1", "AABBA"), decisions)["1.1"].initial
    assert computed is not None
    assert computed.trace == (
        "Above the line 2 (1 decided, 1 drafted). Below the line 3 (1 decided, 2 drafted).",
        "No prompt is not applicable, undetermined, hidden, not answered or not run.",
        "No bar on a yes is in force.",
        "Below outweighs above by count. The counts point to No.",
        "Provisional: 2 of the 5 are decided.",
    )
    assert computed.provisional


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        ("AABBN", "Above and below are equal by count. Undetermined: a tie, the inspector decides."),
        ("AABBU", "The unknown could change the balance. Undetermined: it depends on 1.1.e."),
        ("AABU.", "The unknown could change the balance. Undetermined: it depends on 1.1.d and 1.1.e."),
        (
            "AAAB.",
            "Whatever becomes of 1.1.e, above outweighs below by count. The counts point to Yes.",
        ),
        ("NNNNN", "Nothing is left to weigh: all are not applicable. Undetermined: the inspector decides."),
        ("AABNN", "Not applicable, so left out of the balance: 1.1.d (drafted), 1.1.e (drafted)."),
    ],
)
def test_the_trace_says_in_words(lines: str, sentence: str) -> None:
    assert sentence in trace("1.1", judgements(drafted("1.1", lines)))


def test_the_trace_of_a_bar_in_force_and_of_a_rule_without_the_clause() -> None:
    judged = judgements(drafted("1.1", "AAAAB"), decide(BELOW, (PRECLUDE, "1.1.e", "r")))
    assert "A bar on a yes is in force, by decision: 1.1.e." in trace("1.1", judged)
    assert "1.1.e bars a yes: No, whatever the counts." in trace("1.1", judged)
    assert "The rule has no clause by which one area may bar a yes." in trace("2", judged)


def test_nothing_is_provisional_once_all_is_decided_and_known() -> None:
    acts = [(OVERRIDE, f"1.1.{letter}", Line.ABOVE) for letter in "abcde"]
    computed = judgements([], decide(*acts))["1.1"].initial
    assert computed is not None
    assert not computed.provisional
    assert computed.trace[-1] == "All 5 are decided."
    assert all(m.weight is Weight.FOR and m.origin is Origin.DECIDED for m in computed.members)


def test_nodes_come_in_order_and_chronology_and_information_are_never_weighed() -> None:
    judged = judgements(drafted("chronology", "B"))
    assert list(judged) == ["1.1", "1.2", "1.3", "1.4", "1", "2", "4", "overall"]
    weighed = {m.id for j in judged.values() if j.initial for m in j.initial.members}
    assert not weighed & {"chronology.a", "info.period"}


def test_the_real_rubric_has_ten_nodes_and_the_preclude_clause_at_seven_of_them() -> None:
    rubric = library.rubric()
    drafts = [
        Draft(key=p.id, review="r", prompt=p.id, status=DraftStatus.DRAFTED, line=Line.ABOVE)
        for p in rubric.prompts
        if p.scale is Scale.LINE
    ]
    decisions: list[Decision] = []
    for node in rubric.nodes():
        if node.rule.over is Over.PROMPTS:
            last = node.members[-1]
            decisions += decide((OVERRIDE, last, Line.BELOW), (PRECLUDE, last, "r"))
    counted = standings(rubric, drafts, decisions)
    assert len(counted) == 49
    found = {j.node: j.initial.answer for j in aggregate(rubric, counted, decisions, drafts) if j.initial}
    barred = {"1.1": N, "1.2": N, "1.3": N, "1.4": N, "3.1": N, "3.2": N, "4": N}
    assert found == {**barred, "1": N, "2": Y, "3": N}
