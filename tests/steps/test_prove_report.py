"""A Word report, read back as any file is, is proved from its own words; what was changed in it is named."""

import pytest

from assistant.domain.draft import Line
from assistant.domain.judge_first import Share
from assistant.domain.judgement import Act, DecisionKind, ReasonCode
from assistant.domain.proof import Proof, Verdict
from assistant.domain.review import Review
from assistant.edges import export
from assistant.pipeline.proving import summed
from assistant.pipeline.reading import read_review
from assistant.steps.prove import Printed, printed, prove_report
from assistant.steps.report import report
from tests.steps.reporting import AT
from tests.ui.specimen import REVIEW
from tests.ui.stand_in import StandIn
from tests.worked import BY, sign, work


def read_back(kept: StandIn) -> Review:
    """The report as a Word file, and that file as the assistant reads any other."""
    made = export.word(report(kept.rubric, kept.assurance(REVIEW), AT))
    return read_review([("report.docx", made)])


def signed() -> StandIn:
    kept = StandIn()
    work(kept)
    act = Act(
        kind=DecisionKind.OVERRIDE,
        prompt="1.3.c",
        line=Line.BELOW,
        reason_code=ReasonCode.OTHER,
        reason="Above the line, decided by nobody, 1 May.",
        by=BY,
    )
    kept.decide(REVIEW, act)
    kept.decide(REVIEW, Act(kind=DecisionKind.PRECLUDE, prompt="1.3.c", reason="It bears on all.", by=BY))
    sign(kept)
    return kept


SIGNED = signed()
WORD = read_back(SIGNED)


def told(of: Review = WORD) -> Printed:
    return printed(SIGNED.rubric, of)


def proved(said: Printed) -> list[Proof]:
    computed = summed(SIGNED.rubric, said)
    return list(prove_report(SIGNED.rubric, said, SIGNED.review.files, SIGNED.review, computed))


def changed(old: str, new: str, kind: str | None = None) -> list[str]:
    """The claims that fail once the report says ``new`` in the first place where it said ``old``."""
    passages = list(WORD.passages)
    at = next(n for n, p in enumerate(passages) if old in p.text and kind in (None, p.kind.value))
    passages[at] = passages[at].model_copy(update={"text": passages[at].text.replace(old, new, 1)})
    proofs = proved(told(WORD.model_copy(update={"passages": tuple(passages)})))
    return [proof.claim for proof in proofs if proof.verdict is not Verdict.HOLDS]


def test_a_report_as_it_was_written_holds() -> None:
    proofs = proved(told())
    assert [proof for proof in proofs if proof.verdict is not Verdict.HOLDS] == []
    assert len(told().lines) == 49
    assert told().lines["1.3.c"].bars
    assert told().status.startswith(f"Signed off by {BY}")
    assert len(told().quotations) > 49


def test_a_draft_with_hidden_unanswered_and_undecided_prompts_holds_too() -> None:
    kept = StandIn()
    kept.share = Share.TENTH
    said = told(read_back(kept))
    assert [proof for proof in proved(said) if proof.verdict is not Verdict.HOLDS] == []
    assert {line.status.value for line in said.lines.values()} == {"drafted", "not_answered", "hidden"}
    assert not any(line.decided for line in said.lines.values())


@pytest.mark.parametrize(
    ("old", "new", "claim"),
    [
        ("“Notes are clear.”", "“Notes are vague.”", "Every quotation is in the file"),
        ("Below the line, decided", "Above the line, decided", "The judgements follow from the lines"),
        ("Bars a yes for 1.3:", "Barred no yes:", "The judgements follow from the lines"),
        (SIGNED.review.files[0].sha256, "0" * 64, "The files are those of the export"),
        (f"Signed off by {BY}, ", "Draft: ", "The report's state is that of its decisions"),
        ("Head of the chain", "Tail of the chain", "The report's state is that of its decisions"),
        ("d7\t", "x7\t", "The report's state is that of its decisions"),
        ("Above the line, decided by R", "Well", "Every prompt that is weighed has its line in the report"),
    ],
)
def test_what_was_changed_in_a_report_breaks_the_proof_of_it(old: str, new: str, claim: str) -> None:
    assert claim in changed(old, new, kind="paragraph" if old.startswith(("Above", "Below")) else None)


def test_a_place_with_closing_marks_of_its_own_is_no_part_of_the_quotation() -> None:
    said = told()._replace(quotations=(("1.3.c", "“Notes are clear.”  Section “Notes”, paragraph 1"),))
    assert proved(said)[1].verdict is Verdict.HOLDS


def test_a_quotation_in_pieces_is_looked_for_piece_by_piece() -> None:
    def verdict(words: str) -> Verdict:
        return proved(told()._replace(quotations=(("1.3.c", words),)))[1].verdict

    assert verdict("“Did not attend.” “Not enforced.”") is Verdict.HOLDS
    assert verdict("“Did not attend.” “Never enforced.”") is Verdict.FAILS


def test_a_file_that_is_no_report_proves_nothing() -> None:
    proofs = proved(told(SIGNED.review))
    assert [proof.claim for proof in proofs if proof.verdict is Verdict.FAILS] == [
        "The files are those of the export",
        "Every prompt that is weighed has its line in the report",
        "The judgements follow from the lines",
        "The report's state is that of its decisions",
    ]
