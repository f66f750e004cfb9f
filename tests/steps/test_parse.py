"""From raw text to a Reply or a Fault: strict, total, and quiet about the review."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.domain.draft import Line, Met, Reply, Stance
from assistant.domain.rubric import Expectation, NotApplicable, Prompt, Scale, Strength
from assistant.steps.parse import LONGEST_QUOTATION, LONGEST_WORDING, MOST_CHARACTERS, Fault, parse


def prompt(scale: Scale = Scale.LINE, *, may_not_apply: bool = False) -> Prompt:
    return Prompt(
        id="1.1.a",
        letter="a",
        label="Timeliness",
        question="Is the assessment timely?",
        scale=scale,
        rule="1.1",
        not_applicable=NotApplicable(by="wording", words="where relevant") if may_not_apply else None,
        source="rules 1.1.a",
        expectations=tuple(
            Expectation(id=f"1.1.a/{n}", strength=Strength.EXPECTED, text="It is there.", source="rules 1.1.a")
            for n in (1, 2, 3)
        ),
    )


def answer(**changed: Any) -> dict[str, Any]:
    whole: dict[str, Any] = {
        "findings": [finding()],
        "strongest_for": {"passage": "p3", "quote": "The plan was reviewed."},
        "strongest_against": None,
        "searched": ["Chronology"],
        "rationale": "It is there.",
        "line": "above",
        "precludes": False,
    }
    return whole | changed


def finding(**changed: Any) -> dict[str, Any]:
    citation = {"passage": "p3", "quote": "The plan was reviewed.", "stance": "supports"}
    return {"expectation": 1, "met": "met", "note": "Seen.", "citations": [citation]} | changed


def said(value: object) -> Reply | Fault:
    return parse(json.dumps(value), prompt())


def fault(value: object) -> str:
    found = said(value)
    assert isinstance(found, Fault)
    return found.sentence


def test_an_answer_in_the_form_asked_for_becomes_a_reply() -> None:
    reply = said(answer())
    assert isinstance(reply, Reply)
    assert reply.line is Line.ABOVE
    assert reply.findings[0].met is Met.MET
    assert reply.findings[0].citations[0].stance is Stance.SUPPORTS


def test_the_strongest_passages_get_the_stance_of_their_field() -> None:
    passage = {"passage": "p1", "quote": "x"}
    reply = said(answer(strongest_for=passage, strongest_against=passage))
    assert isinstance(reply, Reply)
    assert reply.strongest_for is not None
    assert reply.strongest_against is not None
    assert (reply.strongest_for.stance, reply.strongest_against.stance) == (Stance.SUPPORTS, Stance.AGAINST)


@pytest.mark.parametrize(
    "wrapped",
    [
        "```json\n{}\n```",
        "```\n{}\n```\n",
        "<think>Is [this] {{json}}?\n</think>\n{}",
        "  <think></think>```json\n{}\n```",
    ],
)
def test_a_fence_or_a_think_block_is_tolerated_as_a_wrapper(wrapped: str) -> None:
    text = wrapped.replace("{{json}}", "json").replace("{}", json.dumps(answer()))
    assert isinstance(parse(text, prompt()), Reply)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Here it is: " + json.dumps(answer()),
        json.dumps(answer()) + "\nI hope this helps.",
        json.dumps(answer()) * 2,
        json.dumps([answer()]),
        "<html>502</html>",
        "<think>" + json.dumps(answer()),
        json.dumps(answer())[:-20],
        "null",
        "\ufeff" + json.dumps(answer()),
    ],
)
def test_anything_but_one_object_is_a_fault(text: str) -> None:
    assert isinstance(parse(text, prompt()), Fault)


@pytest.mark.parametrize(
    "part",
    ['"line": "above"', '"note": "Seen."', '"stance": "supports"', '"passage": "p3"'],
)
def test_a_duplicate_key_is_a_fault_at_every_level(part: str) -> None:
    text = json.dumps(answer()).replace(part, f"{part}, {part}", 1)
    found = parse(text, prompt())
    assert isinstance(found, Fault)
    assert "twice" in found.sentence


@pytest.mark.parametrize("key", list(answer()))
def test_a_missing_key_is_a_fault_that_names_it(key: str) -> None:
    rest = answer()
    del rest[key]
    assert key in fault(rest)


def test_an_unknown_key_is_a_fault_at_every_level() -> None:
    assert "confidence" in fault(answer(confidence=0.9))
    assert "confidence" in fault(answer(findings=[finding(confidence=0.9)]))
    assert "stance" in fault(answer(strongest_for={"passage": "p1", "quote": "x", "stance": "supports"}))


@pytest.mark.parametrize(
    "changed",
    [
        {"precludes": "true"},
        {"precludes": 1},
        {"precludes": None},
        {"findings": [finding(expectation=1.0)]},
        {"findings": [finding(expectation="1")]},
        {"findings": [finding(expectation=True)]},
        {"findings": [finding(met="unsupported")]},
        {"findings": [finding(met="Met")]},
        {"findings": [finding(note=None)]},
        {"findings": [finding(citations=None)]},
        {"findings": {}},
        {"line": "ABOVE"},
        {"line": "yes"},
        {"searched": "Chronology"},
        {"searched": [1]},
        {"strongest_for": "none"},
        {"rationale": ["a"]},
    ],
)
def test_no_value_is_coerced(changed: dict[str, Any]) -> None:
    assert "is wrong" in fault(answer(**changed))


@pytest.mark.parametrize("constant", ["NaN", "Infinity", "-Infinity"])
def test_what_is_no_json_value_is_a_fault(constant: str) -> None:
    found = parse(json.dumps(answer()).replace("false", constant), prompt())
    assert found == Fault(sentence=f"{constant} is not a JSON value.")


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        '{"findings":' * 15_000,
        '{"line":' + "9" * 5_000 + "}",
        '"' + "\\u0041" * 30_000,
        "x" * (MOST_CHARACTERS + 1),
        "<think>" * 25_000,
        "```json\n" + "\n" * 150_000,
    ],
)
def test_a_text_made_to_break_the_reader_is_a_fault(text: str) -> None:
    assert isinstance(parse(text, prompt()), Fault)


def test_control_characters_and_halves_of_characters_are_faults() -> None:
    assert "control character" in fault(answer(rationale="a\x00b"))
    assert "control character" in fault(answer(rationale="a\ud800b"))
    assert isinstance(said(answer(rationale="a\tb\nc 😀")), Reply)


def test_a_quotation_of_pages_is_a_fault() -> None:
    assert "quotation is longer" in fault(
        answer(strongest_for={"passage": "p1", "quote": "x" * (LONGEST_QUOTATION + 1)})
    )


def test_unknown_and_repeated_expectations_are_faults() -> None:
    assert "no expectation '4'" in fault(answer(findings=[finding(expectation=4)]))
    assert "no expectation '0'" in fault(answer(findings=[finding(expectation=0)]))
    assert "more than one finding" in fault(answer(findings=[finding(), finding()]))


@pytest.mark.parametrize(
    ("changed", "in_form"),
    [
        ({"findings": [finding(expectation=4)]}, True),
        ({"line": None}, True),
        ({"rationale": "x" * (LONGEST_WORDING + 1)}, True),
        ({"line": "ABOVE"}, False),
        ({"confidence": 0.9}, False),
    ],
)
def test_a_fault_tells_what_is_said_from_the_form_it_is_said_in(changed: dict[str, Any], in_form: bool) -> None:
    found = said(answer(**changed))
    assert isinstance(found, Fault)
    assert found.in_form is in_form


def test_an_unknown_passage_is_left_to_verification() -> None:
    assert isinstance(said(answer(strongest_for={"passage": "p99999", "quote": "x"})), Reply)


def test_a_lettered_prompt_needs_a_line_and_an_information_item_has_none() -> None:
    assert "must not be null" in fault(answer(line=None))
    assert isinstance(parse(json.dumps(answer(line=None)), prompt(Scale.NOTE)), Reply)
    assert isinstance(parse(json.dumps(answer()), prompt(Scale.NOTE)), Fault)


def test_not_applicable_is_open_only_where_the_rules_are_conditional() -> None:
    text = json.dumps(answer(line="not_applicable"))
    assert isinstance(parse(text, prompt()), Fault)
    assert isinstance(parse(text, prompt(may_not_apply=True)), Reply)


def test_a_fault_never_repeats_the_review() -> None:
    secret = "The service user's mother said that he had threatened her. " * 5
    for changed in (
        {secret: 1},
        {"line": secret},
        {"findings": [finding(met=secret)]},
        {"findings": [secret]},
        {"findings": [finding(**{secret: 1})]},
    ):
        sentence = fault(answer(**changed))
        assert not any(secret[i : i + 81] in sentence for i in range(len(secret) - 80))


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(list(answer())), inner),
    max_leaves=20,
)


@given(st.text())
@settings(max_examples=300, deadline=None)
def test_no_text_raises(text: str) -> None:
    assert isinstance(parse(text, prompt()), Fault)


@given(st.dictionaries(st.sampled_from(list(answer())), json_values))
@settings(max_examples=300, deadline=None)
def test_an_answer_with_other_values_is_a_reply_or_a_fault(changed: dict[str, Any]) -> None:
    found = parse(json.dumps(answer(**changed)), prompt(may_not_apply=True))
    assert isinstance(found, Fault) or answer(**changed)["rationale"] == found.rationale


@given(st.integers(min_value=0, max_value=400), st.text(max_size=3))
@settings(max_examples=300, deadline=None)
def test_a_damaged_answer_is_a_reply_or_a_fault(at: int, put: str) -> None:
    text = json.dumps(answer())
    assert isinstance(parse(text[:at] + put + text[at + 1 :], prompt()), Reply | Fault)
