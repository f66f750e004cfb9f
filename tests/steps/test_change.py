"""What became of each passage in the next version, and which words differ."""

from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.domain.change import Became, Changes, Wording
from assistant.domain.review import Kind, Part, Passage, Review, ReviewFile, Section
from assistant.steps.change import change, differ

VISIT = "The home visit planned for 2 June did not take place, and nobody asked why."
TEST = "A drug test on 14 May was positive for cocaine and no further test was arranged."
CALM = "Mr Marrack was seen every week from release until the end of April."
PLAN = "All staff will be briefed on home visits by the head of the unit."
AUDIT = "An audit in October will show how many planned visits took place."


def version(*texts: str, number: int = 1) -> Review:
    passages, at = [], 0
    for n, text in enumerate(texts, 1):
        end = at + len(text)
        passages.append(
            Passage(id=f"p{n}", section="s1", file="a.txt", kind=Kind.PARAGRAPH, text=text, start=at, end=end)
        )
        at = end + 1
    return Review(
        id=f"{number:016x}",
        title="A review",
        files=(ReviewFile(name="a.txt", sha256="0" * 64),),
        words=1,
        text="\n".join(texts),
        sections=(Section(id="s1", title="A", part=Part.OTHER, file="a.txt", level=1),),
        passages=tuple(passages),
    )


def changes(before: list[str], after: list[str]) -> Changes:
    return change(version(*before), version(*after, number=2))


def told(found: Changes) -> list[tuple[str, str, str | None]]:
    return [(fate.before, fate.became.value, fate.after) for fate in found.fates]


def test_a_passage_put_before_others_changes_none_of_them() -> None:
    found = changes([VISIT, TEST, CALM], [PLAN, VISIT, TEST, CALM])
    assert told(found) == [("p1", "unchanged", "p2"), ("p2", "unchanged", "p3"), ("p3", "unchanged", "p4")]
    assert found.new == ("p1",)


def test_spaces_and_line_breaks_are_no_change() -> None:
    found = changes([VISIT, TEST], [VISIT.replace(" visit ", "  visit\n"), TEST])
    assert found.count(Became.UNCHANGED) == 2


def test_a_passage_that_was_carried_elsewhere_has_moved_and_the_others_have_not() -> None:
    found = changes([VISIT, TEST, CALM, PLAN], [TEST, CALM, PLAN, VISIT])
    assert told(found)[0] == ("p1", "moved", "p4")
    assert found.count(Became.UNCHANGED) == 3


def test_a_reworded_passage_has_changed_and_is_not_as_before() -> None:
    found = changes([CALM, VISIT, TEST], [CALM, VISIT.replace("2 June", "9 June"), TEST, AUDIT])
    assert told(found)[1] == ("p2", "changed", "p2")
    assert found.new == ("p4",)
    assert found.not_as_before == {"p2", "p4"}


def test_one_word_is_enough_to_have_changed() -> None:
    found = changes([VISIT, TEST], [VISIT.replace("did not take", "did take"), TEST])
    assert found.fate("p1").became is Became.CHANGED


def test_what_shares_little_with_anything_is_gone_and_new() -> None:
    found = changes([CALM, VISIT], [CALM, "Liaison with the police was regular throughout the period."])
    assert told(found) == [("p1", "unchanged", "p1"), ("p2", "gone", None)]
    assert found.new == ("p2",)


def test_a_reworded_passage_is_found_far_from_where_it_stood() -> None:
    filler = [f"Paragraph {n} says what record {n * 7} shows of it." for n in range(40)]
    found = changes([VISIT, *filler], [*filler, VISIT.replace("2 June", "9 June")])
    assert found.fate("p1").after == "p41"


def test_of_two_reworded_passages_each_goes_to_the_one_it_is_more_like() -> None:
    found = changes([VISIT, TEST], [TEST.replace("14 May", "15 May"), VISIT.replace("2 June", "9 June")])
    assert told(found) == [("p1", "changed", "p2"), ("p2", "changed", "p1")]


def test_words_that_stand_many_times_are_paired_beside_what_they_stand_beside() -> None:
    found = changes(["No contact."] * 4 + [VISIT], ["No contact."] * 3 + [VISIT])
    assert [fate.after for fate in found.fates] == [None, "p1", "p2", "p3", "p4"]
    assert found.new == ()


def test_words_that_stand_many_times_and_beside_nothing_are_paired_in_their_order() -> None:
    found = changes(["No contact."] * 3, ["No contact."] * 2)
    assert [fate.after for fate in found.fates] == ["p1", "p2", None]


def test_nothing_in_common_and_nothing_at_all_are_answered_too() -> None:
    assert told(changes(["..."], ["???"])) == [("p1", "gone", None)]
    assert changes([], [VISIT]).new == ("p1",)
    assert told(changes([VISIT], [])) == [("p1", "gone", None)]


def test_the_words_that_differ_stand_alone_between_those_that_were_kept() -> None:
    found = differ("The visit of 2 June was missed.", "The visit of 9 June was missed twice.")
    assert [(one.wording.value, one.text) for one in found] == [
        ("kept", "The visit of "),
        ("gone", "2"),
        ("new", "9"),
        ("kept", " June was missed"),
        ("new", " twice"),
        ("kept", "."),
    ]


def test_two_changes_with_only_a_space_between_are_read_as_one() -> None:
    found = differ("It was seldom done well.", "It was often tried well.")
    assert [(one.wording.value, one.text) for one in found[1:3]] == [
        ("gone", "seldom done"),
        ("new", "often tried"),
    ]


def test_texts_too_long_to_compare_are_shown_whole() -> None:
    found = differ("a " * 3_000, "a " * 3_001)
    assert [one.wording for one in found] == [Wording.GONE, Wording.NEW]


words = st.lists(st.sampled_from(["visit", "test", "not", "2", ".", "\n", "é", "😀"]), max_size=30).map(
    " ".join
)


@given(words, words)
def test_the_stretches_give_back_both_texts(before: str, after: str) -> None:
    found = differ(before, after)
    assert "".join(one.text for one in found if one.wording is not Wording.NEW) == before
    assert "".join(one.text for one in found if one.wording is not Wording.GONE) == after


texts = st.lists(st.lists(st.sampled_from("abcde"), min_size=1, max_size=4).map(" ".join), max_size=12)


@settings(max_examples=200)
@given(texts, texts)
def test_every_passage_of_both_versions_is_told_of_once(before: list[str], after: list[str]) -> None:
    found = changes(before, after)
    assert [fate.before for fate in found.fates] == [f"p{n}" for n in range(1, len(before) + 1)]
    taken = [fate.after for fate in found.fates if fate.after is not None]
    assert sorted([*taken, *found.new]) == sorted(f"p{n}" for n in range(1, len(after) + 1))
    for fate in found.fates:
        alike = fate.became in (Became.UNCHANGED, Became.MOVED)
        if fate.after is not None:
            assert alike == (before[int(fate.before[1:]) - 1] == after[int(fate.after[1:]) - 1])
