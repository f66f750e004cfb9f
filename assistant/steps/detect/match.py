"""Rules of wording against the words of a text: words in, findings out.

It stands alone as the small engine under the rules. Each rule looks a bounded number of words ahead from each
word, so time grows with the length of the text alone.
"""

from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from assistant.steps.detect.phrases import RULES
from assistant.steps.detect.vocabulary import CLASSES
from assistant.steps.detect.words import LONGEST, Word, leet, words

_AFTER = 2  # words after a finding in which an "unless" counts
_SCRAMBLED_FROM = 6  # letters; shorter words are too like one another once their letters change places


class Finding(NamedTuple):
    """Wording found: what it does, and where it stands (half-open, in the text)."""

    does: str
    start: int
    end: int


class _Step(NamedTuple):
    classes: frozenset[str]
    gap: int
    through: str | None


class _Rule(NamedTuple):
    does: str
    head: bool
    steps: tuple[_Step, ...]
    unless: str | None


def _read(does: str, rule: str) -> _Rule:
    steps: list[_Step] = []
    gap, through, head, unless = 0, None, rule.startswith("!"), None
    for word in rule.removeprefix("!").split():
        if word.isdigit():
            gap = int(word)
        elif word.startswith("~"):
            gap, through = 5, word[1:]
        elif word.startswith("-"):
            unless = word[1:]
        else:
            steps.append(_Step(frozenset(word.split("|")), gap, through))
            gap, through = 0, None
    return _Rule(does, head, tuple(steps), unless)


def _lexicon() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """First word of every phrase to its phrases with their classes."""
    table: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
    for name, phrases in CLASSES.items():
        for phrase in phrases.split(","):
            parts = tuple(phrase.split())
            table[parts[0]].append((parts, name))
    return dict(table)


_RULES = tuple(_read(does, rule) for does, rules in RULES.items() for rule in rules)
_LEXICON = _lexicon()
_BY_CLASS: dict[str, list[_Rule]] = defaultdict(list)
for _rule in _RULES:
    for _name in _rule.steps[0].classes:
        _BY_CLASS[_name].append(_rule)
_KNOWN = frozenset(part for phrases in _LEXICON.values() for parts, _ in phrases for part in parts)


def _key(word: str) -> str:
    return word[0] + "".join(sorted(word[1:-1])) + word[-1]


_SCRAMBLED = {_key(word): word for word in _KNOWN if len(word) >= _SCRAMBLED_FROM}


@lru_cache(maxsize=65_536)
def _meant(word: str) -> str:
    """The word of ours that this one is, or is a disguise of; else the word itself."""
    if word in _KNOWN or len(word) > LONGEST:
        return word
    for candidate in leet(word):
        if candidate in _KNOWN:
            return candidate
    if len(word) >= _SCRAMBLED_FROM:
        return _SCRAMBLED.get(_key(word), word)
    return word


def known(word: str) -> bool:
    """Whether rules speak of that word."""
    return word in _KNOWN


def findings(text: str) -> list[Finding]:
    """All wordings of the rules in the text, in order."""
    found = [word._replace(text=_meant(word.text)) for word in words(text, known)]
    tags = [_tags(found, at) for at in range(len(found))]
    return [finding for at in range(len(found)) for finding in _at(found, tags, at)]


def _tags(found: list[Word], at: int) -> dict[str, int]:
    """The classes of what begins at that word, each with the place after it."""
    tags: dict[str, int] = {}
    for parts, name in _LEXICON.get(found[at].text, ()):
        end = at + len(parts)
        if end <= len(found) and all(found[at + i].text == part for i, part in enumerate(parts)):
            tags[name] = max(end, tags.get(name, 0))
    return tags


def _at(found: list[Word], tags: list[dict[str, int]], at: int) -> Iterator[Finding]:
    for name in tags[at]:
        for rule in _BY_CLASS.get(name, ()):
            if rule.head and not _at_head(found, tags, at):
                continue
            end = _follow(found, tags, rule, 1, tags[at][name])
            if end:
                yield Finding(rule.does, found[at].start, found[end - 1].end)


def _at_head(found: list[Word], tags: list[dict[str, int]], at: int) -> bool:
    return found[at].fresh or at == 0 or "LEAD" in tags[at - 1]


def _follow(found: list[Word], tags: list[dict[str, int]], rule: _Rule, step: int, at: int) -> int:
    """The place after the last word of the rule's rest, from that place on; 0 where it does not follow."""
    if step == len(rule.steps):
        after = range(at, min(at + _AFTER, len(found)))
        stopped = rule.unless and any(
            rule.unless in tags[i] and found[i].sentence == found[at - 1].sentence for i in after
        )
        return 0 if stopped else at
    wanted = rule.steps[step]
    sentence = found[at - 1].sentence
    for place in range(at, min(at + wanted.gap + 1, len(found))):
        if found[place].sentence != sentence:
            return 0
        for name in wanted.classes:
            if name in tags[place]:
                end = _follow(found, tags, rule, step + 1, tags[place][name])
                if end:
                    return end
        if wanted.through is not None and wanted.through not in tags[place]:
            return 0
        if "THEIRS" in tags[place]:
            return 0
    return 0
