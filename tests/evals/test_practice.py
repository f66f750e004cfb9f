"""From practice: what an inspector decided becomes a gold review, which the evals load and run at once."""

import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from assistant.__main__ import app
from assistant.domain.assurance import Assurance
from assistant.domain.draft import DraftStatus, Line, Stance
from assistant.domain.gold import Certainty, Difficulty, Gold, Practice, Split
from assistant.domain.judge_first import Share
from assistant.domain.judgement import Act, DecisionKind, ReasonCode
from assistant.domain.offered import OfferedEvidence
from assistant.domain.review import Intake
from assistant.domain.rubric import Rubric
from assistant.edges import library
from assistant.errors import NotAllowed
from assistant.pipeline import Pipeline
from evals.__main__ import app as evals
from evals.gate import limits
from evals.measures import figures
from evals.ran import read
from evals.sets import Chosen, chosen
from tests.evals import faulty
from tests.scripted import always, prompt_of, scripted

BY = "R. Quillfeather"
OWN = "Of 2 h the officer wrote entry 12 in full"


class Practised:
    """A review drafted and in part decided, in a database of its own."""

    def __init__(self, folder: Path, rubric: Rubric, share: Share = Share.NONE) -> None:
        self.database = f"sqlite:///{folder / 'evals.db'}"
        self.small = faulty.small(folder / "made", rubric)
        with self.opened(folder) as pipeline:
            known = Intake(reference="LM 1", offence_date=date(2025, 3, 4))
            self.id = pipeline.take_in(self.small.files, known)
            pipeline.start(self.id, judge_first=share)
            while pipeline.progress(self.id).running:
                time.sleep(0.02)
            if share is Share.NONE:
                self._decide(pipeline)
            else:
                self._act(pipeline, kind=DecisionKind.OVERRIDE, prompt="2.a", line=Line.ABOVE)
            self.assurance: Assurance = pipeline.assurance(self.id)

    def opened(self, folder: Path) -> "faulty.Opened":
        return faulty.answering(faulty.Scripted(self.small.gold, faulty.oracle)).opened(folder, None)

    def _act(self, pipeline: Pipeline, **act: object) -> None:
        pipeline.decide(self.id, Act.model_validate({"by": BY} | act))

    def _decide(self, pipeline: Pipeline) -> None:
        drafts = {draft.prompt: draft for draft in pipeline.assurance(self.id).drafts}
        for prompt in ("2.a", "2.c", "2.d", "info.high_profile"):
            draft = drafts[prompt]
            self._act(pipeline, kind=DecisionKind.ACCEPT, prompt=prompt, line=draft.line, draft=draft.key)
        removed = drafts["2.c"].citations[0]
        self._act(pipeline, kind=DecisionKind.REMOVE, prompt="2.c", citation=removed)
        for prompt, line, code, why in (
            ("2.b", Line.ABOVE, ReasonCode.MISSED_EVIDENCE, "Entry 12 shows it."),
            ("2.e", Line.NOT_APPLICABLE, ReasonCode.GUIDANCE_READ_DIFFERENTLY, "No child was there."),
            ("2.f", Line.UNDETERMINED, ReasonCode.OTHER, "Cannot be told."),
            ("2.g", Line.BELOW, ReasonCode.WRONG_THRESHOLD, None),
        ):
            self._act(
                pipeline, kind=DecisionKind.OVERRIDE, prompt=prompt, line=line, reason_code=code, reason=why
            )
        own = OfferedEvidence(
            prompt="2.b", expectation=None, stance=Stance.SUPPORTS, passage=self._passage(pipeline), words=OWN
        )
        pipeline.cite(self.id, own, BY)
        self._act(pipeline, kind=DecisionKind.NOTE, prompt="2.b", reason="Ask the region: why so late?")

    def _passage(self, pipeline: Pipeline) -> str:
        return next(p.id for p in pipeline.assurance(self.id).review.passages if p.text.startswith(OWN))

    def export(self, out: Path) -> Result:
        environment = {"ASSISTANT_DATABASE_URL": self.database}
        return CliRunner().invoke(app, ["evals-export", self.id[:6], "--out", str(out)], env=environment)


def files_in(root: Path) -> set[Path]:
    """The files of the repository where something could be left, without what tools make of their own."""
    found = {path for folder in ("evals", "docs", "assistant") for path in (root / folder).rglob("*")}
    own = {path for path in root.iterdir() if path.name not in (".hypothesis", ".pytest_cache")}
    return own | {path for path in found if "__pycache__" not in path.parts}


@pytest.fixture(scope="module")
def practised(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Practised]:
    """One for all tests, which read it; the rubric is short for everybody meanwhile."""
    some = faulty.shortened(library.rubric())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(library, "rubric", lambda: some)
        yield Practised(tmp_path_factory.mktemp("practised"), some)


@pytest.fixture(scope="module")
def exported(practised: Practised, tmp_path_factory: pytest.TempPathFactory) -> Chosen:
    out = tmp_path_factory.mktemp("exported") / "own"
    assert practised.export(out).exit_code == 1
    (one,) = chosen(folder=out)
    return one


@pytest.fixture
def gold(exported: Chosen) -> Gold:
    return exported.gold


def test_lines_evidence_and_reasons_are_those_the_inspector_left_standing(gold: Gold) -> None:
    assert {prompt: entry.line for prompt, entry in gold.lines.items()} == {
        "2.a": Line.ABOVE, "2.b": Line.ABOVE, "2.c": Line.ABOVE, "2.d": Line.BELOW,
        "2.e": Line.NOT_APPLICABLE, "2.g": Line.BELOW,
    }  # fmt: skip
    assert list(gold.notes) == ["info.high_profile"]
    assert OWN in [piece.quote for piece in gold.lines["2.b"].evidence if piece.stance is Stance.SUPPORTS]
    assert gold.lines["2.c"].evidence == (), "it was removed"
    assert gold.lines["2.b"].practice == Practice(
        act=DecisionKind.OVERRIDE, drafted=Line.BELOW, reason_code=ReasonCode.MISSED_EVIDENCE
    )
    assert gold.lines["2.a"].practice == Practice(act=DecisionKind.ACCEPT, drafted=Line.ABOVE)
    why = gold.lines["2.b"].why
    for words in (
        "in place of the draft. The draft has: below the line.",
        "Reason: Missed evidence.",
        "Entry 12 shows it.",
        "Note: Ask the region: why so late?",
    ):
        assert words in why
    assert "The draft's rationale: It is as it is." in gold.lines["2.a"].why
    assert BY not in str(gold)


def test_what_an_assurance_cannot_tell_is_unsaid_and_the_review_counts_as_real(gold: Gold) -> None:
    assert {entry.certainty for entry in gold.lines.values()} == {Certainty.UNSAID}
    assert {entry.difficulty for entry in gold.lines.values()} == {Difficulty.UNSAID}
    assert (gold.split, gold.fictional) == (Split.HELD_OUT, False)
    assert (gold.intake.reference, gold.intake.offence_date) == ("LM 1", date(2025, 3, 4))


def test_the_files_are_the_reviews_own_for_their_owner_alone_and_git_passes_over_them(
    exported: Chosen, practised: Practised
) -> None:
    assert exported.files == practised.small.files
    assert exported.folder.stat().st_mode & 0o077 == 0
    assert (exported.folder / ".gitignore").read_text(encoding="utf-8").splitlines()[-1] == "*"
    assert exported.name == f"review-{practised.id[:8]}"


def test_what_was_left_out_and_that_nothing_real_is_committed_is_said(
    practised: Practised, tmp_path: Path
) -> None:
    told = practised.export(tmp_path / "own").stderr
    assert "Left out, 6 prompts" in told
    assert "2.h and 2.i (not decided)" in told
    assert "Left out, 1 prompt: 2.f (left undetermined" in told
    assert "Not signed off" in told
    assert "never committed" in told
    again = practised.export(tmp_path / "own")
    assert isinstance(again.exception, NotAllowed)
    assert "is there already. Nothing was written" in str(again.exception)


def test_the_gold_is_run_and_only_what_has_gold_is_asked_and_counted(exported: Chosen, tmp_path: Path) -> None:
    one = faulty.Scripted(exported.gold, faulty.oracle)
    told = []
    run = faulty.ran(exported, one, tmp_path / "run", lambda asked, _: told.append(asked))
    assert sorted(one.asked) == sorted(exported.gold.evidence)
    assert [held.requests for held in told[0].values()] == [len(exported.gold.evidence)]
    assert sorted(case.prompt for case in run.cases) == sorted(exported.gold.evidence)
    assert run.nodes == (), "Standard 2 has prompts without gold"
    counted = {figure.id: figure for figure in figures(run)}
    wrong = [case.prompt for case in run.with_lines if not case.right]
    # Two of the inspector's lines rest on no evidence of that side, which no draft may do.
    assert wrong == ["2.c", "2.g"]
    assert (counted["lines"].hit, counted["lines"].of) == (4, 6)
    assert (counted["lines.clear"].of, counted["lines.easy"].of) == (0, 0)
    assert {limit.measure for limit in limits().floors} <= counted.keys()


def test_a_prompt_whose_draft_is_hidden_is_left_out_and_one_recorded_unseen_says_so(
    tmp_path: Path, rubric: Rubric
) -> None:
    practised = Practised(tmp_path, rubric, Share.ALL)
    result = practised.export(tmp_path / "own")
    assert (
        "Left out, 8 prompts: 2.b, 2.c, 2.d, 2.e, 2.f, 2.g, 2.h and 2.i (the draft is still hidden"
        in result.stderr
    )
    (one,) = chosen(folder=tmp_path / "own")
    entry = one.gold.lines["2.a"]
    assert entry.practice == Practice(act=DecisionKind.OVERRIDE, drafted=Line.ABOVE, unseen=True)
    assert "before the draft was shown" in entry.why


@pytest.mark.parametrize("inside", ["evals/gold", "own"])
def test_nothing_is_written_inside_a_repository(inside: str, practised: Practised, tmp_path: Path) -> None:
    other = tmp_path / "another"
    (other / ".git").mkdir(parents=True)
    out = (Path(__file__).parents[2] if inside == "evals/gold" else other) / inside
    result = practised.export(out)
    assert isinstance(result.exception, NotAllowed)
    assert "a real review is never committed. Nothing was written" in str(result.exception)
    assert not list(out.glob("review-*"))


def test_without_a_line_nothing_is_written(tmp_path: Path, rubric: Rubric) -> None:
    small = faulty.small(tmp_path / "made", rubric)
    with faulty.answering(faulty.Scripted(small.gold, faulty.oracle)).opened(tmp_path, None) as pipeline:
        pipeline.take_in(small.files, Intake())
    environment = {"ASSISTANT_DATABASE_URL": f"sqlite:///{tmp_path / 'evals.db'}"}
    result = CliRunner().invoke(app, ["evals-export", "", "--out", str(tmp_path / "own")], env=environment)
    assert isinstance(result.exception, NotAllowed)
    assert not (tmp_path / "own").exists()


def test_an_operators_folder_is_run_and_compared_by_one_command_each_and_stays_outside(
    exported: Chosen, tmp_path: Path
) -> None:
    """The whole way of a real review, against an endpoint on loopback."""

    def asked(*arguments: object) -> Result:
        return CliRunner().invoke(evals, [str(one) for one in arguments])

    root = Path(__file__).parents[2]
    own, out = exported.folder.parent, tmp_path / "run"
    before = files_in(root)
    with scripted(always) as endpoint:
        run = asked(
            "run", "--folder", own, "--base-url", endpoint.url, "--model", "scripted", "--out", out,
            "--split", "held_out",
        )  # fmt: skip
        assert sorted(prompt_of(body) for body in endpoint.asked) == sorted(exported.gold.evidence)
    assert run.exit_code == 1, run.output
    assert f"review: {exported.name} (held_out)" in run.output
    assert "unsaid, unsaid" in run.output
    assert {case.status for case in read(out).cases} == {DraftStatus.DRAFTED}
    page = asked("report", out)
    assert page.exit_code == 0, page.output
    assert "unsaid" in (out / "page.html").read_text(encoding="utf-8")
    compared = asked("compare", out, out)
    assert "lines that changed: none" in compared.output
    # Too few lines for a judgement, which the gate wants.
    assert "NOT KEPT  judgements as the gold lines give: none before, none now" in compared.output
    assert compared.exit_code == 1
    listed = asked("list", "--folder", own)
    assert f"{exported.name}" in listed.output
    assert files_in(root) == before
