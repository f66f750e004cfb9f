"""Key findings that no action names, and actions that nothing in the review asks for, as far as wording shows.

Informs 2.h (whether judgements of practice inform the action plan) and rests on 3.2.d, "The action plan must
address all areas of concern identified in the key findings". It stands alone because wording shows little:
numbers are trusted, and without numbers only a text that shares no word of substance with the other side
counts.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from assistant.domain.entries import Entries, PlannedAction
from assistant.domain.review import Check, Kind, Part, Passage, Review
from assistant.steps.check.prose import rows, sentences, some, written

_LIST = r"(\d{1,2}(?:\s*(?:,|and|&|to|[-–])\s*\d{1,2})*)\b(?!\.\d|\s*(?:per cent|%))"
_KEY_FINDING = re.compile(rf"\b(?:[Kk]ey [Ff]indings?|KFs?)\s*(?:[Nn]os?\.?\s*|#)?{_LIST}")
_IN_PLAN = re.compile(rf"\b(?:(?:[Kk]ey )?[Ff]indings?|KFs?)\s*(?:[Nn]os?\.?\s*|#)?{_LIST}")
_ACTION = re.compile(rf"\b[Aa]ctions?\s*(?:[Nn]os?\.?\s*|#)?{_LIST}")
_PLACE = re.compile(r"\b(?:[Pp]ara(?:graph)?s?\.?|[Ss]ections?)\s*\d")
_MARK = re.compile(r"\b[A-Z]{1,2}\d{1,2}\b")
_NUMBER = re.compile(r"\d{1,2}")
_ANSWERED = re.compile(
    r"\bno (?:further |separate |new )?action\b|\b(?:not|n[o’']t) (?:need|require|warrant|call for)|\balready\b"
    r"|\bgood practice\b|\bpositive\b|\bexceed|\bno learning\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[a-z]{5,}")
_STEM = 6
# Words of any plan or finding, by their first six letters: two texts that share only these share nothing.
_OF_ANY_PLAN = frozenset(
    word[:_STEM]
    for line in (
        "action actions address addressed after agree agreed annual appropriate assess assessment",
        "assurance audit before being below briefing case cases check complete completed deficiency",
        "deliver develop development discuss discussion during effective ensure every evidence expected",
        "finding findings following guidance improve improvement include individual issue issues learning",
        "level local manager managers management meeting meetings monthly national needs office officer",
        "officers place plans policy poor practice practitioner practitioners probation process provide",
        "quality record recorded reflective region regional relevant required review reviewed reviews",
        "sample senior service session sessions should staff standard standards sufficient supervision",
        "support their there these those training under understanding weekly where which within without",
        "workshop would written",
    )
    for word in line.split()
)
_LEAST = 3


def answers(review: Review, entries: Entries) -> Iterator[Check]:
    """Checks of findings against actions, silent where there is no action plan or it numbers nothing."""
    if not entries.actions:
        return
    parts = {section.id: section.part for section in review.sections}
    outside = [p for p in written(review) if parts[p.section] is not Part.ACTION_PLAN]
    planned = {action.passage for action in entries.actions}
    outside = [p for p in outside if p.id not in planned]
    plan = [p for p in written(review) if parts[p.section] is Part.ACTION_PLAN or p.id in planned]
    named = [action for action in entries.actions if _IN_PLAN.search(f"{action.finding or ''} {action.action}")]
    if len(named) * 2 > len(entries.actions):
        yield from _unnamed(outside, plan)
    else:
        yield from _unanswered(entries)
    yield from _unasked([a for a in entries.actions if a not in named], outside)


def _numbers(pattern: re.Pattern[str], text: str) -> set[int]:
    found: set[int] = set()
    for match in pattern.finditer(text):
        numbers = [int(number) for number in _NUMBER.findall(match.group(1))]
        found.update(numbers)
        if re.fullmatch(r"\d+\s*(?:to|[-–])\s*\d+", match.group(1)):
            found.update(range(numbers[0], numbers[1] + 1))
    return found


def _unnamed(outside: Sequence[Passage], plan: Sequence[Passage]) -> Iterator[Check]:
    """Numbered key findings, where most actions name the finding that they answer."""
    answered = set(chain.from_iterable(_numbers(_IN_PLAN, p.text) for p in plan))
    mentions: dict[int, list[str]] = {}
    for passage in outside:
        for sentence in sentences(passage.text) if passage.kind is not Kind.ROW else [passage.text]:
            numbers = _numbers(_KEY_FINDING, sentence)
            if _ANSWERED.search(sentence):
                answered |= numbers
            for number in numbers:
                mentions.setdefault(number, []).append(passage.id)
    missing = sorted(mentions.keys() - answered)
    if missing:
        yield Check(
            id="actions-finding-without",
            prompt="2.h",
            message=f"The action plan does not name key finding {some([str(number) for number in missing])}",
            passages=tuple(dict.fromkeys(chain.from_iterable(mentions[number] for number in missing))),
        )


def _unanswered(entries: Entries) -> Iterator[Check]:
    """Findings in the chronology's column that share no word of substance with any action."""
    plan = set(
        chain.from_iterable(_stems(f"{a.finding or ''} {a.action} {a.measure or ''}") for a in entries.actions)
    )
    found = [
        event
        for event in entries.events
        if event.findings
        and not _ANSWERED.search(event.findings)
        and not _ACTION.search(event.findings)
        and len(stems := _stems(event.findings)) >= _LEAST
        and not stems & plan
    ]
    if found:
        yield Check(
            id="actions-finding-without",
            prompt="2.h",
            message="Key findings of the chronology that share no word with any action: "
            + rows([event.place for event in found]),
            passages=tuple(dict.fromkeys(event.passage for event in found)),
        )


def _unasked(actions: Sequence[PlannedAction], outside: Sequence[Passage]) -> Iterator[Check]:
    """Actions that name no finding, no place and no mark of the review's own (M3), that nobody names, and whose
    words nobody uses."""
    asked = set(chain.from_iterable(_numbers(_ACTION, p.text) for p in outside))
    marks = set(chain.from_iterable(_MARK.findall(p.text) for p in outside))
    used = [_stems(p.text) for p in outside]
    found = []
    for action in actions:
        number = _NUMBER.search(action.place)
        said = f"{action.finding or ''} {action.action}"
        stems = _stems(said)
        if (
            not (number and int(number.group()) in asked)
            and not _PLACE.search(said)
            and not marks.intersection(_MARK.findall(said))
            and len(stems) >= _LEAST
            and not any(len(stems & words) > 1 for words in used)
        ):
            found.append(action)
    if found:
        yield Check(
            id="actions-not-asked-for",
            prompt="2.h",
            message="Nothing in the review names or shares its words: action plan "
            + rows([action.place for action in found]),
            passages=tuple(action.passage for action in found),
        )


def _stems(text: str) -> set[str]:
    return {word[:_STEM] for word in _WORD.findall(text.lower())} - _OF_ANY_PLAN
