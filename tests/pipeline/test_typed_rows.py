"""The sample's chronology, action plan and staff list come back row for row from its Word file."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.domain.entries import Entries, Precision
from assistant.pipeline.reading import read_review
from assistant.steps.tabulate import tabulate

_FOOTNOTE = re.compile(r"\[\^\d+\]")
SAMPLE = Path(__file__).parents[2] / "evals" / "gold" / "saltmarch"


@pytest.fixture(scope="module")
def entries() -> Entries:
    return tabulate(read_review([("review.docx", (SAMPLE / "review.docx").read_bytes())]))


def table(*columns: str) -> list[list[str]]:
    source: dict[str, Any] = yaml.safe_load((SAMPLE / "source.yaml").read_text(encoding="utf-8"))
    tables = [block["table"] for block in source["blocks"] if "table" in block]
    rows = next(one["rows"] for one in tables if tuple(one["columns"][: len(columns)]) == columns)
    return [[_FOOTNOTE.sub("", cell) for cell in row] for row in rows]


def test_every_row_of_the_chronology_is_one_dated_event_with_its_cells(entries: Entries) -> None:
    read = [
        [e.place.removeprefix("row "), e.when and e.when.words, e.what, e.comments, e.findings]
        for e in entries.events
    ]
    assert read == table("No.", "Date")
    assert {event.when and event.when.precision for event in entries.events} == {Precision.DAY}


def test_every_row_of_the_action_plan_is_one_dated_action_with_its_cells(entries: Entries) -> None:
    read = [
        [a.place.removeprefix("row "), a.finding, a.action, a.owner, a.level, a.by_when, a.measure]
        for a in entries.actions
    ]
    assert read == table("No.", "Finding")
    assert all(action.date is not None for action in entries.actions)


def test_everybody_in_the_list_of_staff_is_one_person(entries: Entries) -> None:
    listed = table("Title used")
    assert [[person.name, person.role] for person in entries.people] == [row[:2] for row in listed]
    assert [person.name for person in entries.people if not person.interviewed] == ["CO1"]
