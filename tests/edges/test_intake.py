"""Every file ends either read or with one sentence of the closed set, which says what to do."""

import ast
import hashlib
import io
import zipfile
from pathlib import Path

import pytest

import assistant.edges
from assistant.domain.refusal import Refusal
from assistant.edges import intake
from assistant.edges.intake import form_of, read_file, shown_name
from assistant.edges.sandbox.answer import Form
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


def test_a_text_that_begins_with_the_letters_of_a_zip_is_a_text() -> None:
    assert form_of("a.txt", b"PK was seen by his officer.") is Form.TEXT


@pytest.mark.parametrize(
    ("name", "data", "refusal"),
    [
        ("a.docx", b"", Refusal.EMPTY),
        ("a.txt", b" \n ", Refusal.EMPTY),
        ("a.doc", OLE + b"WordDocument", Refusal.OLD_WORD),
        ("a.docx", OLE + "EncryptedPackage".encode("utf-16-le"), Refusal.LOCKED),
        ("a.xls", OLE, Refusal.SPREADSHEET),
        ("a.ppt", OLE, Refusal.PRESENTATION),
        ("a.msg", OLE, Refusal.EMAIL),
        ("a.rtf", b"{\\rtf1 text}", Refusal.RICH_TEXT),
        ("a.doc", b"{\\rtf1 text}", Refusal.RICH_TEXT),
        ("a.docx", b"just text", Refusal.MISNAMED),
        ("a.pdf", b"just text", Refusal.MISNAMED),
        ("a.html", b"text", Refusal.WEB_PAGE),
        ("a.txt", b"<!DOCTYPE html><p>x", Refusal.WEB_PAGE),
        ("a.png", b"\x89PNG\r\n", Refusal.UNKNOWN_KIND),
    ],
)
def test_what_cannot_be_read_is_told_before_anything_is_opened(
    name: str, data: bytes, refusal: Refusal
) -> None:
    with pytest.raises(UnreadableFile) as refused:
        form_of(name, data)
    assert refused.value.args == (refusal,)


@pytest.mark.parametrize(
    ("name", "data", "refusal"),
    [
        ("a.odt", zipped(mimetype="application/vnd.oasis.opendocument.text"), Refusal.OPEN_DOCUMENT),
        ("a.xlsx", zipped(xl__workbook="x"), Refusal.SPREADSHEET),
        ("a.zip", zipped(one="x"), Refusal.ZIP_FOLDER),
        ("a.docx", b"PK\x03\x04 broken", Refusal.DAMAGED_WORD),
        ("a.txt", b"\x00\x01", Refusal.NOT_TEXT),
        ("a.txt", b"... --- ...", Refusal.NO_TEXT),
        ("a.pdf", (SPECIMENS / "locked.pdf").read_bytes(), Refusal.LOCKED),
        ("a.pdf", (SPECIMENS / "small.pdf").read_bytes()[:3000], Refusal.DAMAGED_PDF),
    ],
)
def test_a_file_that_was_opened_and_not_read_is_named_with_the_reason(
    name: str, data: bytes, refusal: Refusal
) -> None:
    with pytest.raises(UnreadableFile) as refused:
        read_file(name, data)
    assert str(refused.value) == f"“{name}” was not taken in. {refusal}"


def test_readers_refuse_in_no_other_words_than_those_of_the_closed_set() -> None:
    # All edges but the door, which puts the file's name before the words, and the sandbox, which checks them.
    edges = Path(assistant.edges.__file__).parent
    readers = {
        path for path in edges.rglob("*.py") if path != edges / "intake.py" and path.parent.name != "sandbox"
    }
    trees = [ast.walk(ast.parse(path.read_text("utf-8"))) for path in readers]
    calls = [node for tree in trees for node in tree if isinstance(node, ast.Call)]
    refusals = [c for c in calls if isinstance(c.func, ast.Name) and c.func.id == "UnreadableFile"]
    said = [ast.unparse(argument) for call in refusals for argument in call.args]
    assert len(said) > 10
    assert {words.partition(".")[0] for words in said} == {"Refusal", "refusal"}


def test_every_refusal_says_what_to_do() -> None:
    acts = (" Add ", " add ", "Save ", " save ", "Compress ", "Try again")
    assert [refusal.name for refusal in Refusal if not any(act in refusal for act in acts)] == []


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
