"""The same review as Word, PDF and text reads the same; the files were converted by LibreOffice."""

import os
from pathlib import Path

import pytest

from evals.reading import FORMATS, Same, converted, converter, shares

SPECIMENS = Path(__file__).parents[1] / "specimens"
SAMPLE = Path(__file__).parents[2] / "evals" / "gold" / "saltmarch" / "review.docx"
WIDE = (SPECIMENS / "pdf-wide.docx").read_bytes()


@pytest.mark.parametrize("form", ["plain", "tagged"])
def test_a_pdf_gives_every_word_passage_and_row_of_the_word_file(form: str) -> None:
    """A chronology over landscape pages, merged and cut cells, two columns, lists, notes, tracked changes."""
    found = shares(WIDE, (SPECIMENS / f"pdf-wide-{form}.pdf").read_bytes(), "pdf")
    assert (found.words, found.passages, found.rows) == (Same(4747, 4747), Same(98, 98), Same(54, 54))


def test_text_gives_all_but_what_the_conversion_itself_changed() -> None:
    """LibreOffice leaves marks in the text without their notes, and deleted and hidden words as if plain."""
    found = shares(WIDE, (SPECIMENS / "pdf-wide.txt").read_bytes(), "txt")
    assert found.rows is None
    assert found.passages == Same(277, 291)
    assert found.words.hit >= 0.99 * found.words.of


def test_a_share_says_how_many_of_how_many() -> None:
    assert str(Same(269, 272)) == "269 of 272 (98.90 %)"
    assert str(Same(0, 0)) == "0 of 0 (100.00 %)"


@pytest.mark.long
@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(
    "word", [SAMPLE, SPECIMENS / "small.docx", SPECIMENS / "pdf-wide.docx"], ids=lambda p: p.stem
)
def test_formats_converted_afresh_read_as_the_word_file_does(word: Path, form: str) -> None:
    program = converter()
    if program is None:
        assert not os.environ.get("ASSISTANT_ALLOW_NO_SKIP"), "LibreOffice is not on this machine"
        pytest.skip("left out: no LibreOffice on this machine")
    suffix = FORMATS[form][0]
    found = shares(word.read_bytes(), converted(word, form, program), suffix)
    assert found.words.hit >= 0.99 * found.words.of
    if suffix == "pdf":
        assert found.passages.hit >= 0.99 * found.passages.of
        assert found.rows is not None
        assert found.rows.hit >= 0.98 * found.rows.of
    else:
        assert found.passages.hit >= 0.95 * found.passages.of
