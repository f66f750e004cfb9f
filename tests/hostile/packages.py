"""Word files gone wrong: the zip around the parts, the XML of the parts, and what the parts say of one another.

A whole .docx comes in and malformed ones go out, each with a name for what is wrong with it.
"""

import io
import random
import struct
import zipfile
from collections.abc import Callable, Iterator

from .case import Case, cut, flipped, swapped

Parts = dict[str, bytes]

MAIN, STYLES, NUMBERING, NOTES = (f"word/{n}.xml" for n in ("document", "styles", "numbering", "footnotes"))
RELATIONS = "word/_rels/document.xml.rels"
LARGE = b"9" * 400


def parts_of(data: bytes) -> Parts:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def packed(parts: Parts, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", method) as package:
        for name, content in parts.items():
            package.writestr(zipfile.ZipInfo(name), content, compress_type=method)
    return data.getvalue()


def within(parts: Parts, body: bytes) -> Parts:
    """With that markup first in the body."""
    return parts | {MAIN: parts[MAIN].replace(b"<w:body>", b"<w:body>" + body, 1)}


def paragraph(inner: bytes) -> bytes:
    return b"<w:p>" + inner + b"</w:p>"


def run(inner: bytes) -> bytes:
    return b"<w:r>" + inner + b"</w:r>"


TEXT = run(b"<w:t>words</w:t>")


def nested(opening: bytes, closing: bytes, depth: int, inner: bytes = TEXT) -> bytes:
    return opening * depth + inner + closing * depth


def style(name: bytes, based: bytes, look: bytes = b"") -> bytes:
    return (
        b'<w:style w:type="paragraph" w:styleId="%s"><w:name w:val="%s"/><w:basedOn w:val="%s"/>%s</w:style>'
        % (name, name, based, look)
    )


def styled(parts: Parts, styles: bytes, used: bytes) -> Parts:
    """With those styles added, and one of them used."""
    about = b'<w:pPr><w:pStyle w:val="%s"/></w:pPr>' % used
    return within(parts, paragraph(about + TEXT)) | {
        STYLES: parts[STYLES].replace(b"</w:styles>", styles + b"</w:styles>")
    }


def numbered(parts: Parts, numbering: bytes, number: bytes = b"77", level: bytes = b"0") -> Parts:
    """With those definitions of lists first, and one of them used three times."""
    about = b'<w:pPr><w:numPr><w:ilvl w:val="%s"/><w:numId w:val="%s"/></w:numPr></w:pPr>' % (level, number)
    root, _, rest = parts[NUMBERING].partition(b"<w:abstractNum ")
    return within(parts, paragraph(about + TEXT) * 3) | {
        NUMBERING: root + numbering + b"<w:abstractNum " + rest
    }


def a_list(level: bytes, link: bytes = b"") -> bytes:
    return (
        b'<w:abstractNum w:abstractNumId="77">%s<w:lvl w:ilvl="0">%s</w:lvl></w:abstractNum>'
        b'<w:num w:numId="77"><w:abstractNumId w:val="77"/></w:num>' % (link, level)
    )


def _level(start: bytes, form: bytes, text: bytes) -> bytes:
    return b'<w:start w:val="%s"/><w:numFmt w:val="%s"/><w:lvlText w:val="%s"/>' % (start, form, text)


def _field(kind: bytes) -> bytes:
    return run(b'<w:fldChar w:fldCharType="%s"/>' % kind)


def _cells(about: bytes) -> bytes:
    cell = b"<w:tc><w:tcPr>%s</w:tcPr>%s</w:tc>" % (about, paragraph(TEXT))
    return b"<w:tbl>%s</w:tbl>" % (b"<w:tr>" + cell * 2 + b"</w:tr>")


def structures(parts: Parts) -> Iterator[tuple[str, Parts]]:
    """Parts that are good XML and say what cannot be."""
    loop = style(b"LoopA", b"LoopB") + style(b"LoopB", b"LoopA")
    chain = b"".join(style(b"C%d" % n, b"C%d" % (n + 1)) for n in range(3_000))
    yield "styles based on one another", styled(parts, loop, b"LoopA")
    yield "a style based on itself", styled(parts, style(b"Self", b"Self"), b"Self")
    yield "3,000 styles each based on the next", styled(parts, chain, b"C0")
    yield "a style with a name of 200,000 letters", styled(parts, style(b"L" * 200_000, b"x"), b"L" * 200_000)
    yield "a style that is not there", styled(parts, b"", b"Nowhere")
    yield (
        "an outline level without end",
        within(parts, paragraph(b'<w:pPr><w:outlineLvl w:val="%s"/></w:pPr>' % LARGE + TEXT)),
    )
    for form in (b"decimal", b"lowerRoman", b"upperLetter", b"cardinalText", b"none", b"unheard of"):
        for start in (b"4000000000", b"-7", LARGE, b"many"):
            level = _level(start, form, b"%1.")
            yield f"a list of {form.decode()} from {start[:10].decode()}", numbered(parts, a_list(level))
    yield (
        "a list text of levels that are not there",
        numbered(parts, a_list(_level(b"1", b"decimal", b"%9%0%99%x" * 500))),
    )
    yield "a list linked to itself", numbered(parts, a_list(b"", b'<w:numStyleLink w:val="77"/>'))
    yield "a list level far out", numbered(parts, a_list(_level(b"1", b"decimal", b"%1")), level=LARGE)
    yield "a list level below nought", numbered(parts, a_list(_level(b"1", b"decimal", b"%1")), level=b"-3")
    yield "a list that is not there", numbered(parts, b"", b"4444")
    yield "a list number that is none", numbered(parts, b"", b"NaN")
    note = b'<w:footnote w:id="55">%s</w:footnote>' % paragraph(TEXT + run(b'<w:footnoteReference w:id="55"/>'))
    yield (
        "a footnote that refers to itself",
        within(parts, paragraph(run(b'<w:footnoteReference w:id="55"/>')))
        | {NOTES: parts[NOTES].replace(b"</w:footnotes>", note + b"</w:footnotes>")},
    )
    yield (
        "one footnote referred to 2,000 times",
        within(parts, paragraph(run(b'<w:footnoteReference w:id="55"/>') * 2_000))
        | {NOTES: parts[NOTES].replace(b"</w:footnotes>", note + b"</w:footnotes>")},
    )
    yield "a footnote that is not there", within(parts, paragraph(run(b'<w:footnoteReference w:id="x"/>')))
    yield "fields begun and never ended", within(parts, paragraph((_field(b"begin") + TEXT) * 500))
    yield "fields ended and never begun", within(parts, paragraph((_field(b"end") + TEXT) * 500))
    yield "fields separated and nothing else", within(parts, paragraph((_field(b"separate") + TEXT) * 500))
    code = run(b"<w:instrText>INCLUDETEXT \\\\host\\share</w:instrText>")
    yield (
        "fields within the codes of fields",
        within(
            parts,
            paragraph((_field(b"begin") + code) * 60 + (_field(b"separate") + TEXT + _field(b"end")) * 60),
        ),
    )
    yield (
        "simple fields within simple fields",
        within(parts, paragraph(nested(b'<w:fldSimple w:instr="PAGE">', b"</w:fldSimple>", 100))),
    )
    for tag in (b"w:smartTag", b"w:ins", b"w:del", b"w:sdt", b"w:hyperlink", b"w:r", b"w:customXml", b"x"):
        for depth in (80, 250, 3_000):
            markup = nested(b"<%s>" % tag, b"</%s>" % tag, depth)
            yield f"{tag.decode()} {depth} deep", within(parts, paragraph(markup))
    opening, closing = b"<w:tbl><w:tr><w:tc>", paragraph(b"") + b"</w:tc></w:tr></w:tbl>"
    for depth in (30, 60, 85):
        yield f"tables {depth} deep", within(parts, nested(opening, closing, depth, paragraph(TEXT)))
    for value in (b"0", b"-1", LARGE, b"1e9", b""):
        yield (
            f"a cell over {value[:5].decode()!r} columns",
            within(parts, _cells(b'<w:gridSpan w:val="%s"/>' % value)),
        )
        skip = b'<w:tbl><w:tr><w:trPr><w:gridBefore w:val="%s"/></w:trPr><w:tc>%s</w:tc></w:tr></w:tbl>'
        yield (
            f"a row that begins after {value[:5].decode()!r} columns",
            within(parts, skip % (value, paragraph(TEXT))),
        )
    yield "a cell that goes on from nothing", within(parts, _cells(b"<w:vMerge/>"))
    yield (
        "a table without rows",
        within(parts, b"<w:tbl/><w:tbl><w:tr/></w:tbl><w:tbl><w:tr><w:tc/></w:tr></w:tbl>"),
    )
    yield (
        "an attribute of 8 million letters",
        within(parts, paragraph(b'<w:pPr><w:jc w:val="%s"/></w:pPr>' % (b"A" * 8_000_000) + TEXT)),
    )
    yield (
        "20,000 attributes",
        within(parts, paragraph(b"<w:r %s/>" % b" ".join(b'a%d="1"' % n for n in range(20_000)) + TEXT)),
    )
    yield "an attribute twice", within(parts, b'<w:p a="1" a="2"/>')
    yield "a prefix nobody declared", within(parts, b"<zz:p>words</zz:p>")
    yield "another namespace", parts | {MAIN: parts[MAIN].replace(b"wordprocessingml/2006/main", b"other")}
    yield "characters that are none", within(parts, paragraph(run(b"<w:t>&#1;&#xFFFF;</w:t>")))
    yield "an entity nobody declared", within(parts, paragraph(run(b"<w:t>&nobody;</w:t>")))
    yield (
        "size and colour that are none",
        within(
            parts,
            paragraph(run(b'<w:rPr><w:sz w:val="-2e5"/><w:color w:val="#%s"/></w:rPr><w:t>w</w:t>' % LARGE)),
        ),
    )
    yield (
        "symbols that are none",
        within(
            parts, paragraph(run(b'<w:sym w:font="Wingdings" w:char="ZZZZ"/><w:sym w:char="110000"/><w:sym/>'))
        ),
    )
    yield "no body", parts | {MAIN: parts[MAIN].replace(b"w:body", b"w:other")}
    for name in (MAIN, STYLES, NUMBERING, NOTES, RELATIONS, "[Content_Types].xml", "_rels/.rels"):
        yield f"{name} missing", {n: content for n, content in parts.items() if n != name}
        yield f"{name} empty", parts | {name: b""}
        yield f"{name} of another kind", parts | {name: b"<html><body>words</body></html>"}
        yield f"{name} that is a picture", parts | {name: b"\x89PNG\r\n\x1a\n" + bytes(100)}
    yield (
        "relations to themselves",
        parts | {RELATIONS: parts[RELATIONS].replace(b'Target="', b'Target="_rels/document.xml.rels" was="')},
    )
    yield (
        "relations that climb out",
        parts | {RELATIONS: parts[RELATIONS].replace(b'Target="', b'Target="../../../../etc/passwd" was="')},
    )
    yield (
        "relations to files and hosts",
        parts | {RELATIONS: parts[RELATIONS].replace(b'Target="', b'Target="file:///etc/passwd" was="')},
    )
    yield "parts named to climb out", parts | {"../../../tmp/x": b"x", "/etc/x": b"x", "C:\\x": b"x", "": b"x"}


def encodings(parts: Parts) -> Iterator[tuple[str, Parts]]:
    """Parts whose bytes are not what they declare."""
    text = parts[MAIN].decode("utf-8")
    for told in ("utf-16", "utf-7", "utf-32", "iso-2022-jp", "ebcdic-cp-us", "no-such-encoding"):
        yield f"declared as {told}", parts | {MAIN: text.replace("UTF-8", told, 1).encode()}
    for real in ("utf-16-le", "utf-16-be", "utf-32", "utf-7", "cp500"):
        yield f"really {real}", parts | {MAIN: text.encode(real, "replace")}
    for mark in (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff", b"\xef\xbb\xbf\xef\xbb\xbf", b"\0", b" \n"):
        yield f"begun with {mark!r}", parts | {MAIN: mark + parts[MAIN]}
    for bad in (b"\xff", b"\xed\xa0\x80", b"\xc0\xaf", b"\0", b"\xf4\x90\x80\x80", b"\x1b"):
        yield f"with {bad!r} in its text", within(parts, paragraph(run(b"<w:t>a" + bad + b"b</w:t>")))


def directories(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Zips whose directory lies."""
    entry, local, end = data.index(b"PK\x01\x02"), data.index(b"PK\x03\x04"), data.rindex(b"PK\x05\x06")
    fields = {"method": (10, 8, 2), "check sum": (16, 14, 4), "packed size": (20, 18, 4), "size": (24, 22, 4)}
    for name, (in_entry, in_local, width) in fields.items():
        for value in (0, 1, 99, (1 << 8 * width) - 1):
            raw = value.to_bytes(width, "little")
            for where, place in (("directory", entry + in_entry), ("file", local + in_local)):
                yield f"{name} {value} in the {where}", data[:place] + raw + data[place + width :]
    for name, place in (("flags", entry + 8), ("name length", entry + 28), ("extra length", entry + 30),
                        ("entries", end + 8), ("all entries", end + 10), ("comment", end + 20)):  # fmt: skip
        for value in (0, 1, 9, 0xFFFF):
            yield f"{name} {value}", data[:place] + struct.pack("<H", value) + data[place + 2 :]
    for name, place in (("offset", entry + 42), ("start of directory", end + 16), ("size of it", end + 12)):
        for value in (0, 7, len(data), 0xFFFFFFFF):
            yield f"{name} {value}", data[:place] + struct.pack("<I", value) + data[place + 4 :]
    yield "no directory", data[:entry]
    yield "nothing but a directory", data[entry:]
    yield "an empty zip", data[end:][:4] + bytes(18)
    yield "a zip behind another", data + data
    yield "a zip behind a text", b"words" * 100 + data


def malformed(data: bytes, seed: int) -> Iterator[Case]:
    """Every kind above once, and what chance does to the same file."""
    chance = random.Random(seed)  # noqa: S311 - spreads faults, guards nothing
    parts = parts_of(data)
    kinds: tuple[Callable[[Parts], Iterator[tuple[str, Parts]]], ...] = (structures, encodings)
    for kind in kinds:
        for what, changed in kind(parts):
            yield Case(what, "a.docx", packed(changed))
    for method in (zipfile.ZIP_STORED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA):
        yield Case(f"packed by method {method}", "a.docx", packed(parts, method))
    for what, raw in directories(packed(parts)):
        yield Case(what, "a.docx", raw)
    for _ in range(12):
        yield Case("cut short", "a.docx", cut(data, chance.randrange(4, len(data))))
        places = [chance.randrange(len(data)) for _ in range(chance.choice((1, 3, 30)))]
        yield Case(f"{len(places)} bits turned", "a.docx", flipped(data, places))
        length = chance.randrange(1, 2_000)
        first, second = (chance.randrange(len(data) - length) for _ in range(2))
        yield Case("stretches swapped", "a.docx", swapped(data, first, second, length))
    for _ in range(12):
        one, other = chance.sample(sorted(parts), 2)
        yield Case(f"{one} for {other}", "a.docx", packed(parts | {one: parts[other], other: parts[one]}))
        name = chance.choice((MAIN, STYLES, NUMBERING, NOTES, RELATIONS, "[Content_Types].xml"))
        part = parts[name]
        yield Case(
            f"{name} cut short", "a.docx", packed(parts | {name: cut(part, chance.randrange(len(part)))})
        )
        places = [chance.randrange(len(part)) for _ in range(chance.choice((1, 3, 30)))]
        yield Case(f"{name} with bits turned", "a.docx", packed(parts | {name: flipped(part, places)}))
