"""The ledger of a Word file follows each character, and says when a reading forgot or repeated one."""

from pathlib import Path

import pytest
from lxml import etree

from assistant.domain.ledger import Bucket
from assistant.domain.review import NoticeKind
from assistant.edges import word
from assistant.edges.word.account import Account
from assistant.edges.word.census import census
from assistant.edges.word.strand import Strand, joined, ours
from assistant.edges.word.xml import name
from tests.edges.word.packages import SPACES, buckets, docx, para, read

SAMPLE = Path(__file__).parents[3] / "evals" / "gold" / "saltmarch" / "review.docx"


def test_every_character_of_the_sample_has_one_bucket() -> None:
    assert read(SAMPLE.read_bytes()).total > 50_000


def test_white_space_that_was_trimmed_is_space() -> None:
    assert buckets(docx(para("  Text \n") + para("   "))) == {Bucket.PARAGRAPH: 4, Bucket.SPACE: 7}


def test_what_a_reading_forgets_is_lost_and_named(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = word.headed
    monkeypatch.setattr(word, "headed", lambda pieces: whole(pieces)[:-1])
    read = word.read_word(docx(para("Kept") + para("Forgotten")))
    assert {e.bucket: e.characters for e in read.entries} == {Bucket.PARAGRAPH: 4, Bucket.LOST: 9}
    assert [(n.kind, n.text) for n in read.notices] == [(NoticeKind.UNREAD_TEXT, "Forgotten")]


def test_what_a_reading_tells_twice_is_named_even_where_it_forgets_as_much(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    whole = word.headed
    monkeypatch.setattr(word, "headed", lambda pieces: [whole(pieces)[0]] * 2)
    read = word.read_word(docx(para("Twice") + para("Never")))
    assert {e.bucket: e.characters for e in read.entries} == {Bucket.PARAGRAPH: 10}
    assert [n.text for n in read.notices] == ["Twice\nNever"]


def test_the_census_counts_text_in_any_part_and_nothing_else() -> None:
    root = etree.fromstring(
        f"<x {SPACES}><w:t>four</w:t><w:delText>5</w:delText><w:instrText>66</w:instrText>"
        '<v:textpath string="777"/>'
        "<m:t>8888</m:t><a:t>99999</a:t><c:v>1</c:v><w:other>no</w:other><c:f>no</c:f></x>"
    )
    empty = etree.fromstring("<x>no</x>")
    assert census({"any.xml": root, "empty.xml": empty}) == {"any.xml": 4 + 1 + 2 + 3 + 4 + 5 + 1}


def test_a_strand_keeps_what_is_the_files_apart_from_what_is_ours() -> None:
    element = etree.Element(name("w:t"))
    element.text = " ab "
    account = Account()
    strand = joined([Strand(((account.take(element), element),)), ours("1."), ours("")], "\t")
    kept, spaces = strand.stripped()
    assert (strand.text, kept.text, spaces.text) == (" ab \t1.\t", "ab \t1.", " \t")
    account.put(Bucket.ROW, kept)
    assert account.lost() == [" ab "]
    account.put(Bucket.SPACE, spaces)
    assert account.lost() == []
    assert [(e.bucket, e.characters) for e in account.entries(4)] == [(Bucket.ROW, 3), (Bucket.SPACE, 1)]
