"""The edition of March 2021 as data, held against the rules' own words, which stand here once more."""

import re
from collections import Counter

import pytest

from assistant.domain.rubric import KeyQuestion, Over, Rubric, Scale, Standard, Strength
from assistant.edges import library

WORDING = """\
info.high_profile Is this case high profile?
info.staff_interviewed Were relevant staff interviewed to inform the review?
info.period Does the review focus only on the supervision period(s) relevant to the SFO?
info.parallel_reviews Are there any paralleling reviews?
info.case_details Case details
chronology The chronology provides a sufficient and accurate account of the key events.
chronology.a Does the chronology provide details of relevant “significant events” in the case reviewed?
chronology.b Does the chronology provide sufficient evidence to support the statements in the review?
chronology.c Does the chronology include appropriate initial judgements on the quality practice?
chronology.d Does the reviewing manager appropriately utilise the key findings column in the chronology?
1 The SFO review provides a robust and transparent analysis of practice.
1.1 Does the SFO review provide a robust and transparent analysis of assessment in the case?
1.1.a Does the SFO review sufficiently consider whether all reasonable action was taken? (assessment)
1.1.b Does the SFO review sufficiently analyse crucial decisions? (assessment)
1.1.c Does the SFO review sufficiently analyse missed opportunities? (assessment)
1.1.d Does the SFO review sufficiently explore underpinning reasons for any deficiencies in practice where
  they existed? (assessment)
1.1.e Does the SFO review sufficiently examine the partnership work with other agencies? (assessment)
1.2 Does the SFO review provide a robust and transparent analysis of the planning in the case? (planning)
1.2.a Does the SFO review sufficiently consider whether all reasonable action was taken? (planning)
1.2.b Does the SFO review sufficiently analyse crucial decisions? (planning)
1.2.c Does the SFO review sufficiently analyse missed opportunities? (planning)
1.2.d Does the SFO review sufficiently explore underpinning reasons for any deficiencies in practice where
  they existed? (planning)
1.2.e Does the SFO review sufficiently examine partnership work with other agencies? (planning)
1.3 Does the SFO review provide a robust and transparent analysis of implementation in the case?
  (implementation)
1.3.a Does the SFO review sufficiently consider whether all reasonable action was taken? (implementation)
1.3.b Does the SFO review sufficiently analyse crucial decisions? (implementation)
1.3.c Does the SFO review sufficiently analyse missed opportunities? (implementation)
1.3.d Does the SFO review sufficiently explore underpinning reasons for any deficiencies in practice where
  they existed? (implementation)
1.3.e Does the SFO review sufficiently examine the partnership work with other agencies? (implementation)
1.4 Does the SFO review provide a robust and transparent analysis of reviewing in the case?
1.4.a Does the SFO review sufficiently consider whether all reasonable action was taken? (reviewing)
1.4.b Does the SFO review sufficiently analyse crucial decisions? (reviewing)
1.4.c Does the SFO review sufficiently analyse missed opportunities? (reviewing)
1.4.d Does the SFO review sufficiently explore underpinning reasons for any deficiencies in practice where
  they existed? (reviewing)
1.4.e Does the SFO review sufficiently examine the partnership work with other agencies? (reviewing)
2 The SFO review provides a clear and balanced judgement on the sufficiency of practice.
2.a Does the SFO review include the views of all relevant staff about the case and practice expectations?
2.b Does the SFO review sufficiently consider the practice of staff at all levels?
2.c Does the SFO review include sufficient analysis of systemic or procedural factors in relation to
  probation practice and decision making?
2.d Does the SFO review sufficiently highlight areas of good practice where they existed?
2.e Does the SFO review sufficiently identify practice that needs to be addressed through staff performance
  and discipline where necessary?
2.f Does the SFO review sufficiently link to other reviews taking place on this case?
2.g Does the SFO review contain sufficient judgement of probation policy to inform the action plan?
2.h Does the SFO review contain sufficient judgement of probation practice to inform the action plan?
2.i Does the SFO review sufficiently come to conclusions on partnership working that informs the action
  plan?
3 The SFO review enables appropriate learning to drive improvement.
3.1 Does the SFO review identify areas for learning and practice improvement?
3.1.a Does the SFO review sufficiently identify areas for improvement for staff at all levels?
3.1.b Does the SFO review sufficiently identify areas for improvement at a local level?
3.1.c Does the SFO review sufficiently identify areas for improvement at a regional level?
3.1.d Where relevant, does the SFO review sufficiently identify areas for improvement at a national level?
3.1.e Where relevant does the SFO review sufficiently identify areas for improvement in respect of
  multi-agency working?
3.2 Do the planned actions sufficiently capture the learning and practice improvement?
3.2.a Do the planned actions sufficiently address deficiencies identified at a local level in the SFO
  review?
3.2.b Do the planned actions sufficiently address deficiencies identified at a regional level in the SFO
  review?
3.2.c Do the planned actions sufficiently address deficiencies identified at a national level in the SFO
  review where they existed?
3.2.d Do the planned actions contain sufficient developmental activity to affect change?
3.2.e Do the planned actions identify effective measures for evidencing progress/outcomes?
3.2.f Do the planned actions include sufficient assurances about how learning will be shared with partner
  agencies?
4 The SFO review is appropriate to share with victims and meets their needs.
4.a Is the language used in the SFO review sufficiently accessible?
4.b Is the SFO review written sensitively to account for the impact on victims?
4.c Does the SFO review sufficiently explain the significance of deficiencies and missed opportunities and
  the impact these had?
4.d Does the SFO review sufficiently and transparently focus on practice relevant to the circumstances of
  the SFO?
4.e Does the SFO review present sufficient judgements with examples used as evidence to support these?
"""

WEIGH_KEY_QUESTIONS = (
    "In order to form an initial judgement about this standard weigh up the balance of 'yes' and 'no' "
    "judgements for each key question within this section."
)
CONSIDER = (
    "In deciding whether to answer 'yes' to this question, consider the extent to which the review of {} is "
    "above or below the line for each prompt, and whether those aspects that are judged sufficient outweigh "
    "those that are not."
)
OUTWEIGH = (
    "Where, on balance, the areas below the line outweigh those that are above, consider a negative judgement."
)
PRECLUDE = (
    "One or more areas that are considered below the line may be of such importance that they preclude a "
    "judgement of 'yes'."
)
JUDGEMENTS = {
    "1.1": (CONSIDER.format("assessment"), OUTWEIGH, PRECLUDE),
    "1.2": (CONSIDER.format("planning"), OUTWEIGH, PRECLUDE),
    "1.3": (CONSIDER.format("assessment"), OUTWEIGH, PRECLUDE),
    "1.4": (CONSIDER.format("assessment"), OUTWEIGH, PRECLUDE),
    "1": (WEIGH_KEY_QUESTIONS,),
    "2": (WEIGH_KEY_QUESTIONS,),
    "3.1": (CONSIDER.format("assessment"), OUTWEIGH, PRECLUDE),
    "3.2": (CONSIDER.format("assessment"), OUTWEIGH, PRECLUDE),
    "3": (WEIGH_KEY_QUESTIONS,),
    "4": (WEIGH_KEY_QUESTIONS, OUTWEIGH, PRECLUDE),
}
NOT_APPLICABLE = {
    "1.1.d": ("wording", "where they existed"),
    "1.2.d": ("wording", "where they existed"),
    "1.3.d": ("wording", "where they existed"),
    "1.4.d": ("wording", "where they existed"),
    "2.c": ("guidance", "Where relevant"),
    "2.d": ("wording", "where they existed"),
    "2.e": ("wording", "where necessary"),
    "2.f": ("guidance", "where they are known about and relevant"),
    "2.g": ("guidance", "where they exist"),
    "3.1.d": ("wording", "Where relevant"),
    "3.1.e": ("wording", "Where relevant"),
    "3.2.c": ("wording", "where they existed"),
    "3.2.f": ("guidance", "Where learning has been identified for another probation provider"),
}
EXPECTATIONS = {
    "info": 28,
    "chronology": 31,
    "1.1": 46,
    "1.2": 42,
    "1.3": 37,
    "1.4": 40,
    "2": 36,
    "3.1": 20,
    "3.2": 27,
    "4": 28,
}
STRENGTHS = {
    Strength.MUST: 17,
    Strength.EXPECTED: 218,
    Strength.CONDITIONAL: 75,
    Strength.ILLUSTRATION: 13,
    Strength.NOT_REQUIRED: 12,
}


@pytest.fixture(scope="module")
def rubric() -> Rubric:
    return library.rubric()


def wording() -> dict[str, str]:
    """The table above: an entry begins at the margin with its id; indented lines go on with it."""
    entries = WORDING.replace("\n  ", " ").splitlines()
    return dict(entry.split(" ", 1) for entry in entries)


def test_the_wording_of_every_question_and_statement_is_the_rules_own(rubric: Rubric) -> None:
    found = {prompt.id: prompt.question for prompt in rubric.prompts}
    found["chronology"] = rubric.chronology.statement or ""
    for node in rubric.nodes():
        found[node.id] = node.question if isinstance(node, KeyQuestion) else node.statement
    assert found == wording()
    assert rubric.information.statement is None


def test_there_are_49_lettered_prompts_with_a_line_and_5_information_items(rubric: Rubric) -> None:
    assert len(rubric.prompts) == 54
    assert Counter(p.scale for p in rubric.prompts) == {Scale.LINE: 49, Scale.NOTE: 5}
    assert [p.id for p in rubric.prompts if p.scale is Scale.NOTE] == [p.id for p in rubric.information.prompts]


def test_each_group_has_as_many_prompts_as_the_rules_letter(rubric: Rubric) -> None:
    lettered = {g.id: "".join(p.letter or "-" for p in g.prompts) for g in rubric.groups() if g.prompts}
    assert lettered == {
        "info": "--a--",
        "chronology": "abcd",
        "1.1": "abcde",
        "1.2": "abcde",
        "1.3": "abcde",
        "1.4": "abcde",
        "2": "abcdefghi",
        "3.1": "abcde",
        "3.2": "abcdef",
        "4": "abcde",
    }


def test_every_judgement_text_is_the_rules_own_with_its_copying_slips(rubric: Rubric) -> None:
    assert {n.id: n.rule.text for n in rubric.nodes()} == {k: " ".join(v) for k, v in JUDGEMENTS.items()}


def test_a_node_may_preclude_exactly_where_its_text_has_the_clause(rubric: Rubric) -> None:
    assert [n.id for n in rubric.nodes() if n.rule.preclude] == ["1.1", "1.2", "1.3", "1.4", "3.1", "3.2", "4"]
    assert all(n.rule.preclude == (PRECLUDE in n.rule.text) for n in rubric.nodes())


def test_standards_1_and_3_weigh_key_questions_and_everything_else_prompts(rubric: Rubric) -> None:
    assert {n.id for n in rubric.nodes() if n.rule.over is Over.KEY_QUESTIONS} == {"1", "3"}
    assert {n.id: n.members for n in rubric.nodes() if isinstance(n, Standard) and n.key_questions} == {
        "1": ("1.1", "1.2", "1.3", "1.4"),
        "3": ("3.1", "3.2"),
    }


def test_a_prompt_names_the_rule_that_weighs_it_and_chronology_and_information_have_none(
    rubric: Rubric,
) -> None:
    for prompt in rubric.prompts:
        if prompt.id.startswith(("info.", "chronology.")):
            assert prompt.rule is None
        else:
            assert prompt.rule == prompt.id.rsplit(".", 1)[0]
            assert prompt.id in rubric.node(prompt.rule).members


def test_the_words_say_where_a_judgement_text_names_the_wrong_thing(rubric: Rubric) -> None:
    slips = {n.id for n in rubric.nodes() if '"the review of assessment"' in n.rule.words}
    assert slips == {"1.3", "1.4", "3.1", "3.2"}
    for node in ("2", "4"):
        assert "this standard has none" in rubric.node(node).rule.words


def test_a_draft_may_propose_not_applicable_on_13_prompts_by_these_words(rubric: Rubric) -> None:
    found = {p.id: (p.not_applicable.by, p.not_applicable.words) for p in rubric.prompts if p.not_applicable}
    assert found == NOT_APPLICABLE
    for prompt_id, (by, words) in NOT_APPLICABLE.items():
        assert (words in wording()[prompt_id]) == (by == "wording")


def test_where_a_draft_may_propose_not_applicable_the_guidance_says_that_silence_is_no_ground(
    rubric: Rubric,
) -> None:
    for prompt_id in NOT_APPLICABLE:
        guidance = rubric.prompt(prompt_id).guidance or ""
        assert "Not applicable needs positive grounds" in guidance
        assert "silence is not" in guidance


def test_a_causal_link_is_nowhere_required(rubric: Rubric) -> None:
    for prompt_id in ("1.1.b", "1.2.b", "1.3.b", "1.4.b"):
        prompt = rubric.prompt(prompt_id)
        causal = [e for e in prompt.expectations if "causal link" in e.text]
        assert [e.strength for e in causal] == [Strength.NOT_REQUIRED]
        assert "A causal link" in (prompt.guidance or "")


def test_the_expectations_are_counted_by_group_and_by_strength(rubric: Rubric) -> None:
    counted = {g.id: sum(len(p.expectations) for p in g.prompts) for g in rubric.groups() if g.prompts}
    assert counted == EXPECTATIONS
    assert Counter(e.strength for p in rubric.prompts for e in p.expectations) == STRENGTHS
    assert sum(STRENGTHS.values()) == 335


def test_every_expectation_has_its_own_id_counted_from_one(rubric: Rubric) -> None:
    for prompt in rubric.prompts:
        numbers = range(1, len(prompt.expectations) + 1)
        assert [e.id for e in prompt.expectations] == [f"{prompt.id}/{number}" for number in numbers]


def test_every_pointer_leads_to_a_paragraph_of_its_own_prompt(rubric: Rubric) -> None:
    for prompt in rubric.prompts:
        for expectation in prompt.expectations:
            place = expectation.source.removeprefix(f"{prompt.source}, ")
            assert re.fullmatch(r"paragraph [1-8](, point ([1-9]|1[0-2]))?", place), expectation.id
        if prompt.rule:
            assert prompt.source == f"rules {prompt.id}"


def test_every_expectation_reads_as_a_sentence_of_its_own(rubric: Rubric) -> None:
    texts = [e.text for p in rubric.prompts for e in p.expectations]
    assert all(text[0].isupper() and text.endswith(".") and "->" not in text for text in texts)
    for prompt in rubric.prompts:
        assert len({e.text for e in prompt.expectations}) == len(prompt.expectations)


@pytest.mark.parametrize(
    "short",
    ["DA", "RMP", "RM", "RO", "RoSH", "LDU", "CPC", "CiN", "SAQ", "AP", "VLU", "IOM", "COM", "POM", "SLA"],
)
def test_no_expectation_leans_on_an_unexplained_abbreviation(rubric: Rubric, short: str) -> None:
    for prompt in rubric.prompts:
        for expectation in prompt.expectations:
            assert not re.search(rf"\b{short}s?\b", expectation.text), expectation.id


@pytest.mark.parametrize("short", ["MAPPA", "MARAC", "ViSOR", "ARMS", "NDelius"])
def test_a_name_is_explained_where_a_prompt_first_uses_it(rubric: Rubric, short: str) -> None:
    for prompt in rubric.prompts:
        texts = " ".join(e.text for e in prompt.expectations)
        if short in texts:
            assert texts.index(short) == texts.index(f"{short} ("), prompt.id


def test_the_preamble_of_planned_actions_binds_all_its_prompts(rubric: Rubric) -> None:
    node = rubric.node("3.2")
    assert isinstance(node, KeyQuestion)
    guidance = node.guidance or ""
    for words in ("counter-balance", "clearly explained in the review", "has left", "monitor its progress"):
        assert words in guidance


def test_what_hmpps_knows_comes_from_the_intake(rubric: Rubric) -> None:
    parallel = ("parallel_reviews", "parallel_reviews_note")
    assert {p.id: p.intake for p in rubric.prompts if p.intake} == {
        "info.high_profile": ("high_profile",),
        "info.period": ("offence_date", "period_start", "period_end"),
        "info.parallel_reviews": parallel,
        "2.f": parallel,
    }


def test_no_label_stands_twice_in_a_group(rubric: Rubric) -> None:
    for group in rubric.groups():
        labels = [p.label for p in group.prompts]
        assert len(set(labels)) == len(labels)
        assert all(len(label) <= 24 for label in labels)


def test_the_ratings_are_the_inspectorates_four(rubric: Rubric) -> None:
    assert rubric.ratings == ("Outstanding", "Good", "Requires improvement", "Inadequate")


def test_the_edition_names_whose_words_it_holds(rubric: Rubric) -> None:
    assert (rubric.edition, rubric.publisher) == ("March 2021", "HM Inspectorate of Probation")
    assert "are quoted from" in rubric.attribution
    assert "must confirm the terms" in rubric.licence
