"""The report for the region: an assurance becomes its content, in the order it is read.

The rubric, the assurance and the time come in, a ``domain.report.Report`` goes out; how it looks is
``edges/export``. The parts: ``words`` (phrases of its own), ``places`` (where text stands), ``quotations``
(those a reader needs, numbered), ``told`` (what is known of a prompt), ``remarks``, ``prompts``, ``trace``,
``nodes``.
"""

from collections.abc import Sequence
from datetime import datetime

from assistant.domain.assurance import Assurance
from assistant.domain.draft import DraftStatus
from assistant.domain.judgement import Answer, Decision, DecisionKind, Origin
from assistant.domain.notices import notice_ids
from assistant.domain.report import Fact, Report, TrailRow
from assistant.domain.result import trail_head
from assistant.domain.rubric import Rubric
from assistant.domain.signing import acknowledged, signing, status
from assistant.domain.words import ANSWER, LINE, STATUS, count, day, listed
from assistant.steps.report.nodes import groups, standards, summary
from assistant.steps.report.places import ReportPlaces
from assistant.steps.report.told import not_answered, why
from assistant.steps.report.words import moment, parallel_reviews, sentences, supervised_period

__all__ = ["report", "summary"]


SIGNATURES = (DecisionKind.SIGN_OFF, DecisionKind.REOPEN)

DRAFTED_WORDS = (
    "Rationales, what was found and what was looked for in vain were drafted by a language model. They stand "
    "where the inspector's line is the draft's; where nothing is decided, that is said. Where the inspector "
    "wrote the rationale or decided otherwise, the inspector's own words stand and are named as such."
)
"""Whose words a reader has before them, said once: only what differs is marked where it stands."""

VERIFY = (
    "This report and the result file are exported from one record. With the result file and the files named "
    "above, the command assistant verify proves offline, without the record and without any model, that every "
    "quotation stands in the files, that the judgements follow from the lines, and that no decision was "
    "changed, left out or added: it must print the head that stands here."
)


def report(rubric: Rubric, assurance: Assurance, at: datetime) -> Report:
    """The report as the assurance stands; ``at`` is the time it is made."""
    places = ReportPlaces(assurance.review)
    trail = tuple(TrailRow(id=d.id, at=moment(d.at), by=d.by, act=_act(rubric, d)) for d in assurance.decisions)
    return Report(
        marking="OFFICIAL-SENSITIVE",
        title="Quality assurance of a Serious Further Offence review",
        reference=assurance.intake.reference or assurance.review.title,
        status=status(assurance),
        cover=_cover(rubric, assurance, at),
        summary=summary(rubric, assurance),
        words=DRAFTED_WORDS if any(d.status is DraftStatus.DRAFTED for d in assurance.drafts) else None,
        open_points=_open_points(rubric, assurance),
        standards=standards(rubric, assurance, places),
        groups=groups(rubric, assurance, places),
        drafting=_drafting(assurance),
        files=tuple(Fact(name=f.name, value=f.sha256) for f in assurance.review.files),
        notices=_notices(assurance),
        sign_offs=tuple(row for d, row in zip(assurance.decisions, trail, strict=True) if d.kind in SIGNATURES),
        trail=trail,
        verify=VERIFY,
        head=trail_head(assurance.review.id, assurance.decisions),
        attribution=sentences(rubric.attribution, f"The file of the rubric says of itself: {rubric.licence}"),
        at=at,
    )


def _cover(rubric: Rubric, assurance: Assurance, at: datetime) -> tuple[Fact, ...]:
    intake, review, signed = assurance.intake, assurance.review, assurance.signed_off
    told = {
        "Reference": intake.reference,
        "Region": intake.region,
        "Review": review.title,
        "Files": listed([file.name for file in review.files]),
        "Date of the offence": day(intake.offence_date) if intake.offence_date else None,
        "Supervised period": supervised_period(intake),
        "High profile, from HMPPS": STATUS[intake.high_profile],
        "Parallel reviews, from HMPPS": parallel_reviews(intake),
        "Judged against": rubric.title,
        "Overall rating": assurance.judgement("overall").rating,
        "Signed with points open": signed.reason if signed is not None else None,
        "Report made": moment(at),
    }
    return tuple(Fact(name=name, value=value) for name, value in told.items() if value)


def _open_points(rubric: Rubric, assurance: Assurance) -> tuple[Fact, ...]:
    drafts, point = assurance.drafts, signing(rubric, assurance)
    by_hand = {d.prompt for d in drafts} - set(assurance.undecided)

    def ids(prompts: list[str]) -> str:
        named = {p: rubric.prompt(p).name for p in prompts}
        return listed([f"{named[p]} (decided by hand)" if p in by_hand else named[p] for p in prompts])

    hidden = [s.prompt for s in assurance.standings if s.origin is Origin.HIDDEN]
    unanswered = [d for d in drafts if d.status is DraftStatus.NOT_ANSWERED]
    not_run = [d.prompt for d in drafts if d.status is DraftStatus.NOT_RUN]
    unsupported = [d.prompt for d in drafts if d.unsupported and d.prompt in {*assurance.undecided} - {*hidden}]
    told = {
        "Undecided": f"{len(assurance.undecided)} of {len(drafts)} prompts" if assurance.undecided else None,
        "Not answered": "; ".join(f"{ids([d.prompt])}: {not_answered(d)}" for d in unanswered),
        "Not run": f"all {len(drafts)} prompts" if len(not_run) == len(drafts) else ids(not_run),
        "Unsupported drafts": ids(unsupported),
        "Hidden until a line is recorded": ids(hidden),
        "Judgements not recorded": listed(point.unjudged),
        "Judgements that the counts have left": listed(point.moved),
        "Ratings not recorded": listed(point.unrated),
        "Accepted without opening the evidence": listed(
            [rubric.prompt(one.prompt).name for one in point.unopened]
        ),
        "Notices not acknowledged": f"{len(point.notices)} of {len(assurance.review.notices)}"
        if point.notices
        else None,
    }
    return tuple(Fact(name=name, value=value) for name, value in told.items() if value)


def _drafting(assurance: Assurance) -> tuple[Fact, ...]:
    run = assurance.run
    if run is None:
        return (Fact(name="Language model", value="None was used."),)
    recorded = {d.provenance.recorded for d in assurance.drafts if d.provenance and d.provenance.recorded}
    told = {
        "Language model": run.model,
        "Endpoint": run.endpoint,
        "Replies recorded": listed([day(date) for date in sorted(recorded)]),
        "Instructions": f"{run.instructions.name}, sha256 {run.instructions.sha256}",
        "Started": moment(run.started) if run.started else None,
        "Finished": moment(run.finished) if run.finished else None,
        "Requests": f"{run.requests:,}",
        "Tokens": f"{run.tokens.input:,} sent, {run.tokens.output:,} received",
    }
    return tuple(Fact(name=name, value=value) for name, value in told.items() if value)


def _notices(assurance: Assurance) -> tuple[str, ...]:
    done, notices = acknowledged(assurance), assurance.review.notices
    by_message: dict[str, list[Decision | None]] = {}
    for name, notice in zip(notice_ids(notices), notices, strict=True):
        by_message.setdefault(notice.message, []).append(done.get(name))
    return tuple(_notice(message, acts) for message, acts in by_message.items())


def _notice(message: str, acts: Sequence[Decision | None]) -> str:
    times, by = len(acts), list(dict.fromkeys(act.by for act in acts if act is not None))
    said = message if times == 1 else f"{message.removesuffix('.')} ({times} times)."
    if not by:
        return sentences(said, "Not acknowledged")
    read = sum(act is not None for act in acts)
    some = "" if read == times else f"{read} of {times} "
    return sentences(said, f"{some}{'acknowledged' if some else 'Acknowledged'} by {listed(by)}")


def _act(rubric: Rubric, decision: Decision) -> str:
    """One decision in words. The text of a note stays with the assurance: it is the inspector's own."""
    kind, on = decision.kind, decision.prompt or decision.node or ""
    on = next((p.name for p in rubric.prompts if p.id == on), on)
    on = f"Standard {on}" if on in {standard.id for standard in rubric.standards} else on
    line = f": {LINE[decision.line]}" if decision.line else ""
    decided = "Decided" if decision.earlier is None else "Reconfirmed, from the earlier version,"
    unseen = "" if decision.unseen is None else ", before the draft was shown"
    act = {
        DecisionKind.ACCEPT: f"Accepted the draft of {on}{line}",
        DecisionKind.OVERRIDE: f"{decided} {on}{line}{unseen}",
        DecisionKind.PRECLUDE: f"Decided that {on} bars a yes",
        DecisionKind.WITHDRAW_PRECLUSION: f"Withdrew the bar on a yes by {on}",
        DecisionKind.JUDGE: f"Judged {on}: {ANSWER[decision.answer or Answer.UNDETERMINED]}",
        DecisionKind.RATE: f"Rated {on}: {decision.rating}",
        DecisionKind.NOTE: f"Wrote a note on {on}",
        DecisionKind.REWORD: f"Wrote the rationale of {on} for the report",
        DecisionKind.CITE: f"Added evidence to {on}",
        DecisionKind.REMOVE: f"Removed evidence from {on}",
        DecisionKind.UNDO: f"Took back {decision.undoes}, on {on}",
        DecisionKind.ACKNOWLEDGE: f"Acknowledged {count(len(decision.notices), 'notice')}",
        DecisionKind.SIGN_OFF: "Signed off",
        DecisionKind.REOPEN: "Reopened",
    }[kind]
    return sentences(act, None if kind is DecisionKind.NOTE else why(decision))
