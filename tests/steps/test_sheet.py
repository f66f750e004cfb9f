"""The prompts as CSV: a row for each, nothing of a hidden draft, and no cell that a spreadsheet would run."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain.draft import Line
from assistant.domain.judge_first import Share
from assistant.domain.judgement import Act, DecisionKind, ReasonCode
from assistant.steps.sheet import HEADS, cell, sheet
from tests.ui.specimen import PAYLOAD, REVIEW
from tests.ui.stand_in import StandIn
from tests.worked import BY

K = DecisionKind


def rows(kept: StandIn) -> dict[str, dict[str, str]]:
    """The rows by prompt, as a spreadsheet reads them."""
    data = sheet(kept.rubric, kept.assurance(REVIEW))
    read = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    return {row["Prompt"]: row for row in read}


def test_there_is_a_row_for_each_prompt_in_the_order_of_the_rules_and_each_says_it_is_a_draft() -> None:
    kept = StandIn()
    found = rows(kept)
    assert list(found) == [prompt.id for prompt in kept.rubric.prompts]
    assert {row["Assurance"] for row in found.values()} == {"Draft: 54 of 54 undecided"}
    assert list(found["1.1.a"]) == list(HEADS)


def test_what_is_drafted_not_answered_and_decided_are_told_apart() -> None:
    kept = StandIn()
    act = Act(
        kind=K.OVERRIDE,
        prompt="1.3.c",
        line=Line.ABOVE,
        reason_code=ReasonCode.WRONG_THRESHOLD,
        reason="=HYPERLINK(1)",
        by=BY,
        draft=kept.assurance(REVIEW).draft("1.3.c").key,
    )
    kept.decide(REVIEW, act)
    found = rows(kept)
    assert found["1.1.a"]["State"] == "Drafted, not decided"
    assert found["2.c"]["State"].startswith("Not answered: the endpoint's content filter")
    decided = found["1.3.c"]
    assert (decided["State"], decided["Line"], decided["Decided by"]) == (
        "Decided: own line",
        "Above the line",
        BY,
    )
    assert (decided["Decided at (UTC)"], decided["Reason"]) == (
        "2026-11-11 10:42",
        "Right evidence, wrong threshold",
    )
    assert decided["Note"] == "'=HYPERLINK(1)"
    assert (decided["Line of the draft"], decided["Rationale"]) == ("Below the line", "")
    assert (decided["Evidence for"], decided["Evidence against"], decided["Checks"]) == ("2", "3", "1")
    assert found["1.2.e"]["Offered and not found"] == "1"


def test_an_item_without_a_line_is_decided_by_a_finding_and_not_by_a_line() -> None:
    kept = StandIn()
    prompt = "info.staff_interviewed"
    key = kept.assurance(REVIEW).draft(prompt).key
    kept.decide(REVIEW, Act(kind=K.OVERRIDE, prompt=prompt, reason="All were seen.", by=BY, draft=key))
    found = rows(kept)[prompt]
    assert (found["State"], found["Line"], found["Note"]) == ("Decided: own finding", "", "All were seen.")


def test_what_is_cited_twice_is_one_piece_of_evidence() -> None:
    kept = StandIn()
    before = rows(kept)["1.3.c"]
    kept.drafts = tuple(d.model_copy(update={"citations": d.citations * 2}) for d in kept.drafts)
    after = rows(kept)["1.3.c"]
    for head in ("Evidence for", "Evidence against"):
        assert after[head] == before[head] != "0"


def test_nothing_of_a_hidden_draft_is_in_it() -> None:
    kept = StandIn()
    kept.share = Share.ALL
    hidden = rows(kept)["1.3.c"]
    assert hidden["State"] == "Judge first: draft hidden"
    assert not any(hidden[head] for head in ("Line", "Line of the draft", "Rationale", "Bars a yes"))
    assert (hidden["Evidence for"], hidden["Evidence against"], hidden["Offered and not found"]) == (
        "0",
        "0",
        "0",
    )
    assert PAYLOAD in rows(StandIn())["1.3.c"]["Rationale"]


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1", "-1", "@SUM(A1)", " =1", "\t=1", "\r\n=1", "\u00a0=1", "\u200b=1", "＝1", "|cmd", "%0A=1"],
)
def test_what_could_be_a_formula_becomes_text(text: str) -> None:
    assert cell(text).startswith("'")


@given(st.text(alphabet=st.sampled_from("=+-@\t\r\n \"',;|%ab1\u200b\ufeff\ud800＝"), max_size=12))
def test_no_cell_begins_as_a_formula_or_breaks_its_row(text: str) -> None:
    made = cell(text)
    assert not made.lstrip().startswith(("=", "+", "-", "@", "＝", "|", "%"))
    assert not {"\n", "\r", "\t", "\x00"} & set(made)
    made.encode()


def test_plain_words_stay_as_they_are() -> None:
    assert (
        cell("“Did not attend”, 5 May – no reply; £40 = 2 × £20")
        == "“Did not attend”, 5 May – no reply; £40 = 2 × £20"
    )
