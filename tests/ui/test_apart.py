"""Related prompts that pull apart on screen: both places, and no word on which is right."""

from assistant.domain.apart import Apart, Place
from assistant.domain.judgement import Origin
from assistant.edges import library
from assistant.ui.presentation.apart import shown_apart

RUBRIC = library.rubric()
PAIRS = (
    Apart(
        matter="Good practice",
        first=Place(member="1.3.a/8", prompt="1.3.a", sufficient=False, origin=Origin.DRAFTED),
        second=Place(member="2.d", prompt="2.d", sufficient=True, origin=Origin.DECIDED),
    ),
    Apart(
        matter="Staff at all levels",
        first=Place(member="2.b", prompt="2.b", sufficient=False, origin=Origin.DRAFTED),
        second=Place(member="3.1.a", prompt="3.1.a", sufficient=True, origin=Origin.DRAFTED),
    ),
)


def test_both_places_say_what_stands_there_and_by_whom() -> None:
    matter = shown_apart(RUBRIC, PAIRS)[0]
    (good,), (lacking,) = matter.sufficient, matter.lacking
    assert (lacking.prompt, lacking.words) == ("1.3.a", "Not met, draft")
    assert lacking.name.startswith("1.3.a/8 ")
    assert (good.prompt, good.name, good.words) == ("2.d", "2.d Good practice", "Above the line, decided")


def test_a_matter_has_one_row_however_many_places_pull_apart() -> None:
    third = Place(member="2.h/3", prompt="2.h", sufficient=True, origin=Origin.DRAFTED)
    more = (*PAIRS, PAIRS[0].model_copy(update={"second": third}))
    first, second = shown_apart(RUBRIC, more)
    assert [place.prompt for place in first.sufficient] == ["2.d", "2.h"]
    assert [place.prompt for place in first.lacking] == ["1.3.a"]
    assert second.matter == "Staff at all levels"


def test_a_prompt_sees_what_pulls_apart_from_it_and_nothing_else() -> None:
    (matter,) = shown_apart(RUBRIC, PAIRS, "2.d")
    assert matter.matter == "Good practice"
    assert shown_apart(RUBRIC, PAIRS, "4.e") == ()
