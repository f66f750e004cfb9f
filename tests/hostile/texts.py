"""Texts gone wrong: marks that lie, halves of characters, lines and tables without measure."""

import random
from collections.abc import Iterator

from .case import Case, cut, flipped

WORDS = "# The review\n\nHe was seen in May – “weekly”.\n\n| Date | Event |\n|---|---|\n| 3 May | seen |\n"


def texts() -> Iterator[tuple[str, bytes]]:
    """Bytes that are hardly text."""
    for mark in (
        b"\xff\xfe",
        b"\xfe\xff",
        b"\xef\xbb\xbf",
        b"\xff\xfe\x00\x00",
        b"\x00\x00\xfe\xff",
        b"+/v8",
        b"\x0e\xfe\xff",
    ):
        for real in ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "cp1252"):
            yield f"{real} behind {mark!r}", mark + WORDS.encode(real)
    yield "UTF-16 without a mark", WORDS.encode("utf-16-le")
    yield "UTF-16 with half a character", b"\xff\xfe" + WORDS.encode("utf-16-le")[:-1]
    yield "UTF-16 with half a pair", b"\xff\xfe" + WORDS.encode("utf-16-le") + b"\x00\xd8"
    yield "halves of pairs as UTF-8", WORDS.encode() + "\ud800\udc00".encode("utf-8", "surrogatepass")
    yield "UTF-8 longer than need be", WORDS.encode() + b"\xc0\xaf\xe0\x80\xaf\xf8\x88\x80\x80\x80"
    yield "UTF-8 cut in a character", WORDS.encode() + b"\xe2\x80"
    yield "every byte there is", bytes(range(256)) * 8
    yield "zeros", bytes(5_000)
    yield "bells", WORDS.encode() + b"\x07" * 5_000
    yield "a mark alone", b"\xff\xfe"
    yield "marks and spaces", "\ufeff\u200b\u2060 \u00a0\u3000".encode() * 50
    yield "line ends of every kind", "\r\n\n\r\u2028\u2029\x0b\x0c\x1c\x85".join(["words"] * 200).encode()
    yield "signs for direction", ("\u202e\u2066words\u2069\u202c" * 200).encode()
    yield "marks piled on a letter", ("a" + "\u0301" * 5_000 + " b").encode()
    yield "a table of bars", b"|" * 20_000 + b"\n" + b"|-" * 10_000 + b"|\n" + b"|" * 20_000
    yield "rules of a table without end", b"a|b\n" + b"--|" * 5_000 + b"x\n"
    yield "hashes", b"#" * 5_000 + b" a\n" + b"# " * 5_000
    yield "signs of lists within one another", "".join(" " * n + "- a\n" for n in range(1_000)).encode()
    yield "underlines", b"a\n===\n" * 2_000 + b"-" * 5_000
    yield "backslashes before bars", b"| a |\n|---|\n| " + b"\\|" * 10_000 + b" |\n"
    yield "tags of line ends", b"| a |\n|---|\n| x " + b"<br " * 10_000 + b"|\n"
    yield "numbers of lists", b"(1) " * 10_000


def malformed(seed: int) -> Iterator[Case]:
    """Every kind above as text and as Markdown, and what chance does to a good one."""
    chance = random.Random(seed)  # noqa: S311 - spreads faults, guards nothing
    for what, data in texts():
        yield Case(what, "a.txt", data)
        yield Case(what, "a.md", data)
    whole = (WORDS * 40).encode("utf-16")
    for _ in range(12):
        yield Case("cut short", "a.txt", cut(whole, chance.randrange(1, len(whole))))
        places = [chance.randrange(len(whole)) for _ in range(chance.choice((1, 10, 100)))]
        yield Case(f"{len(places)} bits turned", "a.md", flipped(whole, places))
