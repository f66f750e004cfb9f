"""PDFs made by hand for tests: a page is a content stream, so that what is drawn, and how, is plain to see."""

from collections.abc import Sequence

WIDTH, HEIGHT = 400, 500


def text(words: str, x: float = 50, y: float = 400, size: float = 12, extra: str = "") -> str:
    """Operators that print those words, after any ``extra`` operators."""
    return f"q {extra} BT /F1 {size} Tf {x} {y} Td ({words}) Tj ET Q\n"


def pdf(pages: Sequence[str], annotations: Sequence[str] = (), catalog: str = "", page: str = "") -> bytes:
    """A PDF with those content streams in Helvetica.

    ``annotations`` stand on the first page, as dictionaries without their brackets. Graphics state ``/Clear``
    is fully transparent, ``/Im`` a grey picture of one pixel; font ``/F2`` has no letter for code 255.
    ``catalog`` and ``page`` are entries to add.
    """
    objects = [
        "",
        "",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding << /Differences [255 /g9999] >> >>",
        "<< /Type /ExtGState /ca 0 /CA 0 >>",
        _stream(
            "\x7f",
            "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8",
        ),
    ]
    numbers = []
    notes = []
    for annotation in annotations:
        objects.append(f"<< /Type /Annot {annotation} >>")
        notes.append(f"{len(objects)} 0 R")
    for place, content in enumerate(pages):
        objects.append(_stream(content))
        marked = f"/Annots [{' '.join(notes)}]" if notes and not place else ""
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] {marked} "
            f"/Contents {len(objects)} 0 R "
            "/Resources << /Font << /F1 3 0 R /F2 4 0 R >> /ExtGState << /Clear 5 0 R >> "
            "/XObject << /Im 6 0 R >> >> "
            f"{page} >>"
        )
        numbers.append(f"{len(objects)} 0 R")
    form = f"/AcroForm << /Fields [{' '.join(notes)}] /DR << /Font << /F1 3 0 R >> >> >>" if notes else ""
    objects[0] = f"<< /Type /Catalog /Pages 2 0 R {form} {catalog} >>"
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(numbers)}] /Count {len(numbers)} >>"
    return _file(objects)


def _stream(content: str, entries: str = "") -> str:
    return f"<< {entries} /Length {len(content)} >>\nstream\n{content}\nendstream"


def _file(objects: Sequence[str]) -> bytes:
    data = b"%PDF-1.7\n"
    offsets = []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(data))
        data += f"{number} 0 obj\n{content}\nendobj\n".encode("latin-1")
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    trailer = f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(data)}\n%%EOF\n"
    return data + f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}{trailer}".encode("latin-1")
