"""An export of a review worked by hand is verified beside its files, whatever they are called now."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
import typer

from assistant.commands.verify import verify
from assistant.domain.judgement import Act, DecisionKind
from assistant.domain.proof import Verdict
from assistant.domain.review import Intake
from assistant.errors import UnreadableFile
from assistant.pipeline import Pipeline, Setup
from assistant.pipeline.proving import prove_export

AT = datetime(2026, 11, 12, 14, 32, tzinfo=UTC)
REVIEW = b"1. Assessment\n\nThe officer completed the first assessment and asked the police at once.\n"
PLAN = b"Action plan\n\n1. All staff are briefed on home visits by 3 May 2027.\n"


@pytest.fixture(scope="module")
def export(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Two files, no model, one decision."""
    folder = tmp_path_factory.mktemp("proving")
    setup = Setup(database_url=f"sqlite:///{folder}/a.db", jobs_url=f"sqlite:///{folder}/j.db")
    with Pipeline.opened(setup, now=lambda: AT) as pipeline:
        review = pipeline.take_in([("review.txt", REVIEW), ("plan.txt", PLAN)], Intake())
        act = Act(kind=DecisionKind.OVERRIDE, prompt="1.1.a", line="above", by="R. Quillfeather")
        pipeline.decide(review, act)
        return pipeline.result(review)


def test_the_files_are_known_by_their_bytes_whatever_their_names_and_order(export: bytes) -> None:
    proofs = prove_export(export, [("renamed plan.txt", PLAN), ("r.txt", REVIEW)])
    assert {proof.verdict for proof in proofs} == {Verdict.HOLDS}


def test_a_changed_file_is_refuted_and_the_command_says_so(
    export: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, data in (("e.json", export), ("r.txt", REVIEW.replace(b"at once", b"late")), ("p.txt", PLAN)):
        (tmp_path / name).write_bytes(data)
    with pytest.raises(typer.Exit) as ended:
        verify(tmp_path / "e.json", [tmp_path / "r.txt", tmp_path / "p.txt"])
    said = capsys.readouterr().out
    assert ended.value.exit_code == 1
    assert "The files are those of the export: DOES NOT HOLD." in said
    assert "The trail is whole: Holds. 1 decision chained anew" in said
    assert said.rstrip().endswith("Not verified: see what does not hold above.")


def test_what_is_no_export_verifies_nothing(export: bytes) -> None:
    with pytest.raises(UnreadableFile, match="Nothing was verified"):
        prove_export(REVIEW, [("review.txt", REVIEW)])
