"""Abbreviations that a reader cannot make out where they stand: a review in, checks out.

Informs 4.a ("Acronyms should be used sparingly and be given in full in the first instance of use", "The case
specific glossary should be included"). It stands alone because it reads the text in order, and knows the many
ways of giving a term in full.
"""

import re
from collections.abc import Iterator, Sequence

from assistant.domain.review import Check, Kind, Part, Passage, Review
from assistant.steps.check.prose import shouts, some, written

_SHORT = re.compile(
    r"(?<![\w/.&@'’-])(?:[A-Z]{2,6}|OASys|RoSH|RoTL|NDelius|nDelius|ViSOR|OMiC|CiN)(?=s?(?![\w/&@-]))"
)
# Known to any reader, or not an abbreviation at all.
_PLAIN = frozenset(
    word
    for line in (
        "AM BBC CCTV CD CV DNA DOB DVD EU GB GP HIV HM HMP ID IT MP NA NB NHS OFFICIAL OK PC PDF PIN PM PS RE",
        "SMS TBC TV UK US USA II III IV VI VII VIII IX XI XII JAN FEB MAR APR MAY JUN JUL AUG SEP SEPT OCT",
        "NOV DEC MON TUE WED THU FRI SAT SUN ALL AND ANY AT BE BUT BY CAN DID DO FOR FROM HAD HAS HE IF IN IS",
        "MUST NEVER NO NOT NOW OF ON ONLY OR SHE THAT THE THEN THIS TO VERY WAS WILL WITH YES",
    )
    for word in line.split()
)
_TITLE = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Dr|[Cc]hild|[Vv]ictim|[Aa]dult|[Ww]itness|[Oo]fficer)\.?\s$")
_SMALL = r"(?:(?:of|and|the|for|in|to|on|with)\s+)?"
_WORD = re.compile(r"\b[A-Z][a-z]+\b")
_LONGEST_TERM = 120
_PARTS_OF_A_REVIEW = 4
_TERM_IN_NOTE = re.compile(r"([A-Z][\w /’'-]{1,50}): ")
_GLOSSARY_OF_NOTES = 5
_MOST = 200  # each is looked for in the whole text; no review that can be read has more


def acronyms(review: Review) -> Iterator[Check]:
    """Checks of abbreviations never given in full, or only after their first use or in the glossary."""
    glossary = _glossary(review)
    passages = [p for p in written(review) if p.id not in glossary]
    first = _first_uses(passages, review.text)
    explained = "\n".join(p.text for p in review.passages if p.id in glossary)
    begins = min((p.start for p in review.passages if p.id in glossary), default=0)
    never: dict[str, str] = {}
    late: dict[str, str] = {}
    alone: dict[str, str] = {}
    known = _listed(review) | {term for footnote in _noted(review) for term in _SHORT.findall(footnote)}
    for short, passage in first.items():
        if short in known:
            continue
        before = review.text[: passage.end]
        if _in_full(short, before) or _spelt_out(short, before):
            continue
        there = re.search(rf"\b{short}s?\b", explained) is not None
        if there and begins < passage.start:
            continue
        if _in_full(short, "\n".join(p.text for p in passages if p.start > passage.start)):
            late[short] = passage.id
        elif there:
            if not _meant(short, explained, before):
                alone[short] = passage.id
        elif not _spelt_out(short, review.text):
            never[short] = passage.id
    for name, words, found in (
        ("never", "never given in full and not in the glossary", never),
        ("late", "given in full only after their first use", late),
        ("glossary", "given in full only in the glossary, not at first use", alone),
    ):
        if found:
            yield Check(
                id=f"language-acronyms-{name}",
                prompt="4.a",
                message=f"Abbreviations {words}: {some(sorted(found), 8)}",
                passages=tuple(dict.fromkeys(found.values())),
            )


def no_glossary(review: Review) -> Iterator[Check]:
    """A check that a review has no glossary, in a section or in footnotes; silent for a piece of a review."""
    parts = {section.part for section in review.sections}
    noted = len(_noted(review)) >= _GLOSSARY_OF_NOTES
    if not noted and Part.GLOSSARY not in parts and len(parts - {Part.OTHER}) >= _PARTS_OF_A_REVIEW:
        yield Check(id="language-no-glossary", prompt="4.a", message="No glossary found", passages=())


def _glossary(review: Review) -> frozenset[str]:
    sections = {s.id for s in review.sections if s.part is Part.GLOSSARY}
    return frozenset(p.id for p in review.passages if p.section in sections)


def _noted(review: Review) -> tuple[str, ...]:
    """The terms that footnotes give the meaning of, where they stand."""
    notes = (p.text for p in review.passages if p.kind is Kind.FOOTNOTE)
    return tuple(match.group(1) for note in notes if (match := _TERM_IN_NOTE.match(note)))


def _listed(review: Review) -> frozenset[str]:
    """What cells and items of the list of staff begin with: initials of people, not abbreviations."""
    staff = {s.id for s in review.sections if Part.STAFF_INTERVIEWED in (s.part, *s.also)}
    listed = [p for p in review.passages if p.section in staff and p.kind in (Kind.ROW, Kind.LIST_ITEM)]
    return frozenset(m.group() for p in listed for cell in p.cells if (m := _SHORT.match(cell.strip())))


def _first_uses(passages: Sequence[Passage], text: str) -> dict[str, Passage]:
    first: dict[str, Passage] = {}
    words = set(_WORD.findall(text))
    for passage in passages:
        if passage.kind is Kind.HEADING or passage.header or shouts(passage.text):
            continue
        for match in _SHORT.finditer(passage.text):
            short = match.group()
            known = short in first or short in _PLAIN or len(first) >= _MOST
            if not known and not _is_a_name(match, passage.text, words):
                first[short] = passage
    return first


def _is_a_name(match: re.Match[str], here: str, words: set[str]) -> bool:
    """Whether it is somebody's initials, or a surname or other word set in capitals."""
    short = match.group()
    owns = len(short) == 2 and here[match.end() : match.end() + 2] in ("’s", "'s")
    return owns or bool(_TITLE.search(here[: match.start()])) or (len(short) > 2 and short.title() in words)


def _in_full(short: str, text: str) -> bool:
    """Whether words beside the abbreviation, one of the two in brackets, begin with its letters."""
    if re.search(rf"\((?:the |or |also |hereafter |known as )*[“‘\"']?{short}s?[”’\"']?\s*[,;)]", text):
        return True
    if re.search(rf"\b{short} is short for\b", text):
        return True
    return any(_stands_for(short, words) for words in _meanings(short, text))


def _meanings(short: str, text: str) -> Iterator[str]:
    for match in re.finditer(
        rf"\b{short}s?\b[”’\"')]?\s*(?:\(|\t|[:=–—-]\s|,?\s(?:means|is|stands for)\s)", text
    ):
        yield text[match.end() : match.end() + _LONGEST_TERM]


def _stands_for(short: str, words: str) -> bool:
    letters = "".join(c for c in short if c.isupper()).lower() or short.lower()
    initials = "".join(
        word.lower() if word.isupper() and len(word) <= 3 else word[0].lower()
        for word in re.findall(r"[A-Za-z]+", words)
    )
    return initials[:1] == letters[:1] and _within(letters, initials)


def _within(letters: str, initials: str) -> bool:
    """Whether the letters come in that order among the initials: MAPPA among m a p p a."""
    rest = iter(initials)
    return all(letter in rest for letter in letters)


def _spelt_out(short: str, text: str) -> bool:
    """Whether capitalised words with exactly these initials stand in the text, with small words between."""
    letters = [c for c in short if c.isupper()]
    pattern = rf"(?:\s+|-){_SMALL}".join(rf"{letter}[a-z]+" for letter in letters)
    return len(letters) > 1 and re.search(rf"\b{pattern}\b", text) is not None


def _meant(short: str, glossary: str, before: str) -> bool:
    """Whether the words that the glossary gives for it stand in the text already, in any case."""
    letters = "".join(c for c in short if c.isupper()).lower()
    flat = _flat(before)
    for words in _meanings(short, glossary):
        found = re.findall(r"[A-Za-z]+", words)
        for length in range(len(letters), len(letters) + 4):
            term = " ".join(found[:length])
            if _stands_for(short, term):
                return _flat(term) in flat
    return False


def _flat(text: str) -> str:
    return " ".join(re.findall(r"[a-z]+", text.lower()))
