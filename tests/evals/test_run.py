"""The recorded reviews, replayed once: the gate holds, and what is kept of the run is what was counted."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from assistant.domain.draft import DraftStatus, Match
from assistant.domain.rubric import Rubric
from assistant.edges import library
from assistant.errors import AssistantError
from evals.__main__ import app
from evals.compare import compared
from evals.gold import Split
from evals.ran import EndpointKind, Ran, read, write
from evals.sets import chosen, inside_repository
from tests.evals import faulty
from tests.evals.made import case, cases, ran

RECORDED = [one.name for one in chosen() if one.recording.is_file()]


def asked(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


@pytest.fixture(scope="session")
def replayed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Result, Path]:
    """The one replay that all tests share, as the command prints it and as it is kept."""
    folder = tmp_path_factory.mktemp("replayed") / "run"
    return asked("run", "--replay", "--out", str(folder)), folder


@pytest.fixture
def kept(replayed: tuple[Result, Path]) -> Ran:
    return read(replayed[1])


def test_the_gate_holds_on_every_recorded_review(replayed: tuple[Result, Path], kept: Ran) -> None:
    result, _ = replayed
    assert result.exit_code == 0, result.output
    assert f"the gate, on {', '.join(RECORDED)}: holds" in result.output
    assert [review.name for review in kept.manifest.reviews] == RECORDED


def test_reviews_without_a_recording_are_named(replayed: tuple[Result, Path], kept: Ran) -> None:
    missing = {one.name for one in chosen()} - set(RECORDED)
    assert set(kept.manifest.left_out) == missing
    for name in missing:
        assert f"left out: {name}, no recording" in replayed[0].output


def test_every_prompt_of_every_recorded_review_is_a_case(kept: Ran) -> None:
    assert len(kept.plain) == 54 * len(RECORDED)
    assert len(kept.with_lines) == 49 * len(RECORDED)
    assert len(kept.nodes) == 10 * len(RECORDED)
    assert {one.status for one in kept.cases} == {DraftStatus.DRAFTED}


def test_every_change_that_is_recorded_is_a_case(kept: Ran) -> None:
    recorded = [one for one in chosen(RECORDED) if one.recording_of_changes.is_file()]
    listed = {(one.name, change.id) for one in recorded for change in one.changes if change.recorded}
    assert {(case.review, case.change.id) for case in kept.cases if case.change} == listed


def test_every_recorded_reply_was_asked_for(kept: Ran) -> None:
    assert {review.name: review.unplayed for review in kept.manifest.reviews} == dict.fromkeys(RECORDED, 0)


def test_a_citation_says_where_it_stands_and_an_absent_one_that_it_does_not(kept: Ran) -> None:
    for one in kept.cases:
        for cited in one.cited:
            assert (cited.place == "not found in the review") == (cited.match is Match.ABSENT)


def test_the_manifest_names_what_was_asked_of_whom_and_no_address(
    kept: Ran, replayed: tuple[Result, Path]
) -> None:
    about = kept.manifest
    assert about.endpoint is EndpointKind.RECORDED
    assert about.recorded
    assert about.rubric_sha256 == library.rubric().sha256
    assert [(r.review, r.gold) for r in about.reviews] == [one.digests for one in chosen(RECORDED)]
    assert about.tokens.input > about.tokens.output > 0
    text = (replayed[1] / "manifest.json").read_text(encoding="utf-8")
    assert "http" not in text
    assert "127.0.0.1" not in text


def test_the_drafts_beat_every_baseline_and_the_baselines_state_their_rules(
    replayed: tuple[Result, Path], kept: Ran
) -> None:
    assert [one.name for one in kept.baselines] == ["always above", "always below", "search and checks"]
    assert replayed[0].output.count(": clearly beaten") == 3
    lenient = {f.id: f for f in kept.baselines[0].figures}["leniency"]
    assert lenient.value == 1.0


def test_a_run_compared_with_itself_holds_and_says_how_much_that_is_worth(
    replayed: tuple[Result, Path],
) -> None:
    folder = str(replayed[1])
    result = asked("compare", folder, folder)
    assert result.exit_code == 0, result.output
    assert "lines that changed: none" in result.output
    assert "in four of five comparisons" in result.output


def test_the_list_names_every_review_with_its_split() -> None:
    result = asked("list")
    assert result.exit_code == 0
    for one in chosen():
        assert any(line.split()[:2] == [one.name, one.gold.split.value] for line in result.output.splitlines())


def test_what_is_read_back_is_what_was_written(tmp_path: Path) -> None:
    run = ran(*cases(("above", "above"), ("below", None)))
    write(run, tmp_path / "run")
    assert read(tmp_path / "run") == run


def test_a_folder_that_is_no_whole_run_is_refused(tmp_path: Path) -> None:
    with pytest.raises(AssistantError, match=r"not a whole run .*manifest\.json"):
        read(tmp_path)
    write(ran(), tmp_path)
    (tmp_path / "manifest.json").write_text(json.dumps({"format": "sfo-eval-run/9"}), "utf-8")
    with pytest.raises(AssistantError, match="Manifest, format"):
        read(tmp_path)


def test_a_live_run_goes_on_where_it_stopped(tmp_path: Path, rubric: Rubric) -> None:
    small = faulty.small(tmp_path / "gold", rubric)
    first = faulty.ran(small, faulty.silent, tmp_path)
    again = faulty.Scripted(small.gold, faulty.oracle)
    told = []
    whole = faulty.ran(small, again, tmp_path, lambda asked, _: told.append(asked))
    silent = [one.prompt for one in first.cases if one.status is not DraftStatus.DRAFTED]
    assert sorted(again.asked) == sorted(silent), "what was answered is not asked for again"
    assert [one.requests for one in told[0].values()] == [len(silent)]
    assert {one.status for one in whole.cases} == {DraftStatus.DRAFTED}


LIVE = ["--base-url", "http://127.0.0.1:9/v1", "--model", "m"]


def test_nothing_about_a_real_review_is_written_into_the_repository(tmp_path: Path, rubric: Rubric) -> None:
    small = faulty.small(tmp_path, rubric)
    text = (small.folder / "gold.yaml").read_text(encoding="utf-8")
    (small.folder / "gold.yaml").write_text(text.replace("fictional: true", "fictional: false"), "utf-8")
    inside = Path(__file__).parent / "run"
    result = asked("run", "--folder", str(tmp_path), *LIVE, "--out", str(inside))
    assert "small: not fictional" in str(result.exception)
    assert not inside.exists()


def test_a_real_review_inside_a_repository_is_not_read(tmp_path: Path, rubric: Rubric) -> None:
    small = faulty.small(tmp_path, rubric)
    text = (small.folder / "gold.yaml").read_text(encoding="utf-8")
    (small.folder / "gold.yaml").write_text(text.replace("fictional: true", "fictional: false"), "utf-8")
    assert [one.name for one in chosen(folder=tmp_path)] == ["small"]
    (tmp_path / ".git").mkdir()
    with pytest.raises(AssistantError, match=r"small: not fictional, .* inside a repository"):
        chosen(folder=tmp_path)


def test_a_gold_that_quotes_what_its_review_does_not_say_is_not_run(tmp_path: Path, rubric: Rubric) -> None:
    small = faulty.small(tmp_path / "gold", rubric)
    text = (small.folder / "review.txt").read_text(encoding="utf-8")
    (small.folder / "review.txt").write_text(text.replace("Of 2 b the officer", "Of 2 b nobody"), "utf-8")
    one = faulty.Scripted(small.gold, faulty.oracle)
    with pytest.raises(AssistantError, match=r"small: 1 quotations .* first of 2\.b: .* Nothing was sent"):
        faulty.ran(small, one, tmp_path)
    assert one.asked == []


def test_the_run_of_one_model_is_not_written_over_that_of_another(tmp_path: Path) -> None:
    write(ran(case("above", "above"), live=True), tmp_path)
    result = asked("run", "saltmarch", *LIVE, "--out", str(tmp_path))
    assert "holds a run of a-model (live). Give another folder" in str(result.exception)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["run"], "either --replay, or --base-url and --model"),
        (["run", "--replay", "--repeats", "2"], "A recording cannot be asked again"),
        (["run", "nowhere", "--replay"], "No gold review is called nowhere"),
        (["run", *LIVE], "Give --out DIR"),
        (["run", "--folder", "/nowhere", "--replay"], "No gold review is left to run"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_is_run(arguments: list[str], says: str) -> None:
    result = asked(*arguments)
    assert says in str(result.exception)


def test_runs_without_a_review_in_common_are_not_compared() -> None:
    old, new = ran(case("above", "above", review="one")), ran(case("above", "above", review="two"))
    with pytest.raises(AssistantError, match="no review in common"):
        compared(old, new)


def test_a_review_whose_files_or_gold_differ_is_left_out_of_a_comparison() -> None:
    run = ran(*(case("above", "above", review=name) for name in ("one", "two", "three")))
    one, three, two = run.manifest.reviews  # by name
    other = (one, two.model_copy(update={"gold": "another"}), three.model_copy(update={"review": "another"}))
    changed = run.model_copy(update={"manifest": run.manifest.model_copy(update={"reviews": other})})
    comparison = compared(run, changed)
    assert comparison.left_out == {"two": "its gold differs", "three": "its files differ"}
    assert comparison.reviews == ("one",)


def test_a_comparison_names_what_else_is_not_the_same_and_the_lines_that_changed() -> None:
    old = ran(*cases(("above", "above"), ("below", "above"), ("below", "above")))
    new = ran(*cases(("above", "below"), ("below", "below"), ("below", None)), answered_by=("another",))
    comparison = compared(old, new)
    assert comparison.differs == ("model: a-model-1 before, another now",)
    assert [(c.prompt, c.verdict) for c in comparison.changed] == [
        ("1.1.a", "broken"), ("1.1.b", "mended"), ("1.1.c", "wrong in both"),
    ]  # fmt: skip


def test_a_split_or_names_choose_the_reviews() -> None:
    assert {one.gold.split for one in chosen(split=Split.GATE)} == {Split.GATE}
    assert [one.name for one in chosen(["saltmarch"])] == ["saltmarch"]
    assert inside_repository(Path(__file__))
    assert not inside_repository(Path("/"))
