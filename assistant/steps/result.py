"""An assurance becomes the result file: every key of the agreed form, in a stable order, as UTF-8 JSON.

It stands alone because the file is a promise to others: what is in it can be verified without us.
"""

from collections.abc import Sequence

from assistant.domain.agreement import Agreement
from assistant.domain.assurance import Assurance
from assistant.domain.draft import Draft, DraftStatus, Stance
from assistant.domain.judgement import Judgement
from assistant.domain.notices import notice_ids
from assistant.domain.result import (
    ReadFile,
    ResultAction,
    ResultAgreement,
    ResultDraft,
    ResultFile,
    ResultFinding,
    ResultJudgement,
    ResultNotice,
    ResultPassage,
    ResultReview,
    ResultRubric,
    ResultSection,
    ResultTrace,
    Trail,
    json_bytes,
    trail_head,
)
from assistant.domain.review import Check, Intake, Review
from assistant.domain.rubric import Rubric
from assistant.domain.trace import Trace


def result(rubric: Rubric, assurance: Assurance) -> ResultFile:
    """The result file of that assurance. Of a draft still hidden (judge first) it says only that."""
    signed_off = assurance.signed_off
    return ResultFile(
        format="sfo-assurance/1",
        review=_review(assurance.review, assurance.intake),
        notices=_notices(assurance.review),
        checks=assurance.review.checks,
        rubric=ResultRubric(edition=rubric.edition, sha256=rubric.sha256),
        run=assurance.run,
        drafts=tuple(_draft(draft, assurance.agreement(draft.prompt)) for draft in assurance.drafts),
        traceability=None if assurance.trace is None else _trace(assurance.trace),
        decisions=assurance.decisions,
        judgements=tuple(_judgement(judgement) for judgement in assurance.judgements),
        trail=Trail(
            events=len(assurance.decisions),
            head=trail_head(assurance.review.id, assurance.decisions),
            signed_off=None if signed_off is None else signed_off.id,
        ),
    )


def read_file(review: Review, intake: Intake, checks: Sequence[Check]) -> ReadFile:
    """What the result file would say of that review before anything is drafted."""
    return ReadFile(review=_review(review, intake), notices=_notices(review), checks=tuple(checks))


def written(result: ResultFile | ReadFile) -> bytes:
    """The file's bytes: UTF-8, two spaces of indentation, keys in the order of the records."""
    return json_bytes(result.model_dump(mode="json"), indent=2) + b"\n"


def _review(review: Review, intake: Intake) -> ResultReview:
    return ResultReview(
        id=review.id,
        title=review.title,
        intake=intake,
        files=review.files,
        words=review.words,
        sections=tuple(
            ResultSection(id=s.id, title=s.title, part=s.part, file=s.file) for s in review.sections
        ),
        passages=tuple(
            ResultPassage(id=p.id, section=p.section, file=p.file, kind=p.kind, text=p.text, page=p.page)
            for p in review.passages
        ),
    )


def _notices(review: Review) -> tuple[ResultNotice, ...]:
    ids = notice_ids(review.notices)
    return tuple(
        ResultNotice(id=i, kind=n.kind, message=n.message, text=n.text, passage=n.passage)
        for i, n in zip(ids, review.notices, strict=True)
    )


def _draft(draft: Draft, agreement: Agreement | None) -> ResultDraft:
    drafted = draft.status is DraftStatus.DRAFTED
    return ResultDraft(
        prompt=draft.prompt,
        status=draft.status,
        reason=draft.reason,
        line=draft.line,
        proposed_line=draft.proposed_line,
        rationale=draft.rationale,
        flags=draft.flags,
        findings=draft.findings,
        searched=draft.searched,
        precludes=draft.precludes,
        provenance=draft.provenance,
        citations=draft.citations,
        strongest_for=draft.strongest(Stance.SUPPORTS) if drafted else None,
        strongest_against=draft.strongest(Stance.AGAINST) if drafted else None,
        agreement=None
        if agreement is None
        else ResultAgreement(
            same=agreement.same,
            of=agreement.of,
            lines=agreement.lines,
            not_answered=agreement.not_answered,
        ),
        unread=draft.unread,
        key=draft.key or None,
    )


def _trace(trace: Trace) -> ResultTrace:
    return ResultTrace(
        status=trace.status,
        reason=trace.reason,
        findings=tuple(
            ResultFinding(
                number=f.number,
                kind=f.kind,
                summary=f.summary,
                citations=f.citations,
                unsupported=f.unsupported,
                answered_by=trace.answered_by(f.number),
                reason_for_none=f.reason_for_none,
            )
            for f in trace.findings
        ),
        actions=tuple(
            ResultAction(
                number=a.number,
                summary=a.summary,
                citations=a.citations,
                unsupported=a.unsupported,
                answers=a.answers,
                how=a.how,
            )
            for a in trace.actions
        ),
        without_action=trace.without_action,
        without_finding=trace.without_finding,
        flags=trace.flags,
        provenance=trace.provenance,
        unread=trace.unread,
    )


def _judgement(judgement: Judgement) -> ResultJudgement:
    initial = judgement.initial
    return ResultJudgement(
        node=judgement.node,
        initial=None if initial is None else initial.answer,
        tally=None if initial is None else initial.tally,
        trace=() if initial is None else initial.trace,
        pivotal=() if initial is None else initial.pivotal,
        answer=judgement.answer,
        rating=judgement.rating,
    )
