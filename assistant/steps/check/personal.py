"""What looks like somebody's personal data: passages in, one check for each kind out.

Informs 4.b: a review may be read by victims and those close to them, and must do no further harm. It stands
alone because each kind has its own shape, and only a shape that hardly anything else has counts. What case
details must say of the person on probation (born when, living where) is left alone there.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from assistant.domain.review import Check, Part, Passage, Review
from assistant.steps.check.prose import times, written

_OTHERS = re.compile(
    r"\b(?:victim|survivor|child|daughter|son|partner|wife|husband|mother|witness|niece|nephew)", re.I
)
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_DAY = rf"(?:\d{{1,2}}[/.-]\d{{1,2}}[/.-]\d{{2,4}}|\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH}\.?\s+\d{{4}})"
_NINO = re.compile(
    r"\b(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D]\b"
)
_NHS = re.compile(
    r"(?<![\d/-])(\d{3})[ -](\d{3})[ -](\d{4})(?![\d/-])|\bNHS (?:no\.?|number):?\s*(\d{10})\b", re.I
)
_PHONE = re.compile(r"(?<![\w/.-])(?:\+44\s?\(?0?\)?\s?|0)(?:1\d|2\d|7\d)\d?(?:[\s-]?\d){7,8}(?![\d/-])")
_MAIL = re.compile(r"\b[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,5}[a-z]{2,12}\b", re.I)
_OFFICIAL = re.compile(
    r"@(?:[\w-]+\.)*(?:gov\.uk|police\.uk|nhs\.uk|nhs\.net|cjsm\.net|mod\.uk|parliament\.uk)$", re.I
)
_HOME = re.compile(
    r"\b(?:(?:flat|apartment)\s+\d{1,3}[a-z]?,?\s+)?\d{1,4}[a-z]?,?\s+(?:[A-Z][\w’'-]+\s+){1,3}"
    r"(?:Street|Road|Avenue|Lane|Close|Drive|Court|Way|Crescent|Terrace|Place|Grove|Gardens|Row|Walk|Hill|Square)\b"
    r"[^\n\t]{0,60}?\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b",
)
_OFFICE = re.compile(
    r"\b(?:office|court (?:house|building)|prison|HMP|hospital|police|centre|council|tel)\b", re.I
)
_BORN = re.compile(rf"\b(?:date of birth|d\.?o\.?b\.?|born(?: on)?)\b\W{{0,4}}{_DAY}", re.I)
_TITLED = r"(?:Mr|Mrs|Ms|Miss|Dr)\.?\s+(?:[A-Z]\.?\s+)?[A-Z][a-z’'-]+(?:\s[A-Z][a-z’'-]+)?"
_FULL = r"[A-Z][a-z’'-]+\s[A-Z][a-z’'-]+"
_NAMED = re.compile(
    rf"\b[Vv]ictims?(?:[’']s name)?(?:\s*[:\t]\s*|\s+(?:was\s+)?(?:named|called)\s+|\s+)({_TITLED}|{_FULL})"
    rf"|\b[Vv]ictim,\s+({_TITLED}|{_FULL}),"
)
# Capitals that follow "victim" in titles of posts, schemes, papers and bodies.
_NO_NAME = frozenset(
    word
    for line in (
        "Access Act Advocate Advice Agency Awareness Board Care Charter Code Commissioner Contact Empathy",
        "Engagement Focus Focused Group Hub Impact Information Initiative Issues Letter Liaison Manager",
        "Navigator Navigators Notification Officer Officers Order Panel Personal Policy Probation Programme",
        "Protection Requests Response Risk Safeguarding Safety Scheme Section Service Services Statement",
        "Strategy Summary Support Surcharge Team Unit Witness Work Worker Not None Known Unknown Male Female",
        "The A An In On At He She They It His Her Their This That These From For After Before During When",
        "While Where Who What Why How January February March April May June July August September October",
        "November December Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
    )
    for word in line.split()
)
_OFTEN = 3
_NEAR = 40
_TITLE_AND_NAME = re.compile(r"\b(?:Mr|Mrs|Ms|Miss)\.?\s+(?:[A-Z]\.?\s+)?([A-Z][a-z’'-]+)")


def personal(review: Review) -> Iterator[Check]:
    """One check for each kind of personal data that something looks like, with how often it was seen."""
    details = {s.id for s in review.sections if s.part is Part.CASE_DETAILS}
    passages = written(review)
    # Of somebody else than the person on probation: not in case details, or in a line that says so.
    others = [p for p in passages if p.section not in details or _OTHERS.search(p.text)]
    subject = _subject(passages)
    for kind, words, found in (
        ("victim-name", "A name straight after “victim”", _ids(passages, lambda t: _names(t, subject))),
        ("insurance-number", "What looks like a National Insurance number", _ids(passages, _NINO.findall)),
        ("nhs-number", "What looks like an NHS number", _ids(passages, _nhs)),
        ("telephone", "What looks like a telephone number", _ids(passages, _PHONE.findall)),
        ("e-mail", "An e-mail address that is not of a public body", _ids(passages, _mails)),
        ("address", "What looks like a home address with its postcode", _ids(others, _homes)),
        ("birth", "What looks like a date of birth", _ids(others, _BORN.findall)),
    ):
        if found:
            yield Check(
                id=f"personal-{kind}",
                prompt="4.b",
                message=f"{words}, {times(sum(found.values()))}",
                passages=tuple(found),
            )


def _ids(passages: Iterable[Passage], look: Callable[[str], Sequence[object]]) -> dict[str, int]:
    found = {passage.id: len(look(passage.text)) for passage in passages}
    return {passage: count for passage, count in found.items() if count}


def _subject(passages: Sequence[Passage]) -> str | None:
    """The surname that is used most, with a title: that of the person the review is about."""
    named = Counter(name for p in passages for name in _TITLE_AND_NAME.findall(p.text))
    return next((name for name, count in named.most_common(1) if count >= _OFTEN), None)


def _names(text: str, subject: str | None) -> list[str]:
    found = [match[1] or match[2] for match in _NAMED.finditer(text)]
    return [name for name in found if not {subject, *_NO_NAME} & set(re.findall(r"[\w-]+", name))]


def _nhs(text: str) -> list[str]:
    found = ["".join(match.group(1, 2, 3)) if match[1] else match[4] for match in _NHS.finditer(text)]
    return [number for number in found if _checked(number)]


def _checked(number: str) -> bool:
    """Whether the last digit is the check digit that NHS numbers carry (modulus 11)."""
    left = 11 - sum(int(digit) * (10 - place) for place, digit in enumerate(number[:9])) % 11
    return left % 11 == int(number[9]) and left != 10


def _mails(text: str) -> list[str]:
    return [address for address in _MAIL.findall(text) if not _OFFICIAL.search(address)]


def _homes(text: str) -> list[str]:
    return [
        match.group()
        for match in _HOME.finditer(text)
        if not _OFFICE.search(text[max(0, match.start() - _NEAR) : match.end() + _NEAR])
    ]
