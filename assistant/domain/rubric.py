"""The dated rubric as records: standards, key questions, prompts, expectations and rules.

Comes from ``rubric/*.yaml`` (read by ``edges/library.py``); every irregularity of the source is a
field here, so that no code has to ask "is this standard 2?".
"""

from collections.abc import Iterator
from enum import StrEnum
from typing import Self

from pydantic import Field, model_validator

from assistant.domain.record import Record


class Strength(StrEnum):
    """How strongly the rules word an expectation."""

    MUST = "must"
    EXPECTED = "expected"
    CONDITIONAL = "conditional"
    ILLUSTRATION = "illustration"
    NOT_REQUIRED = "not_required"


class Scale(StrEnum):
    """What a prompt is answered with: a line, or findings only (``note``)."""

    LINE = "line"
    NOTE = "note"


class Over(StrEnum):
    """What a rule weighs up: the lines of prompts, or the answers of key questions."""

    PROMPTS = "prompts"
    KEY_QUESTIONS = "key_questions"


class Expectation(Record):
    """One thing the guidance looks for under a prompt, in our own words."""

    id: str = Field(description="prompt id, slash, number from 1: 1.1.a/3")
    strength: Strength
    text: str
    source: str = Field(description="where in the rules: 'rules 1.1.a, paragraph 2'")

    @property
    def number(self) -> int:
        """The number after the slash."""
        return int(self.id.rsplit("/", 1)[1])


class NotApplicable(Record):
    """Why a draft may propose not-applicable here: the conditional words of the rules, verbatim."""

    by: str = Field(pattern="^(wording|guidance)$")
    words: str


class Prompt(Record):
    """One rubric question (49 lettered ones) or information item (5); never text sent to a model."""

    id: str
    letter: str | None
    label: str = Field(description="two or three words for lists: 'Missed opportunities'")
    question: str = Field(description="verbatim wording of the rules")
    scale: Scale
    rule: str | None = Field(description="id of the node whose rule weighs this prompt, if any")
    not_applicable: NotApplicable | None = None
    intake: tuple[str, ...] = Field(default=(), description="intake fields that bear on the answer")
    guidance: str | None = Field(default=None, description="how the rules' text is to be read here, our words")
    remarks: str | None = Field(default=None, description="irregularity of the source, kept as found")
    source: str
    expectations: tuple[Expectation, ...]

    @property
    def name(self) -> str:
        """What a sentence calls it: "1.3.c", or "Case details", for which the rules have no number."""
        return self.label if self.scale is Scale.NOTE else self.id

    @property
    def title(self) -> str:
        """As a heading has it: "1.3.c Missed opportunities", "Case details"."""
        return self.label if self.scale is Scale.NOTE else f"{self.id} {self.label}"

    def expectation(self, number: int) -> Expectation | None:
        """The expectation with that number, or None."""
        return next((e for e in self.expectations if e.number == number), None)


class Rule(Record):
    """How a node's initial judgement is formed, with the rules' own words."""

    over: Over
    preclude: bool = Field(description="whether the text has the 'may preclude' clause")
    text: str = Field(description="verbatim Judgement block of the rules")
    words: str = Field(description="the rule in plain words, for the screen and the report")
    source: str


class PromptGroup(Record):
    """Prompts under one heading that no rule aggregates: information items, chronology."""

    id: str
    label: str
    statement: str | None
    source: str
    prompts: tuple[Prompt, ...]


class KeyQuestion(Record):
    """A numbered key question (1.1-1.4, 3.1, 3.2) with its prompts and rule."""

    id: str
    label: str
    question: str
    source: str
    rule: Rule
    guidance: str | None = Field(default=None, description="guidance that binds all its prompts, our words")
    prompts: tuple[Prompt, ...]

    @property
    def title(self) -> str:
        """As inspectors say it: "1.3 Implementation"."""
        return f"{self.id} {self.label}"

    @property
    def members(self) -> tuple[str, ...]:
        """Ids of what the rule weighs."""
        return tuple(p.id for p in self.prompts)


class Standard(Record):
    """A standard: either over key questions (1, 3) or over its own prompts (2, 4)."""

    id: str
    label: str
    statement: str
    source: str
    rule: Rule
    key_questions: tuple[KeyQuestion, ...] = ()
    prompts: tuple[Prompt, ...] = ()

    @model_validator(mode="after")
    def _one_kind(self) -> Self:
        if bool(self.key_questions) == bool(self.prompts):
            raise ValueError(f"standard {self.id} needs either key_questions or prompts")
        if (self.rule.over is Over.KEY_QUESTIONS) != bool(self.key_questions):
            raise ValueError(f"standard {self.id}: its rule weighs {self.rule.over}, which it has not")
        return self

    @property
    def title(self) -> str:
        """As inspectors say it: "Standard 3: Learning"."""
        return f"Standard {self.id}: {self.label}"

    @property
    def members(self) -> tuple[str, ...]:
        """Ids of what the rule weighs."""
        return tuple(n.id for n in (self.key_questions or self.prompts))


Node = KeyQuestion | Standard


class Related(Record):
    """Where the rules ask for related things. A member is the id of a prompt or of an expectation; members of
    one side are not held against each other."""

    id: str
    label: str
    source: str
    sides: tuple[tuple[str, ...], ...] = Field(min_length=2)


class Rubric(Record):
    """The dated edition of the rubric."""

    edition: str
    title: str
    publisher: str
    licence: str
    attribution: str
    ratings: tuple[str, ...]
    information: PromptGroup
    chronology: PromptGroup
    standards: tuple[Standard, ...]
    related: tuple[Related, ...] = ()
    sha256: str = Field(description="digest of the file's bytes")

    @property
    def prompts(self) -> tuple[Prompt, ...]:
        """All 54 prompts in the order of the rules."""
        found: list[Prompt] = [*self.information.prompts, *self.chronology.prompts]
        for standard in self.standards:
            found.extend(standard.prompts)
            for key_question in standard.key_questions:
                found.extend(key_question.prompts)
        return tuple(found)

    def prompt(self, prompt_id: str) -> Prompt:
        """The prompt with that id; ``KeyError`` if the edition has none."""
        for prompt in self.prompts:
            if prompt.id == prompt_id:
                return prompt
        raise KeyError(prompt_id)

    def nodes(self) -> Iterator[Node]:
        """Every node with a rule, key questions before the standard they feed."""
        for standard in self.standards:
            yield from standard.key_questions
            yield standard

    def node(self, node_id: str) -> Node:
        """The node with that id; ``KeyError`` if there is none."""
        for node in self.nodes():
            if node.id == node_id:
                return node
        raise KeyError(node_id)

    def standard_of(self, node_id: str) -> Standard:
        """The standard that is, or contains, the node; ``KeyError`` if there is none."""
        for standard in self.standards:
            if standard.id == node_id or node_id in standard.members:
                return standard
        raise KeyError(node_id)

    def groups(self) -> Iterator[PromptGroup | KeyQuestion | Standard]:
        """Everything that holds prompts directly, in the order of the rules."""
        yield self.information
        yield self.chronology
        for standard in self.standards:
            if standard.prompts:
                yield standard
            yield from standard.key_questions
