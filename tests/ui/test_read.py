"""What we read shows parts and sub-sections, whose word each is, and what became of every character."""

from datetime import UTC, datetime

from assistant.domain.ledger import Bucket, Entry, Ledger
from assistant.domain.parts import corrected
from assistant.domain.review import Correction, Kind, Part, Passage, Review, Section
from assistant.ui.presentation.ledger import shown_ledger
from assistant.ui.presentation.parts import parts

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def review(*sections: tuple[str, int, Part], also: dict[str, Part] | None = None) -> Review:
    made = tuple(
        Section(
            id=f"s{n}", title=title, part=part, file="r.docx", level=level,
            also=(also[title],) if also and title in also else (),
        )
        for n, (title, level, part) in enumerate(sections, start=1)
    )  # fmt: skip
    return Review(id="r", title="r", files=(), words=0, text="", sections=made, passages=())


READ = review(
    ("Case details", 1, Part.CASE_DETAILS), ("Background", 2, Part.CASE_DETAILS),
    ("Diversity", 2, Part.CASE_DETAILS), ("Assessment and planning", 1, Part.ASSESSMENT),
    ("Annex", 1, Part.OTHER), ("More details", 1, Part.CASE_DETAILS),
    also={"Assessment and planning": Part.PLANNING},
)  # fmt: skip


def row(read: Review, part: Part) -> list[tuple[str, str]]:
    found = next(one for one in parts(read, closed=False).rows if one.id is part).found
    return [(section.title, section.below) for section in found]


def test_sub_sections_are_counted_and_not_listed() -> None:
    assert row(READ, Part.CASE_DETAILS) == [("Case details", "with 2 sub-sections"), ("More details", "")]


def test_a_part_named_in_another_heading_is_found_there() -> None:
    shown = parts(READ, closed=False)
    planning = next(one for one in shown.rows if one.id is Part.PLANNING)
    assert (planning.found, planning.named_in) == ((), ("Assessment and planning",))
    assert shown.found == 3


def test_a_corrected_section_says_whose_word_it_is_even_below_its_own_part() -> None:
    word = Correction(section="s2", part=Part.CASE_DETAILS, by="R. Q.", at=NOON)
    found = parts(corrected(READ, [word]), closed=False).rows[0].found
    assert [(one.title, one.below, one.corrected and one.corrected.by) for one in found[:2]] == [
        ("Case details", "", None),
        ("Background", "", "R. Q."),
    ]


def test_every_section_can_be_chosen_with_its_part_now_and_every_part_offered() -> None:
    shown = parts(READ, closed=False)
    assert [choice.id for choice in shown.choices] == [section.id for section in READ.sections]
    assert shown.choices[4].words == "Annex (No part)"
    assert {part for part, _ in shown.options} == set(Part)
    assert parts(READ, closed=True).closed


def test_list_items_are_counted_as_such() -> None:
    texts = (("He was seen.", Kind.PARAGRAPH), ("Train staff", Kind.LIST_ITEM), ("Audit it", Kind.LIST_ITEM))
    passages = tuple(
        Passage(id=f"p{n}", section="s1", file="r", kind=kind, text=text, start=0, end=len(text))
        for n, (text, kind) in enumerate(texts, start=1)
    )
    shown = parts(READ.model_copy(update={"passages": passages}), closed=False)
    assert shown.rows[0].contents == "1 paragraph and 2 list items"


def test_the_groups_of_a_ledger_add_up_to_the_file() -> None:
    entries = tuple(Entry(bucket=bucket, characters=n) for n, bucket in enumerate(Bucket, start=1))
    total = sum(entry.characters for entry in entries)
    shown = shown_ledger(Ledger(file="r.docx", total=total, entries=entries))
    assert sum(group.characters for group in shown.groups) == total
    assert sum(len(group.rows) for group in shown.groups) == len(Bucket)
    assert shown.lost == entries[-1].characters


def test_a_ledger_without_loss_has_no_such_group() -> None:
    shown = shown_ledger(Ledger(file="r", total=3, entries=(Entry(bucket=Bucket.PARAGRAPH, characters=3),)))
    assert ([group.words for group in shown.groups], shown.lost) == (["Read"], 0)
