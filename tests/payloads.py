"""Texts that try to become markup, to run or to be fetched, put wherever text of others can stand.

Comes in: a record, however large. Goes out: the same with a payload at the end of every string that is text,
beside the name of its place, so that a test can tell which places it has seen.
"""

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

import yaml

from assistant.domain.draft import CheckedCitation, CheckedQuotation, Located
from assistant.domain.record import Record
from assistant.domain.review import Kind, Passage, Review

R = TypeVar("R", bound=Record)

BEACON = "//payload.invalid"
RUN = "window.ran=(window.ran||0)+1"

PAYLOADS: dict[str, str] = {
    name: text.replace("RUN", RUN).replace("BEACON", f"http:{BEACON}")
    for name, text in yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8")).items()
}
"""Their names, and what is written; the one that swallows what follows it stands last."""

ALL = " ".join(PAYLOADS.values())
"""All of them, one after the other."""

IDS = frozenset(
    {
        "id",
        "key",
        "review",
        "prompt",
        "passage",
        "passages",
        "section",
        "expectation",
        "sha256",
        "request",
        "node",
    }
    | {"cited_passage", "draft", "unread", "filtered", "place", "member", "to", "unknown"}
    | {"judge_first", "undoes", "unseen", "earlier", "Decision.notices"}
    | {"Ground.after", "look_at", "to_reconfirm", "Changes.before", "Changes.after", "new", "fates"}
)
"""Fields that hold the name of a thing, which never comes from a file or a model as text."""

NAMES_A_FILE = frozenset({("Section", "file"), ("Passage", "file"), ("ReviewFile", "name"), ("Ledger", "file")})


def mark(place: str) -> str:
    """What stands before the payload at that place."""
    return f"⟦{place}⟧"


def poisoned(record: R, payload: str, seen: set[str] | None = None) -> R:
    """The record with the payload in every text; ``seen`` collects the places."""
    places: set[str] = set() if seen is None else seen
    changed = {
        name: _value(record, name, value, payload, places)
        for name, value in ((name, getattr(record, name)) for name in type(record).model_fields)
        if not IDS & {name, f"{type(record).__name__}.{name}"}
    }
    return record.model_copy(update=changed)


def _value(record: Record, name: str, value: Any, payload: str, places: set[str]) -> Any:
    if isinstance(value, Record):
        return poisoned(value, payload, places)
    if isinstance(value, tuple):
        return tuple(_value(record, name, one, payload, places) for one in value)
    if not isinstance(value, str) or isinstance(value, StrEnum):
        return value
    kind = type(record).__name__
    place = "file name" if (kind, name) in NAMES_A_FILE else f"{kind}.{name}"
    places.add(place)
    added = f" {mark(place)}{payload}"
    if isinstance(record, Passage) and record.kind is Kind.ROW:
        return value.replace("\t", f"{added}\t") + added
    return f"{value}{added}"


def poisoned_review(review: Review, payload: str, places: set[str]) -> Review:
    """The review with the payload at the end of every passage and cell, its offsets made true again."""
    made = poisoned(review, payload, places)
    passages, at = [], 0
    for passage in made.passages:
        passages.append(passage.model_copy(update={"start": at, "end": at + len(passage.text)}))
        at += len(passage.text) + 1
    text = "\n".join(passage.text for passage in passages)
    return made.model_copy(update={"passages": tuple(passages), "text": text})


C = TypeVar("C", CheckedCitation, CheckedQuotation)


def requoted(before: Review, after: Review) -> Callable[[C], C]:
    """Makes a citation of the review before one of the poisoned review, to the end of its cell or passage."""

    def piece(place: Located) -> Located:
        old, new = before.passage(place.passage), after.passage(place.passage)
        assert old is not None
        assert new is not None
        start = new.text.index(old.text[place.start : place.end])
        end = new.text.find("\t", start)
        return place.model_copy(update={"start": start, "end": end if end >= 0 else len(new.text)})

    def again(citation: C) -> C:
        pieces = tuple(piece(place) for place in citation.located)
        if not pieces:
            return citation
        texts = [after.passage(p.passage).text[p.start : p.end] for p in pieces]  # type: ignore[union-attr] # piece() saw it
        first = {"start": pieces[0].start, "end": pieces[0].end}
        return citation.model_copy(update={"located": pieces, "quote": " ".join(texts), **first})

    return again
