"""The readers that are measured side by side: ours, and other libraries used the way their manuals show.

Bytes of a file come in, its text and table rows go out. It stands alone so that every reader is asked the same
question. What a library has no notion of, it is not blamed for here: that is counted by what is lost.
"""

import io
from collections.abc import Callable

import mammoth
import pdfplumber
from docx import Document
from docx.table import Table
from lxml import html

from assistant.domain.record import Record
from assistant.domain.review import Kind
from assistant.edges.pdf import read_pdf
from assistant.edges.word import read_word
from assistant.pipeline.reading import read_review


class Output(Record):
    """What a reader made of a file: all text that it holds for the file's, and the rows of its tables."""

    text: str
    rows: tuple[tuple[str, ...], ...] | None
    """None where the reader knows no rows: then a line of the text has to do."""


Reader = Callable[[bytes], Output]


def ours(name: str) -> Reader:
    """The whole door, as the product uses it: the child process, passages, notices."""

    def read(data: bytes) -> Output:
        passages = read_review([(name, data)]).passages
        rows = tuple(p.cells for p in passages if p.kind is Kind.ROW)
        return Output(text="\n".join(p.text for p in passages), rows=rows)

    return read


def our_word(data: bytes) -> Output:
    """Our Word reader by itself, in this process."""
    blocks = read_word(data).blocks
    rows = tuple(tuple(b.text.split("\t")) for b in blocks if b.kind is Kind.ROW)
    return Output(text="\n".join(b.text for b in blocks), rows=rows)


def our_pdf(data: bytes) -> Output:
    """Our PDF reader by itself, in this process."""
    blocks = read_pdf(data).blocks
    rows = tuple(tuple(b.text.split("\t")) for b in blocks if b.kind is Kind.ROW)
    return Output(text="\n".join(b.text for b in blocks), rows=rows)


def by_mammoth(data: bytes) -> Output:
    """mammoth's ``convert_to_html``, pictures left out, and the text of the page it makes."""
    made = mammoth.convert_to_html(
        io.BytesIO(data), convert_image=mammoth.images.img_element(lambda _: {"src": ""})
    )
    page = html.fromstring(f"<div>{made.value}</div>")
    rows = tuple(
        tuple(" ".join(map(str, cell.itertext())) for cell in row if cell.tag in ("td", "th"))
        for row in page.iter("tr")
    )
    return Output(text=" \n".join(map(str, page.itertext())), rows=rows)


def by_python_docx(data: bytes) -> Output:
    """python-docx: paragraphs and tables of the body in order, headers and footers of every section."""
    document = Document(io.BytesIO(data))
    lines: list[str] = []
    rows: list[tuple[str, ...]] = []
    for item in document.iter_inner_content():
        if isinstance(item, Table):
            for row in item.rows:
                cells = list(dict.fromkeys(row.cells))
                rows.append(tuple(cell.text for cell in cells))
                lines += rows[-1]
        else:
            lines.append(item.text)
    for section in document.sections:
        for furniture in (section.header, section.footer):
            lines += [] if furniture.is_linked_to_previous else [p.text for p in furniture.paragraphs]
    return Output(text="\n".join(lines), rows=tuple(rows))


def by_pypdf(data: bytes) -> Output:
    """pypdf's ``extract_text``, page by page; ``ImportError`` where it is not installed."""
    from pypdf import PdfReader

    pages = PdfReader(io.BytesIO(data)).pages
    return Output(text="\n".join(page.extract_text() for page in pages), rows=None)


def by_pdfplumber(data: bytes) -> Output:
    """pdfplumber's ``extract_text``, page by page."""
    with pdfplumber.open(io.BytesIO(data)) as document:
        return Output(text="\n".join(page.extract_text() for page in document.pages), rows=None)


WORD: dict[str, Reader] = {
    "ours": ours("review.docx"),
    "ours, bare": our_word,
    "mammoth": by_mammoth,
    "python-docx": by_python_docx,
}
PDF: dict[str, Reader] = {
    "ours": ours("review.pdf"),
    "ours, bare": our_pdf,
    "pypdf": by_pypdf,
    "pdfplumber": by_pdfplumber,
}
