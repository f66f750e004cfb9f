"""Files become one review whose passages stand, word for word, where they say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain.review import Block, FileBlocks, Kind, Notice, NoticeKind, Part, PlacedNotice, Review
from assistant.steps.segment import segment


def heading(text: str, level: int = 1) -> Block:
    return Block(kind=Kind.HEADING, text=text, level=level)


def para(text: str) -> Block:
    return Block(kind=Kind.PARAGRAPH, text=text)


def row(text: str, number: int, *, table: int = 1, header: bool = False) -> Block:
    return Block(kind=Kind.ROW, text=text, table=table, row=number, header=header)


def file(*blocks: Block, name: str = "review.docx") -> FileBlocks:
    return FileBlocks(name=name, sha256="0" * 64, blocks=blocks)


def holds(review: Review) -> bool:
    return all(review.text[p.start : p.end] == p.text for p in review.passages)


texts = st.text(
    alphabet=st.sampled_from("ab. \n\t–’é\u00a0\u2028😀") | st.characters(exclude_categories=["Cs"]), min_size=1
)
anything = st.one_of(
    st.builds(heading, texts, st.integers(1, 4)),
    st.builds(para, texts | texts.map(lambda t: t * 400)),
    st.builds(row, texts.map(lambda t: t * 100), st.integers(1, 9)),
    st.builds(lambda t: Block(kind=Kind.FURNITURE, text=t), texts),
)


@given(st.lists(st.lists(anything, max_size=6), max_size=3))
def test_every_passage_is_the_text_at_its_place_and_nothing_but_white_space_is_lost(
    contents: list[list[Block]],
) -> None:
    review = segment([file(*blocks) for blocks in contents])
    assert holds(review)
    assert [p.id for p in review.passages] == [f"p{n + 1}" for n in range(len(review.passages))]
    given_words = sorted("".join("".join(b.text.split()) for blocks in contents for b in blocks))
    assert sorted("".join(review.text.split())) == given_words


def test_a_long_paragraph_is_cut_at_sentences() -> None:
    review = segment([file(para("The officer wrote to the landlord on Monday. " * 100))])
    assert len(review.passages) > 2
    assert all(len(p.text) <= 1_500 and p.text.endswith(".") for p in review.passages)
    assert holds(review)


def test_a_row_stays_whole_up_to_6000_characters() -> None:
    long = "\t".join(["3 May", "x " * 2_900, ""])
    assert [p.text for p in segment([file(row(long, 1))]).passages] == [long]
    cut = segment([file(row("a\t" + "word " * 2_000, 1))])
    assert {(p.table, p.row) for p in cut.passages} == {(1, 1)}
    assert all(len(p.text) <= 6_000 for p in cut.passages)
    assert len(cut.passages) > 1


def test_sections_are_bounded_by_headings_and_furniture_comes_last() -> None:
    review = segment(
        [
            file(
                para("Cover"),
                heading("Assessment"),
                para("x"),
                Block(kind=Kind.FURNITURE, text="OFFICIAL"),
                para("y"),
            )
        ]
    )
    assert [(s.id, s.title, s.level, s.part) for s in review.sections] == [
        ("s1", "review.docx", 0, Part.OTHER),
        ("s2", "Assessment", 1, Part.ASSESSMENT),
        ("s3", "Headers and footers", 1, Part.OTHER),
    ]
    assert [(p.text, p.section) for p in review.passages] == [
        ("Cover", "s1"), ("Assessment", "s2"), ("x", "s2"), ("y", "s2"), ("OFFICIAL", "s3")
    ]  # fmt: skip


def test_a_sub_section_inherits_its_parents_part_until_the_next_heading_of_that_level() -> None:
    review = segment(
        [
            file(
                heading("Planning"),
                heading("What was missed", 2),
                heading("Reviewing", 2),
                heading("Annex"),
                para("x"),
            )
        ]
    )
    assert [s.part for s in review.sections] == [Part.PLANNING, Part.PLANNING, Part.REVIEWING, Part.OTHER]


def test_tables_are_numbered_through_all_files_and_names_told_apart() -> None:
    one = file(row("a", 1), row("b", 1, table=2))
    review = segment([one, one])
    assert [p.table for p in review.passages] == [1, 2, 3, 4]
    assert [f.name for f in review.files] == ["review.docx", "review.docx (2)"]
    assert [s.file for s in review.sections] == ["review.docx", "review.docx (2)"]


def test_a_first_row_that_names_known_columns_becomes_the_header() -> None:
    review = segment(
        [file(row("Date\tEvent\tComments", 1), row("3 May\tVisit\t", 2), row("Name\tJo", 1, table=2))]
    )
    assert [p.header for p in review.passages] == [True, False, False]


def test_lines_that_are_headings_by_their_words_alone_bound_sections() -> None:
    review = segment(
        [
            file(
                para("1. Case details"), para("He was supervised from 2021."), para("2.1 Assessment"),
                para("It was thin."), para("ACTION PLAN"), para("We will do more."),
                para("3 May 2024 Home visit"), para("No reply."), para("MAPPA"), para("Level 1."),
            )
        ]
    )  # fmt: skip
    assert [(s.title, s.level) for s in review.sections] == [
        ("1. Case details", 1), ("2.1 Assessment", 2), ("ACTION PLAN", 1)
    ]  # fmt: skip


def test_a_line_that_is_the_plain_name_of_a_part_is_a_heading_where_it_stands_alone() -> None:
    read = segment(
        [file(para("Planning"), para("It was thin."), para("Action plan"), para("We will do more."))]
    )
    assert [s.part for s in read.sections] == [Part.PLANNING, Part.ACTION_PLAN]
    assert (
        len(segment([file(para("Contents"), para("Planning"), para("Action plan"), para("x"))]).sections) == 1
    )


def test_short_numbered_lines_in_a_row_are_a_list_and_no_headings() -> None:
    assert (
        len(segment([file(para("1. Call"), para("2. Write"), para("3. Visit"), para("That is all."))]).sections)
        == 1
    )


def test_a_numbered_item_over_labelled_lines_is_an_action_and_no_heading() -> None:
    numbered = Block(kind=Kind.LIST_ITEM, text="Train the team", label="1.")
    assert len(segment([file(numbered, para("Owner: SPO2"), para("By when: May"))]).sections) == 1
    assert [s.title for s in segment([file(numbered, para("We will train the team."))]).sections] == [
        "Train the team"
    ]


def test_the_title_is_the_line_that_says_what_it_is_else_a_heading_else_the_file() -> None:
    cover = (para("OFFICIAL"), heading("1. Introduction"), para("Serious Further Offence review: case A"))
    assert segment([file(*cover)]).title == "Serious Further Offence review: case A"
    assert segment([file(para("x"), heading("Findings"))]).title == "Findings"
    assert segment([file(para("x"))]).title == "review.docx"


def test_parts_not_found_are_notices() -> None:
    review = segment([file(heading("Chronology"), heading("Glossary"))])
    missing = [n.message for n in review.notices if n.kind is NoticeKind.MISSING_PART]
    assert len(missing) == 10
    assert "No section on an action plan was found, by heading or by content." in missing


@pytest.mark.parametrize("change", [{"name": "other.docx"}, {"sha256": "1" * 64}])
def test_the_id_is_of_names_and_bytes_and_nothing_else(change: dict[str, str]) -> None:
    one = file(para("x"))
    assert segment([one]).id == segment([file(para("y"))]).id
    assert segment([one.model_copy(update=change)]).id != segment([one]).id
    assert len(segment([one]).id) == 16


def test_a_notice_names_the_passage_of_its_block_whatever_the_order_of_headers() -> None:
    long = " ".join(f"Sentence {n} of a paragraph that is cut in pieces." for n in range(200))
    blocks = (Block(kind=Kind.FURNITURE, text="Header"), para(long), para("After."))
    kind = NoticeKind.HIDDEN_TEXT
    notices = tuple(PlacedNotice(kind=kind, message="m", block=at) for at in (0, 1, 2, None, 9))
    review = segment([FileBlocks(name="a", sha256="0", blocks=blocks, notices=notices)])
    named = [n for n in review.notices if n.kind is NoticeKind.HIDDEN_TEXT]
    assert all(type(notice) is Notice for notice in named)
    stand = {passage.id: passage.text[:9] for passage in reversed(review.passages)}
    assert [stand.get(n.passage or "") for n in named] == ["Header", "Sentence ", "After.", None, None]
    assert len(review.passages) > 3
