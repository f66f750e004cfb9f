"""The bytes of an export become a result file, strictly: one object, no key twice, every key known.

It stands alone because an export comes from outside, and what is not read strictly cannot be proved.
"""

import json

from pydantic import ValidationError

from assistant.domain.result import ResultFile
from assistant.errors import UnreadableFile

_NOT_ONE = "The export is no result file of this assistant (sfo-assurance/1)"
_NEXT = "Give the result file (.json) or the Word report; the CSV of the prompts cannot be verified."


def exported(data: bytes) -> ResultFile:
    """The result file; ``UnreadableFile`` says where it breaks its form."""
    try:
        tree = json.loads(data.decode("utf-8-sig"), object_pairs_hook=_no_key_twice)
        return ResultFile.model_validate(tree)
    except ValidationError as problem:
        first = problem.errors(include_url=False, include_context=False, include_input=False)[0]
        place = ".".join(str(part) for part in first["loc"]) or "its outermost level"
        raise UnreadableFile(f"{_NOT_ONE}. At {place}: {first['msg']}. Nothing was verified.") from None
    except (ValueError, RecursionError) as problem:
        raise UnreadableFile(f"{_NOT_ONE}: {_why(problem)}. Nothing was verified. {_NEXT}") from None


def _no_key_twice(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a key stands twice in one object")
    return found


def _why(problem: Exception) -> str:
    if isinstance(problem, RecursionError):
        return "it is nested too deeply"
    if isinstance(problem, UnicodeDecodeError):
        return "it is not UTF-8 text"
    if isinstance(problem, json.JSONDecodeError):
        return f"it is not JSON at line {problem.lineno}, column {problem.colno}"
    return str(problem)
