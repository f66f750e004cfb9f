"""A Word file is looked at as a package before it is opened, and what it points to is never followed."""

import io
import zipfile

import pytest

from assistant.edges.word import read_word
from assistant.errors import UnreadableFile
from tests.edges.word.packages import (
    W,
    docx,
    para,
    texts,
)


def test_strict_open_xml_is_read_like_any_other() -> None:
    source = zipfile.ZipFile(io.BytesIO(docx(para("Strict"))))
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as package:
        for name in source.namelist():
            content = source.read(name).replace(W.encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main")
            package.writestr(name, content)
    assert texts(data.getvalue()) == ["Strict"]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (docx(para("x"), extra={"word/vbaProject.bin": b"x"}), "macros"),
        (docx(para("x"), types="<Default ContentType='application/word.macroEnabled'/>"), "macros"),
        (docx(para("x"), extra={"word/document.xml": "<!DOCTYPE d [<!ENTITY a 'b'>]><d>&a;</d>"}), "type decl"),
        (docx(para("x"), extra={"word/document.xml": "<w:document"}), "damaged"),
        (docx(para("x"), extra={"word/document.xml": "<x/>"}), "not a Word document"),
        (docx(para("x"), extra={"word/media/big.bin": bytes(30_000_000)}), "larger than the file"),
        (docx(para("x"))[:200], "damaged"),
        (docx(para("x"))[100:], "damaged"),
        (docx(para("x"), extra={f"word/media/{n}": b"" for n in range(5_001)}), "larger than the file"),
    ],
)  # fmt: skip
def test_unsafe_packages_are_refused_with_what_to_do(data: bytes, says: str) -> None:
    with pytest.raises(UnreadableFile, match=says):
        read_word(data)


def test_two_parts_of_one_name_are_refused() -> None:
    data = io.BytesIO(docx(para("x")))
    with zipfile.ZipFile(data, "a") as package, pytest.warns(UserWarning, match="Duplicate"):
        package.writestr("word/document.xml", "<x/>")
    with pytest.raises(UnreadableFile, match="same name"):
        read_word(data.getvalue())
