"""An instructions file as parts, and a part with its fields filled in.

Comes in: the text of a file of ``prompts/``. Goes out: the text of its parts, or ``BadInstructions``. It stands
alone because people edit these files: a missing part or a misspelt field must be named, never sent.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from jinja2 import Environment, StrictUndefined, Template, TemplateError

from assistant.errors import BadInstructions

OF_DRAFTS = ("system", "review", "prompt", "unparsable", "absent")
OF_TRACES = ("question", "unparsable", "absent")


def parts(name: str, text: str, wanted: Sequence[str]) -> dict[str, str]:
    """The parts of that file, which must be those wanted and no others."""
    found: dict[str, list[str]] = {}
    lines: list[str] = []
    for line in text.splitlines():
        if line.startswith("=== "):
            lines = found.setdefault(line[4:].strip(), [])
        else:
            lines.append(line)
    if set(found) != set(wanted):
        raise BadInstructions(f"{name}: its parts must be {', '.join(wanted)}; it has {', '.join(found)}.")
    return {part: "\n".join(lines).strip() for part, lines in found.items()}


def render(name: str, template: str, fields: Mapping[str, Any]) -> str:
    """A part with its fields; a field that is not given is a fault."""
    try:
        return _template(template).render(fields).strip()
    except TemplateError as problem:
        raise BadInstructions(f"{name}: {problem}") from problem


@lru_cache(maxsize=16)
def _template(text: str) -> Template:
    # Values are inserted as they are and never read as a template.
    environment = Environment(
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,  # noqa: S701 - plain text for a model, never HTML
    )
    return environment.from_string(text)
