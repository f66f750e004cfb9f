"""Checks of wording: abbreviations that are never given in full, and the word "offender".

Informs 4.a ("Acronyms should be used sparingly and be given in full in the first instance of use"; "the term
'service user' should be used rather than 'offender'"). It stands alone because it reads all passages alike.
"""

import re
from collections.abc import Iterator

from assistant.domain.review import Check, Kind, Part, Passage, Review

_SHORT = re.compile(r"(?<![\w/.&@'’-])[A-Z]{2,6}(?=s?(?![\w/&@-]))")
# Known to any reader, or not an abbreviation at all.
_PLAIN = {
    *("AM", "BBC", "CCTV", "CD", "CV", "DNA", "DOB", "DVD", "EU", "GB", "GP", "HIV", "HM", "HMP", "ID", "IT"),
    *("MP", "NA", "NB", "NHS", "OFFICIAL", "OK", "PC", "PIN", "PM", "PS", "RE", "SMS", "TBC", "TV", "UK", "US"),
    *("USA", "II", "III", "IV", "VI", "VII", "VIII", "IX", "XI", "XII"),
}
_OFFENDER = re.compile(r"\boffenders?(?:'s|’s|s'|s’)?\b", re.IGNORECASE)
# Titles, systems, places and laws keep their names: the rule is about what a person is called.
_NAME_AFTER = re.compile(
    r"[\s-]+(manag|assess|supervis|personality|institut|rehab|regist|group|behaviour|treatment|engage|notif|act\b"
    r"|programme|order|information|licen)",
    re.IGNORECASE,
)
_NAME_BEFORE = re.compile(
    r"\b(integrated|young|serious|prolific|persistent|sex|sexual|violent|youth)[\s-]+$", re.IGNORECASE
)


def wording(review: Review) -> Iterator[Check]:
    """Checks of the words of all passages, headers and footers left out."""
    passages = [p for p in review.passages if p.kind is not Kind.FURNITURE]
    glossary = {s.id for s in review.sections if s.part is Part.GLOSSARY}
    yield from _abbreviations(
        [p for p in passages if p.section not in glossary],
        " ".join(p.text for p in passages if p.section in glossary),
        review.text,
    )
    found = [p for p in passages if _calls_offender(p.text)]
    count = sum(_calls_offender(p.text) for p in found)
    if count:
        times = "once" if count == 1 else f"{count} times"
        yield Check(
            id="offender", prompt="4.a", message=f"“Offender” used {times}", passages=tuple(p.id for p in found)
        )


def _abbreviations(passages: list[Passage], glossary: str, text: str) -> Iterator[Check]:
    first: dict[str, Passage] = {}
    for passage in passages:
        if passage.kind is Kind.HEADING or _shouts(passage.text):
            continue
        for short in _SHORT.findall(passage.text):
            first.setdefault(short, passage)
    missing = {
        short: passage
        for short, passage in first.items()
        if short not in _PLAIN and not re.search(rf"\b{short}s?\b", glossary) and not _in_full(short, text)
    }
    if missing:
        yield Check(
            id="abbreviations",
            prompt="4.a",
            message=f"Abbreviations never given in full and not in the glossary: {', '.join(sorted(missing))}",
            passages=tuple(dict.fromkeys(passage.id for passage in missing.values())),
        )


def _shouts(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return sum(1 for c in letters if c.isupper()) > 0.6 * len(letters)


def _in_full(short: str, text: str) -> bool:
    """Whether words beside the abbreviation, one of the two in brackets, begin with its letters."""
    if re.search(rf"\((?:the |or )?{short}s?[,;)]", text):
        return True
    letters = short.lower()
    for match in re.finditer(
        rf"\b{short}s?\b\s*(?:\(|[:=–—-]\s|,?\s(?:means|stands for|is short for)\s)", text
    ):
        initials = "".join(
            word[0] for word in re.findall(r"[A-Za-z]+", text[match.end() : match.end() + 120])
        ).lower()
        if initials[:1] == letters[0] and _within(letters, initials):
            return True
    return bool(re.search(rf"\b{short} is short for\b", text))


def _within(letters: str, initials: str) -> bool:
    """Whether the letters come in that order among the initials: MAPPA among m a p p a."""
    rest = iter(initials)
    return all(letter in rest for letter in letters)


def _calls_offender(text: str) -> int:
    return sum(
        1
        for match in _OFFENDER.finditer(text)
        if not _NAME_AFTER.match(text[match.end() :]) and not _NAME_BEFORE.search(text[: match.start()])
    )
