"""What we read: files, parts, notices, checks, what was left out, and how drafting stands.

In come an assurance and where its text would go, out goes the screen. It stands alone because this is
the one place that says what is sent, and to whom, before anything is.
"""

from collections.abc import Sequence
from typing import Literal

from assistant.domain.assurance import Assurance, Endpoint, InPart, LocalServer, Progress, ToAsk
from assistant.domain.draft import OUTCOME_WORDS, DraftStatus, Outcome
from assistant.domain.earlier import Version
from assistant.domain.judge_first import Share, share_of
from assistant.domain.places import Places
from assistant.domain.record import Record
from assistant.domain.trace import TRACE
from assistant.ui.presentation.changes import ShownVersion, shown_version
from assistant.ui.presentation.draft import Source, source
from assistant.ui.presentation.estimate import Estimate, estimate
from assistant.ui.presentation.ledger import ShownLedger, shown_ledger
from assistant.ui.presentation.notices import ShownNotice, shown_notices
from assistant.ui.presentation.parts import Parts, parts
from assistant.ui.words import count

TRACED = "What answers what"
"""The request that is for no prompt, in words."""


class ReadCheck(Record):
    """A check with the prompt it informs and its places."""

    prompt: str
    label: str
    message: str
    places: tuple[tuple[str, str], ...]


class Used(Record):
    """What the drafts shown took, with their repeats, as the endpoint counted.

    ``cached`` is the part of ``input`` that it had by it.
    """

    requests: int
    input: int
    cached: int
    output: int


class ShownInPart(Record):
    """That the review does not fit the model's context, and how much of it each prompt will see."""

    words: str
    shares: tuple[tuple[str, str], ...]


class JudgeFirst(Record):
    """What share of the prompts is judged first: the choices before drafting starts, else what was chosen."""

    choices: tuple[tuple[Share, str], ...]
    chosen: str | None


class Drafting(Record):
    """The start panel. ``state`` decides which button there is; ``repeats`` are offered beside it, if any."""

    state: Literal["ready", "recorded", "unconnected", "running", "done"]
    host: str | None
    model: str | None
    estimate: Estimate
    repeats: tuple[int, ...]
    judge_first: JudgeFirst
    budget: int | None
    in_part: ShownInPart | None
    used: Used | None
    progress: Progress
    source: Source | None
    left: int
    sent: bool
    prompts: tuple[tuple[str, str], ...]


class Read(Record):
    """The screen."""

    title: str
    lede: str
    files: tuple[tuple[str, str], ...]
    closed: bool
    parts: Parts
    notices: tuple[ShownNotice, ...]
    checks: tuple[ReadCheck, ...]
    ledgers: tuple[ShownLedger, ...]
    drafting: Drafting
    version: ShownVersion | None


def read(
    assurance: Assurance,
    labels: dict[str, str],
    endpoint: Endpoint | None,
    recording: Endpoint | None,
    progress: Progress,
    to_ask: ToAsk,
    version: Version | None = None,
) -> Read:
    """The screen for this review; ``labels`` gives each prompt's label by its id, ``to_ask`` is what Start
    would send, ``version`` what it is the next version of."""
    review = assurance.review
    places = Places(review)
    shown = parts(review, closed=assurance.signed_off is not None)
    told = count(len(review.notices), "notice") if review.notices else "No notices"
    return Read(
        title=review.title,
        lede=f"{count(len(review.files), 'file')}, {count(review.words, 'word')}, "
        f"{count(len(review.passages), 'passage')}. {shown.found} of {len(shown.rows)} expected parts found. "
        f"{told}, {count(len(review.checks), 'check')}.",
        files=tuple((file.name, file.sha256) for file in review.files),
        closed=assurance.signed_off is not None,
        parts=shown,
        notices=shown_notices(assurance),
        checks=tuple(
            ReadCheck(
                prompt=check.prompt,
                label=labels.get(check.prompt, check.prompt),
                message=check.message,
                places=tuple((p, places.words(p)) for p in check.passages if places.known(p)),
            )
            for check in review.checks
        ),
        ledgers=tuple(shown_ledger(ledger) for ledger in review.ledgers),
        drafting=_drafting(assurance, labels, endpoint, recording, progress, to_ask),
        version=shown_version(version),
    )


def _drafting(
    assurance: Assurance,
    labels: dict[str, str],
    endpoint: Endpoint | None,
    recording: Endpoint | None,
    progress: Progress,
    to_ask: ToAsk,
) -> Drafting:
    left = len(assurance.not_answered)
    to = endpoint or recording
    state: Literal["ready", "recorded", "unconnected", "running", "done"]
    if progress.running:
        state = "running"
    elif assurance.signed_off is not None or not (left or to_ask.requests):
        state = "done"
    elif endpoint is not None:
        state = "ready"
    else:
        state = "recorded" if recording is not None else "unconnected"
    first = next((d.provenance for d in assurance.drafts if d.provenance is not None), None)
    return Drafting(
        state=state,
        host=to.host if to is not None else None,
        model=to.model if to is not None else None,
        estimate=estimate(to_ask),
        repeats=_repeats(state, endpoint is not None and assurance.signed_off is None),
        judge_first=_judge_first(assurance),
        budget=to_ask.left,
        in_part=_in_part(to_ask.in_part),
        used=_used(assurance),
        progress=progress,
        source=source(first),
        left=left,
        sent=assurance.run is not None,
        prompts=_by_prompt(assurance, labels, progress) if assurance.run is not None else (),
    )


def _by_prompt(assurance: Assurance, labels: dict[str, str], progress: Progress) -> tuple[tuple[str, str], ...]:
    """How drafting stands with each prompt, in the rubric's order; nothing of what a draft says."""
    words = {
        DraftStatus.DRAFTED: "Drafted",
        DraftStatus.HIDDEN: "Drafted, hidden until you judge",
        DraftStatus.NOT_RUN: "To come" if progress.running else "Not run",
    }
    return tuple(
        (
            labels.get(one.prompt, one.prompt) if one.prompt.startswith("info.") else one.prompt,
            words.get(one.status) or f"Not answered: {OUTCOME_WORDS[one.reason or Outcome.FAULT]}",
        )
        for one in assurance.drafts
    )


def _judge_first(assurance: Assurance) -> JudgeFirst:
    lines, first = len(assurance.standings), len(assurance.judge_first)
    if assurance.run is None:
        tenth = f"One in ten: {share_of(lines, Share.TENTH)} of {lines} prompts"
        choices = ((Share.TENTH, tenth), (Share.ALL, f"All {lines}"), (Share.NONE, "None"))
        return JudgeFirst(choices=choices, chosen=None)
    if not first:
        return JudgeFirst(choices=(), chosen="None: every draft is shown when it is there.")
    left = len(assurance.still_hidden)
    hidden = f"{left} of their drafts {'is' if left == 1 else 'are'}" if left else "none of their drafts is"
    return JudgeFirst(choices=(), chosen=f"{first} of {lines} prompts; {hidden} hidden now.")


def _repeats(state: str, asked: bool) -> tuple[int, ...]:
    """How often each prompt may be asked about again: a recording cannot be, nor what is signed off."""
    if not asked:
        return ()
    return {"ready": (0, 2, 4), "done": (2, 4)}.get(state, ())


def _in_part(in_part: InPart | None) -> ShownInPart | None:
    """The words that stand before Start; None where every request holds the whole review."""
    if in_part is None:
        return None
    seen = [share for share in in_part.shares.values() if share]
    none = len(in_part.shares) - len(seen)
    words = [f"The review does not fit the model’s context of {in_part.context:,} tokens."]
    if seen:
        how_much = f"{min(seen)} %" if min(seen) == max(seen) else f"{min(seen)} to {max(seen)} %"
        words.append(
            f"A request holds {how_much} of it: whole sections, those most likely to matter to its prompt. The "
            "draft says what was not read, and cannot rest on something being absent."
        )
    if none:
        words.append(f"For {count(none, 'request')} not even one section fits: nothing is sent for them.")
    shares = [(TRACED if id_ == TRACE else id_, f"{share} %") for id_, share in in_part.shares.items()]
    return ShownInPart(words=" ".join(words), shares=tuple(shares))


def local_words(servers: Sequence[LocalServer]) -> str | None:
    """The first model server on this computer that has a model, and the settings that name it; None without."""
    found = next((one for one in servers if one.models), None)
    if found is None:
        return None
    more = f" (and {count(len(found.models) - 1, 'more model')})" if len(found.models) > 1 else ""
    return (
        f"On this computer {found.name} seems to answer: OPENAI_BASE_URL={found.base_url} and "
        f"ASSISTANT_MODEL={found.models[0]}{more} would use it."
    )


def _used(assurance: Assurance) -> Used | None:
    """None where nothing was sent: nothing was run, or a recording answered."""
    made = [d.provenance for d in assurance.drafts if d.provenance]
    if assurance.run is None or not any(one.tokens.input for one in made if not one.recorded):
        return None
    replayed, took = [one for one in made if one.recorded], assurance.run.tokens
    return Used(
        requests=assurance.run.requests - sum(one.requests for one in replayed),
        input=took.input - sum(one.tokens.input for one in replayed),
        cached=took.cached - sum(one.tokens.cached for one in replayed),
        output=took.output - sum(one.tokens.output for one in replayed),
    )
