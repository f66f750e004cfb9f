"""The rubric, or one prompt of it, as plain text for a terminal.

Comes in: the rubric and the id of a prompt, or none. Goes out: text. It stands alone because it is the one
view of the rubric that needs neither a browser nor a review.
"""

import textwrap
from collections.abc import Iterator

from assistant.domain.rubric import KeyQuestion, Prompt, PromptGroup, Rubric, Rule, Scale
from assistant.errors import NotFound

_WIDTH = 100


def describe(rubric: Rubric, prompt: str | None = None) -> str:
    """The whole rubric, or the prompt of that id, as lines of at most 100 characters.

    ``NotFound`` if the rubric has no such prompt.
    """
    if prompt is None:
        return "\n".join(_whole(rubric))
    for group in rubric.groups():
        for found in group.prompts:
            if found.id == prompt:
                guidance = group.guidance if isinstance(group, KeyQuestion) else None
                return "\n".join((*_prompt(found), *_said(f"Guidance for all of {group.id}", guidance)))
    raise NotFound(f"The rubric has no prompt {prompt}. Prompts look like 1.3.c, 2.i or chronology.a.")


def _whole(rubric: Rubric) -> Iterator[str]:
    yield from _wrapped(f"{rubric.title}, {rubric.edition}")
    yield from _wrapped(f"{rubric.publisher}. {rubric.attribution} {rubric.licence}")
    for group in (rubric.information, rubric.chronology):
        yield from _group(group)
    for standard in rubric.standards:
        yield from _heading(f"Standard {standard.id}: {standard.label}", standard.statement)
        yield from _rule(standard.rule)
        yield from _prompts(standard.prompts)
        for key_question in standard.key_questions:
            yield from _group(key_question)


def _group(group: PromptGroup | KeyQuestion) -> Iterator[str]:
    if isinstance(group, KeyQuestion):
        yield from _heading(f"{group.id} {group.label}", group.question)
        yield from _rule(group.rule)
        yield from _said("Guidance", group.guidance)
    else:
        yield from _heading(group.label, group.statement)
        yield from _said("Rule", "none. These are shown and never weighed.")
    yield from _prompts(group.prompts)


def _heading(title: str, words: str | None) -> Iterator[str]:
    yield ""
    yield from _wrapped(title)
    yield "=" * min(len(title), _WIDTH)
    yield from _wrapped(words or "")


def _rule(rule: Rule) -> Iterator[str]:
    yield from _said(f"Rule ({rule.source})", rule.words)


def _prompts(prompts: tuple[Prompt, ...]) -> Iterator[str]:
    for prompt in prompts:
        yield ""
        yield from _prompt(prompt)


def _prompt(prompt: Prompt) -> Iterator[str]:
    yield f"{prompt.id}  {prompt.label}"
    yield from _wrapped(prompt.question, "  ")
    answered = "a line" if prompt.scale is Scale.LINE else "findings, no line"
    weighed = f"weighed by the rule of {prompt.rule}" if prompt.rule else "weighed by no rule"
    yield from _wrapped(f"Answered with {answered}; {weighed}.", "  ")
    yield from _said("Source", prompt.source, "  ")
    if prompt.not_applicable is not None:
        where = "question" if prompt.not_applicable.by == "wording" else "guidance"
        words = f'may be proposed: the {where} says "{prompt.not_applicable.words}".'
        yield from _said("Not applicable", words, "  ")
    yield from _said("Guidance", prompt.guidance, "  ")
    yield from _said("As found", prompt.remarks, "  ")
    for expectation in prompt.expectations:
        strength = expectation.strength.replace("_", " ")
        place = expectation.source.removeprefix(f"{prompt.source}, ")
        line = f"{expectation.number:>2}  {strength}: {expectation.text} ({place})"
        yield from _wrapped(line, "  ", "      ")


def _said(name: str, words: str | None, indent: str = "") -> Iterator[str]:
    if words is not None:
        yield from _wrapped(f"{name}: {words}", indent)


def _wrapped(text: str, indent: str = "", rest: str | None = None) -> Iterator[str]:
    """Lines of at most 100 characters; a word that is longer stands alone, whole."""
    yield from textwrap.wrap(
        text,
        _WIDTH,
        initial_indent=indent,
        subsequent_indent=indent if rest is None else rest,
        break_long_words=False,
        break_on_hyphens=False,
    )
