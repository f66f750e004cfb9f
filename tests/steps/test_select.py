"""What is sent of a review that does not fit: whole sections, those that matter, in order, within the limit."""

from hypothesis import given
from hypothesis import strategies as st

from assistant.domain.review import Kind, Part, Passage, Review, Section
from assistant.domain.selection import Selection, unread_words
from assistant.edges import library
from assistant.steps.compose import common, compose
from assistant.steps.select import select

HOME = frozenset({Part.PLANNING})
RUBRIC = library.rubric()
INSTRUCTIONS, TEXT = library.instructions("draft.v1")

Told = tuple[Part, int, tuple[tuple[Kind, int, bool], ...]]


def made(*told: Told) -> Review:
    """A review of these sections: the part, the level, and each passage's kind, length and whether it names
    columns; every section begins with a heading of ten characters."""
    sections, passages = [], []
    for n, (part, level, held) in enumerate(told, 1):
        sections.append(Section(id=f"s{n}", title=f"Section {n}", part=part, file="a.docx", level=level))
        for kind, length, header in ((Kind.HEADING, 10, False), *held):
            table = {"table": n, "row": 1} if kind is Kind.ROW else {}
            passages.append(
                Passage.model_validate(
                    {"id": f"p{len(passages) + 1}", "section": f"s{n}", "file": "a.docx", "kind": kind}
                    | {"text": "x" * length, "start": 0, "end": length, "header": header}
                    | table
                )
            )
    return Review(
        id="r", title="A", files=(), words=1, text="", sections=tuple(sections), passages=tuple(passages)
    )


def plain(part: Part, *lengths: int, level: int = 1) -> Told:
    return part, level, tuple((Kind.PARAGRAPH, length, False) for length in lengths)


def size(passage: Passage) -> int:
    return len(passage.text)


def chosen(review: Review, room: int, worth: dict[str, float] | None = None) -> Selection:
    return select(review, HOME, worth or {}, size, room)


def sections_of(review: Review, selection: Selection) -> list[str]:
    """The sections that are sent whole."""
    return [s.id for s in review.sections if s.id not in selection.unread]


KINDS = st.sampled_from([Kind.PARAGRAPH, Kind.LIST_ITEM, Kind.ROW, Kind.FOOTNOTE, Kind.FURNITURE])
HELD = st.lists(st.tuples(KINDS, st.integers(1, 60)), max_size=6)
REVIEWS = st.lists(st.tuples(st.sampled_from(list(Part)), st.integers(1, 3), HELD), min_size=1, max_size=8).map(
    lambda drawn: made(
        *((part, level, tuple((kind, length, False) for kind, length in held)) for part, level, held in drawn)
    )
)
WORTH = st.dictionaries(st.integers(1, 40).map(lambda n: f"p{n}"), st.floats(0, 9))


@given(REVIEWS, WORTH, st.integers(0, 400))
def test_what_is_selected_fits_and_is_told_truly(review: Review, worth: dict[str, float], room: int) -> None:
    selection = chosen(review, room, worth)
    sendable = [p for p in review.passages if p.kind is not Kind.FURNITURE]
    sent = [p for p in sendable if p.id in selection.passages]
    assert {p.id for p in sent} == selection.passages
    assert sum(map(size, sent)) <= room
    for section in review.sections:
        held = [p for p in sendable if p.section == section.id]
        whole = all(p.id in selection.passages for p in held)
        assert whole == (section.id not in selection.unread)
        part = sum(p.id in selection.passages for p in held if p.kind is not Kind.HEADING)
        # A section is cut only where it could never be sent whole, or is a chronology, whose rows stand alone.
        if part and not whole:
            assert section.part is Part.CHRONOLOGY or sum(map(size, held)) + 20 > room
    assert selection == chosen(review, room, worth)


@given(REVIEWS, WORTH)
def test_a_review_that_fits_is_selected_whole_and_sent_to_the_byte_as_ever(
    review: Review, worth: dict[str, float]
) -> None:
    selection = chosen(review, sum(map(size, review.passages)), worth)
    assert (selection.unread, selection.share) == ((), 100)
    assert common(review, INSTRUCTIONS, TEXT, selection) == common(review, INSTRUCTIONS, TEXT)


def test_sections_where_the_prompts_matter_belongs_come_first_then_the_chronology() -> None:
    review = made(
        plain(Part.OTHER, 30), plain(Part.CHRONOLOGY, 30), plain(Part.PLANNING, 30), plain(Part.OTHER, 30)
    )
    worth = {"p2": 9.0, "p8": 5.0}
    assert sections_of(review, chosen(review, 40, worth)) == ["s3"]
    assert sections_of(review, chosen(review, 80, worth)) == ["s2", "s3"]
    assert sections_of(review, chosen(review, 120, worth)) == ["s1", "s2", "s3"]
    assert chosen(review, 120, worth).unread == ("s4",)


def test_a_section_whose_heading_names_the_part_too_is_at_home() -> None:
    review = made(plain(Part.ASSESSMENT, 30), plain(Part.ASSESSMENT, 30))
    both = review.sections[1].model_copy(update={"also": (Part.PLANNING,)})
    review = review.model_copy(update={"sections": (review.sections[0], both)})
    assert sections_of(review, chosen(review, 40)) == ["s2"]


def test_among_alike_sections_the_one_nearest_to_the_prompt_comes_first_and_length_is_no_merit() -> None:
    review = made(plain(Part.OTHER, 10, 10, 10, 10, 10), plain(Part.OTHER, 40))
    worth = {"p2": 1.0, "p3": 1.0, "p4": 1.0, "p5": 1.0, "p6": 1.0, "p8": 3.5}
    assert sections_of(review, chosen(review, 60, worth)) == ["s2"]


def test_a_smaller_section_takes_the_room_that_a_larger_one_does_not_fit() -> None:
    review = made(plain(Part.PLANNING, 50), plain(Part.PLANNING, 50), plain(Part.OTHER, 20))
    assert sections_of(review, chosen(review, 100)) == ["s1", "s3"]


def test_the_headings_over_a_section_come_with_it() -> None:
    review = made(plain(Part.OTHER, 80), plain(Part.PLANNING, 20, level=2))
    assert chosen(review, 40).passages == {"p1", "p3", "p4"}
    assert chosen(review, 40).unread == ("s1",)


def test_a_section_too_large_alone_gives_its_best_passages_and_leaves_half_the_room() -> None:
    review = made(plain(Part.PLANNING, 30, 30, 30, 30), plain(Part.OTHER, 40))
    selection = chosen(review, 100, {"p4": 2.0, "p5": 1.0})
    assert selection.passages == {"p1", "p4", "p6", "p7"}
    assert selection.unread == ("s1",)


def test_a_chronology_gives_its_best_rows_with_their_columns_and_footnotes() -> None:
    rows = ((Kind.ROW, 10, True), (Kind.ROW, 20, False), (Kind.ROW, 20, False), (Kind.FOOTNOTE, 5, False))
    review = made((Part.CHRONOLOGY, 1, rows), plain(Part.OTHER, 100))
    assert chosen(review, 90, {"p4": 1.0}).passages >= {"p1", "p2", "p4", "p5"}
    assert "p3" not in chosen(review, 60, {"p4": 1.0}).passages


def test_nothing_is_selected_where_not_one_passage_fits() -> None:
    review = made(plain(Part.PLANNING, 50))
    assert (chosen(review, 30).passages, chosen(review, 30).share) == (frozenset(), 0)


def test_the_request_holds_what_was_selected_and_says_that_more_is_missing() -> None:
    review = made(plain(Part.OTHER, 30), plain(Part.PLANNING, 40), plain(Part.OTHER, 30))
    selection = chosen(review, 90)
    asked = library.sample()[1], RUBRIC, RUBRIC.prompt("1.2.a")
    request = compose(common(review, INSTRUCTIONS, TEXT, selection), *asked)
    content = request.messages[1].content
    assert [line[:4] for line in content.split("\n") if line.startswith("[p")] == [
        "[p1]",
        "[p2]",
        "[p3]",
        "[p4]",
    ]
    assert "1 of its 3 sections are not above" in content.split("END REVIEW")[1].split("# The question")[0]
    assert '"enum":["p1","p2","p3","p4"]' in request.answer_schema
    whole = compose(common(review, INSTRUCTIONS, TEXT), *asked)
    assert whole.cache_key != request.cache_key
    assert "not above" not in whole.messages[1].content


def test_what_was_not_read_is_told_by_name_and_counted_beyond_the_most() -> None:
    review = made(plain(Part.OTHER, 1), plain(Part.OTHER, 1), plain(Part.OTHER, 1))
    assert unread_words(review, ("s1", "s3")) == "2 of 3 sections (Section 1; Section 3)"
    assert unread_words(review, ("s1", "s2", "s3"), 1) == "3 of 3 sections (Section 1; 2 more)"
