"""`inspect eval` and `inspect view` themselves, on a recorded review: the figures of `python -m evals run`."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from evals.measures import figures
from evals.ran import read
from tests.scripted import always, scripted

pytestmark = pytest.mark.inspect

ROOT = Path(__file__).parents[2]
REVIEW = "saltmarch"


def ran(*command: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    """A command in the repository, as people run it, with no model, key or endpoint set but those given."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("INSPECT_", "OPENAI_"))}
    kept |= environment
    return subprocess.run(command, cwd=ROOT, env=kept, capture_output=True, text=True, timeout=600, check=False)


def inspect(*arguments: object, **environment: str) -> "subprocess.CompletedProcess[str]":
    return ran(str(Path(sys.executable).with_name("inspect")), *map(str, arguments), **environment)


@pytest.fixture(scope="module")
def logged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the log of one evaluation."""
    logs = tmp_path_factory.mktemp("inspect") / "logs"
    done = inspect(
        "eval", "evals/inspect/gold.py", "-T", f"reviews={REVIEW}", "--log-dir", logs, "--log-format", "json",
        "--display", "none",
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return logs


def test_the_metrics_are_the_figures_of_the_evals_own_run(logged: Path, tmp_path: Path) -> None:
    (path,) = logged.glob("*.json")
    log = json.loads(path.read_text(encoding="utf-8"))
    assert log["status"] == "success"
    metrics = {
        one["name"]: one["value"] for score in log["results"]["scores"] for one in score["metrics"].values()
    }
    done = ran(sys.executable, "-m", "evals", "run", REVIEW, "--replay", "--out", str(tmp_path / "run"))
    assert done.returncode in (0, 1), done.stderr
    run = read(tmp_path / "run")
    expected = {
        f"{figure.id} {what}": value
        for figure in figures(run)
        if figure.value is not None
        for what, value in (
            ("value", figure.value),
            ("count", figure.of),
            ("low", figure.low),
            ("high", figure.high),
        )
        if value is not None
    }
    assert metrics == pytest.approx(expected)
    assert log["eval"]["dataset"]["samples"] == len(run.cases)


def test_inspect_has_no_model_of_its_own(logged: Path) -> None:
    (path,) = logged.glob("*.json")
    log = json.loads(path.read_text(encoding="utf-8"))
    assert log["eval"]["model"] == "none/none"


def test_an_endpoint_of_the_environment_is_asked_and_neither_its_address_nor_its_key_is_in_the_log(
    tmp_path: Path,
) -> None:
    with scripted(always) as endpoint:
        done = inspect(
            "eval", "evals/inspect/gold.py", "-T", f"reviews={REVIEW}", "-T", f"out={tmp_path / 'kept'}",
            "-T", "changes=false", "--log-dir", tmp_path / "logs", "--log-format", "json", "--display", "none",
            OPENAI_BASE_URL=endpoint.url, OPENAI_API_KEY="k-secret", ASSISTANT_MODEL="scripted",
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
        assert len(endpoint.asked) == 54 + 1, "every prompt, and the trace"
    (path,) = (tmp_path / "logs").glob("*.json")
    text = path.read_text(encoding="utf-8")
    assert json.loads(text)["status"] == "success"
    assert endpoint.url not in text
    assert "k-secret" not in text


def test_inspect_view_shows_the_log(logged: Path) -> None:
    done = inspect("view", "bundle", "--log-dir", logged, "--output-dir", logged.parent / "page")
    assert done.returncode == 0, done.stderr
    assert (logged.parent / "page" / "index.html").is_file()
    listed = inspect("log", "list", "--log-dir", logged, "--json")
    assert [one["task"] for one in json.loads(listed.stdout)] == ["gold"]
