"""Finds and reads what comes with the assistant: the rubric, the instructions, the sample and its recording.

Comes in: nothing, or the path of another rubric. Goes out: records, checked as strictly as anything from
outside, because people edit these files. It stands alone because only here is it known that the data lie in
top-level folders of a checkout and in ``assistant/bundled`` of an installed wheel.
"""

import functools
import hashlib
import re
from collections.abc import Hashable, Iterable, Iterator
from pathlib import Path
from typing import Any, TypeAlias

import yaml
from pydantic import ValidationError

from assistant.domain.draft import Instructions
from assistant.domain.near import SearchWords
from assistant.domain.refusal import MAX_BYTES
from assistant.domain.review import Intake
from assistant.domain.rubric import KeyQuestion, Over, Prompt, PromptGroup, Rubric, Scale, Standard
from assistant.errors import AssistantError, BadInstructions, BadRubric, NotFound

EDITION = "sfo-2021-03.yaml"
SEARCH = "search.yaml"
SAMPLE = "saltmarch"

MOST_YAML_BYTES = 2_000_000
MOST_INSTRUCTIONS_BYTES = 200_000
_INSTRUCTIONS_NAME = re.compile(r"[a-z][a-z0-9_-]{0,40}(\.v[0-9]{1,4})?")
_POINTER = re.compile(r"rules\b.+, paragraph [1-9][0-9]*(, point [1-9][0-9]*)?")

_PACKAGE = Path(__file__).resolve().parents[1]

Fault: TypeAlias = tuple[str, str]
"""A place such as ``standards[0].rule`` and what is wrong there."""


def rubric(path: Path | None = None) -> Rubric:
    """The bundled edition, or the rubric at ``path``.

    Ids of expectations are counted from their order, their sources begin with the prompt's, and the digest is
    that of the file's bytes. ``BadRubric`` names the first fault's place (a path such as
    ``standards[0].key_questions[1].prompts[2].question``, or a line for faults of YAML itself) and the reason.
    """
    path = path or _data("rubric", EDITION)
    data = _read(path, MOST_YAML_BYTES, BadRubric)
    tree = _tree(path, data)
    faults = list(_complete(tree, ""))
    if not faults:
        try:
            found = Rubric.model_validate({**tree, "sha256": hashlib.sha256(data).hexdigest()})
        except ValidationError as problem:
            faults = [(_place(e["loc"]), _reason(e["type"], e["msg"])) for e in problem.errors()]
        else:
            faults = list(_disagreements(found))
    if faults:
        place, reason = faults[0]
        rest = len(faults) - 1
        more = (
            f" There {'is 1 more fault' if rest == 1 else f'are {rest} more faults'} after it." if rest else ""
        )
        raise BadRubric(f"The rubric {path.name} cannot be used. At {place}: {reason}.{more}")
    return found


def instructions(name: str) -> tuple[Instructions, str]:
    """The instructions of that name, such as ``draft.v2``: their digest and their text. ``BadInstructions``."""
    folder = _data("prompts")
    if not _INSTRUCTIONS_NAME.fullmatch(name) or not (folder / f"{name}.md").is_file():
        there = ", ".join(sorted(p.stem for p in folder.glob("*.md"))) or "none"
        raise BadInstructions(f"There are no instructions named {name!r}. There are: {there}.")
    data = _read(folder / f"{name}.md", MOST_INSTRUCTIONS_BYTES, BadInstructions)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as problem:
        raise BadInstructions(
            f"The instructions {name} are not UTF-8 text (byte {problem.start + 1}). Save the file as UTF-8."
        ) from problem
    if not text.strip():
        raise BadInstructions(f"The instructions {name} are empty.")
    return Instructions(name=name, sha256=hashlib.sha256(data).hexdigest()), text


def sample_folder() -> Path:
    """The folder of the bundled sample. ``NotFound`` if this installation has none."""
    return _bundled("evals", "gold", SAMPLE)


def sample_recording() -> Path:
    """The replies recorded for the bundled sample. ``NotFound`` if this installation has none."""
    return _bundled("evals", "recordings", f"{SAMPLE}.yaml")


@functools.cache
def search_words() -> SearchWords:
    """What the evidence finder knows of probation's words. ``BadRubric`` with the place and the reason."""
    path = _data("rubric", SEARCH)
    try:
        return SearchWords.model_validate(_tree(path, _read(path, MOST_YAML_BYTES, BadRubric)))
    except ValidationError as problem:
        error = problem.errors()[0]
        place, reason = _place(error["loc"]), _reason(error["type"], error["msg"])
        raise BadRubric(f"The search words {path.name} cannot be used. At {place}: {reason}.") from problem


@functools.cache
def sample() -> tuple[tuple[tuple[str, bytes], ...], Intake]:
    """The sample's files by name, in order of name, and what is known beside them (``intake.yaml``).

    ``NotFound`` if this installation has no sample, or one that is incomplete.
    """
    folder = sample_folder()
    paths = sorted(p for p in folder.iterdir() if p.suffix in {".docx", ".pdf"})
    if not paths:
        raise NotFound("The bundled sample has no review in it. Install the assistant again.")
    try:
        intake = Intake.model_validate(yaml.safe_load(_read(folder / "intake.yaml", MOST_YAML_BYTES, NotFound)))
    except (yaml.YAMLError, ValidationError) as problem:
        raise NotFound("The bundled intake.yaml cannot be read. Install the assistant again.") from problem
    return tuple((path.name, _read(path, MAX_BYTES, NotFound)) for path in paths), intake


def _data(*parts: str) -> Path:
    installed = _PACKAGE / "bundled"
    return (installed if installed.is_dir() else _PACKAGE.parent).joinpath(*parts)


def _bundled(*parts: str) -> Path:
    path = _data(*parts)
    if not path.exists():
        raise NotFound(f"This installation has no {'/'.join(parts)}. Install the assistant again.")
    return path


def _read(path: Path, most: int, error: type[AssistantError]) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(most + 1)
    except OSError as problem:
        raise error(f"{path} cannot be read: {problem.strerror}.") from problem
    if len(data) > most:
        raise error(f"{path} is larger than {most:,} bytes, the most that is read.")
    return data


class _Plain(yaml.SafeLoader):
    """YAML without what hides or multiplies content: no repeated keys, no aliases, no keys but text."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            event = self.peek_event()  # type: ignore[no-untyped-call] # the stubs leave it out
            raise yaml.MarkedYAMLError(problem="aliases are not used here", problem_mark=event.start_mark)
        return super().compose_node(parent, index)

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen: set[str] = set()
        for key, _ in node.value:
            if key.tag != "tag:yaml.org,2002:str":
                raise yaml.MarkedYAMLError(problem="a key must be text", problem_mark=key.start_mark)
            if key.value in seen:
                problem = f"the key {key.value!r} stands twice in one place"
                raise yaml.MarkedYAMLError(problem=problem, problem_mark=key.start_mark)
            seen.add(key.value)
        return super().construct_mapping(node, deep)


def _tree(path: Path, data: bytes) -> dict[str, Any]:
    try:
        tree = yaml.load(data.decode("utf-8"), _Plain)  # noqa: S506 - _Plain is a SafeLoader
    except yaml.MarkedYAMLError as problem:
        mark = problem.problem_mark or problem.context_mark
        line = f"line {mark.line + 1}, column {mark.column + 1}" if mark else "the file"
        raise BadRubric(f"The rubric {path.name} cannot be used. At {line}: {problem.problem}.") from problem
    except UnicodeDecodeError as problem:
        raise BadRubric(f"The rubric {path.name} cannot be used: it is not UTF-8 text.") from problem
    except (yaml.YAMLError, ValueError) as problem:
        raise BadRubric(
            f"The rubric {path.name} cannot be used: {' '.join(str(problem).split())}."
        ) from problem
    except RecursionError as problem:
        raise BadRubric(f"The rubric {path.name} cannot be used: it is nested too deeply.") from problem
    if not isinstance(tree, dict):
        raise BadRubric(f"The rubric {path.name} cannot be used: it is not a list of keys and values.")
    if "sha256" in tree:
        raise BadRubric(f"The rubric {path.name} cannot be used. At sha256: it is computed, so leave it out.")
    return tree


def _complete(value: Any, place: str) -> Iterator[Fault]:  # noqa: ANN401 - whatever YAML holds
    """Gives every expectation its id and whole source; yields blank texts and ids written by hand."""
    if isinstance(value, str) and not value.strip():
        yield place, "is empty"
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _complete(item, f"{place}[{index}]")
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _complete(item, f"{place}.{key}" if place else key)
        expectations = value.get("expectations")
        for index, item in enumerate(expectations if isinstance(expectations, list) else ()):
            if isinstance(item, dict) and "id" in item:
                yield f"{place}.expectations[{index}].id", "is counted from the order, so leave it out"
            elif isinstance(item, dict):
                item["id"] = f"{value.get('id')}/{index + 1}"
                if isinstance(item.get("source"), str):
                    item["source"] = f"{value.get('source')}, {item['source']}"


def _place(loc: Iterable[str | int]) -> str:
    steps = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in loc)
    return "".join(steps).removeprefix(".") or "the file"


def _reason(kind: str, words: str) -> str:
    known = {"missing": "is missing", "extra_forbidden": "is not a key this form knows"}
    return known.get(kind, words.removeprefix("Value error, "))


def _disagreements(found: Rubric) -> Iterator[Fault]:
    """What no single record can see: ids that repeat or do not fit their place, rules that are not there."""
    if len(set(found.ratings)) != len(found.ratings) or not found.ratings:
        yield "ratings", "has none, or the same one twice"
    if not found.standards:
        yield "standards", "is empty"
    seen: set[str] = set()
    for place, group, node in _groups(found):
        if group.id in seen:
            yield f"{place}.id", f"{group.id} stands twice"
        seen.add(group.id)
        if isinstance(group, KeyQuestion) and group.rule.over is not Over.PROMPTS:
            yield f"{place}.rule.over", "a key question weighs its prompts"
        if not group.prompts and not isinstance(group, Standard):
            yield f"{place}.prompts", "is empty"
        for index, prompt in enumerate(group.prompts):
            where = f"{place}.prompts[{index}]"
            if prompt.id in seen:
                yield f"{where}.id", f"{prompt.id} stands twice"
            seen.add(prompt.id)
            yield from ((f"{where}.{key}", reason) for key, reason in _prompt_faults(prompt, group.id, node))
    yield from _related_faults(found)


def _related_faults(found: Rubric) -> Iterator[Fault]:
    with_line = {prompt.id for prompt in found.prompts if prompt.scale is Scale.LINE}
    known = with_line | {e.id for p in found.prompts if p.id in with_line for e in p.expectations}
    for i, related in enumerate(found.related):
        members = [member for side in related.sides for member in side]
        for member in members:
            if member not in known:
                yield f"related[{i}].sides", f"{member} is no prompt with a line, nor an expectation of one"
        if len(set(members)) < len(members):
            yield f"related[{i}].sides", "names one member twice"


def _groups(found: Rubric) -> Iterator[tuple[str, PromptGroup | KeyQuestion | Standard, str | None]]:
    """Each group of prompts with its place in the file and the id of the node whose rule weighs it."""
    yield "information", found.information, None
    yield "chronology", found.chronology, None
    for i, standard in enumerate(found.standards):
        yield f"standards[{i}]", standard, standard.id
        for k, key_question in enumerate(standard.key_questions):
            yield f"standards[{i}].key_questions[{k}]", key_question, key_question.id


def _prompt_faults(prompt: Prompt, group: str, node: str | None) -> Iterator[Fault]:
    if not prompt.id.startswith(f"{group}.") or (node and prompt.id != f"{node}.{prompt.letter}"):
        yield "id", f"{prompt.id} does not fit its letter and its place in {group}"
    if prompt.rule != node:
        yield "rule", f"is {prompt.rule or 'null'}, and the rule at this place is {node or 'null'}"
    if node and prompt.scale is not Scale.LINE:
        yield "scale", "a rule weighs this prompt, so it needs a line"
    conditional = prompt.not_applicable
    if conditional and conditional.by == "wording" and conditional.words not in prompt.question:
        yield "not_applicable.words", "are not words of the question"
    for name in prompt.intake:
        if name not in Intake.model_fields:
            yield "intake", f"{name} is nothing the intake knows; it knows {', '.join(Intake.model_fields)}"
    if not prompt.expectations:
        yield "expectations", "is empty"
    for index, expectation in enumerate(prompt.expectations):
        if not _POINTER.fullmatch(expectation.source):
            yield f"expectations[{index}].source", 'is not of the form "paragraph 2" or "paragraph 2, point 1"'
