"""Each scripted fault is caught by its own measure and fails the gate; an oracle passes it."""

from pathlib import Path

import pytest

from assistant.domain.rubric import Rubric
from evals import gate
from evals.measures import figures
from evals.ran import Ran
from evals.sets import Chosen, chosen
from tests.evals import faulty

FAULTS = {
    "leniency": faulty.lenient,
    "severity": faulty.severe,
    "quotations.absent": faulty.inventing,
    "not_answered": faulty.silent,
    "lines": faulty.random,
    "evidence.recall": faulty.blind,
}


@pytest.fixture
def small(tmp_path: Path, rubric: Rubric) -> Chosen:
    return faulty.small(tmp_path / "gold", rubric)


def broken(ran: Ran) -> set[str]:
    return {held.measure for held in gate.of_run(figures(ran), gate.limits()) if not held.kept}


def test_an_oracle_passes_the_gate(small: Chosen, tmp_path: Path) -> None:
    assert broken(faulty.ran(small, faulty.oracle, tmp_path)) == set()


@pytest.mark.parametrize("measure", FAULTS)
def test_a_fault_fails_the_gate_by_its_own_measure(measure: str, small: Chosen, tmp_path: Path) -> None:
    assert measure in broken(faulty.ran(small, FAULTS[measure], tmp_path))


@pytest.mark.long
def test_an_oracle_passes_on_the_sample_and_every_fault_fails_there_by_its_own_measure(tmp_path: Path) -> None:
    (sample,) = chosen(["saltmarch"])
    assert broken(faulty.ran(sample, faulty.oracle, tmp_path / "oracle")) == set()
    for measure, fault in FAULTS.items():
        assert measure in broken(faulty.ran(sample, fault, tmp_path / measure))
