"""A pipeline in memory on which an inspector has done one of everything."""

from assistant.domain.draft import Flag, FlagKind, Line, Stance
from assistant.domain.judgement import Act, Answer, ReasonCode
from assistant.domain.judgement import DecisionKind as K
from assistant.domain.notices import notice_ids
from tests.steps.reporting import quoted
from tests.ui.specimen import REVIEW
from tests.ui.stand_in import StandIn

NAME = "R. Quillfeather"


def all_done(pipeline: StandIn) -> StandIn:
    """The same pipeline, with every kind of act but signing off; most of them on 1.3.c."""
    drafts = {draft.prompt: draft for draft in pipeline.drafts}
    accepted, other = drafts["1.3.c"], drafts["1.1.a"]
    noted = drafts["info.staff_interviewed"]
    own = quoted(pipeline.review, "The visit was not rearranged.", stance=Stance.AGAINST, cited="p12")
    for kind, told in (
        (K.ACCEPT, {"prompt": "1.3.c", "line": accepted.line, "draft": accepted.key, "reason": "So it is."}),
        (K.PRECLUDE, {"prompt": "1.3.c", "reason": "It decides the case."}),
        (K.OVERRIDE, {"prompt": "3.1.d", "line": Line.ABOVE, "reason_code": ReasonCode.OTHER, "reason": "No."}),
        (K.OVERRIDE, {"prompt": noted.prompt, "draft": noted.key, "reason": "Three."}),
        (K.REWORD, {
            "prompt": "1.3.c", "draft": accepted.key, "rationale": "Of 9 June nothing is said [p10].",
            "flags": (Flag(kind=FlagKind.DETAIL_NOT_IN_CITED_PASSAGES, text="9 June"),),
        }),
        (K.CITE, {"prompt": "1.3.c", "citation": own, "reason": "The footnote says it."}),
        (K.REMOVE, {"prompt": "1.3.c", "citation": accepted.citations[-1], "reason": "Beside the point."}),
        (K.ACCEPT, {"prompt": "1.1.a", "line": other.line, "draft": other.key}),
        (K.UNDO, {"prompt": "1.1.a", "undoes": "d8"}),
        (K.ACKNOWLEDGE, {"notices": notice_ids(pipeline.review.notices)[:1]}),
        (K.JUDGE, {"node": "1.1", "answer": Answer.YES, "reason": "The whole weighs more."}),
        (K.RATE, {"node": "1", "rating": "Good"}),
    ):  # fmt: skip
        pipeline.decide(REVIEW, Act(kind=kind, by=NAME, **told))
    return pipeline
