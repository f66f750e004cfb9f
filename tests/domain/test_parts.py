"""A correction moves a section and what inherited from it; what is missing is then said anew."""

from datetime import UTC, datetime

from assistant.domain.parts import corrected, missing_parts
from assistant.domain.review import Correction, Notice, NoticeKind, Part, Review, Section

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
HIDDEN = Notice(kind=NoticeKind.HIDDEN_TEXT, message="One paragraph is hidden.")


def review(*sections: tuple[int, Part, tuple[Part, ...]], file: str = "review.docx") -> Review:
    made = tuple(
        Section(id=f"s{n}", title=f"Section {n}", part=part, also=also, file=file, level=level)
        for n, (level, part, also) in enumerate(sections, start=1)
    )
    notices = (HIDDEN, *missing_parts(made))
    return Review(id="r", title="r", files=(), words=0, text="", sections=made, passages=(), notices=notices)


def correction(section: str, part: Part, by: str = "A") -> Correction:
    return Correction(section=section, part=part, by=by, at=NOON)


def parts(of: Review) -> list[Part]:
    return [section.part for section in of.sections]


def test_sub_sections_go_with_their_section_where_they_had_its_part() -> None:
    read = review(
        (1, Part.OTHER, ()),
        (2, Part.OTHER, ()),
        (3, Part.OTHER, ()),
        (2, Part.PLANNING, ()),
        (1, Part.OTHER, ()),
    )
    now = corrected(read, [correction("s1", Part.ASSESSMENT)])
    assert parts(now) == [Part.ASSESSMENT, Part.ASSESSMENT, Part.ASSESSMENT, Part.PLANNING, Part.OTHER]
    assert [s.corrected is not None for s in now.sections] == [True, False, False, False, False]


def test_a_sub_section_corrected_itself_keeps_its_own_part() -> None:
    read = review((1, Part.OTHER, ()), (2, Part.OTHER, ()))
    now = corrected(read, [correction("s2", Part.REVIEWING), correction("s1", Part.ASSESSMENT)])
    assert parts(now) == [Part.ASSESSMENT, Part.REVIEWING]


def test_the_latest_correction_counts_and_says_whose_it_is() -> None:
    read = review((1, Part.OTHER, ()))
    now = corrected(read, [correction("s1", Part.REVIEWING, "A"), correction("s1", Part.OTHER, "B")])
    assert parts(now) == [Part.OTHER]
    assert now.sections[0].corrected == correction("s1", Part.OTHER, "B")


def test_missing_parts_are_said_anew_and_other_notices_stay() -> None:
    read = review((1, Part.GLOSSARY, ()))
    now = corrected(read, [correction("s1", Part.CHRONOLOGY)])
    messages = [notice.message for notice in now.notices]
    assert messages[0] == HIDDEN.message
    assert len(messages) == len(read.notices)
    assert "No section on a glossary was found, by heading or by content." in messages
    assert not any("chronology" in message for message in messages)


def test_a_part_that_a_heading_names_besides_is_not_missing() -> None:
    read = review((1, Part.ASSESSMENT, (Part.PLANNING,)))
    assert not any("planning" in notice.message for notice in read.notices)
    other = corrected(read, [correction("s1", Part.PLANNING)])
    assert any("on assessment" in notice.message for notice in other.notices)


def test_a_review_without_corrections_is_the_same() -> None:
    read = review((1, Part.OTHER, ()))
    assert corrected(read, []) is read
