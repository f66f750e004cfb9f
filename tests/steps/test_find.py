"""The evidence finder: ranked by words, told short from long forms, and never a stand-in for evidence."""

import pytest

from assistant.domain.near import Near
from assistant.domain.review import Block, FileBlocks, Kind, Review
from assistant.domain.rubric import Prompt
from assistant.edges import library
from assistant.pipeline.reading import read_review
from assistant.steps.find import Search
from assistant.steps.segment import segment
from evals.gold import load

RUBRIC = library.rubric()
KNOWN = library.search_words()


def block(kind: Kind, text: str) -> Block:
    return Block(kind=kind, text=text, level=1 if kind is Kind.HEADING else None)


def review(*said: tuple[Kind, str]) -> Review:
    blocks = tuple(block(kind, text) for kind, text in said)
    return segment([FileBlocks(name="a.docx", sha256="0" * 64, blocks=blocks)])


def texts(of: Review, found: tuple[Near, ...]) -> list[str]:
    passages = {p.id: p.text for p in of.passages}
    return [passages[near.passage][near.shown.start : near.shown.end] for near in found]


WEATHER = (Kind.PARAGRAPH, "The office moved to another street in the spring.")
RECALL = (Kind.PARAGRAPH, "Recall was weighed on 3 May. The manager decided against it and gave no reason.")
DRUGS = (Kind.PARAGRAPH, "A drug test was positive. Nobody asked about housing.")


def test_the_passage_that_says_most_of_what_is_looked_for_comes_first() -> None:
    of = review(WEATHER, DRUGS, RECALL)
    found = Search(of, RUBRIC, KNOWN).words("was recall weighed by the manager")
    assert texts(of, found)[0].startswith("Recall was weighed")
    assert all("spring" not in text for text in texts(of, found))


def test_words_are_found_in_their_other_forms_and_marked_where_they_stand() -> None:
    of = review(RECALL)
    (near,) = Search(of, RUBRIC, KNOWN).words("managers deciding")
    passage = of.passage(near.passage)
    assert passage is not None
    assert [passage.text[t.start : t.end] for t in near.terms] == ["manager", "decided"]


def test_a_short_form_finds_the_long_one_that_the_review_explains() -> None:
    of = review(
        (Kind.PARAGRAPH, "The Community Safety Board (CSB) met in May."),
        (Kind.PARAGRAPH, "The minutes of the community safety board do not name him."),
        WEATHER,
    )
    found = texts(of, Search(of, RUBRIC, KNOWN).words("CSB minutes"))
    assert "The minutes of the community safety board do not name him." in found


def test_what_probation_calls_one_thing_is_one_thing() -> None:
    of = review((Kind.PARAGRAPH, "His probation practitioner changed twice that year."), WEATHER)
    found = texts(of, Search(of, RUBRIC, KNOWN).words("responsible officer changed"))
    assert found == ["His probation practitioner changed twice that year."]


def test_one_word_in_common_is_chance_unless_it_is_all_there_is() -> None:
    of = review(RECALL, WEATHER)
    search = Search(of, RUBRIC, KNOWN)
    assert texts(of, search.words("the spring budget and street")) == [WEATHER[1]]
    assert search.words("manager street") == ()
    assert len(search.words("manager")) == 1


def test_nothing_is_found_in_nothing_and_for_nothing() -> None:
    of = review((Kind.HEADING, "1 Recall"))
    assert Search(of, RUBRIC, KNOWN).words("recall") == ()
    assert Search(review(RECALL), RUBRIC, KNOWN).words("the and of") == ()
    assert Search(review(RECALL), RUBRIC, KNOWN).words("zymurgy") == ()


def test_cited_passages_are_left_out_and_the_home_of_the_matter_ranks_higher() -> None:
    of = review(
        (Kind.HEADING, "Planning"),
        (Kind.PARAGRAPH, "Missed opportunities to plan with the police were named."),
        (Kind.HEADING, "Assessment"),
        (Kind.PARAGRAPH, "Missed opportunities to assess with the police were named."),
    )
    prompt = RUBRIC.prompt("1.1.c")
    search = Search(of, RUBRIC, KNOWN)
    first = search.expectation(prompt, prompt.expectations[0])[0].passage
    passage = of.passage(first)
    assert passage is not None
    assert "assess" in passage.text
    rest = search.expectation(prompt, prompt.expectations[0], without=[first])
    assert first not in {near.passage for near in rest}


def test_a_long_row_is_shown_by_the_cell_that_says_most() -> None:
    cells = ["3 May 2024", "Office visit. Nothing new. " * 20, "The recall discussion was not recorded."]
    of = segment(
        [
            FileBlocks(
                name="a.docx",
                sha256="0" * 64,
                blocks=(Block(kind=Kind.ROW, text="\t".join(cells), table=1, row=1),),
            )
        ]
    )
    (near,) = Search(of, RUBRIC, KNOWN).words("recall discussion recorded")
    assert texts(of, (near,)) == ["The recall discussion was not recorded."]


def test_half_of_what_an_expert_cites_in_the_sample_is_among_three_passages_for_each_expectation() -> None:
    """A floor under what was measured: 60 of 123."""
    files, _ = library.sample()
    of = read_review(files)
    search = Search(of, RUBRIC, KNOWN)
    hits = wanted = 0
    for prompt_id, line in load(library.sample_folder()).lines.items():
        prompt = RUBRIC.prompt(prompt_id)
        found = {n.passage for e in prompt.expectations for n in search.expectation(prompt, e)}
        cited = {p.id for e in line.evidence for p in of.passages if " ".join(e.quote.split()) in _flat(p.text)}
        hits, wanted = hits + len(found & cited), wanted + len(cited)
    assert wanted >= 100
    assert hits / wanted >= 0.45


def _flat(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("prompt", RUBRIC.prompts, ids=lambda p: p.id)
def test_every_prompt_has_a_home_in_a_review(prompt: Prompt) -> None:
    assert KNOWN.parts(RUBRIC, prompt.id)
