"""A true export is proved in every point; each way of tampering with one is named by the proof it breaks."""

import hashlib
import json
from collections.abc import Callable
from typing import Any

import pytest

from assistant.domain.judge_first import Share
from assistant.domain.judgement import Act, DecisionKind
from assistant.domain.proof import Proof, Verdict
from assistant.domain.result import ResultFile, trail_head
from assistant.domain.review import Review, ReviewFile
from assistant.errors import UnreadableFile
from assistant.pipeline.proving import computed
from assistant.steps.prove import exported, prove
from assistant.steps.result import result, written
from assistant.steps.settle import quotations
from assistant.steps.verify import Finder
from tests.steps.reporting import quoted
from tests.ui.stand_in import StandIn
from tests.worked import BY, sign, work

Tree = dict[str, Any]


def worked() -> StandIn:
    """The specimen decided, judged, rated and signed off in whole; its drafts quote only the review."""
    kept = StandIn()
    kept.drafts = tuple(
        d.model_copy(update={"rationale": "The review shows joint work [p9]: “Notes are clear.”"})
        if d.prompt == "1.2.e"
        else d
        for d in kept.drafts
    )
    work(kept)
    sign(kept)
    return kept


WORKED = worked()
FILE = written(result(WORKED.rubric, WORKED.assurance(WORKED.review.id)))
FINDER = Finder(WORKED.review)


def proved(
    export: ResultFile, given: tuple[ReviewFile, ...] | None = None, read: Review | None = None
) -> dict[str, Proof]:
    """What is proved of it, by claim."""
    proofs = prove(
        WORKED.rubric,
        export,
        WORKED.review.files if given is None else given,
        read or WORKED.review,
        lambda words: quotations(words, FINDER.contains).not_found,
        computed(WORKED.rubric, export),
    )
    return {proof.claim: proof for proof in proofs}


def tampered(change: Callable[[Tree], object]) -> dict[str, Proof]:
    """What is proved of the true export after that change, by claim."""
    tree = json.loads(FILE)
    change(tree)
    return proved(exported(json.dumps(tree).encode()))


def broken(proofs: dict[str, Proof]) -> list[str]:
    return [claim for claim, proof in proofs.items() if proof.verdict is Verdict.FAILS]


def draft_of(tree: Tree, prompt: str) -> Tree:
    found: Tree = next(d for d in tree["drafts"] if d["prompt"] == prompt)
    return found


def test_an_export_as_it_was_written_holds_in_every_point() -> None:
    proofs = proved(exported(FILE))
    assert {proof.verdict for proof in proofs.values()} == {Verdict.HOLDS}
    assert len(proofs) == 9
    told = proofs["Every quotation is in the file, at its place"].told
    assert told.startswith("63 quotations")
    assert "2 more were offered" in told


def _move_a_quotation(tree: Tree) -> None:
    draft_of(tree, "1.1.a")["citations"][0]["located"][0]["start"] += 1


def _invent_a_quotation(tree: Tree) -> None:
    draft_of(tree, "1.1.a")["citations"][0]["quote"] = "Notes are very clear."


def _raise_a_line(tree: Tree) -> None:
    draft_of(tree, "3.1.d")["line"] = "above"


def _accept_another_line(tree: Tree) -> None:
    accepted = next(d for d in tree["decisions"] if d["prompt"] == "1.1.a")
    accepted["line"] = "above" if accepted["line"] == "below" else "below"


def _change_an_answer(tree: Tree) -> None:
    next(j for j in tree["judgements"] if j["node"] == "1.3")["initial"] = "undetermined"


def _change_a_rating(tree: Tree) -> None:
    tree["judgements"][-1]["rating"] = "Good" if tree["judgements"][-1]["rating"] != "Good" else "Inadequate"


def _drop_a_decision(tree: Tree) -> None:
    del tree["decisions"][12]


def _decide_after_signing(tree: Tree) -> None:
    late = dict(tree["decisions"][-2], id=f"d{len(tree['decisions']) + 1}")
    tree["decisions"].append(late)
    _seal(tree)


def _sign_early(tree: Tree) -> None:
    tree["decisions"] = [d for d in tree["decisions"] if d["kind"] != "rate"]
    for number, decision in enumerate(tree["decisions"], start=1):
        decision["id"] = f"d{number}"
    tree["trail"]["signed_off"] = tree["decisions"][-1]["id"]
    _seal(tree)


def _seal(tree: Tree) -> None:
    """The head that whoever tampers would compute."""
    told = exported(json.dumps(tree).encode())
    tree["trail"] |= {"head": trail_head(told.review.id, told.decisions), "events": len(told.decisions)}


@pytest.mark.parametrize(
    ("change", "claims"),
    [
        (_move_a_quotation, {"Every quotation is in the file, at its place"}),
        (_invent_a_quotation, {"Every quotation is in the file, at its place"}),
        (_raise_a_line, {"Every drafted line rests on located evidence"}),
        (
            _accept_another_line,
            {
                "Every accepted line is its draft's",
                "The judgements follow from the lines",
                "The trail is whole",
            },
        ),
        (_change_an_answer, {"The judgements follow from the lines"}),
        (_change_a_rating, {"The judgements follow from the lines"}),
        (
            _drop_a_decision,
            {"The judgements follow from the lines", "The trail is whole", "The sign-off is a whole one"},
        ),
        (_decide_after_signing, {"The sign-off is a whole one"}),
        (_sign_early, {"The judgements follow from the lines", "The sign-off is a whole one"}),
    ],
)
def test_what_was_changed_in_an_export_breaks_the_proof_of_it(
    change: Callable[[Tree], object], claims: set[str]
) -> None:
    assert set(broken(tampered(change))) == claims


def test_words_slipped_between_quotation_marks_are_found() -> None:
    def slip(tree: Tree) -> None:
        draft_of(tree, "1.1.a")["rationale"] += " “He was never visited by anybody at all.”"

    proofs = tampered(slip)
    assert broken(proofs) == ["Nothing else stands in quotation marks unless it is in the file"]
    (fault,) = proofs["Nothing else stands in quotation marks unless it is in the file"].faults
    assert fault.startswith("1.1.a, rationale")
    assert "never visited" not in fault


def test_another_text_than_the_files_is_named_by_its_passages() -> None:
    def change(tree: Tree) -> None:
        tree["review"]["passages"][9]["text"] = tree["review"]["passages"][9]["text"].replace("not ", "")
        del tree["review"]["passages"][20]

    proof = tampered(change)["The export's text is the files' text"]
    assert proof.faults == ("p10: its text or place is not the file's.", "p21: left out of the export.")


def test_a_file_that_was_changed_or_left_out_is_named_by_its_digest() -> None:
    other = hashlib.sha256(b"another").hexdigest()
    proofs = proved(exported(FILE), given=(ReviewFile(name="other.docx", sha256=other),))
    proof = proofs["The files are those of the export"]
    assert [fault.split(":")[0] for fault in proof.faults] == ["review.docx", "other.docx"]
    assert other in proof.faults[1]


def test_quotations_are_looked_up_in_the_files_and_not_in_the_exports_own_text() -> None:
    def both(tree: Tree) -> None:
        passage = tree["review"]["passages"][8]
        passage["text"] = passage["text"].replace("Notes are clear.", "Notes are vague.")
        for citation in draft_of(tree, "1.1.a")["citations"]:
            citation["quote"] = "Notes are vague."

    assert set(broken(tampered(both))) == {
        "The export's text is the files' text",
        "Every quotation is in the file, at its place",
    }


def test_under_another_edition_judgements_are_not_known_rather_than_wrong() -> None:
    def edition(tree: Tree) -> None:
        tree["rubric"]["sha256"] = "0" * 64

    proofs = tampered(edition)
    assert [claim for claim, proof in proofs.items() if proof.verdict is Verdict.OPEN] == [
        "The judgements follow from the lines",
        "The sign-off is a whole one",
    ]
    assert broken(proofs) == []


def test_a_draft_export_says_that_it_is_one() -> None:
    kept = StandIn()
    kept.drafts = WORKED.drafts
    export = result(kept.rubric, kept.assurance(kept.review.id))
    proofs = proved(export)
    assert broken(proofs) == []
    assert "is a draft" in proofs["The export says whether it is signed off"].told

    def claim(tree: Tree) -> None:
        tree["trail"]["signed_off"] = None

    assert broken(tampered(claim)) == ["The sign-off is a whole one"]


def test_a_hidden_draft_counts_as_unknown_and_the_export_of_it_holds() -> None:
    kept = StandIn()
    kept.drafts = WORKED.drafts
    kept.share = Share.ALL
    export = result(kept.rubric, kept.assurance(kept.review.id))
    assert broken(proved(export)) == []
    (node,) = [j for j in computed(kept.rubric, export) if j.node == "1.3"]
    assert node.initial is not None
    assert "1.3.a (hidden until a line is recorded)" in node.initial.trace[1]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"{", "not JSON at line 1"),
        (b"\xff\xfe{", "not UTF-8"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"format": "sfo-assurance/1", "format": "sfo-assurance/1"}', "stands twice"),
        (b'{"format": "sfo-assurance/2"}', "At format"),
        (FILE.replace(b'"trail": {', b'"trail": {"more": 1,'), "At trail.more"),
    ],
)
def test_what_is_no_export_is_refused_with_the_place(data: bytes, says: str) -> None:
    with pytest.raises(UnreadableFile, match=says) as refused:
        exported(data)
    assert "Nothing was verified." in str(refused.value)


def test_whoever_gives_the_csv_is_told_what_can_be_verified() -> None:
    with pytest.raises(UnreadableFile, match=r"Give the result file .* or the Word report; the CSV"):
        exported(b'\xef\xbb\xbf"Reference","Assurance"\r\n')


def test_evidence_and_words_of_the_inspector_are_proved_as_a_drafts_are() -> None:
    kept = StandIn()
    kept.drafts = WORKED.drafts
    citation = quoted(kept.review, "The visit was not rearranged.", cited="p12")
    kept.decide(kept.review.id, Act(kind=DecisionKind.CITE, prompt="1.1.a", citation=citation, by=BY))
    words = "Enforcement “was timely and proportionate”, we read."
    kept.decide(kept.review.id, Act(kind=DecisionKind.REWORD, prompt="1.1.a", rationale=words, by=BY))
    whole = result(kept.rubric, kept.assurance(kept.review.id))
    assert broken(proved(whole)) == []

    tree = json.loads(written(whole))
    tree["decisions"][0]["citation"]["located"][0]["passage"] = "p9"
    tree["decisions"][1]["rationale"] = words.replace("timely", "late")
    _seal(tree)
    proofs = proved(exported(json.dumps(tree).encode()))
    faults = [fault.split(":")[0] for proof in proofs.values() for fault in proof.faults]
    assert faults == ["d1, its evidence", "d2, rationale"]
