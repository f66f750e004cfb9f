"""What readers lose is counted on texts whose words are known: ours loses none, other losses are seen."""

import pytest

from assistant.domain.review import Kind
from assistant.pipeline.reading import read_review
from evals.bench import texts
from evals.bench.libraries import Output, by_mammoth, by_python_docx, our_word, ours
from evals.bench.losses import of_review, of_specimen
from evals.bench.specimen import Truth, specimen


@pytest.fixture(scope="module")
def made() -> tuple[bytes, Truth]:
    return specimen()


def test_the_specimen_is_the_same_at_every_call_and_every_word_stands_in_it_once(
    made: tuple[bytes, Truth],
) -> None:
    _, truth = made
    assert specimen() == made
    words = [word for group in (truth.kept, truth.aside) for marked in group.values() for word in marked]
    assert len(words) == len(set(words))
    assert len(truth.kept) >= 20
    assert len(truth.aside) >= 7


def test_our_reader_finds_every_word_of_the_specimen_and_nothing_hidden(made: tuple[bytes, Truth]) -> None:
    document, truth = made
    for reader in (our_word, ours("specimen.docx")):
        lost = of_specimen(reader(document), truth)
        assert (lost.lost, lost.kept_in_error) == ((), ())
        assert lost.words.share == lost.rows.share == 1.0
    # A cell merged downwards is told again in each of its rows, so that a row can stand alone.
    assert lost.twice == ("cell merged downwards",)


def test_what_other_libraries_lose_is_seen(made: tuple[bytes, Truth]) -> None:
    document, truth = made
    mammoth, python_docx = (of_specimen(reader(document), truth) for reader in (by_mammoth, by_python_docx))
    assert {"header", "footer"} <= set(mammoth.lost)
    assert {"footnote", "text box", "tracked insertion"} <= set(python_docx.lost)
    assert "hidden text" in mammoth.kept_in_error
    assert "hidden text" in python_docx.kept_in_error


def test_every_word_row_and_footnote_of_the_sample_is_read() -> None:
    document, known = texts.sample()
    lost = of_review(our_word(document), known)
    assert (lost.missing.hit, lost.rows.share, lost.footnotes.share) == (0, 1.0, 1.0)
    assert lost.missing.of > 9_000


def test_words_rows_and_footnotes_that_are_not_there_are_counted() -> None:
    known = texts.Known(
        words={"visit": 2, "made": 1}, rows=(("3 May", "Visit"), ("4 May", "")), footnotes=("Late.",)
    )
    lost = of_review(Output(text="visit made", rows=(("3 May", " Visit "),)), known)
    assert (lost.missing.hit, lost.rows.hit, lost.footnotes.hit) == (1, 1, 0)
    in_lines = of_review(Output(text="visit visit made\n3 May Visit\nLate.", rows=None), known)
    assert (in_lines.missing.hit, in_lines.rows.hit, in_lines.footnotes.hit) == (0, 1, 1)


@pytest.mark.long
def test_the_long_review_is_the_sample_under_other_names() -> None:
    document, known = texts.long_review()
    passages = read_review([("long.docx", document)]).passages
    assert sum(known.words.values()) > 45_000
    assert len(known.footnotes) == sum(p.kind is Kind.FOOTNOTE for p in passages) == 30
    assert of_review(Output(text="\n".join(p.text for p in passages), rows=None), known).missing.hit == 0
