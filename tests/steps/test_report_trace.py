"""What answers what in the report: under standard 3, marked as drafted, with places and without judgement."""

from io import BytesIO

import docx
from jsonschema import Draft202012Validator

from assistant.domain.draft import DraftStatus, Flag, FlagKind, Outcome
from assistant.domain.report import TraceReport
from assistant.domain.result import schema
from assistant.domain.trace import FindingKind, Trace
from assistant.edges import export
from assistant.steps.result import result
from tests.steps.reporting import RUBRIC, assurance, made
from tests.ui.specimen import review, trace

REVIEW = review()
STATE = assurance(source=REVIEW).model_copy(update={"trace": trace(REVIEW)})


def told(**changed: object) -> TraceReport | None:
    kept = trace(REVIEW).model_copy(update=changed)
    return made(STATE.model_copy(update={"trace": kept})).standards[2].trace


def test_it_stands_under_standard_3_alone_with_orphans_first() -> None:
    assert [standard.trace is not None for standard in made(STATE).standards] == [False, False, True, False]
    found = told()
    assert found is not None
    assert [(row.number, row.orphan) for row in found.findings] == [("F2", True), ("F1", False), ("F3", False)]
    assert [(row.number, row.orphan) for row in found.actions] == [("A2", True), ("A1", False)]
    assert found.findings[1].answer == "Answered by A1."
    assert found.findings[1].quotations[0] == (
        ("The home visit planned for 2 June did not take place.",),
        "5.3 Implementation, paragraph 2",
    )
    assert found.summary == (
        "1 of 3 findings has no action and no reason for none. 1 of 2 planned actions answers no finding."
    )


def test_good_practice_without_an_action_is_counted_as_what_it_is() -> None:
    findings = trace(REVIEW).findings
    found = told(
        findings=[
            f.model_copy(update={"kind": FindingKind.GOOD_PRACTICE}) if f.number == 2 else f for f in findings
        ]
    )
    assert found is not None
    assert found.summary.startswith("1 of 3 findings, 1 of them good practice, has no action and no reason")


def test_what_was_not_read_is_said_and_then_nothing_is_told_as_an_orphan() -> None:
    found = told(unread=("s1",))
    assert found is not None
    assert found.summary.startswith("Not read by the model: 1 of")
    assert not any(row.orphan for row in (*found.findings, *found.actions))
    assert {row.answer.split(".")[0] for row in (*found.findings, *found.actions)} == {
        "Answered by A1",
        "Answers F1",
        "None in what was read",
        "The review says why there is no action (the last quotation)",
    }


def test_what_was_not_located_is_named_and_not_quoted() -> None:
    found = told()
    assert found is not None
    assert "counted as nothing: F4." in found.remarks[0]
    assert not any("Liaison" in text for row in found.findings for texts, _ in row.quotations for text in texts)


def test_faults_of_the_models_words_are_said() -> None:
    flag = Flag(kind=FlagKind.DETAIL_NOT_IN_CITED_PASSAGES, text="15 May", place="finding 2")
    found = told(flags=(flag,))
    assert found is not None
    assert found.remarks[-1].endswith("15 May.")


def test_there_is_none_where_none_was_obtained() -> None:
    assert told(status=DraftStatus.NOT_ANSWERED, reason=Outcome.NOT_RECORDED) is None
    assert made(STATE.model_copy(update={"trace": None})).standards[2].trace is None


def test_it_is_printed_as_listed_by_a_model_and_with_marks_around_the_files_words_alone() -> None:
    document = docx.Document(BytesIO(export.word(made(STATE))))
    texts = [p.text for p in document.paragraphs]
    assert "What answers what" in texts
    assert any("Listed by a language model, and not decided by anybody." in text for text in texts)
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert any(
        "“Drug test positive for cocaine. No further test was arranged.”  4 Chronology" in c for c in cells
    )
    assert not any("“Liaison" in cell for cell in cells)


def test_the_result_file_has_it_and_still_fits_its_schema() -> None:
    file = result(RUBRIC, STATE).model_dump(mode="json")
    Draft202012Validator(schema()).validate(file)
    kept = file["traceability"]
    assert (kept["without_action"], kept["without_finding"]) == ([2], [2])
    assert [f["unsupported"] for f in kept["findings"]] == [False, False, False, True]
    assert [f["answered_by"] for f in kept["findings"]] == [[1], [], [], []]
    failed = Trace(key="k", review=REVIEW.id, status=DraftStatus.NOT_ANSWERED, reason=Outcome.TIMEOUT)
    none = result(RUBRIC, STATE.model_copy(update={"trace": failed})).model_dump(mode="json")["traceability"]
    assert (none["status"], none["reason"], none["findings"]) == ("not_answered", "timeout", [])
