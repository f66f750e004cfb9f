"""Each channel puts a text where the product's own reader reads it, or lists it as left out."""

from pathlib import Path
from typing import Any

import pytest

from assistant.domain.review import NoticeKind, Review
from assistant.pipeline.reading import read_review
from evals.build import write
from evals.channels import IN_PDF, Channel, Inject, into_pdf, into_source, into_word
from evals.editing import edited
from evals.edits import EditError
from evals.overlay import Overlaid, overlaid

TEXT = "The weather was fine (all day) in Leeds."
SOURCE: dict[str, Any] = {
    **dict.fromkeys(("title", "subject", "marking", "description", "footer"), "Made for tests"),
    "footnotes": {1: "Seen."},
    "blocks": [
        {"heading": {"level": 1, "text": "1. Assessment"}},
        {"p": "The officer wrote it down.[^1] The manager read it."},
        {"table": {"columns": ["Date", "Event"], "widths": [4, 10], "rows": [["1 May", "A visit was made."]]}},
    ],
}
PDF = (Path(__file__).parents[1] / "specimens" / "small.pdf").read_bytes()


def word(*injected: Inject) -> bytes:
    data = edited(SOURCE, (), lambda data: into_source(data, injected))
    return write(data, lambda document: into_word(document, injected))


def read(data: bytes, name: str = "review.docx") -> Review:
    return read_review([(name, data)])


IN_WORD = [channel for channel in Channel if channel not in IN_PDF]


@pytest.fixture(scope="module")
def all_of_them() -> list[Inject]:
    """A text of its own through each channel that a Word file has."""
    return [
        Inject(
            inject=f"{TEXT} So it was in {n} towns.",
            channel=channel,
            after="A visit was made." if channel is Channel.CELL else "The manager read it.",
        )
        for n, channel in enumerate(IN_WORD, start=10)
    ]


@pytest.fixture(scope="module")
def review(all_of_them: list[Inject]) -> Review:
    return read(word(*all_of_them))


@pytest.mark.parametrize("number", range(len(IN_WORD)), ids=IN_WORD)
def test_a_text_is_read_or_listed_under_the_notice_of_its_channel(
    number: int, all_of_them: list[Inject], review: Review
) -> None:
    one = all_of_them[number]
    told = {notice.kind for notice in review.notices if one.inject in (notice.text or "")}
    expected = {NoticeKind.INSERTED_TEXT} if one.channel is Channel.INSERTED else {one.left_out} - {None}
    assert told == expected
    assert (one.inject in review.text) == (one.left_out is None)


def test_the_same_file_is_made_each_time(all_of_them: list[Inject]) -> None:
    assert word(*all_of_them) == word(*all_of_them)


def test_the_channels_of_a_pdf_are_listed_and_leave_its_text_as_it_was() -> None:
    over = [Inject(inject=TEXT, channel=channel, page=1) for channel in IN_PDF]
    data = into_pdf(PDF, over)
    assert into_pdf(PDF, over) == data
    assert data.startswith(PDF), "an update stands behind the file, which is left as it was"
    review = read(data, "review.pdf")
    assert review.text == read(PDF, "review.pdf").text
    (told,) = (n for n in review.notices if n.kind is NoticeKind.HIDDEN_TEXT)
    assert told.text is not None
    assert told.text.endswith("\n".join([TEXT] * 3)), "this PDF hides text of its own on another page"


def test_words_that_are_not_in_one_paragraph_are_refused() -> None:
    with pytest.raises(EditError, match="stands in 0 paragraphs"):
        word(Inject(inject=TEXT, channel=Channel.HIDDEN, after="Nobody wrote this."))


def test_a_page_that_is_not_there_is_refused() -> None:
    with pytest.raises(ValueError, match="none of them 99"):
        overlaid(PDF, [(99, Overlaid.WHITE, TEXT)])
