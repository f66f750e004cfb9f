"""PDFs gone wrong: a writer of small PDFs, and what can be wrong with their objects, streams and tables."""

import random
import re
import zlib
from collections.abc import Iterator

from .case import Case, cut, flipped, swapped

Objects = dict[int, bytes]

SHOWN = b"BT /F1 12 Tf 72 700 Td (The officer saw him in May.) Tj ET"


BOXES = rb"""
[0 0 0 0]
[0 0 -9 -9]
[9 9]
[]
[(a) /b null true]
[0 0 1e30 1e30]
[0 0 .0001 99999]
6 0 R
[0 0 14400 14400]
(box)
[0 0 595 842 7 8 9]
""".split(b"\n")[1:-1]

ENTRIES = rb"""
/Rotate 45
/Rotate/Left
/UserUnit 1e9
/CropBox[9 9 9 9]
/CropBox 1
/Annots 3 0 R
/Annots[3 0 R 99 0 R null 4]
/Contents[4 0 R 4 0 R 99 0 R 3 0 R]
/Resources 3 0 R
/Annots[<</Subtype/Text/Contents 4 0 R/Rect[0 0]>>]
/Contents null
/MediaBox null
/Annots[<</Subtype/Widget/FT/Tx/V(words)/Rect[0 0 9 9]>>]
""".split(b"\n")[1:-1]

CONTENTS = rb"""
BT /F9 12 Tf (a) Tj ET
Q Q Q ET EMC
BT (a
BT <4x> Tj ET
[(a) 1e99 (b)] TJ
BT /F1 1e30 Tf 1e30 0 0 1e30 0 0 Tm (a) Tj ET
BT /F1 0 Tf (a) Tj ET
/X Do
BI /W 9 ID x EI
BT /F1 12 Tf 0 0 0 0 0 0 Tm (a) Tj ET
nan inf -- ++ ..
BT /F1 12 Tf (a) ' 1 2 (b) " ET
/P <</MCID 0/MCID 1>> BDC /Q BMC
0 0 m 1e30 1e30 l S 0 0 99999 99999 re f
BT /F1 12 Tf 4 Tr (a) Tj ET 0 0 m
/P /Missing BDC (a) Tj
""".split(b"\n")[1:-1]

FILTERS = rb"""
/Filter/FlateDecode
/Filter/LZWDecode
/Filter/ASCII85Decode
/Filter/ASCIIHexDecode
/Filter/RunLengthDecode
/Filter/DCTDecode
/Filter/JBIG2Decode
/Filter/CCITTFaxDecode
/Filter/NoSuch
/Filter 4 0 R
/Filter/Crypt
/Filter/FlateDecode/DecodeParms<</Predictor 15/Columns 0>>
/Filter[/FlateDecode]/DecodeParms[null null 7]
/F(other file)
/Length 4 0 R
""".split(b"\n")[1:-1]

FONTS = rb"""
null
5 0 R
<<>>
<</Type/Font/Subtype/Type9>>
<</Type/Font/Subtype/Type0>>
(font)
<</Subtype/Type0/DescendantFonts[5 0 R]/Encoding 5 0 R>>
<</Subtype/TrueType/FirstChar 9/LastChar -9/Widths[/a]>>
<</Subtype/Type1/BaseFont/A/Encoding<</Differences[/a 1 2 -1 /b 99999999999 /c]>>>>
<</Subtype/Type3/FontMatrix[0 0 0 0 0 0]/FontBBox[0 0 0 0]/CharProcs<<>>/Encoding<<>>>>
<</Subtype/Type1/BaseFont/A/FontDescriptor<</FontFile 4 0 R/FontFile2 4 0 R/FontBBox[1]/Flags -1>>>>
<</Subtype/Type1/BaseFont 4 0 R/ToUnicode 4 0 R>>
<</Subtype/Type1/BaseFont/A/ToUnicode/Identity-H>>
""".split(b"\n")[1:-1]

WIDTHS = rb"""
/W[1 2]
/W[1[2 3 /a] 4]
/W 5
/W[[1] [2]]
/DW(wide)
/W2[1 2 3]/DW2[1]
/CIDToGIDMap 4 0 R
""".split(b"\n")[1:-1]

RANGES = rb"""
<0041> <0001> <0041>
<41> <42> [<0041>]
<0041> <0042> <D800>
<> <> <>
/a /b /c
""".split(b"\n")[1:-1]

TRAILERS = rb"""
/Prev 0
/Prev(a)
/Size 99999999
/Root 9 0 R
/Root 4 0 R
/Encrypt 5 0 R
/Encrypt<</Filter/Standard/V 9/R 9>>
/ID[1 2]/Info 3 0 R
""".split(b"\n")[1:-1]


def stream(content: bytes, about: bytes = b"") -> bytes:
    return b"<</Length %d%s>>stream\n%s\nendstream" % (len(content), about, content)


def small(content: bytes = SHOWN) -> Objects:
    """The objects of a page with a line: 1 the catalogue, 3 the page, 4 what is on it, 5 its font."""
    return {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        4: stream(content),
        5: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    }


def printed(objects: Objects, trailer: bytes = b"") -> bytes:
    """As a file, its table of places correct."""
    data = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    places = {}
    for number, content in objects.items():
        places[number] = len(data)
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = len(data)
    size = max(objects) + 1
    data += b"xref\n0 %d\n0000000000 65535 f \n" % size
    for number in range(1, size):
        data += b"%010d 00000 n \n" % places.get(number, 0)
    data += b"trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (size, trailer, table)
    return bytes(data)


def paged(box: bytes = b"[0 0 595 842]", more: bytes = b"") -> Objects:
    """A small PDF whose page has that box and those entries."""
    page = b"<</Type/Page/Parent 2 0 R/MediaBox%s/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>%s>>" % (
        box,
        more,
    )
    return small() | {3: page}


def with_font(font: bytes, more: Objects | None = None) -> Objects:
    return small() | {5: font} | (more or {})


def wide(widths: bytes, more: Objects | None = None) -> Objects:
    """A font of two-byte codes, with those entries."""
    descendant = b"<</Type/Font/Subtype/CIDFontType2/BaseFont/A/CIDSystemInfo<</Registry(A)/Ordering(B)" \
                 b"/Supplement 0>>%s>>" % widths  # fmt: skip
    font = b"<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/DescendantFonts[6 0 R]/ToUnicode 7 0 R>>"
    return with_font(font, {6: descendant} | (more or {7: stream(mapping(b"<0001> <0001> <0041>"))}))


def mapping(ranges: bytes) -> bytes:
    return (
        b"/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange "
        b"1 beginbfrange %s endbfrange endcmap end" % ranges
    )


def drawn(about: bytes, content: bytes) -> Objects:
    """A page that draws form 6, which has those entries and that content."""
    resources = b"<</Font<</F1 5 0 R>>/XObject<</X 6 0 R>>>>"
    form = stream(content, b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources %s%s" % (resources, about))
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources %s>>" % resources
    return small(SHOWN + b" /X Do") | {3: page, 6: form}


def objects() -> Iterator[tuple[str, Objects]]:
    """Objects that are well written and say what cannot be."""
    yield "a tree of pages that holds itself", small() | {2: b"<</Type/Pages/Kids[3 0 R 2 0 R]/Count 2>>"}
    yield "a page that is its own parent", small() | {3: b"<</Type/Page/Parent 3 0 R/Contents 4 0 R>>"}
    yield (
        "two trees that hold one another",
        small()
        | {
            2: b"<</Type/Pages/Kids[6 0 R]/Count 1>>",
            6: b"<</Type/Pages/Kids[2 0 R 3 0 R]/Parent 2 0 R/Count 1>>",
        },
    )
    yield "no pages", small() | {2: b"<</Type/Pages/Kids[]/Count 0>>"}
    yield "fewer pages than told", small() | {2: b"<</Type/Pages/Kids[3 0 R]/Count 300>>"}
    yield "minus one page", small() | {2: b"<</Type/Pages/Kids[3 0 R]/Count -1>>"}
    yield "pages that are a number", small() | {2: b"7"}
    yield "pages that are a name", small() | {1: b"<</Type/Catalog/Pages/Pages>>"}
    yield (
        "an outline that goes in a circle",
        small()
        | {
            1: b"<</Type/Catalog/Pages 2 0 R/Outlines 6 0 R>>",
            6: b"<</First 7 0 R/Last 7 0 R/Count 2>>",
            7: b"<</Title(A)/Next 8 0 R/Parent 6 0 R/First 8 0 R/Dest[3 0 R/Fit]>>",
            8: b"<</Title(B)/Next 7 0 R/Parent 7 0 R/First 7 0 R/Dest 99>>",
        },
    )
    yield (
        "an outline within itself",
        small()
        | {
            1: b"<</Type/Catalog/Pages 2 0 R/Outlines 6 0 R>>",
            6: b"<</Title(A)/First 6 0 R/Last 6 0 R/Next 6 0 R/Count 1>>",
        },
    )
    yield (
        "tags that go in a circle",
        small()
        | {
            1: b"<</Type/Catalog/Pages 2 0 R/MarkInfo<</Marked true>>/StructTreeRoot 6 0 R>>",
            6: b"<</Type/StructTreeRoot/K 7 0 R/RoleMap<</A/B/B/A>>/ParentTree 6 0 R>>",
            7: b"<</Type/StructElem/S/A/P 6 0 R/K[7 0 R 8 0 R]>>",
            8: b"<</Type/StructElem/S/H1/P 7 0 R/K 7 0 R/Pg 3 0 R>>",
        },
    )
    yield "tags that are a number", small() | {1: b"<</Type/Catalog/Pages 2 0 R/StructTreeRoot 12>>"}
    yield (
        "labels that go in a circle",
        small()
        | {
            1: b"<</Type/Catalog/Pages 2 0 R/PageLabels 6 0 R/Names<</Dests 6 0 R>>>>",
            6: b"<</Kids[6 0 R]>>",
        },
    )
    for box in BOXES:
        yield f"a page of {box.decode()}", paged(box)
    for more in ENTRIES:
        yield f"a page with {more.decode()}", paged(more=more)
    for content in (*CONTENTS, *(sign * 5_000 for sign in (b"<<", b"[", b"(", b"q ", b"9", b"\xff\xfe"))):
        yield f"a page on which stands {content[:30]!r}", small(content)
    for about in (*FILTERS, b"/Filter[" + b"/ASCIIHexDecode" * 200 + b"]"):
        yield f"content with {about[:40].decode()}", small() | {4: stream(SHOWN, about)}
    for columns, colours, bits in ((-1, 1, 8), (0, 0, 0), (10**9, 1, 8), (1, 10**9, 8), (1, 1, 10**9)):
        about = b"/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns %d/Colors %d/BitsPerComponent %d>>"
        packed = zlib.compress(SHOWN)
        yield (
            f"rows of {columns} columns, {colours} colours, {bits} bits",
            small() | {4: stream(packed, about % (columns, colours, bits))},
        )
    for length in (b"0", b"-5", b"99999999", b"/Long", b"4 0 R"):
        content = b"<</Length %s>>stream\n%s\nendstream" % (length, SHOWN)
        yield f"content of length {length.decode()}", small() | {4: content}
    for font in FONTS:
        yield f"a font that is {font[:60].decode()}", with_font(font)
    for widths in WIDTHS:
        yield f"two-byte codes with {widths.decode()}", wide(widths)
    for ranges in (*RANGES, b"<0000> <0041> <" + b"41" * 5_000 + b">"):
        yield f"a mapping of {ranges[:30].decode()}", wide(b"", {7: stream(mapping(ranges))})
    yield (
        "a mapping that uses itself",
        wide(b"", {7: stream(mapping(b"<0001> <0001> <0041>"), b"/UseCMap 7 0 R")}),
    )
    yield "a form that draws itself", drawn(b"", b"/X Do /X Do")
    yield "a form without a box", drawn(b"/BBox null/Matrix[0 0]", SHOWN)
    yield (
        "a file of objects that holds itself",
        small() | {6: stream(b"6 0 7 5 <<>> null", b"/Type/ObjStm/N 2/First 8/Extends 6 0 R")},
    )
    yield "arrays 20,000 deep", small() | {5: b"[" * 20_000 + b"]" * 20_000}
    yield "dictionaries 20,000 deep", small() | {5: b"<</A" * 20_000 + b">>" * 20_000}


def tables() -> Iterator[tuple[str, bytes]]:
    """Files whose table of places lies."""
    whole = printed(small())
    start = int(re.findall(rb"startxref\n(\d+)", whole)[0])
    for value in (b"0", b"7", b"99999999", b"-1", b"here", b"%d" % (start + 3)):
        yield f"a table at {value.decode()}", whole.replace(b"startxref\n%d" % start, b"startxref\n" + value)
    for value in (b"/Prev %d" % start, b"/XRefStm %d" % start, *TRAILERS):
        yield f"a trailer with {value.decode()}", whole.replace(b"/Root 1 0 R>>", b"/Root 1 0 R%s>>" % value)
    yield "a trailer without a root", whole.replace(b"/Root", b"/Boot")
    yield "places that are all the same", re.sub(rb"\d{10} 00000 n", b"0000000015 00000 n", whole)
    yield "places that are all free", whole.replace(b" n \n", b" f \n")
    yield "no table", whole[:start]
    yield "a table and nothing else", b"%PDF-1.7\n" + whole[start:]
    yield "no ends of objects", whole.replace(b"endobj", b"")
    yield "no ends of streams", whole.replace(b"endstream", b"")
    yield "a header and nothing else", b"%PDF-1.7\n"
    yield "a header far down", b" " * 1_000 + whole
    yield "a version that is none", whole.replace(b"%PDF-1.7", b"%PDF-9.9")
    yield "line ends of another kind", whole.replace(b"\n", b"\r")
    yield "one file behind another", whole + printed(small(SHOWN.replace(b"May", b"June")))
    index = stream(bytes(40), b"/Type/XRef/W[1 9999 1]/Size 6/Index[0 999999999]/Root 1 0 R")
    yield (
        "a table that is a stream of wide fields",
        b"%PDF-1.7\n6 0 obj\n" + index + b"\nendobj\nstartxref\n9\n%%EOF",
    )


def malformed(data: bytes, seed: int) -> Iterator[Case]:
    """Every kind above once, and what chance does to the whole file that is given."""
    chance = random.Random(seed)  # noqa: S311 - spreads faults, guards nothing
    for what, found in objects():
        yield Case(what, "a.pdf", printed(found))
    for what, raw in tables():
        yield Case(what, "a.pdf", raw)
    for source in (data, printed(small())):
        for _ in range(12):
            yield Case("cut short", "a.pdf", cut(source, chance.randrange(9, len(source))))
            places = [chance.randrange(9, len(source)) for _ in range(chance.choice((1, 10, 100)))]
            yield Case(f"{len(places)} bits turned", "a.pdf", flipped(source, places))
            length = chance.randrange(1, len(source) // 4)
            first, second = (chance.randrange(9, len(source) - length) for _ in range(2))
            yield Case("stretches swapped", "a.pdf", swapped(source, first, second, length))
