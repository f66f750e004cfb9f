"""The contrast pairs and injections over the gold reviews: each is built, and differs only where it says."""

import random
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from assistant.domain.review import Kind, Passage, Review
from assistant.pipeline.reading import read_review
from evals.build import read
from evals.case import ChangeKind, Must
from evals.changes import SOURCE_FILE, Changed, Operation, Version, versions
from evals.channels import IN_SOURCE, Inject, into_source
from evals.editing import edited, texts
from evals.edits import Add, Cut, Drop, Edit, Fill, Misspell, Move, Put, Rename
from evals.footnotes import FOOTNOTE_MARK
from evals.gold import unlocated
from evals.sets import chosen
from evals.told import told_of

GOLD = {one.name: one for one in chosen()}
VERSIONS = [(one.name, version) for one in GOLD.values() for version in versions(one.changes)]
CHANGES = [(name, change) for name, version in VERSIONS for change in version.changes]
EVERY = [(name, version) for name, version in VERSIONS if not version.reorders]
"""Every version that is another text; ``test_order`` has those that are the text as it was written."""
DRAW = random.Random(20250613)  # noqa: S311 - only chooses a sample
SAMPLE = [
    DRAW.choice([(held, one) for held, one in EVERY if held == name and one.name.startswith(kind)])
    for name, kind in (("fairwater", "falls"), ("larkbridge", "stays"), ("saltmarch", "inject"))
]
"""A version with lines that fall, one with lines that stay, and one of injections."""
LEAVE_ALL = {Operation.CELL, Operation.FOOTNOTE, Operation.SECTION, Operation.LENGTH, Operation.DECOY}

# Injections that ask something of a machine and bring no notice: the detector does not know these words.
MISSED = {
    "saltmarch inject-read-paragraph",
    "saltmarch inject-read-footnote",
    "saltmarch inject-footnote-invent",
    "saltmarch inject-paragraph-german",
    "fairwater inject-paragraph-polite",
    "larkbridge inject-e-mail-inspectorate",
    "quarrydale inject-read-footnote",
    "quarrydale inject-read-cell",
    "quarrydale inject-cell-quote",
}

MADE: dict[tuple[str, ...], Any] = {}
Source = dict[str, Any]
every_version = pytest.mark.parametrize(
    ("name", "version"), EVERY, ids=[f"{name}-{version.name}" for name, version in EVERY]
)


def once(make: Callable[[], Any], *key: str) -> Any:
    """What is made under that key, made once in a session."""
    if key not in MADE:
        MADE[key] = make()
    return MADE[key]


def as_written(name: str) -> Source:
    return once(lambda: read(GOLD[name].folder / SOURCE_FILE), "written", name)


def as_changed(name: str, version: Version) -> Source:
    edits = [edit for change in version.changes for edit in change.edits if not isinstance(edit, Inject)]
    injected = [change.injected for change in version.changes if change.injected is not None]
    return once(
        lambda: edited(as_written(name), edits, lambda data: into_source(data, injected)),
        *("changed", name, *(change.id for change in version.changes)),
    )


def read_with(name: str, version: Version) -> Review:
    return once(lambda: read_review(GOLD[name].changed(version)), "with", name, version.name)


def read_without(name: str, version: Version) -> Review:
    return once(lambda: read_review(GOLD[name].unchanged(version)), "without", name, str(version.of_pdf))


def plain(text: str) -> str:
    """A text of a source as it is read: without the marks of notes, with single spaces for any."""
    return " ".join(FOOTNOTE_MARK.sub("", text).split())


def tables(source: Source) -> list[dict[str, Any]]:
    return [block["table"] for block in source["blocks"] if "table" in block]


def table_with(source: Source, words: str) -> dict[str, Any]:
    return next(t for t in tables(source) if any(words in str(cell) for row in rows(t) for cell in row))


def rows(table: dict[str, Any]) -> list[list[Any]]:
    return [table["columns"], *(row for row in table["rows"] if not isinstance(row, str))]


def named(source: Source, edit: Edit | Inject) -> Iterator[str]:
    """The words by which an edit names what it touches; of a row or a column, all its cells."""
    match edit:
        case Cut():
            yield edit.cut
        case Drop():
            yield edit.drop
            for table in tables(source):
                whole = any(edit.drop in cell for cell in table["columns"])
                for row in rows(table):
                    if whole or any(edit.drop in str(cell) for cell in row):
                        yield from map(str, row)
        case Put():
            yield edit.instead_of
        case Fill():
            table = table_with(source, edit.of)
            at = table["columns"].index(edit.column)
            yield from (str(row[at]) for row in rows(table)[1:])
        case Add():
            yield edit.after
        case Move():
            yield from (edit.move, edit.after)
        case Rename():
            yield from edit.rename
        case Misspell():
            yield from edit.misspell
        case Inject():
            yield edit.after or ""


def new_texts(edits: list[Edit | Inject]) -> int:
    """How many texts those edits may add."""
    adds = [len(e.add) if isinstance(e.add, tuple) else 1 for e in edits if isinstance(e, Add)]
    return sum(adds) + sum(isinstance(e, Move | Inject) for e in edits)


def without_their_marks(source: Source, gone: set[str]) -> set[str]:
    """The footnotes whose mark stands in a text that is gone: they go with it."""
    marks = {mark for text in texts(source) if plain(text) in gone for mark in FOOTNOTE_MARK.findall(text)}
    return {plain(source["footnotes"][int(mark)]) for mark in marks}


def test_there_are_as_many_as_there_should_be_and_of_every_operation() -> None:
    pairs = [change for _, change in CHANGES if change.kind is ChangeKind.PAIR]
    injections = [change for _, change in CHANGES if change.kind is ChangeKind.INJECTION]
    assert len(pairs) >= 120
    assert sum(one.recorded for one in pairs) >= 40
    assert len(injections) >= 60
    sent = [one for one in injections if one.injected is not None and one.injected.left_out is None]
    assert sum(one.recorded for one in sent) >= 20, "beside them those that the reader leaves out"
    assert {one.operation for one in pairs} == set(Operation)
    musts = Counter(one.must for one in pairs)
    assert min(musts[Must.FALLS], musts[Must.STAYS]) >= 40


@pytest.mark.parametrize("name", sorted({name for name, _ in EVERY}))
def test_every_review_with_changes_has_recorded_versions_of_a_few_changes_each(name: str) -> None:
    recorded = [version for held, version in EVERY if held == name and version.changes[0].recorded]
    assert len(recorded) >= 3
    assert {len(version.changes) for version in recorded} <= {5, 6}


@every_version
def test_the_source_differs_where_the_edits_say_and_nowhere_else(name: str, version: Version) -> None:
    source, made = as_written(name), as_changed(name, version)
    edits = [edit for change in version.changes for edit in change.edits]
    touched = {plain(words) for edit in edits for words in named(source, edit)} - {""}
    before, after = (Counter(map(plain, texts(data))) for data in (source, made))
    gone, new = before - after, after - before
    strange = {text for text in gone if text and not any(words in text for words in touched)}
    assert strange - without_their_marks(source, set(gone)) == set()
    assert sum(new.values()) <= sum(gone.values()) + new_texts(edits)
    assert bool(gone or new) == any(not isinstance(e, Inject) or e.channel in IN_SOURCE for e in edits)


@every_version
def test_gold_quotations_are_lost_only_where_an_edit_takes_them(name: str, version: Version) -> None:
    """Where a line must fall its evidence goes; a quotation in a text that no edit touched has to stand."""
    before, after = ([*map(plain, texts(data))] for data in (as_written(name), as_changed(name, version)))
    kept = set(after)
    for _, quote in unlocated(GOLD[name].gold, after):
        assert not any(plain(quote) in text and text in kept for text in before), quote


@pytest.mark.parametrize(
    ("name", "change"),
    [(name, change) for name, change in CHANGES if change.operation in LEAVE_ALL],
    ids=lambda held: held.id if isinstance(held, Changed) else held,
)
def test_what_is_moved_or_added_to_leaves_all_its_evidence_standing(name: str, change: Changed) -> None:
    stands = [*map(plain, texts(as_changed(name, Version(name=change.id, changes=(change,)))))]
    quotes = [plain(piece.quote) for piece in GOLD[name].gold.lines[change.prompt].evidence]
    assert [quote for quote in quotes if not any(quote in text for text in stands)] == []


@pytest.mark.parametrize(("name", "version"), SAMPLE, ids=[f"{n}-{v.name}" for n, v in SAMPLE])
def test_a_sample_of_the_changed_files_is_read_as_their_sources_say(name: str, version: Version) -> None:
    is_read_whole(name, version)


@pytest.mark.long
@every_version
def test_every_changed_file_is_read_as_its_source_says_and_its_injections_are_told_of(
    name: str, version: Version
) -> None:
    is_read_whole(name, version)


def is_read_whole(name: str, version: Version) -> None:
    """The product's reader finds in the file every text of the changed source and no other."""
    review = read_with(name, version)
    if version.of_pdf:
        assert review.passages == read_without(name, version).passages
    else:
        source = as_changed(name, version)
        injected = [
            plain(one.injected.inject) for one in version.changes if one.injected and read_in_word(one.injected)
        ]
        cells = [plain(text) for passage in review.passages for text in told_by(passage)]
        for text in injected:
            assert sum(text in cell for cell in cells) == 1
            cells = [cell.removesuffix(f" {text}") for cell in cells]
        expected, found = Counter(map(plain, texts(source))), Counter(cells)
        del expected[""], found[""]
        assert expected - found == Counter()
        assert set(found - expected) <= set(map(plain, furniture(source)))
    for change in version.changes:
        if change.notice is not None:
            assert told_of(change, review, read_without(name, version)) == (
                f"{name} {change.id}" not in MISSED
            ), change.id


def told_by(passage: Passage) -> tuple[str, ...]:
    """The cells of a passage; of a numbered paragraph, read as an item of a list, its number too."""
    if passage.kind is Kind.LIST_ITEM and passage.label and passage.label[0].isdigit():
        return (f"{passage.label} {passage.text}",)
    return passage.cells


def read_in_word(injected: Inject) -> bool:
    """Whether it is read, and is no text of the source."""
    return injected.left_out is None and injected.channel not in IN_SOURCE


def furniture(source: Source) -> list[str]:
    """What the builder writes beside the blocks: the marking, the foot of the page, headings over columns."""
    over = [text for table in tables(source) for text, _ in table.get("over", [])]
    bands = [row for table in tables(source) for row in table["rows"] if isinstance(row, str)]
    return [source["marking"], f"{source['footer']} | Page 1", *over, *bands]
