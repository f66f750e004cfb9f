"""What is counted of decisions and drafts: each decision once, and what was recorded unseen always apart."""

from datetime import UTC, datetime, timedelta

import pytest

from assistant.domain.draft import Draft, DraftStatus, Flag, FlagKind, Line
from assistant.domain.judgement import Decision, DecisionKind, ReasonCode
from assistant.domain.quality import PromptQuality, Quality, Worked
from assistant.edges import library
from assistant.steps.gauge import gauge

RUBRIC = library.rubric()
NOON = datetime(2026, 11, 28, 12, 0, tzinfo=UTC)
ABOVE, BELOW = Line.ABOVE, Line.BELOW
ACCEPT, OVERRIDE, UNDO = DecisionKind.ACCEPT, DecisionKind.OVERRIDE, DecisionKind.UNDO


def draft(prompt: str, line: Line | None, *, unsupported: bool = False) -> Draft:
    flags = (Flag(kind=FlagKind.UNSUPPORTED, text=""),) if unsupported else ()
    return Draft(key=prompt, review="r", prompt=prompt, status=DraftStatus.DRAFTED, line=line, flags=flags)


def did(kind: DecisionKind, prompt: str, line: Line | None = None, **more: object) -> dict[str, object]:
    return {"kind": kind, "prompt": prompt, "line": line, **more}


def worked(*acts: dict[str, object], drafts: tuple[Draft, ...] = (), seconds: int = 60) -> Worked:
    """A review in which each prompt was first shown at noon and these acts followed, each so much later."""
    defaults = {"by": "R. Quillfeather"}
    decisions = [
        Decision.model_validate(defaults | act | {"id": f"d{n}", "at": NOON + n * timedelta(seconds=seconds)})
        for n, act in enumerate(acts, 1)
    ]
    shown = {str(act["prompt"]): NOON for act in acts}
    kept = {one.key: one for one in drafts}
    return Worked(review="r", decisions=tuple(decisions), drafts=kept, shown=shown)


def of(found: Quality, prompt: str) -> PromptQuality:
    return next(one for one in found.prompts if one.prompt == prompt)


def counts(found: Quality, prompt: str) -> dict[str, int]:
    told = of(found, prompt).model_dump(exclude={"prompt", "reasons", "timed", "seconds"})
    return {name: many for name, many in told.items() if many}


def test_a_draft_that_was_accepted_and_one_that_was_overridden_are_counted_with_the_reason() -> None:
    reason = ReasonCode.MISSED_EVIDENCE
    found = gauge(
        RUBRIC,
        [
            worked(did(ACCEPT, "1.1.a", ABOVE, draft="1.1.a"), drafts=(draft("1.1.a", ABOVE),)),
            worked(
                did(OVERRIDE, "1.1.a", BELOW, draft="1.1.a", reason_code=reason),
                drafts=(draft("1.1.a", ABOVE),),
            ),
        ],
    )
    assert counts(found, "1.1.a") == {"decided": 2, "accepted": 1, "overridden": 1}
    assert of(found, "1.1.a").reasons == {reason: 1}
    assert found.reasons[reason] == 1
    assert (found.reviews, found.inspectors) == (2, 1)
    assert (found.accepted.counted.hit, found.accepted.counted.of) == (1, 2)
    assert found.accepted.low is not None
    assert found.accepted.low < 0.5


@pytest.mark.parametrize(
    ("act", "drafts", "how"),
    [
        (did(OVERRIDE, "2.a", BELOW), (), "by_hand"),
        (
            did(OVERRIDE, "2.a", BELOW, draft="2.a"),
            (draft("2.a", Line.UNDETERMINED, unsupported=True),),
            "by_hand",
        ),
        (did(OVERRIDE, "2.a", BELOW, earlier="ab/d1", draft="2.a"), (draft("2.a", ABOVE),), "reconfirmed"),
        (did(OVERRIDE, "2.a", BELOW, unseen="2.a"), (draft("2.a", ABOVE),), "judged_first"),
        (did(ACCEPT, "info.period", draft="info.period"), (draft("info.period", None),), "noted"),
    ],
    ids=["no draft", "unsupported", "as before", "judge first", "information"],
)
def test_what_tells_nothing_of_a_draft_in_view_is_counted_and_in_no_share(
    act: dict[str, object], drafts: tuple[Draft, ...], how: str
) -> None:
    found = gauge(RUBRIC, [worked(act, drafts=drafts)])
    assert counts(found, str(act["prompt"])) == {"decided": 1, how: 1}
    assert (found.accepted.counted.of, found.accepted.low, found.accepted.high) == (0, None, None)


def test_the_decision_that_stands_counts_and_one_that_was_undone_does_not() -> None:
    accept = did(ACCEPT, "1.1.a", ABOVE, draft="1.1.a")
    changed = did(OVERRIDE, "1.1.a", BELOW, draft="1.1.a", reason_code=ReasonCode.OTHER, reason="Yes.")
    drafts = (draft("1.1.a", ABOVE),)
    undone = did(UNDO, "1.1.a", undoes="d2")
    assert counts(gauge(RUBRIC, [worked(accept, changed, drafts=drafts)]), "1.1.a")["overridden"] == 1
    assert counts(gauge(RUBRIC, [worked(accept, changed, undone, drafts=drafts)]), "1.1.a")["accepted"] == 1
    nothing = gauge(RUBRIC, [worked(accept, did(UNDO, "1.1.a", undoes="d1"), drafts=drafts)])
    assert (counts(nothing, "1.1.a"), nothing.reviews) == ({}, 0)


def test_a_prompt_judged_first_stays_that_when_the_draft_is_accepted_afterwards() -> None:
    first = did(OVERRIDE, "1.1.a", BELOW, unseen="1.1.a")
    after = did(ACCEPT, "1.1.a", ABOVE, draft="1.1.a")
    found = gauge(RUBRIC, [worked(first, after, drafts=(draft("1.1.a", ABOVE),))])
    assert counts(found, "1.1.a") == {"decided": 1, "judged_first": 1}
    assert found.crossing(BELOW, ABOVE) == 1
    assert found.accepted.counted.of == 0


def test_unanchored_agreement_is_of_first_lines_alone_with_kappa_and_intervals() -> None:
    lines = [(ABOVE, ABOVE)] * 3 + [(BELOW, BELOW)] * 2 + [(BELOW, ABOVE)]
    prompts = [prompt.id for prompt in RUBRIC.prompts if not prompt.id.startswith("info.")][: len(lines)]
    acts = [did(OVERRIDE, p, held, unseen=p) for p, (held, _) in zip(prompts, lines, strict=True)]
    drafts = tuple(draft(p, drafted) for p, (_, drafted) in zip(prompts, lines, strict=True))
    found = gauge(RUBRIC, [worked(*acts, drafts=drafts)])
    assert (found.same.counted.hit, found.same.counted.of) == (5, 6)
    assert found.kappa is not None
    assert found.kappa.value == pytest.approx(2 / 3)
    assert found.kappa.low < found.kappa.value < found.kappa.high
    assert {(one.inspector, one.draft): one.times for one in found.crossed if one.times} == {
        (ABOVE, ABOVE): 3,
        (BELOW, BELOW): 2,
        (BELOW, ABOVE): 1,
    }


def test_a_line_that_reconfirms_an_earlier_version_was_not_recorded_unanchored() -> None:
    act = did(OVERRIDE, "1.1.a", BELOW, unseen="1.1.a", earlier="ab/d1")
    found = gauge(RUBRIC, [worked(act, drafts=(draft("1.1.a", BELOW),))])
    assert found.same.counted.of == 0
    assert counts(found, "1.1.a") == {"decided": 1, "reconfirmed": 1}


def test_time_is_from_first_shown_to_first_decided_and_the_middle_one_over_reviews() -> None:
    accept = did(ACCEPT, "1.1.a", ABOVE, draft="1.1.a")
    drafts = (draft("1.1.a", ABOVE),)
    found = gauge(RUBRIC, [worked(accept, accept, drafts=drafts, seconds=s) for s in (30, 90, 300)])
    assert (of(found, "1.1.a").seconds, of(found, "1.1.a").timed) == (90, 3)


def test_a_time_that_nobody_kept_is_not_made_up() -> None:
    accept = did(ACCEPT, "1.1.a", ABOVE, draft="1.1.a")
    one = worked(accept, drafts=(draft("1.1.a", ABOVE),)).model_copy(update={"shown": {}})
    late = one.model_copy(update={"shown": {"1.1.a": NOON + timedelta(days=1)}})
    found = gauge(RUBRIC, [one, late])
    assert (of(found, "1.1.a").seconds, of(found, "1.1.a").timed, of(found, "1.1.a").decided) == (None, 0, 2)


def test_without_any_decision_there_are_counts_of_nothing_and_no_figure() -> None:
    for found in (gauge(RUBRIC, []), gauge(RUBRIC, [worked()])):
        assert (found.reviews, found.inspectors, found.kappa) == (0, 0, None)
        assert found.accepted.counted.share is None
        assert found.same.counted.share is None
        assert [one.prompt for one in found.prompts] == [prompt.id for prompt in RUBRIC.prompts]
        assert sum(one.decided for one in found.prompts) == 0
