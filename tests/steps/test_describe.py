"""The rubric as plain text for a terminal."""

import pytest

from assistant.domain.rubric import (
    Expectation,
    KeyQuestion,
    NotApplicable,
    Over,
    Prompt,
    PromptGroup,
    Rubric,
    Rule,
    Scale,
    Standard,
    Strength,
)
from assistant.errors import NotFound
from assistant.steps.describe import describe


def prompt(prompt_id: str, **changes: object) -> Prompt:
    fields: dict[str, object] = {
        "id": prompt_id,
        "letter": prompt_id[-1],
        "label": f"Label of {prompt_id}",
        "question": f"Is {prompt_id} asked?",
        "scale": Scale.LINE,
        "rule": None,
        "source": f"rules {prompt_id}",
        "expectations": [
            Expectation(
                id=f"{prompt_id}/1",
                strength=Strength.NOT_REQUIRED,
                text="A causal link is not needed.",
                source=f"rules {prompt_id}, paragraph 2",
            )
        ],
    }
    return Prompt.model_validate({**fields, **changes})


def rule(over: Over, words: str) -> Rule:
    return Rule(over=over, preclude=False, text="Weigh.", words=words, source="rules 9, Judgement")


RUBRIC = Rubric(
    edition="May 2031",
    title="Rules",
    publisher="A publisher",
    licence="A licence.",
    attribution="An attribution.",
    ratings=("Good",),
    information=PromptGroup(
        id="info",
        label="Information",
        statement=None,
        source="rules",
        prompts=(prompt("info.a", scale=Scale.NOTE, remarks="Printed twice."),),
    ),
    chronology=PromptGroup(
        id="chronology",
        label="Chronology",
        statement="It is accurate.",
        source="rules",
        prompts=(prompt("chronology.a"),),
    ),
    standards=(
        Standard(
            id="1",
            label="Practice",
            statement="It is robust.",
            source="rules 1",
            rule=rule(Over.KEY_QUESTIONS, "Weigh the key questions."),
            key_questions=(
                KeyQuestion(
                    id="1.1",
                    label="Assessment",
                    question="Is it analysed?",
                    source="rules 1.1",
                    rule=rule(Over.PROMPTS, "Weigh the prompts."),
                    guidance="This binds every prompt.",
                    prompts=(
                        prompt(
                            "1.1.a",
                            rule="1.1",
                            guidance="Read it so.",
                            not_applicable=NotApplicable(by="guidance", words="where they exist"),
                        ),
                    ),
                ),
            ),
        ),
    ),
    sha256="0" * 64,
)


def test_the_whole_rubric_names_every_group_rule_and_prompt_in_order() -> None:
    text = describe(RUBRIC)
    marks = [
        "Rules, May 2031",
        "Information",
        "info.a",
        "Chronology",
        "It is accurate.",
        "Standard 1: Practice",
    ]
    marks += ["Weigh the key questions.", "1.1 Assessment", "Weigh the prompts.", "This binds", "1.1.a"]
    places = [text.index(mark) for mark in marks]
    assert places == sorted(places)
    assert "A licence." in text
    assert "An attribution." in text


def test_one_prompt_is_given_with_its_guidance_and_that_of_its_key_question() -> None:
    assert describe(RUBRIC, "1.1.a").splitlines() == [
        "1.1.a  Label of 1.1.a",
        "  Is 1.1.a asked?",
        "  Answered with a line; weighed by the rule of 1.1.",
        "  Source: rules 1.1.a",
        '  Not applicable: may be proposed: the guidance says "where they exist".',
        "  Guidance: Read it so.",
        "   1  not required: A causal link is not needed. (paragraph 2)",
        "Guidance for all of 1.1: This binds every prompt.",
    ]


def test_an_information_item_has_no_line_and_keeps_its_remark() -> None:
    text = describe(RUBRIC, "info.a")
    assert "Answered with findings, no line; weighed by no rule." in text
    assert "As found: Printed twice." in text


def test_lines_are_at_most_100_characters_and_lose_no_word() -> None:
    words = " ".join(f"word{number}" for number in range(200))
    long = prompt("info.a", scale=Scale.NOTE, question=words)
    group = RUBRIC.information.model_copy(update={"prompts": (long,)})
    text = describe(RUBRIC.model_copy(update={"information": group}), "info.a")
    assert max(map(len, text.splitlines())) <= 100
    assert words in " ".join(text.split())


def test_a_prompt_that_is_not_there_is_refused_by_name() -> None:
    with pytest.raises(NotFound, match=r"no prompt 9\.z"):
        describe(RUBRIC, "9.z")
