"""The result file: its keys, its schema, its chain of decisions, and what it leaves out."""

import json
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker, ValidationError

from assistant.domain.agreement import Agreement, Lines
from assistant.domain.assurance import Assurance, Run
from assistant.domain.draft import (
    CheckedCitation,
    CheckedFinding,
    Draft,
    DraftStatus,
    Flag,
    FlagKind,
    Instructions,
    Line,
    Met,
    Outcome,
    Provenance,
    Stance,
    Tokens,
)
from assistant.domain.judgement import (
    Answer,
    Decision,
    DecisionKind,
    InitialJudgement,
    Judgement,
    Member,
    Origin,
    Pivotal,
    Standing,
    Tally,
    Weight,
)
from assistant.domain.result import schema, trail_head
from assistant.domain.review import (
    Check,
    Intake,
    Kind,
    Notice,
    NoticeKind,
    Part,
    Review,
    ReviewFile,
    Section,
)
from assistant.domain.rubric import Over, Prompt, PromptGroup, Rubric, Rule, Scale, Standard
from assistant.steps.hide import withheld
from assistant.steps.result import result, written
from tests.steps.reporting import passages, quoted

PUBLISHED = Path(__file__).parents[2] / "docs" / "result-file.schema.json"
AT = datetime(2026, 11, 12, 14, 32, tzinfo=UTC)
INSTRUCTIONS = Instructions(name="draft.v1", sha256="1" * 64)


def prompt(id_: str, scale: Scale = Scale.LINE) -> Prompt:
    return Prompt(
        id=id_, letter=None, label=id_, question="?", scale=scale, rule=None, source="s", expectations=()
    )


RUBRIC = Rubric(
    edition="sfo-2021-03",
    title="t",
    publisher="p",
    licence="l",
    attribution="a",
    ratings=("Good",),
    information=PromptGroup(
        id="info", label="i", statement=None, source="s", prompts=(prompt("info.period", Scale.NOTE),)
    ),
    chronology=PromptGroup(id="chronology", label="c", statement=None, source="s", prompts=()),
    standards=(
        Standard(
            id="4",
            label="l",
            statement="s",
            source="s",
            rule=Rule(over=Over.PROMPTS, preclude=True, text="t", words="w", source="s"),
            prompts=(prompt("4.a"), prompt("4.b")),
        ),
    ),
    sha256="2" * 64,
)
PASSAGES = passages(
    [
        ("s1", Kind.HEADING, "Action plan", {"level": 1}),
        ("s1", Kind.ROW, "The home visit\tdid not take place.", {"table": 1, "row": 1}),
    ]
)
REVIEW = Review(
    id="abcd" * 4,
    title="Review of an invented case",
    files=(ReviewFile(name="review.docx", sha256="3" * 64),),
    words=9,
    text="\n".join(p.text for p in PASSAGES),
    sections=(Section(id="s1", title="Action plan", part=Part.ACTION_PLAN, file="review.docx", level=1),),
    passages=PASSAGES,
    notices=(Notice(kind=NoticeKind.HIDDEN_TEXT, message="Hidden text", text="secret", passage=None),),
    checks=(Check(id="c1", prompt="4.a", message="An action without an owner", passages=("p2",)),),
)
DRAFTS = (
    Draft(key="", review=REVIEW.id, prompt="info.period", status=DraftStatus.NOT_RUN),
    Draft(
        key="k1",
        review=REVIEW.id,
        prompt="4.a",
        status=DraftStatus.DRAFTED,
        line=Line.BELOW,
        proposed_line=Line.BELOW,
        rationale="The plan is “brief”.",
        flags=(Flag(kind=FlagKind.QUOTATION_NOT_FOUND, text="brief"),),
        findings=(CheckedFinding(expectation="4.a/1", met=Met.NOT_MET, note="Nothing \ud800 said."),),
        searched=("Action plan",),
        precludes=True,
        citations=(
            quoted(REVIEW, "did not take place", expectation="4.a/1", cited="p2"),
            quoted(REVIEW, "never written", stance=Stance.SUPPORTS, cited="p9"),
        ),
        provenance=Provenance(
            model="a-model",
            endpoint="api.example.org",
            instructions=INSTRUCTIONS,
            request="4" * 64,
            requests=2,
            tokens=Tokens(input=10, cached=5, output=3),
            at=AT,
            recorded=date(2026, 11, 1),
        ),
    ),
    Draft(key="k2", review=REVIEW.id, prompt="4.b", status=DraftStatus.NOT_ANSWERED, reason=Outcome.TIMEOUT),
)
DECISIONS = (
    Decision(
        id="d1",
        kind=DecisionKind.ACCEPT,
        prompt="4.a",
        line=Line.BELOW,
        by="Zoë Quillfeather",
        at=AT,
        draft="k1",
    ),
    Decision(id="d2", kind=DecisionKind.SIGN_OFF, by="Zoë Quillfeather", at=AT),
)


def assurance(decisions: tuple[Decision, ...] = DECISIONS, hidden: bool = False) -> Assurance:
    initial = InitialJudgement(
        node="4",
        answer=Answer.UNDETERMINED,
        tally=Tally(above=0, below=1, not_applicable=0, unknown=("4.b",), decided=1, drafted=0),
        members=(Member(id="4.a", weight=Weight.AGAINST, origin=Origin.DECIDED),),
        provisional=True,
        trace=("Above the line 0.",),
        pivotal=(Pivotal(member="4.b", to="below", answer=Answer.NO),),
    )
    return Assurance(
        review=REVIEW,
        intake=Intake(reference="LM-2026-014", offence_date=date(2026, 7, 19)),
        run=Run(
            model="a-model",
            endpoint="api.example.org",
            instructions=INSTRUCTIONS,
            started=AT,
            finished=None,
            requests=3,
            tokens=Tokens(),
        ),
        drafts=withheld(DRAFTS, {"4.a"} if hidden else ()),
        decisions=decisions,
        standings=(
            Standing(prompt="4.a", line=Line.UNDETERMINED, origin=Origin.HIDDEN if hidden else Origin.DECIDED),
        ),
        judgements=(
            Judgement(node="4", initial=initial, answer=Answer.NO, rating="Good"),
            Judgement(node="overall", initial=None, answer=None, rating="Good"),
        ),
    )


def read(state: Assurance) -> dict[str, Any]:
    found = json.loads(written(result(RUBRIC, state)))
    assert isinstance(found, dict)
    return found


def validate(file: object) -> None:
    published = json.loads(PUBLISHED.read_text("utf-8"))
    Draft202012Validator(published, format_checker=FormatChecker()).validate(file)


def test_the_published_schema_is_the_one_of_the_records() -> None:
    current = json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"
    assert PUBLISHED.read_text("utf-8") == current, "write schema() of assistant.domain.result to the file anew"
    Draft202012Validator.check_schema(schema())


@pytest.mark.parametrize(
    "state",
    [
        assurance(),
        assurance(decisions=()),
        assurance(hidden=True),
        assurance().model_copy(update={"run": None}),
    ],
    ids=["signed off", "nothing decided", "judge first", "no model"],
)
def test_a_result_file_validates_against_the_published_schema(state: Assurance) -> None:
    validate(read(state))


def test_the_schema_refuses_a_key_too_many_and_a_key_too_few() -> None:
    file = read(assurance())
    with pytest.raises(ValidationError):
        validate({**file, "comment": "x"})
    del file["drafts"][0]["flags"]
    with pytest.raises(ValidationError):
        validate(file)


def test_the_keys_are_the_agreed_ones_in_the_agreed_order() -> None:
    file = read(assurance())
    assert list(file) == [
        "format",
        "review",
        "notices",
        "checks",
        "rubric",
        "run",
        "drafts",
        "traceability",
        "decisions",
        "judgements",
        "trail",
    ]
    assert file["format"] == "sfo-assurance/1"
    assert list(file["review"]) == ["id", "title", "intake", "files", "words", "sections", "passages"]
    assert list(file["review"]["sections"][0]) == ["id", "title", "part", "file"]
    assert list(file["review"]["passages"][0]) == ["id", "section", "file", "kind", "text", "page"]
    assert " ".join(file["notices"][0]) == "kind message text passage id"
    assert " ".join(file["checks"][0]) == "id prompt message passages"
    assert " ".join(file["rubric"]) == "edition sha256"
    assert " ".join(file["run"]) == "model endpoint instructions started finished requests tokens"
    assert " ".join(file["drafts"][1]) == (
        "prompt status reason line proposed_line rationale flags findings searched precludes "
        "provenance citations strongest_for strongest_against agreement unread key"
    )
    assert " ".join(file["drafts"][1]["citations"][0]) == (
        "expectation cited_passage passage quote match start end stance located"
    )
    assert " ".join(file["decisions"][0]) == (
        "id kind prompt node line answer rating reason_code reason by at draft rationale flags citation "
        "undoes notices unseen earlier"
    )
    assert " ".join(file["judgements"][0]) == "node initial tally trace pivotal answer rating"
    assert file["judgements"][-1] == {
        "node": "overall",
        "initial": None,
        "tally": None,
        "trace": [],
        "pivotal": [],
        "answer": None,
        "rating": "Good",
    }


def test_not_answered_and_not_run_stay_two_things() -> None:
    told = {d["prompt"]: (d["status"], d["reason"], d["line"]) for d in read(assurance())["drafts"]}
    assert told["info.period"] == ("not_run", None, None)
    assert told["4.b"] == ("not_answered", "timeout", None)


def test_every_located_quotation_can_be_found_in_the_file_itself() -> None:
    file = read(assurance())
    texts = {p["id"]: p["text"] for p in file["review"]["passages"]}
    (piece,) = file["drafts"][1]["citations"][0]["located"]
    assert texts[piece["passage"]][piece["start"] : piece["end"]] == "did not take place"


def test_the_strongest_passage_against_is_there_or_said_to_be_none() -> None:
    missed = quoted(REVIEW, "did not take place", stance=Stance.AGAINST, cited="p2")
    invented = quoted(REVIEW, "never written", stance=Stance.AGAINST, cited="p2")

    def told(*citations: CheckedCitation) -> object:
        made = [d.model_copy(update={"citations": citations}) if d.prompt == "4.a" else d for d in DRAFTS]
        drafts = read(assurance().model_copy(update={"drafts": tuple(made)}))["drafts"]
        return {d["prompt"]: d["strongest_against"] for d in drafts}

    assert told(invented, missed) == {"info.period": None, "4.a": "located", "4.b": None}
    assert told(invented) == {"info.period": None, "4.a": "no_evidence", "4.b": None}
    assert told() == {"info.period": None, "4.a": "none", "4.b": None}


def test_agreement_is_told_in_counts_and_is_null_without_repeats() -> None:
    counted = Agreement(prompt="4.a", line=Line.BELOW, lines=Lines(above=1, below=2), not_answered=1)
    file = read(assurance().model_copy(update={"agreements": (counted,)}))
    validate(file)
    assert {d["prompt"]: d["agreement"] for d in file["drafts"]} == {
        "info.period": None,
        "4.a": {
            "same": 2,
            "of": 3,
            "lines": {"above": 1, "below": 2, "not_applicable": 0, "undetermined": 0},
            "not_answered": 1,
        },
        "4.b": None,
    }


def test_of_a_hidden_draft_nothing_is_told_but_that_it_is_hidden() -> None:
    state = assurance(decisions=(), hidden=True)
    (told,) = [draft for draft in read(state)["drafts"] if draft.pop("prompt") == "4.a"]
    assert told.pop("status") == "hidden"
    assert not any(told.values())
    assert b"The plan is" not in written(result(RUBRIC, state))


def test_the_bytes_are_utf8_indented_and_the_same_every_time() -> None:
    first = written(result(RUBRIC, assurance()))
    assert first == written(result(RUBRIC, assurance()))
    assert "Zoë Quillfeather".encode() in first
    assert first.startswith(b'{\n  "format": "sfo-assurance/1",\n')
    assert first.endswith(b"}\n")


def test_half_a_surrogate_pair_from_a_model_is_replaced() -> None:
    assert read(assurance())["drafts"][1]["findings"][0]["note"] == "Nothing \ufffd said."


def test_the_head_can_be_computed_from_the_file_alone() -> None:
    file = read(assurance())
    link = sha256(file["review"]["id"].encode()).hexdigest()
    for decision in file["decisions"]:
        said = {key: value for key, value in decision.items() if value is not None and value != []}
        line = json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        link = sha256(link.encode() + line.encode()).hexdigest()
    assert file["trail"] == {"events": 2, "head": link, "signed_off": "d2"}


def test_the_head_shows_a_decision_changed_left_out_or_moved() -> None:
    first, second = DECISIONS
    changed = first.model_copy(update={"line": Line.ABOVE})
    chains = [(first, second), (changed, second), (first,), (second, first), ()]
    assert len({trail_head(REVIEW.id, chain) for chain in chains} | {trail_head("other", DECISIONS)}) == 6


def test_an_assurance_reopened_is_not_signed_off() -> None:
    reopened = Decision(id="d3", kind=DecisionKind.REOPEN, reason="New evidence.", by="A. Person", at=AT)
    assert read(assurance((*DECISIONS, reopened)))["trail"]["signed_off"] is None
