"""Fair texts raise nothing; the same texts with one fault planted raise the check for it, and no other."""

import random
from pathlib import Path

import pytest

from assistant.domain.review import Block
from tests.steps.checking import checks, para

FAIR = sorted((Path(__file__).parent / "fair").glob("*.txt"))

FAULTS = {
    "language-acronyms-never": "The ETE worker was told.",
    "language-acronyms-late": "The SPO was told.\nThe senior probation officer (SPO) agreed.",
    "language-offender": "The offender did not answer.",
    "language-risk": "He was seen as high risk by then.",
    "language-commas": "His ‘friend’ was at the door.",
    "personal-victim-name": "The victim Jane Abernethy was at home.",
    "personal-insurance-number": "Her number is AB123456C.",
    "personal-nhs-number": "Her number is 943 476 5919.",
    "personal-telephone": "Her number is 07700 900 123.",
    "personal-e-mail": "She wrote from jane@example.com.",
    "personal-address": "She lived at 14 Quay Street, Saltmarch, SM4 2QT.",
    "personal-birth": "The child was born on 3 May 2019.",
    "consistency-name": "Mr Threlfall came. Mr Threlfall left. Mr Threlfall rang. Mr Threlfal wrote.",
}


def blocks(path: Path) -> list[Block]:
    return [para(text) for text in path.read_text(encoding="utf-8").splitlines() if text]


def test_the_fair_texts_are_long_and_of_several_hands() -> None:
    assert len(FAIR) >= 4
    assert sum(len(path.read_text(encoding="utf-8").split()) for path in FAIR) >= 1_500


@pytest.mark.parametrize("path", FAIR, ids=lambda path: path.stem)
def test_nothing_is_raised_on_a_fair_text(path: Path) -> None:
    assert checks(*blocks(path)) == ()


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_raised_wherever_it_stands(fault: str) -> None:
    draw = random.Random(fault)  # noqa: S311 - only chooses a sample
    for path in FAIR:
        text = blocks(path)
        place = draw.randrange(len(text) + 1)
        found = checks(*text[:place], *(para(line) for line in FAULTS[fault].splitlines()), *text[place:])
        assert [c.id for c in found if c.id.startswith(fault)], (path.stem, place)
        assert f"p{place + 1}" in found[0].passages, "the passage of the fault is named"
        assert {c.id.split("-")[0] for c in found} == {fault.split("-")[0]}, "and nothing else is raised"
