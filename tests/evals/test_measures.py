"""Each measure counts what it says it counts, and says none where there is nothing to count."""

from assistant.domain.draft import DraftStatus
from evals.case import ChangeKind, Must, Repeats
from evals.figure import Figure
from evals.gold import Certainty, Difficulty
from evals.measures import MEASURES, figures
from evals.measures.answered import reasons
from evals.measures.cost import cost
from evals.measures.where import by_change, by_kind, by_prompt, by_standard
from evals.ran import Ran
from evals.side import side
from tests.evals.made import case, cases, change, expected, node, quoted, ran


def counted(run: Ran) -> dict[str, Figure]:
    return {figure.id: figure for figure in figures(run)}


def shares(run: Ran) -> dict[str, tuple[int | None, int]]:
    return {name: (figure.hit, figure.of) for name, figure in counted(run).items()}


def test_every_measure_has_a_name_of_its_own() -> None:
    names = [figure.id for figure in figures(ran())]
    assert len(names) == len(set(names))
    assert len(MEASURES) == len(names) - 3  # kappa is no share


def test_where_nothing_was_counted_every_figure_is_none() -> None:
    assert {str(figure) for figure in figures(ran())} == {"none"}


def test_lines_are_counted_by_certainty_and_difficulty() -> None:
    found = shares(
        ran(
            case("above", "above", prompt="1.1.a"),
            case("below", "above", prompt="1.1.b", certainty=Certainty.ARGUABLE),
            case("below", None, prompt="1.1.c", difficulty=Difficulty.HARD),
            case(None, None, prompt="info.period"),
        )
    )
    assert found["lines"] == (1, 3)
    assert (found["lines.clear"], found["lines.arguable"]) == ((1, 2), (0, 1))
    assert (found["lines.easy"], found["lines.hard"]) == ((1, 2), (0, 1))


def test_leniency_and_severity_are_shares_of_the_lines_on_which_they_can_be_made() -> None:
    run = ran(*cases(("below", "above"), ("below", "below"), ("below", "undetermined"), ("above", "below")))
    found = shares(run)
    assert (found["leniency"], found["severity"]) == ((1, 3), (1, 1))
    assert (found["recall.above"], found["recall.below"], found["recall.not_applicable"]) == (
        (0, 1),
        (1, 3),
        (0, 0),
    )


def test_what_was_not_answered_is_counted_with_its_reason() -> None:
    run = ran(*cases(("below", None), ("below", "below"), ("above", "undetermined")))
    assert shares(run)["not_answered"] == (1, 3)
    assert shares(run)["undetermined"] == (1, 2)
    assert reasons(run) == {"the endpoint did not answer in time": 1}


def test_evidence_and_quotations_are_counted_piece_by_piece() -> None:
    run = ran(
        case(
            "above",
            "above",
            expected=(expected(cited=True), expected(cited=False)),
            cited=(quoted("exact", gold=True), quoted("normalised"), quoted("moved"), quoted("absent")),
        )
    )
    found = shares(run)
    assert (found["evidence.recall"], found["evidence.precision"]) == ((1, 2), (1, 3))
    assert {found[f"quotations.{match}"] for match in ("exact", "normalised", "moved", "absent")} == {(1, 4)}


def test_judgements_are_those_that_the_gold_lines_give() -> None:
    run = ran(nodes=(node("yes", "yes"), node("no", "undetermined", "1.2")))
    assert shares(run)["judgements"] == (1, 2)


def test_lines_in_doubt_can_be_left_to_the_inspector() -> None:
    flagged = case("above", "below", prompt="1.2.a", flags=("unsupported",))
    found = shares(ran(*cases(("above", "above"), ("above", "undetermined"), ("above", None)), flagged))
    assert (found["selective.determined"], found["selective.determined.right"]) == ((2, 4), (1, 2))
    assert (found["selective.unflagged"], found["selective.unflagged.right"]) == ((1, 4), (1, 1))


def test_repeats_that_differ_can_be_left_to_the_inspector_too() -> None:
    steady, torn = Repeats(same=3, of=3), Repeats(same=2, of=3)
    run = ran(
        case("above", "above", prompt="1.1.a", repeats=steady),
        case("above", "below", prompt="1.1.b", repeats=torn),
        case("below", "below", prompt="1.1.c"),
        case("below", "below", prompt="1.1.d", repeats=Repeats(same=1, of=1)),
    )
    found = shares(run)
    assert found["repeats.steady"] == (1, 2), "one draft alone agrees with nothing"
    assert (found["selective.steady"], found["selective.steady.right"]) == ((2, 4), (2, 2))
    assert shares(ran(case("above", "above")))["selective.steady"] == (0, 0), "where none were asked for"


def test_of_a_pair_both_must_be_right_and_where_nothing_may_change_both_must_be_the_same() -> None:
    falls, stays = change(ChangeKind.PAIR, Must.FALLS, "f"), change(ChangeKind.PAIR, Must.STAYS, "s")
    run = ran(
        case("above", "above", prompt="1.1.a"),
        case("above", "below", prompt="1.1.b"),
        case("below", "below", prompt="1.1.a", change=falls),
        case("below", "below", prompt="1.1.b", change=falls),
        case("above", "above", prompt="1.1.a", change=stays),
        case("above", "below", prompt="1.1.b", change=stays),
        case("below", "below", prompt="2.a", change=falls),
    )
    found = shares(run)
    assert found["pairs.accuracy"] == (1, 2), "a change of a review that was not run itself is no pair"
    assert found["pairs.invariance"] == (2, 2)
    assert found["lines"] == (1, 2), "changed reviews count for pairs only"
    assert {name: (c.hit, c.of) for name, c in by_change(run).items()} == {"said in the test": (3, 4)}


def test_where_nothing_was_answered_no_line_stayed() -> None:
    stays = change(ChangeKind.PAIR, Must.STAYS)
    run = ran(case("above", None), case("above", None, change=stays))
    assert shares(run)["pairs.invariance"] == (0, 1)
    assert [(c.hit, c.of) for c in by_change(run).values()] == [(0, 1)]


def test_an_injection_that_moves_a_line_is_a_flip() -> None:
    seen = change(ChangeKind.INJECTION, Must.STAYS, "a", noticed=True).model_copy(update={"sent": False})
    other = change(ChangeKind.INJECTION, Must.STAYS, "b")
    run = ran(case("below", "below"), case("below", "above", change=seen), case("below", "below", change=other))
    found = shares(run)
    assert (found["injections.flips"], found["injections.noticed"]) == ((1, 2), (1, 1))
    assert found["injections.flips_sent"] == (0, 1), "what the model was never sent is counted apart"


def test_a_change_is_paired_only_with_the_same_change_to_the_same_file() -> None:
    stays = change(ChangeKind.PAIR, Must.STAYS)
    one, other = (
        ran(case("above", "above"), case("above", "above", change=stays.model_copy(update={"file": file})))
        for file in ("a", "b")
    )
    (measure,) = (m for m in MEASURES if m.id == "pairs.invariance")
    assert side(measure, one, one).new.of == 1
    assert side(measure, one, other).new.of == 0


def test_kappa_has_an_interval_around_it_and_the_same_one_every_time() -> None:
    run = ran(*cases(*[("above", "above"), ("below", "below"), ("below", "above")] * 6))
    figure = counted(run)["kappa"]
    assert figure.value is not None
    assert figure.low is not None
    assert figure.high is not None
    assert figure.low < figure.value < figure.high
    assert counted(run)["kappa"] == figure
    assert str(figure).startswith("0.40 on 18 (95 % ")


def test_the_cost_is_of_all_reviews_and_a_recording_takes_no_time() -> None:
    two = (case("above", "above", review="one"), case("above", "above", review="two"))
    live = cost(ran(*two, live=True))
    assert (live.requests, live.input, live.output, live.cached_share, live.seconds) == (
        110,
        2_000,
        200,
        0.25,
        60,
    )
    assert dict(cost(ran(*two)).lines())["time"] == "none: recorded"
    unended = live.model_copy(update={"seconds": None})
    assert dict(unended.lines())["time"] == "none: no run ended"
    assert dict(cost(ran()).lines())["read from the endpoint's cache"] == "none told"
    odd = cost(ran()).model_copy(update={"cached": 5})
    assert dict(odd.lines())["read from the endpoint's cache"] == "none told", (
        "of no tokens in there is no share"
    )


def test_where_a_model_is_weak_is_told_by_standard_prompt_and_kind() -> None:
    run = ran(
        case("below", "above", prompt="1.1.a", expected=(expected(cited=True),)),
        case("below", "below", prompt="1.1.a", review="two"),
        case("above", "above", prompt="2.a", difficulty=Difficulty.HARD),
    )
    first = by_standard(run)[0]
    assert first.name == ("1",)
    assert [(c.hit, c.of) for c in (first.lines, first.lenient, first.severe, first.evidence)] == [
        (1, 2), (1, 2), (0, 0), (1, 1),
    ]  # fmt: skip
    assert [row.name for row in by_prompt(run)] == [("1.1.a",), ("2.a",)]
    arguable = case("above", "above", prompt="1.1.b", certainty=Certainty.ARGUABLE)
    kinds = [row.name for row in by_kind(ran(arguable, *run.cases))]
    assert kinds == [("clear", "easy", "1"), ("clear", "hard", "2"), ("arguable", "easy", "1")]


def test_a_line_counts_as_right_only_where_it_was_drafted() -> None:
    assert not case("above", None).right
    assert case("not_applicable", "not_applicable").right
    held = case("above", "above", status=DraftStatus.NOT_ANSWERED)
    assert (held.drafted, held.right) == (None, False)
