"""The small review as the next version of another, on which one prompt was decided."""

from assistant.domain.draft import Line, Stance
from assistant.domain.earlier import Version
from assistant.domain.judgement import Decision, DecisionKind
from assistant.domain.near import Near
from assistant.domain.review import Review, Span
from assistant.steps.change import change, differ
from assistant.steps.recall import recall
from tests.steps.reporting import quoted
from tests.ui.specimen import AT, PAYLOAD, drafts, review
from tests.ui.stand_in import StandIn

BEFORE_ID = "fedcba9876543210"
PROMPT = "1.3.c"


def earlier_version() -> Review:
    """The specimen before one paragraph was reworded, and with one that is gone since."""
    now = review()
    said = "Enforcement was timely and proportionate."
    passages = tuple(
        p.model_copy(update={"text": "Enforcement was seldom timely."}) if p.text == said else p
        for p in now.passages
    )
    extra = passages[-1].model_copy(
        update={"id": "p99", "text": "Nobody rang the family.", "start": 0, "end": 23}
    )
    return now.model_copy(update={"id": BEFORE_ID, "passages": (*passages, extra)})


def following(*, searched: tuple[str, ...] = (), reason: str | None = PAYLOAD) -> StandIn:
    """The specimen as the next version, 1.3.c decided below on the one before."""
    pipeline = StandIn()
    before, after = earlier_version(), pipeline.review
    changes = change(before, after)
    made = next(d for d in drafts(pipeline.rubric, before, None) if d.prompt == PROMPT)
    cited = (
        quoted(before, "Enforcement was seldom timely.", stance=Stance.AGAINST, cited="p11"),
        quoted(before, "Nobody rang the family.", stance=Stance.AGAINST, cited="p99"),
        quoted(before, "We consider this a missed opportunity.", stance=Stance.AGAINST, cited="p10"),
    )
    decision = Decision(
        id="d7",
        kind=DecisionKind.ACCEPT,
        prompt=PROMPT,
        line=Line.BELOW,
        by="A.",
        at=AT,
        reason=reason,
        draft="k",
    )
    stretches = {"p11": differ("Enforcement was seldom timely.", "Enforcement was timely and proportionate.")}
    near = [Near(passage="p11", shown=Span(start=0, end=11), terms=())]
    draft = made.model_copy(update={"citations": cited, "searched": searched})
    told = recall(PROMPT, before, after, changes, [decision], draft, stretches, near)
    assert told is not None
    pipeline.held = {PROMPT: told}
    pipeline.differing = stretches
    pipeline.before = before
    pipeline.follows = Version(earlier=BEFORE_ID, reference="LM-1", changes=changes, to_reconfirm=(PROMPT,))
    return pipeline
