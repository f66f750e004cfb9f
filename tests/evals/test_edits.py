"""Each edit does to a source what it says, and to nothing else; one that cannot be made is refused."""

import re
from collections import Counter
from typing import Any

import pytest
from pydantic import TypeAdapter

from evals.editing import edited, texts
from evals.edits import Edit, EditError

ROWS = ["Unit", ["1", "Train", "Head"], ["2", "Audit", "Head"], [None, "Count", None]]
SOURCE: dict[str, Any] = {
    "footnotes": {1: "Seen on the first day.", 2: "Counted twice."},
    "blocks": [
        {"cover": {"region": "Harrow Region", "title": "Review", "lines": ["Mr Tarn"], "note": "N"}},
        {"heading": {"level": 1, "text": "Assessment"}},
        {"p": "1.1 Mr Tarn was seen.[^1] He was late. The manager did not ask."},
        {"bullets": ["Police asked.", "Trust answered.[^2]"]},
        {"table": {"columns": ["No.", "Action", "Owner"], "rows": ROWS}},
        {"p": "1.2 He left."},
    ],
}


def after(*edits: dict[str, Any]) -> list[str]:
    made: list[Edit] = [TypeAdapter(Edit).validate_python(edit) for edit in edits]
    return list(texts(edited(SOURCE, made)))


def difference(*edits: dict[str, Any]) -> tuple[list[str], list[str]]:
    """The texts that are gone, and those that are new."""
    before, now = Counter(texts(SOURCE)), Counter(after(*edits))
    return sorted((before - now).elements()), sorted((now - before).elements())


FIRST = "1.1 Mr Tarn was seen.[^1] He was late. The manager did not ask."
SHORTER = "1.1 Mr Tarn was seen.[^1] The manager did not ask."
LATE = {"move": "He was late."}


@pytest.mark.parametrize(
    ("edit", "gone", "new"),
    [
        ({"cut": "He was late."}, [FIRST], [SHORTER]),
        ({"cut": "He left."}, ["1.2 He left."], []),
        ({"cut": "Police asked."}, ["Police asked."], []),
        ({"put": "was early", "instead_of": "was late"}, [FIRST], [FIRST.replace("was late", "was early")]),
        ({"drop": "Audit"}, ["2", "Audit", "Head"], []),
        ({"drop": "Police"}, ["Police asked."], []),
        ({"drop": "He left"}, ["1.2 He left."], []),
        (
            {"drop": "Action"},
            ["No.", "Action", "Owner", "Unit", "1", "Train", "Head", "2", "Audit", "Head", "Count"],
            [],
        ),
        ({"fill": "", "column": "Owner", "of": "Train"}, ["Head"], [""]),
        (
            {"fill": "No", "column": "Owner", "of": "Train", "every_row": True},
            ["Head", "Head"],
            ["No", "No"],
        ),
        ({"add": "More.", "after": "He left."}, [], ["More."]),
        ({"add": "Fire service.", "after": "Police"}, [], ["Fire service."]),
        ({"add": ["3", "Ask", "LM"], "after": "Train"}, [], ["3", "Ask", "LM"]),
        (LATE | {"into": "paragraph", "after": "He left."}, [FIRST], [SHORTER, "He was late."]),
        (LATE | {"into": "cell", "after": "Train"}, [FIRST, "Train"], [SHORTER, "Train He was late."]),
        (
            {"rename": {"Tarn": "Lowe", "He": "She"}},
            [FIRST, "1.2 He left.", "Mr Tarn"],
            [FIRST.replace("Tarn", "Lowe").replace("He ", "She "), "1.2 She left.", "Mr Lowe"],
        ),
    ],
)
def test_an_edit_changes_what_it_names_and_no_more(
    edit: dict[str, Any], gone: list[str], new: list[str]
) -> None:
    assert difference(edit) == (sorted(gone), sorted(new))


def test_a_footnote_put_between_two_is_numbered_in_its_place() -> None:
    made: list[Edit] = [
        TypeAdapter(Edit).validate_python({"move": "He was late.", "into": "footnote", "after": "did not ask."})
    ]
    data = edited(SOURCE, made)
    assert "1.1 Mr Tarn was seen.[^1] The manager did not ask.[^2]" in texts(data)
    assert "Trust answered.[^3]" in texts(data)
    assert data["footnotes"] == {1: "Seen on the first day.", 2: "He was late.", 3: "Counted twice."}


def test_a_footnote_goes_with_its_mark_and_a_mark_with_its_footnote() -> None:
    assert "Trust answered.[^1]" in after({"cut": "was seen.[^1]"})
    assert "1.1 Mr Tarn was seen. He was late. The manager did not ask." in after(
        {"drop": "Seen on the first day"}
    )


def test_typing_errors_are_as_many_as_asked_for_and_the_same_each_time() -> None:
    edit = {"misspell": ["The manager did"], "errors": 1, "seed": 3}
    gone, new = difference(edit)
    assert gone == [FIRST]
    assert sum(a != b for a, b in zip(FIRST.split(), new[0].split(), strict=True)) == 1
    assert difference(edit) == (gone, new)


def test_the_source_itself_stays_as_it_is() -> None:
    before = list(texts(SOURCE))
    after({"drop": "Audit"}, {"rename": {"Tarn": "Lowe"}})
    assert list(texts(SOURCE)) == before
    assert edited(SOURCE, []) == SOURCE


@pytest.mark.parametrize(
    ("edit", "says"),
    [
        ({"cut": "was never"}, "'was never' stands 0 times"),
        ({"cut": "Head"}, "'Head' stands 2 times"),
        ({"fill": "x", "column": "When", "of": "Train"}, "in no table with a column 'When'"),
        ({"fill": "x", "column": "Owner", "of": "He left"}, "in no table with a column 'Owner'"),
        ({"move": "He left.", "into": "cell", "after": "Mr Tarn was seen"}, "stands in no cell"),
        ({"rename": {"Taro": "Lowe"}}, "'Taro' stands nowhere"),
    ],
)
def test_an_edit_that_cannot_be_made_is_refused(edit: dict[str, Any], says: str) -> None:
    with pytest.raises(EditError, match=re.escape(says)):
        after(edit)
