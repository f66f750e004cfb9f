"""A decided assurance as a gold review: whatever its words, the evals read back what was decided."""

from pathlib import Path

from assistant.domain.draft import Line
from assistant.domain.judgement import Act, DecisionKind, ReasonCode
from assistant.domain.rubric import Scale
from assistant.steps.gold import gold
from evals.gold import load, unlocated
from tests.ui.stand_in import StandIn
from tests.worked import BY, sign, work

ODD = "--- # 'x': \u2028 \x85 {a} \"b\" \N{GRINNING FACE} \t tab\nand \ufeff more: [y]"


def written(kept: StandIn, folder: Path, *names: str) -> Path:
    made = gold(kept.rubric, kept.assurance(kept.review.id), [(name, name.encode()) for name in names])
    place = folder / made.name
    place.mkdir()
    for name, data in made.files:
        (place / name).write_bytes(data)
    return place


def test_every_decided_line_is_read_back_with_evidence_that_stands_in_the_review(tmp_path: Path) -> None:
    kept = StandIn()
    work(kept)
    whole = load(written(kept, tmp_path, "review.docx"))
    assurance = kept.assurance(kept.review.id)
    lined = [p.id for p in kept.rubric.prompts if p.scale is Scale.LINE]
    held = {p: assurance.line(p) for p in lined if assurance.line(p) is not Line.UNDETERMINED}
    assert {prompt: entry.line for prompt, entry in whole.lines.items()} == held
    assert len(whole.notes) == 5
    assert any(entry.evidence for entry in whole.lines.values())
    assert unlocated(whole, [kept.review.text]) == []
    assert whole.intake == assurance.intake


def test_words_of_any_kind_are_read_back_as_they_were_written(tmp_path: Path) -> None:
    kept = StandIn()
    work(kept)
    kept.decide(kept.review.id, Act(kind=DecisionKind.NOTE, prompt="1.1.a", reason=ODD, by=BY))
    assert f"Note: {ODD}" in load(written(kept, tmp_path, "review.docx")).lines["1.1.a"].why


def test_a_bar_on_a_yes_is_gold_with_its_reason_while_it_stands(tmp_path: Path) -> None:
    kept = StandIn()
    review, prompt = kept.review.id, "1.1.a"
    below = Act(
        kind=DecisionKind.OVERRIDE,
        prompt=prompt,
        line=Line.BELOW,
        reason_code=ReasonCode.MISSED_EVIDENCE,
        by=BY,
    )
    bar = Act(kind=DecisionKind.PRECLUDE, prompt=prompt, reason="All else rests on it.", by=BY)
    for act in (below, bar):
        kept.decide(review, act)
    entry = load(written(kept, tmp_path, "review.docx")).lines[prompt]
    assert entry.precludes
    assert "Bars a yes: All else rests on it." in entry.why
    kept.decide(review, Act(kind=DecisionKind.WITHDRAW_PRECLUSION, prompt=prompt, by=BY))
    (tmp_path / "later").mkdir()
    entry = load(written(kept, tmp_path / "later", "review.docx")).lines[prompt]
    assert not entry.precludes
    assert "Bars a yes" not in entry.why


def test_several_files_keep_their_order_and_no_name_of_theirs(tmp_path: Path) -> None:
    kept = StandIn()
    work(kept)
    place = written(kept, tmp_path, "Smith review.DOCX", "Smith annex.pdf")
    assert [(p.name, p.read_bytes()) for p in sorted(place.glob("review*.*"))] == [
        ("review_1.docx", b"Smith review.DOCX"),
        ("review_2.pdf", b"Smith annex.pdf"),
    ]


def test_whether_it_is_signed_off_and_what_was_left_out_is_told() -> None:
    kept = StandIn()
    made = gold(kept.rubric, kept.assurance(kept.review.id), [])
    assert (made.lines, made.notes, made.signed_off) == (0, 0, False)
    assert made.left_out[0].startswith(f"Left out, {len(kept.rubric.prompts)} prompts: ")
    work(kept)
    sign(kept)
    assert gold(kept.rubric, kept.assurance(kept.review.id), []).signed_off
