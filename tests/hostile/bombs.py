"""Small files that want to become large or slow. Each is made when it is asked for; none is kept.

Sizes are chosen so that a reader without limits would take more than a gigabyte or a minute, or nearly.
"""

import io
import random
import zipfile
import zlib
from collections.abc import Callable

from . import packages, pdfs
from .case import Case
from .packages import TEXT, Parts, paragraph, run, within
from .pdfs import SHOWN, mapping, printed, small, stream, wide

ENTITY = b'<!DOCTYPE w [<!ENTITY a0 "%s">%s]>'


def _document(parts: Parts, raw: bytes) -> bytes:
    return packages.packed(parts | {packages.MAIN: raw})


def _open(parts: Parts) -> bytes:
    """The main part up to its body, without the declaration before it."""
    return parts[packages.MAIN].partition(b"<w:body>")[0].partition(b"?>")[2] + b"<w:body>"


_CLOSE = b"</w:body></w:document>"


def _modest(parts: Parts, body: bytes) -> bytes:
    """With so much noise beside that markup that it is not told by how well it packs."""
    noise = random.Random(1).randbytes(len(body) // 150).hex().encode()  # noqa: S311 - only cannot be packed
    return packages.packed(within(parts, body + b"<!--" + noise + b"-->"))


def zip_ratio(parts: Parts) -> bytes:
    return packages.packed(parts | {"word/media/image1.bin": bytes(300_000_000)})


def zip_ratio_that_lies(parts: Parts) -> bytes:
    """The directory says 1,000 bytes; 300 million are packed."""
    data = packages.packed(parts | {packages.MAIN: b" " * 300_000_000 + parts[packages.MAIN]})
    real = (300_000_000 + len(parts[packages.MAIN])).to_bytes(4, "little")
    return data.replace(real, (1_000).to_bytes(4, "little"))


def many_entries(parts: Parts) -> bytes:
    return packages.packed(parts | {f"word/media/{n}": b"" for n in range(60_000)}, zipfile.ZIP_STORED)


def nested_zips(parts: Parts) -> bytes:
    inner = bytes(50_000_000)
    for depth in range(5):
        data = io.BytesIO()
        with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as package:
            for copy in range(10):
                package.writestr(f"{depth}-{copy}.zip", inner)
        inner = data.getvalue()
    return packages.packed(parts | {"word/embeddings/more.docx": inner})


def overlapping_entries(parts: Parts) -> bytes:
    """4,000 entries of the directory that all name the same packed bytes."""
    data = packages.packed(parts | {"word/media/a": bytes(50_000)})
    start, end = data.index(b"PK\x01\x02"), data.rindex(b"PK\x05\x06")
    last = data[data.rindex(b"PK\x01\x02", start, end) : end]
    copies = b"".join(last[:-4] + b"%04d" % n for n in range(4_000))
    count = (len(packages.parts_of(data)) - 1 + 4_000).to_bytes(2, "little")
    directory = data[start:end].removesuffix(last) + copies
    size, place = len(directory).to_bytes(4, "little"), start.to_bytes(4, "little")
    return data[:start] + directory + b"PK\x05\x06" + bytes(4) + count * 2 + size + place + bytes(2)


def billion_laughs(parts: Parts) -> bytes:
    more = b"".join(b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 10))
    body = paragraph(run(b"<w:t>&a9;</w:t>"))
    return _document(parts, ENTITY % (b"ha", more) + _open(parts) + body + _CLOSE)


def quadratic_entities(parts: Parts) -> bytes:
    body = paragraph(run(b"<w:t>" + b"&a0;" * 40_000 + b"</w:t>"))
    return _document(parts, ENTITY % (b"x" * 40_000, b"") + _open(parts) + body + _CLOSE)


def deep_markup(parts: Parts) -> bytes:
    return _modest(parts, packages.nested(b"<w:p>", b"</w:p>", 3_000_000))


def one_huge_paragraph(parts: Parts) -> bytes:
    return _modest(parts, paragraph(run(b"<w:t>" + b"word " * 4_000_000 + b"</w:t>")))


def many_small_elements(parts: Parts) -> bytes:
    return _modest(parts, paragraph(b"<w:r/>" * 8_000_000))


def many_runs(parts: Parts) -> bytes:
    return _modest(parts, paragraph(TEXT * 700_000))


def table_of_a_million_cells(parts: Parts) -> bytes:
    row = b"<w:tr>" + b"<w:tc><w:p/></w:tc>" * 1_000 + b"</w:tr>"
    return _modest(parts, b"<w:tbl>" + row * 1_000 + b"</w:tbl>")


def wide_cells(parts: Parts) -> bytes:
    cell = b'<w:tc><w:tcPr><w:gridSpan w:val="2000000000"/></w:tcPr>%s</w:tc>' % paragraph(TEXT)
    row = b'<w:tr><w:trPr><w:gridBefore w:val="2000000000"/></w:trPr>' + cell * 50 + b"</w:tr>"
    return packages.packed(within(parts, b"<w:tbl>" + row * 50 + b"</w:tbl>"))


def merged_cells(parts: Parts) -> bytes:
    """A long cell that goes on over thousands of rows, each of which says it again."""
    cell = b"<w:tr><w:tc><w:tcPr><w:vMerge%s/></w:tcPr>%s</w:tc></w:tr>"
    first = cell % (b' w:val="restart"', paragraph(run(b"<w:t>" + b"x" * 100_000 + b"</w:t>")))
    rest = cell % (b"", paragraph(b""))
    return _modest(parts, b"<w:tbl>" + first + rest * 15_000 + b"</w:tbl>")


def list_numbers(parts: Parts) -> bytes:
    """A list number of two thousand million in Roman numerals."""
    level = b'<w:start w:val="2000000000"/><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="%1"/>'
    return packages.packed(packages.numbered(parts, packages.a_list(level)))


def styles_based_on_styles(parts: Parts) -> bytes:
    chain = b"".join(packages.style(b"C%d" % n, b"C%d" % (n + 1)) for n in range(100_000))
    return packages.packed(packages.styled(parts, chain, b"C0"))


def footnotes_of_footnotes(parts: Parts) -> bytes:
    """Twenty footnotes, each of which refers to the next ten times."""
    reference = b'<w:footnoteReference w:id="%d"/>'
    notes = b"".join(
        b'<w:footnote w:id="%d">%s</w:footnote>' % (n, paragraph(TEXT + run(reference % (n + 1)) * 10))
        for n in range(100, 120)
    )
    whole = parts[packages.NOTES].replace(b"</w:footnotes>", notes + b"</w:footnotes>")
    return packages.packed(within(parts, paragraph(run(reference % 100))) | {packages.NOTES: whole})


def text_boxes_in_text_boxes(parts: Parts) -> bytes:
    opening = b"<w:p><w:r><w:pict><v:textbox><w:txbxContent>"
    closing = b"</w:txbxContent></v:textbox></w:pict></w:r></w:p>"
    return packages.packed(within(parts, packages.nested(opening, closing, 45, paragraph(TEXT)) * 400))


def packed_content(_: Parts) -> bytes:
    """A kilobyte that unpacks to a megabyte that unpacks to a gigabyte."""
    once = zlib.compress(b" " * 1_000_000_000, 9)
    about = b"/Filter[/FlateDecode/FlateDecode]"
    return printed(small() | {4: stream(zlib.compress(once, 9), about)})


def many_pages(_: Parts) -> bytes:
    return printed(small() | {2: b"<</Type/Pages/Kids[" + b"3 0 R " * 1_000_000 + b"]/Count 1000000>>"})


def told_pages(_: Parts) -> bytes:
    return printed(small() | {2: b"<</Type/Pages/Kids[3 0 R]/Count 2147483647>>"})


def endless_operators(_: Parts) -> bytes:
    content = b"BT /F1 12 Tf " + b"1 0 Td (a) Tj " * 5_000_000 + b"ET"
    return printed(small() | {4: stream(zlib.compress(content), b"/Filter/FlateDecode")})


def endless_lines(_: Parts) -> bytes:
    """Lines across one another, each crossing a corner of a table to be."""
    lines = b"".join(b"%d 0 m %d 842 l S 0 %d m 595 %d l S " % (n, n, n, n) for n in range(1, 595)) * 2
    return printed(small(SHOWN + lines))


def huge_page(_: Parts) -> bytes:
    return printed(pdfs.paged(b"[0 0 2000000000 2000000000]"))


def forms_of_forms(_: Parts) -> bytes:
    """Each form draws the next ten times, nine deep."""
    resources = b"/Resources<</Font<</F1 5 0 R>>/XObject<</X %d 0 R>>>>"
    about = b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]"
    forms = {n: stream(b"/X Do " * 10, about + resources % (n + 1)) for n in range(6, 15)}
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R%s>>" % (resources % 6)
    return printed(small(SHOWN + b" /X Do") | {3: page} | forms | {15: stream(SHOWN, about + resources % 15)})


def glyphs_of_glyphs(_: Parts) -> bytes:
    """A font whose letter is drawn with ten of the same letter."""
    font = (
        b"<</Type/Font/Subtype/Type3/FontMatrix[.001 0 0 .001 0 0]/FontBBox[0 0 1000 1000]"
        b"/FirstChar 97/LastChar 97/Widths[1000]/Encoding<</Differences[97/a]>>"
        b"/CharProcs<</a 6 0 R>>/Resources<</Font<</F1 5 0 R>>>>>>"
    )
    glyph = stream(b"1000 0 d0 BT /F1 1 Tf (aaaaaaaaaa) Tj ET")
    return printed(pdfs.with_font(font, {6: glyph}))


def patterns_of_patterns(_: Parts) -> bytes:
    """Tiles a thousandth of a point wide, filled with the same tiles."""
    about = (
        b"/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 1 1]/XStep .001/YStep .001"
        b"/Resources<</Pattern<</P 6 0 R>>>>"
    )
    fill = b"/Pattern cs /P scn 0 0 595 842 re f "
    page = (
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
        b"/Resources<</Font<</F1 5 0 R>>/Pattern<</P 6 0 R>>>>>>"
    )
    return printed(small(fill + SHOWN) | {3: page, 6: stream(fill, about)})


def letters_mapped_by_the_million(_: Parts) -> bytes:
    return printed(wide(b"", {7: stream(mapping(b"<00000000> <7FFFFFFF> <0041>"))}))


def letters_measured_by_the_million(_: Parts) -> bytes:
    return printed(wide(b"/W[0 2000000000 500]"))


def rows_predicted_by_the_million(_: Parts) -> bytes:
    about = b"/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns 1>>"
    return printed(small() | {4: stream(zlib.compress(b"\2 " * 50_000_000), about)})


def a_font_that_is_itself(_: Parts) -> bytes:
    return printed(pdfs.with_font(b"5 0 R"))


def one_huge_line(_: Parts) -> bytes:
    return b"word " * 9_000_000


def many_lines(_: Parts) -> bytes:
    return b"a\n\n" * 16_000_000


def text_of_two_bytes(_: Parts) -> bytes:
    return b"\xff\xfe" + ("\u0600" * 24_000_000).encode("utf-16-le")


def spaces_before_a_bar(_: Parts) -> bytes:
    return b"a|b\n" + b" " * 2_900_000 + b"x\n"


def rule_that_is_none(_: Parts) -> bytes:
    return b"a\n" + b"- " * 1_400_000 + b"x\n" + b"a|b\n" + b"|--" * 900_000 + b"x"


def brackets(_: Parts) -> bytes:
    return (b"|\\" * 700_000 + b"\n|-|-|\n") + b"[" * 1_400_000


Maker = Callable[[Parts], bytes]

BOMBS: dict[str, tuple[Maker, ...]] = {
    "docx": (
        *(zip_ratio, zip_ratio_that_lies, many_entries, nested_zips, overlapping_entries, billion_laughs),
        *(quadratic_entities, deep_markup, one_huge_paragraph, many_small_elements, many_runs),
        *(table_of_a_million_cells, wide_cells, merged_cells, list_numbers, styles_based_on_styles),
        *(footnotes_of_footnotes, text_boxes_in_text_boxes),
    ),
    "pdf": (
        *(packed_content, many_pages, told_pages, endless_operators, endless_lines, huge_page, forms_of_forms),
        *(glyphs_of_glyphs, patterns_of_patterns, letters_mapped_by_the_million, a_font_that_is_itself),
        *(letters_measured_by_the_million, rows_predicted_by_the_million),
    ),
    "txt": (one_huge_line, many_lines, text_of_two_bytes),
    "md": (spaces_before_a_bar, rule_that_is_none, brackets),
}
"""By the suffix of the file each is given in under."""


def bomb(make: Maker, suffix: str, parts: Parts) -> Case:
    return Case(make.__name__.replace("_", " "), f"a.{suffix}", make(parts))
