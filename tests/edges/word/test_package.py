"""A Word file is looked at as a package before it is opened, and what it points to is never followed."""

import io
import zipfile
from xml.sax.saxutils import escape

import pytest

from assistant.domain.review import NoticeKind
from assistant.edges.word import read_word
from assistant.errors import UnreadableFile
from tests.edges.word.packages import RELATIONSHIPS, RELS, W, docx, notices, para, texts


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


def test_what_the_file_points_to_outside_is_listed_and_web_links_are_not() -> None:
    links = {
        "image": "https://example.org/a.png",
        "attachedTemplate": "file:///C:/review.dotm",
        "hyperlink": "https://example.org/",
    }
    found = "".join(
        f'<Relationship Id="{kind}" Type="{RELATIONSHIPS}/{kind}" Target="{target}" TargetMode="External"/>'
        for kind, target in links.items()
    )
    found += f'<Relationship Id="f" Type="{RELATIONSHIPS}/hyperlink" Target="plan.docx" TargetMode="External"/>'
    codes = ['INCLUDETEXT "\\\\server\\part.docx"', 'HYPERLINK "https://example.org"', "PAGEREF _Toc1"]
    codes += [r'HYPERLINK \l "_Part:_3"', "HYPERLINK plan.html"]
    codes.append(r'DDEAUTO c:\\x.exe "a"')
    body = "".join(para(f'<w:fldSimple w:instr="{escape(c, {chr(34): "&quot;"})}"/>') for c in codes)
    data = docx(para("Text") + body, extra={"word/_rels/document.xml.rels": RELS.format(found)})
    [notice] = notices(data, NoticeKind.OUTSIDE_LINK)
    assert "never followed" in notice.message
    assert "5 places" in notice.message
    assert set(str(notice.text).split("\n")) == {
        "linked picture: https://example.org/a.png",
        "attached template: file:///C:/review.dotm",
        "link to a file: plan.docx",
        r"field: \\server\part.docx",
        r"field: c:\\x.exe",
    }


def test_links_outside_are_listed_up_to_a_number_and_a_length() -> None:
    found = "".join(
        f'<Relationship Id="r{n}" Type="{RELATIONSHIPS}/image" Target="{n}/{"x" * 400}" TargetMode="External"/>'
        for n in range(60)
    )
    [notice] = notices(
        docx(para("T"), extra={"word/_rels/document.xml.rels": RELS.format(found)}), NoticeKind.OUTSIDE_LINK
    )
    assert len(str(notice.text)) < 51 * 330
    assert "60 places" in notice.message


def test_part_names_do_not_tell_capitals_or_slashes_apart() -> None:
    source = zipfile.ZipFile(io.BytesIO(docx(para("Text"), header1=para("Top"))))
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as package:
        for name in source.namelist():
            other = name if "rels" in name else name.replace("word/", "Word\\")
            package.writestr(other, source.read(name))
    assert [b.text for b in read_word(data.getvalue()).blocks] == ["Text", "Top"]
