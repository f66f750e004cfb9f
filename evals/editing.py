"""The source of a gold review with edits made.

A source as data and edits come in, a changed source goes out, and what came in stays as it is. It stands
alone because what an edit means is decided here, and nowhere else.
"""

import copy
import random
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from evals.edits import Add, Cut, Drop, Edit, EditError, Fill, Misspell, Move, Place, Put, Rename
from evals.footnotes import FOOTNOTE_MARK

_ONLY_A_NUMBER = re.compile(r"(\d+\.\d*)?")
_LETTERS = re.compile(r"[a-z]{5,}")

Source = dict[str, Any]
"""The source of a review as data."""


def edited(source: Source, edits: Sequence[Edit], then: Callable[[Source], None] | None = None) -> Source:
    """The source with those edits made in turn, ``then`` done to it, and its footnotes numbered anew.

    ``EditError`` where words do not stand exactly once in the source as it is by then, a name stands nowhere,
    or there is no such column.
    """
    data = copy.deepcopy(source)
    for edit in edits:
        _make(data, edit)
    if then is not None:
        then(data)
    _tidy(data)
    _number_footnotes(data)
    return data


def texts(data: Source) -> Iterator[str]:
    """Every text of a source."""
    return (place.text for place in _places(data))


class _Text:
    """A text of a source where it stands; ``chain`` leads to it from the list of blocks, by holder and key."""

    def __init__(self, *chain: tuple[Any, Any]) -> None:
        self.chain = chain

    @property
    def text(self) -> str:
        holder, key = self.chain[-1]
        return str(holder[key])

    def be(self, text: str) -> None:
        holder, key = self.chain[-1]
        holder[key] = text


def _make(data: Source, edit: Edit) -> None:
    match edit:
        case Cut():
            _replace(data, edit.cut, "")
        case Put():
            _replace(data, edit.instead_of, edit.put)
        case Drop():
            holder, key = _unit(_at(data, edit.drop))
            del holder[key]
        case Fill():
            _fill(data, edit)
        case Add():
            _add(data, edit.add, edit.after)
        case Move():
            _replace(data, edit.move, "")
            put_into(data, edit.into, edit.move, edit.after)
        case Rename():
            _rename(data, edit.rename)
        case Misspell():
            draw = random.Random(edit.seed)  # noqa: S311 - only spreads the places
            for words in edit.misspell:
                place = _at(data, words)
                place.be(_misspelt(place.text, edit.errors, draw))


def put_into(data: Source, place: Place, words: str, after: str) -> None:
    """Words put into a source by others that are there; ``EditError``."""
    match place:
        case Place.PARAGRAPH:
            _add(data, words, after)
        case Place.CELL:
            cell = _at(data, after)
            if not isinstance(cell.chain[-1][1], int):
                raise EditError(f"{after!r} stands in no cell")
            cell.be(f"{cell.text} {words}".strip())
        case Place.FOOTNOTE:
            number = max(data["footnotes"], default=0) + 1
            data["footnotes"][number] = words
            _replace(data, after, f"{after}[^{number}]")


def _places(data: Source) -> Iterator[_Text]:
    blocks = data["blocks"]
    for n, block in enumerate(blocks):
        ((kind, value),) = block.items()
        of_block = (blocks, n)
        if kind == "p":
            yield _Text(of_block, (block, kind))
        elif kind in ("bullets", "numbered"):
            yield from (_Text(of_block, (value, i)) for i in range(len(value)))
        elif kind == "table":
            yield from (_Text(of_block, (value["columns"], i)) for i in range(len(value["columns"])))
            for i, row in enumerate(value["rows"]):
                of_row = (value["rows"], i)
                if isinstance(row, str):
                    yield _Text(of_block, of_row)
                else:  # a cell of nothing is merged with the one above it
                    yield from (
                        _Text(of_block, of_row, (row, c)) for c, cell in enumerate(row) if cell is not None
                    )
        elif kind == "heading":
            yield _Text(of_block, (value, "text"))
        elif kind == "cover":
            yield from (_Text(of_block, (value, key)) for key in ("region", "title", "note"))
            yield from (_Text(of_block, (value["lines"], i)) for i in range(len(value["lines"])))
    yield from (_Text((data["footnotes"], number)) for number in data["footnotes"])


def _at(data: Source, words: str) -> _Text:
    found = [place for place in _places(data) if words in place.text]
    count = sum(place.text.count(words) for place in found)
    if count != 1:
        raise EditError(f"{words!r} stands {count} times in the source, not once")
    return found[0]


def _unit(place: _Text) -> tuple[Any, Any]:
    """What is taken out with a text: its row, its item, its footnote, else its block."""
    if len(place.chain) == 3:
        return place.chain[1]
    holder, key = place.chain[-1]
    if len(place.chain) == 1:
        return holder, key
    blocks, n = place.chain[0]
    in_header = "table" in blocks[n] and holder is blocks[n]["table"]["columns"]
    return (blocks, n) if isinstance(holder, dict) or in_header else (holder, key)


def _replace(data: Source, words: str, by: str) -> None:
    place = _at(data, words)
    place.be(re.sub(r"  +", " ", place.text.replace(words, by)).strip())


def _fill(data: Source, edit: Fill) -> None:
    place = _at(data, edit.of)
    blocks, n = place.chain[0]
    table = blocks[n].get("table", {"columns": []})
    if edit.column not in table["columns"]:
        raise EditError(f"{edit.of!r} stands in no table with a column {edit.column!r}")
    column = table["columns"].index(edit.column)
    rows = table["rows"] if edit.every_row else [place.chain[1][0][place.chain[1][1]]]
    for row in rows:
        if not isinstance(row, str) and row[column] is not None:
            row[column] = edit.fill


def _add(data: Source, what: str | tuple[str, ...], after: str) -> None:
    place = _at(data, after)
    blocks, n = place.chain[0]
    if isinstance(what, tuple):
        rows, row = place.chain[1]
        rows.insert(row + 1, list(what))
    elif "bullets" in blocks[n] or "numbered" in blocks[n]:
        items, item = place.chain[-1]
        items.insert(item + 1, what)
    else:
        blocks.insert(n + 1, {"p": what})


def _rename(data: Source, names: dict[str, str]) -> None:
    whole = "\n".join(texts(data))
    for old in names:
        if not re.search(rf"\b{re.escape(old)}\b", whole):
            raise EditError(f"{old!r} stands nowhere in the source")
    # The longest first, all at one time: he may become she where her becomes his.
    either = "|".join(re.escape(old) for old in sorted(names, key=len, reverse=True))
    pattern = re.compile(rf"\b(?:{either})\b")
    for place in _places(data):
        place.be(pattern.sub(lambda found: names[found[0]], place.text))


def _misspelt(text: str, errors: int, draw: random.Random) -> str:
    words = list(_LETTERS.finditer(text))
    for word in sorted(draw.sample(words, min(errors, len(words))), key=lambda found: -found.start()):
        at = word.start() + draw.randrange(1, len(word[0]) - 2)
        pair = text[at : at + 2]
        wrong = draw.choice((pair[::-1], pair[0], pair[0] * 2 + pair[1]))
        text = text[:at] + (wrong if wrong != pair else pair[0]) + text[at + 2 :]
    return text


def _tidy(data: Source) -> None:
    """Takes out paragraphs and items of which nothing is left, or only their number."""
    kept = []
    for block in data["blocks"]:
        ((kind, value),) = block.items()
        if kind in ("bullets", "numbered"):
            value[:] = [item for item in value if item]
        empty = _ONLY_A_NUMBER.fullmatch(value) if kind == "p" else value == []
        if not empty:
            kept.append(block)
    data["blocks"] = kept


def _number_footnotes(data: Source) -> None:
    """Numbers notes in the order of their marks; a mark without a note goes, and so does a note without one."""
    notes = data["footnotes"]
    called = [int(mark) for place in _places(data) for mark in FOOTNOTE_MARK.findall(place.text)]
    numbers = {old: new for new, old in enumerate(dict.fromkeys(n for n in called if n in notes), start=1)}

    def renumbered(mark: re.Match[str]) -> str:
        new = numbers.get(int(mark[1]))
        return "" if new is None else f"[^{new}]"

    for place in _places(data):
        place.be(FOOTNOTE_MARK.sub(renumbered, place.text))
    data["footnotes"] = {new: notes[old] for old, new in numbers.items()}
