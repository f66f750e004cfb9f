"""What is asked of a model and what becomes of its reply: Request, RawReply, Reply, Draft.

A Request is composed by ``steps/compose``; a RawReply comes from ``edges/model`` (or from the recording);
``steps/parse`` makes it a Reply, parsed but unchecked; ``steps/verify`` and ``steps/settle`` make the Reply a
Draft. The draft is kept for ever, beside whatever is decided. It is long because the outcomes and their words
are one closed set, and stay beside the records that carry them.
"""

import hashlib
import json
from datetime import date, datetime
from enum import StrEnum

from pydantic import Field

from assistant.domain.record import Record

CHARACTERS_PER_TOKEN = 3
"""For estimates made without any tokeniser, on the cautious side: two tokenisers, of 32,000 and 131,000 tokens,
made one of every 3.5 and of every 3.8 characters of a request of the bundled sample."""


DRAFT_TOKENS = 1_200
"""Tokens of one draft, where no other is known: the mean of the 54 recorded for the bundled sample."""


class Line(StrEnum):
    """Where a prompt stands: the rules' own scale, and two ways of not being on it."""

    ABOVE = "above"
    BELOW = "below"
    NOT_APPLICABLE = "not_applicable"
    UNDETERMINED = "undetermined"


class Met(StrEnum):
    """What a draft found for one expectation.

    ``unsupported``: every quotation for it is absent, or it rests on absence and not everything was read.
    """

    MET = "met"
    PARTLY = "partly"
    NOT_MET = "not_met"
    NOT_APPLICABLE = "not_applicable"
    UNSUPPORTED = "unsupported"


class Stance(StrEnum):
    """Towards the prompt: SUPPORTS shows that the review does what is asked, AGAINST that it does not."""

    SUPPORTS = "supports"
    AGAINST = "against"


class Match(StrEnum):
    """How a quotation was located: verbatim, up to white space and the like, verbatim elsewhere, not at all."""

    EXACT = "exact"
    NORMALISED = "normalised"
    MOVED = "moved"
    ABSENT = "absent"


class Outcome(StrEnum):
    """Every way a request can end. Only REPLIED carries a text; the others say why there is none."""

    REPLIED = "replied"
    REFUSED = "refused"
    FILTERED = "filtered"
    TRUNCATED = "truncated"
    EMPTY = "empty"
    UNPARSABLE = "unparsable"
    RATE_LIMITED = "rate_limited"
    QUOTA = "quota"
    TIMEOUT = "timeout"
    UNREACHABLE = "unreachable"
    BROKEN_OFF = "broken_off"
    REDIRECTED = "redirected"
    UNAUTHORISED = "unauthorised"
    NO_SUCH_MODEL = "no_such_model"
    CONTEXT_OVERFLOW = "context_overflow"
    READ_IN_PART = "read_in_part"
    BAD_REQUEST = "bad_request"
    SERVER_ERROR = "server_error"
    NOT_UNDERSTOOD = "not_understood"
    OVER_BUDGET = "over_budget"
    PAUSED = "paused"
    CANCELLED = "cancelled"
    CHANGED = "changed"
    FAULT = "fault"
    NOT_RECORDED = "not_recorded"


OUTCOME_WORDS: dict[Outcome, str] = {
    Outcome.REPLIED: "the model replied",
    Outcome.REFUSED: "the model refused to answer",
    Outcome.FILTERED: "the endpoint's content filter blocked the request or the reply",
    Outcome.TRUNCATED: "the reply was cut off before its end",
    Outcome.EMPTY: "the reply was empty",
    Outcome.UNPARSABLE: "the reply was not in the form asked for",
    Outcome.RATE_LIMITED: "the endpoint is limiting requests; try again later",
    Outcome.QUOTA: "the endpoint's quota is used up",
    Outcome.TIMEOUT: "the endpoint did not answer in time",
    Outcome.UNREACHABLE: "the endpoint could not be reached",
    Outcome.BROKEN_OFF: "the connection broke off before the reply had come whole",
    Outcome.REDIRECTED: "the endpoint tried to send the review to another address; it was not followed",
    Outcome.UNAUTHORISED: "the endpoint did not accept the key",
    Outcome.NO_SUCH_MODEL: "the endpoint does not offer this model",
    Outcome.CONTEXT_OVERFLOW: "the review is longer than the model can read",
    Outcome.READ_IN_PART: "the endpoint read only a part of the review: its context is set too short",
    Outcome.BAD_REQUEST: "the endpoint did not accept the request",
    Outcome.SERVER_ERROR: "the endpoint failed",
    Outcome.NOT_UNDERSTOOD: "the endpoint's answer was not a model's reply",
    Outcome.OVER_BUDGET: "it was not asked: the tokens that this review may use are used up",
    Outcome.PAUSED: "it was not asked: the endpoint had failed several times in a row",
    Outcome.CANCELLED: "drafting was cancelled",
    Outcome.CHANGED: "settings, instructions or what is known beside the files changed before it was asked",
    Outcome.FAULT: "the assistant itself failed on this prompt",
    Outcome.NOT_RECORDED: "the recording holds no reply to this request",
}
"""Each outcome in words, to follow 'Not answered: '."""


class Message(Record):
    """One message of a request; ``role`` is system, user or assistant."""

    role: str
    content: str


def tokens_of(characters: int) -> int:
    """Tokens of a text of that length, estimated without a tokeniser, rather too many than too few."""
    return -(-characters // CHARACTERS_PER_TOKEN)


class Instructions(Record):
    """Instructions sent to the model, by name and digest: draft.v2 and its sha256."""

    name: str
    sha256: str


class Request(Record):
    """What is sent for one prompt: composed text, the schema of the answer, and what names it."""

    review: str
    prompt: str
    instructions: Instructions
    messages: tuple[Message, ...]
    answer_schema: str = Field(description="JSON schema of the answer, canonical JSON")
    cache_key: str = Field(description="digest of the review as sent, same for all requests of a review")
    repeat: int = Field(default=0, ge=0, description="number of the repeat; above 0 it is sent as the seed")

    @property
    def digest(self) -> str:
        """Digest of what is sent: messages, schema and seed. 64 hex digits."""
        sent = [[m.role, m.content] for m in self.messages], self.answer_schema, self.repeat
        return hashlib.sha256(json.dumps(sent, ensure_ascii=False).encode()).hexdigest()

    @property
    def characters(self) -> int:
        """Length of all messages."""
        return sum(len(message.content) for message in self.messages)

    @property
    def estimate(self) -> int:
        """Tokens that sending it will take, estimated."""
        return tokens_of(self.characters)


def draft_key(request: Request, endpoint: str, model: str) -> str:
    """The id of the draft of this request from this endpoint and model (32 hex digits).

    The request is that of a Start. Where the endpoint says only while drafting how little it can read, a
    shorter one is sent under the same key: what is queued keeps its name, and what is kept its reply.
    """
    named = json.dumps([request.digest, endpoint, model, request.repeat])
    return hashlib.sha256(named.encode()).hexdigest()[:32]


class Tokens(Record):
    """Tokens as the endpoint counted them; ``cached`` is the part of ``input`` read from its cache."""

    input: int = 0
    cached: int = 0
    output: int = 0

    def __add__(self, other: "Tokens") -> "Tokens":
        return Tokens(
            input=self.input + other.input,
            cached=self.cached + other.cached,
            output=self.output + other.output,
        )


class RawReply(Record):
    """What came back for one request, before anybody looked into it. Stored before it is used."""

    outcome: Outcome
    text: str = ""
    detail: str = Field(default="", description="the endpoint's own short message, never text of the review")
    model: str = Field(default="", description="the model as the endpoint named it")
    tokens: Tokens = Tokens()
    form: str = Field(default="", description="how structured output was asked for")
    recorded: date | None = Field(default=None, description="set when it came from a recording")
    context: int | None = Field(
        default=None, description="tokens of the context that a request overflowed, where the endpoint says"
    )


class Citation(Record):
    """A passage id and a quotation offered as evidence, unchecked."""

    passage: str
    quote: str
    stance: Stance


class Finding(Record):
    """What the model says of one expectation, by its number."""

    expectation: int
    met: Met
    note: str
    citations: tuple[Citation, ...]


class Reply(Record):
    """A reply in the form asked for: parsed strictly, believed in nothing."""

    findings: tuple[Finding, ...]
    strongest_for: Citation | None
    strongest_against: Citation | None
    searched: tuple[str, ...]
    rationale: str
    line: Line | None
    precludes: bool


class Located(Record):
    """A piece of a quotation where it stands: half-open offsets into that passage's text."""

    passage: str
    start: int
    end: int


class CheckedCitation(Record):
    """A quotation offered as evidence, located or not. ABSENT has no place and never supports anything.

    ``expectation`` is None for the strongest passage for or against the prompt as a whole.
    """

    expectation: str | None
    cited_passage: str
    passage: str | None
    quote: str
    match: Match
    start: int | None
    end: int | None
    stance: Stance
    located: tuple[Located, ...] = ()


class CheckedQuotation(Record):
    """Words offered as those of a passage, for or against nothing; located or not, as a citation is."""

    cited_passage: str
    passage: str | None
    quote: str
    match: Match
    start: int | None
    end: int | None
    located: tuple[Located, ...] = ()


class Offered(StrEnum):
    """What a draft has for the strongest passage for, or against, the prompt as a whole; always asked for.

    NO_EVIDENCE: words were offered that stand nowhere in the review, or are too short to be evidence.
    """

    LOCATED = "located"
    NO_EVIDENCE = "no_evidence"
    NONE = "none"


class CheckedFinding(Record):
    """What was found for one expectation, by its id, after its quotations were checked."""

    expectation: str
    met: Met
    note: str


class FlagKind(StrEnum):
    """What is wrong with a draft, for the inspector to see."""

    UNSUPPORTED = "unsupported"
    NOT_READ_WHOLE = "not_read_whole"
    QUOTATION_NOT_FOUND = "quotation_not_found"
    QUOTATION_NOT_EVIDENCE = "quotation_not_evidence"
    DETAIL_NOT_IN_CITED_PASSAGES = "detail_not_in_cited_passages"
    EXPECTATION_NOT_ANSWERED = "expectation_not_answered"


class Flag(Record):
    """One fault of a draft. ``text`` is the word or words it is about; ``place`` says in which field."""

    kind: FlagKind
    text: str
    place: str = "rationale"


class DraftStatus(StrEnum):
    """Different things, never mixed up. HIDDEN stands for a draft that must not be seen yet (judge first)."""

    DRAFTED = "drafted"
    HIDDEN = "hidden"
    NOT_ANSWERED = "not_answered"
    NOT_RUN = "not_run"

    @property
    def made(self) -> bool:
        """Whether there is a draft, seen or not."""
        return self in (DraftStatus.DRAFTED, DraftStatus.HIDDEN)


class Provenance(Record):
    """Where a draft comes from."""

    model: str
    endpoint: str = Field(description="host and port the review went to, or 'recording'")
    instructions: Instructions
    request: str = Field(description="digest of the first request")
    requests: int = Field(description="requests made for it, re-asks included")
    tokens: Tokens
    at: datetime
    recorded: date | None = None


class Draft(Record):
    """The checked proposal for one prompt; or why there is none."""

    key: str
    review: str
    prompt: str
    status: DraftStatus
    reason: Outcome | None = None
    line: Line | None = None
    proposed_line: Line | None = None
    rationale: str = ""
    flags: tuple[Flag, ...] = ()
    findings: tuple[CheckedFinding, ...] = ()
    searched: tuple[str, ...] = ()
    precludes: bool = False
    citations: tuple[CheckedCitation, ...] = ()
    provenance: Provenance | None = None
    filtered: tuple[str, ...] | None = Field(
        default=None,
        description="passages that the endpoint's content filter objects to; empty where it is none alone, "
        "None where nobody looked",
    )

    unread: tuple[str, ...] = Field(
        default=(), description="sections that were not sent, or not whole, because the review did not fit"
    )

    def strongest(self, stance: Stance) -> Offered:
        """What there is for the strongest passage of that stance."""
        matches = [c.match for c in self.citations if c.expectation is None and c.stance is stance]
        if any(match is not Match.ABSENT for match in matches):
            return Offered.LOCATED
        return Offered.NO_EVIDENCE if matches else Offered.NONE

    @property
    def unsupported(self) -> bool:
        """Whether the model proposed a line that its evidence does not carry."""
        return any(f.kind is FlagKind.UNSUPPORTED for f in self.flags)
