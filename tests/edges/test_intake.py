"""Every file ends either read or with one message that says what to do."""

import hashlib
import io
import zipfile
from pathlib import Path

import pytest

from assistant.edges import intake
from assistant.edges.intake import read_file, shown_name
from assistant.errors import UnreadableFile

SPECIMENS = Path(__file__).parents[1] / "specimens"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def zipped(**files: str) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as package:
        for name, content in files.items():
            package.writestr(name.replace("__", "/"), content)
    return data.getvalue()


@pytest.mark.parametrize(("specimen", "named"), [("small.docx", "wrong.pdf"), ("small.pdf", "wrong.docx")])
def test_contents_count_more_than_the_name(specimen: str, named: str) -> None:
    data = (SPECIMENS / specimen).read_bytes()
    found = read_file(named, data)
    assert found.name == named
    assert found.sha256 == hashlib.sha256(data).hexdigest()
    assert any(block.text == "1. Case details" for block in found.blocks)


def test_text_is_read_by_its_suffix() -> None:
    assert read_file("a.md", b"# One").blocks[0].text == "One"
    assert read_file("a.txt", b"# One").blocks[0].text == "# One"


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.docx", b"", "empty"),
        ("a.txt", b" \n ", "empty"),
        ("a.doc", OLE + b"WordDocument", r"old format \(.doc\)"),
        ("a.docx", OLE + "EncryptedPackage".encode("utf-16-le"), "password"),
        ("a.xls", OLE, "spreadsheet"),
        ("a.rtf", b"{\\rtf1 text}", "Rich Text"),
        ("a.doc", b"{\\rtf1 text}", "Rich Text"),
        ("a.odt", zipped(mimetype="application/vnd.oasis.opendocument.text"), "OpenDocument"),
        ("a.xlsx", zipped(xl__workbook="x"), "spreadsheet"),
        ("a.zip", zipped(one="x"), "zip folder"),
        ("a.docx", b"PK\x03\x04 broken", "damaged"),
        ("a.docx", b"just text", "named .docx"),
        ("a.pdf", b"just text", "named .pdf"),
        ("a.html", b"text", "web page"),
        ("a.txt", b"<!DOCTYPE html><p>x", "web page"),
        ("a.png", b"\x89PNG\r\n", r"not a kind of file we read \(.png\)"),
        ("a.txt", b"\x00\x01", "not text"),
        ("a.txt", b"... --- ...", "no text"),
        ("a.pdf", (SPECIMENS / "locked.pdf").read_bytes(), "password"),
    ],
)
def test_a_file_that_cannot_be_read_gets_one_clear_message(name: str, data: bytes, says: str) -> None:
    with pytest.raises(UnreadableFile, match=says) as refused:
        read_file(name, data)
    assert str(refused.value).startswith(f"“{name}” was not taken in. It ")


def test_a_file_over_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake, "MAX_BYTES", 10)
    with pytest.raises(UnreadableFile, match="larger than 50 MB"):
        read_file("a.txt", b"eleven bytes")


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\x\\a.docx", "a.docx"),
        ("a\u202e\x07.txt", "a.txt"),
        ("", "unnamed file"),
    ],
)
def test_a_name_is_shown_without_folders_or_tricks(given: str, shown: str) -> None:
    assert shown_name(given) == shown
