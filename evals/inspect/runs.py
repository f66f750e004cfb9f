"""Runs for Inspect: each gold review through the product's own pipeline, when the first of its samples is due.

Gold reviews and whoever answers come in, a run of each goes out. It stands alone because samples are solved
side by side, while a review is drafted whole, as by an inspector's Start, and one after the other.
"""

import threading
from collections.abc import Mapping, Sequence
from pathlib import Path

from evals.changes import Changed
from evals.endpoints import Answering
from evals.ran import Ran
from evals.runner import run
from evals.sets import Chosen


class Runs:
    """The runs of some gold reviews, in the folders of their names. May be asked from threads."""

    def __init__(
        self,
        chosen: Sequence[Chosen],
        answering: Answering,
        folder: Path,
        changes: Mapping[str, Sequence[Changed]],
    ) -> None:
        self._chosen = {one.name: one for one in chosen}
        self._answering = answering
        self._folder = folder
        self._changes = changes
        self._lock = threading.Lock()
        self._made: dict[str, Ran] = {}

    def of(self, name: str) -> Ran:
        """The run of that review, made when it is first asked for; ``KeyError`` if it is not among them."""
        one = self._chosen[name]
        with self._lock:
            if name not in self._made:
                folder = self._folder / name
                folder.mkdir(parents=True, exist_ok=True)
                self._made[name] = run(
                    [one],
                    self._answering,
                    folder,
                    changes={name: self._changes.get(name, ())},
                    left_out={},
                    estimated=lambda *_: None,
                    seen=lambda *_: None,
                )
            return self._made[name]
