"""The gold of one review from its folder: `gold.yaml` and `intake.yaml`, read strictly.

A folder comes in, the records of ``assistant.domain.gold`` go out to the measures. Stands alone because a gold
that is wrong, or that quotes what the review does not say, makes every figure drawn from it wrong.
"""

from collections.abc import Hashable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from assistant.domain.gold import GOLD_FILE, INTAKE_FILE, Certainty, Difficulty, Evidence, Gold, GoldLine, Split

__all__ = [
    "GOLD_FILE",
    "INTAKE_FILE",
    "Certainty",
    "Difficulty",
    "Evidence",
    "Gold",
    "GoldError",
    "GoldLine",
    "Split",
    "explained",
    "load",
    "plain",
    "unlocated",
]


class GoldError(ValueError):
    """A gold file cannot be used; the message names the file, the places and the reasons."""


def load(folder: Path) -> Gold:
    """The gold in `folder`, whose name it must carry.

    Raises:
        GoldError: there is no gold file, it is not YAML, a key stands twice, a field is missing, unknown or
            wrong, or it names another folder.
    """
    path = folder / GOLD_FILE
    with explained(path):
        data, intake = (plain(folder / name) for name in (GOLD_FILE, INTAKE_FILE))
        gold = Gold.model_validate({**data, "intake": intake})
    if gold.name != folder.name:
        raise GoldError(f"{path}: name is {gold.name!r}, but the folder is {folder.name!r}")
    return gold


def plain(path: Path) -> Any:  # noqa: ANN401 - whatever the file holds
    """What a YAML file holds, as data only; a key given twice is a fault."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=_NoDuplicates)  # noqa: S506 (safe)


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Whatever goes wrong with that file within becomes a ``GoldError`` that names the file and the reason."""
    try:
        yield
    except OSError as error:
        raise GoldError(f"{path}: cannot be read ({error.strerror})") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise GoldError(f"{path}: not valid YAML in UTF-8: {error}") from error
    except ValidationError as error:
        faults = "; ".join(f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}" for fault in error.errors())
        raise GoldError(f"{path}: {faults}") from error


def unlocated(gold: Gold, texts: Iterable[str]) -> list[tuple[str, str]]:
    """Prompt id and quotation of all evidence that stands in none of `texts` (paragraphs, notes, cells)."""
    held = tuple(texts)
    return [
        (prompt, piece.quote)
        for prompt, pieces in gold.evidence.items()
        for piece in pieces
        if not any(piece.quote in text for text in held)
    ]


class _NoDuplicates(yaml.SafeLoader):
    """YAML as data only, and a key given twice is a fault: plain YAML silently keeps the last."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        keys = [self.construct_object(key, deep=deep) for key, _ in node.value]
        twice = {str(key) for key in keys if keys.count(key) > 1}
        if twice:
            raise yaml.constructor.ConstructorError(
                None, None, f"{', '.join(sorted(twice))} given twice", node.start_mark
            )
        return super().construct_mapping(node, deep=deep)
