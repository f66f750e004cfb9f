"""Shapes that only software writes: marks of conversations and of our own requests, JSON answers, text in code.

Text comes in, findings go out. It stands alone because these are told by their signs and not by their words.
All repetition in the expressions is bounded, so that time grows with the length of the text alone.
"""

import base64
import binascii
import codecs
import html
import re
import urllib.parse
from collections.abc import Callable, Iterator

from assistant.steps.detect.match import Finding, findings, known

_REQUEST = "imitates the marks of the assistant's own requests"
_CONVERSATION = "imitates the marks of a conversation with a language model"
_REPLY = "imitates a reply of a language model"
_IMAGE = "asks for something to be run, fetched or sent"
_CODED = "is text in code"

_ROLE = r"(?:system|instructions?|response|assistant|user|human|prompt)"
_TAG = rf"(?:{_ROLE}|review|context|message|thinking|(?:tool|function)_call|system_prompt)"
_KEY = (
    r"(?:line|rationale|findings|precludes|searched|strongest_for|strongest_against|proposed_line|citations"
    r"|stance|expectation|met|quote|passage)"
)
_HEADING = r"(?:The question|Your answer|The line|How to read|What you are judging|The expectations)"

_SHAPES = tuple(
    (does, re.compile(rule))
    for does, rule in (
        # Our request has these in capitals on lines of their own; "End review date" is none of them.
        (_REQUEST, r"\b(?:BEGIN|END)[ _](?:OF[ _])?REVIEW\b(?! [A-Z]{4})"),
        (_REQUEST, r"\b(?:BEGIN|END|START)[ _](?:OF[ _])?(?:PROMPT|INSTRUCTIONS|CONVERSATION|CONTEXT)\b"),
        (_REQUEST, r"(?m)^[ ]{0,3}={3,6} ?[a-z]{4,12}\b|={3} (?:system|review|prompt)\b"),
        (_REQUEST, r"\[p\d{1,6}\](?!\w)"),
        (_REQUEST, rf"(?m)(?:^|[^\w#] ?)#{{1,3}} {_HEADING}(?:\W|$)"),
        (_REPLY, r"(?i)(?<![a-z])line[\"'”]?\s{0,3}[:=]\s{0,3}[\"'“]?(?:above|below|undetermined|not_applic)"),
        (_REPLY, rf"(?i)[\"'“]{_KEY}[\"'”]\s{{0,3}}:"),
        (_REPLY, r"\b(?:strongest_for|strongest_against|proposed_line|not_met|not_applicable)\b"),
        (_CONVERSATION, r"<\|[a-z_]{2,30}\|>|\[/?INST\]|<</?SYS>>"),
        (_CONVERSATION, rf"(?i)</?{_TAG}>"),
        (_CONVERSATION, rf"(?im)(?:^|[^\w#])#{{1,4}} ?{_ROLE}(?: prompt| message)?\s{{0,3}}:"),
        (_CONVERSATION, r"(?i)[\"'“]role[\"'”]\s{0,3}:\s{0,3}[\"'“](?:system|assistant|user|developer|tool)"),
        (_CONVERSATION, r"(?im)(?:^|[\"“(>.-])[ ]{0,3}(?:system|developer|assistant) {0,2}: {1,3}"
                        r"(?:you (?:are|must|will|should)\b|ignore\b|the line\b|the answer\b|approve)"),
        (_CONVERSATION, r"(?i)\b(?:human|user)\s{0,2}:[^\n]{1,200}?\b(?:assistant|ai)\s{0,2}:"),
        (_CONVERSATION, r"(?i)\[(?:system|assistant)(?: (?:prompt|message))?\]"),
        (_IMAGE, r"!\[[^\]\n]{0,100}\]\(https?:[^)\n]{1,300}\)?"),
    )
)  # fmt: skip

_BASE64 = re.compile(r"(?<![\w/+-])[A-Za-z0-9+/_-]{20,8000}={0,2}")
_HEX = re.compile(r"(?<!\w)(?:0x)?(?:[0-9a-fA-F]{2}[ :\\x]{0,2}){12,4000}")
_PERCENT = re.compile(r"(?:%[0-9a-fA-F]{2}|[\w.-]){8,2000}")
_ENTITIES = re.compile(r"(?:&#x?[0-9a-fA-F]{2,6};\s?){4,1000}")
_ESCAPES = re.compile(r"(?:\\u[0-9a-fA-F]{4}|\\x[0-9a-fA-F]{2}){4,1000}")
_BITS = re.compile(r"(?:[01]{8}\s?){8,1000}")
_SENTENCE = re.compile(r"[A-Za-z]{2,15}[ ,.:;!?'-]{1,3}[A-Za-z]{2,15}")
_LONG_WORD = re.compile(r"[a-z]{5,24}")


def shapes(text: str) -> Iterator[Finding]:
    """All such shapes, kind by kind."""
    for does, rule in _SHAPES:
        for match in rule.finditer(text):
            yield Finding(does, match.start(), match.end())
    for rule, decode in _CODES:
        for match in rule.finditer(text):
            said = decode(match.group())
            if said is not None and _SENTENCE.search(said):
                yield Finding(_CODED, match.start(), match.end())
    strange = {word for word in _LONG_WORD.findall(text.lower()) if not known(word)}
    if any(known(codecs.encode(word, "rot13")) for word in strange):
        yield from findings(codecs.encode(text, "rot13"))
    if any(known(word[::-1]) for word in strange):
        length = len(text)
        for found in findings(text[::-1]):
            yield Finding(found.does, length - found.end, length - found.start)


def _letters(data: bytes) -> str | None:
    """The bytes as text, where nearly all of it is printable ASCII; else None."""
    text = data.decode("latin-1")
    plain = sum(32 <= ord(c) < 127 or c in "\n\t" for c in text)
    return text if text and plain >= 0.95 * len(text) else None


def _from_base64(run: str) -> str | None:
    body = run.rstrip("=").translate(str.maketrans("-_", "+/"))
    if body.isalpha() and (body.islower() or body.isupper()):
        return None
    body = body[:-1] if len(body) % 4 == 1 else body
    try:
        return _letters(base64.b64decode(body + "=" * (-len(body) % 4)))
    except (binascii.Error, ValueError):
        return None


def _from_hex(run: str) -> str | None:
    digits = re.sub(r"^0x|[ :]|\\x", "", run)
    try:
        return _letters(bytes.fromhex(digits))
    except ValueError:
        return None


def _from_percent(run: str) -> str | None:
    return _letters(urllib.parse.unquote_to_bytes(run)) if run.count("%") >= 8 else None


def _from_entities(run: str) -> str | None:
    return html.unescape(re.sub(r";\s", ";", run))


def _from_escapes(run: str) -> str | None:
    return codecs.decode(run, "unicode_escape")


def _from_bits(run: str) -> str | None:
    digits = re.sub(r"\s", "", run)
    return _letters(bytes(int(digits[at : at + 8], 2) for at in range(0, len(digits), 8)))


_CODES: tuple[tuple[re.Pattern[str], Callable[[str], str | None]], ...] = (
    (_BASE64, _from_base64),
    (_HEX, _from_hex),
    (_PERCENT, _from_percent),
    (_ENTITIES, _from_entities),
    (_ESCAPES, _from_escapes),
    (_BITS, _from_bits),
)
