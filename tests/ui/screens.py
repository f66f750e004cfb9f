"""Every screen and its main states, one line each: what is looked at, over which pipeline, after which acts."""

import re
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from playwright.sync_api import FilePayload, Page

from assistant.domain.assurance import Endpoint
from assistant.domain.draft import DraftStatus, Line
from assistant.domain.judge_first import Share
from assistant.domain.judgement import Act, DecisionKind, ReasonCode
from assistant.domain.ledger import Bucket, Entry, Ledger
from assistant.domain.review import Check, Notice, NoticeKind
from tests.ui.acts import NAME, all_done
from tests.ui.resubmitted import following
from tests.ui.specimen import REVIEW, review
from tests.ui.stand_in import StandIn
from tests.worked import sign, work

ENDPOINT = Endpoint(host="models.example:8443", model="evidence-large")


class Shown(NamedTuple):
    """A screen in a state; ``act`` is what an inspector does there before it is looked at."""

    name: str
    address: str
    over: Callable[[], StandIn]
    act: Callable[[Page], object] | None = None


def drafted() -> StandIn:
    return StandIn(recorded=date(2026, 11, 20))


def judged_first() -> StandIn:
    pipeline = drafted()
    pipeline.share = Share.ALL
    return pipeline


def worked() -> StandIn:
    return all_done(drafted())


def decided() -> StandIn:
    """Every draft accepted that can be, but one that was overridden; 1.3.c judged first."""
    pipeline = drafted()
    for draft in pipeline.drafts:
        own = Act(kind=DecisionKind.OVERRIDE, prompt=draft.prompt, line=Line.ABOVE, by=NAME)
        if draft.prompt == "1.3.c":
            pipeline.share = Share.ALL
            pipeline.decide(REVIEW, own)
            pipeline.share = Share.NONE
        elif draft.prompt == "1.4.a":
            told = {"draft": draft.key, "reason_code": ReasonCode.MISSED_EVIDENCE}
            pipeline.decide(REVIEW, own.model_copy(update=told))
        elif draft.status is DraftStatus.DRAFTED and not draft.unsupported:
            accept = {"kind": DecisionKind.ACCEPT, "line": draft.line, "draft": draft.key}
            pipeline.decide(REVIEW, own.model_copy(update=accept))
    return pipeline


def ready() -> StandIn:
    return StandIn(endpoint=ENDPOINT).unstarted()


def drafting() -> StandIn:
    pipeline = ready()
    pipeline.start(REVIEW)
    pipeline.arrive(20)
    return pipeline


def unconnected() -> StandIn:
    return StandIn().unstarted()


def faulty() -> StandIn:
    """A file of which something was lost, with text for a machine and a check that has many places."""
    entries = ((Bucket.PARAGRAPH, 900), (Bucket.HIDDEN, 80), (Bucket.LOST, 20))
    kept = Ledger(
        file="review.docx", total=1000, entries=tuple(Entry(bucket=b, characters=n) for b, n in entries)
    )
    notices = tuple(Notice(kind=kind, message="Seen.", text="one\ntwo", passage="p9") for kind in NoticeKind)
    check = Check(id="c1", prompt="1.3.c", message="Seen.", passages=("p6", "p7", "p8", "p9"))
    changed = {"ledgers": (kept,), "notices": notices, "checks": (check,)}
    return StandIn(of=review().model_copy(update=changed), endpoint=ENDPOINT)


def press(*names: str) -> Callable[[Page], None]:
    """Press these buttons, one after the other."""

    def act(page: Page) -> None:
        for name in names:
            page.get_by_role("button", name=name).first.click()

    return act


def named(page: Page) -> None:
    page.get_by_label("Your name, asked once").fill(NAME)


def accept(page: Page) -> None:
    named(page)
    page.get_by_role("button", name="Accept draft").click()
    page.locator(".decide .done").wait_for()


def override(page: Page) -> None:
    named(page)
    page.get_by_role("radio", name="Above the line").check()
    page.get_by_label("Reason, if not the draft’s line").select_option("Missed evidence")
    page.get_by_label("Note", exact=True).fill("Row 2 was not weighed.")
    page.get_by_role("button", name="Record: Above the line").click()
    page.locator(".decide .done").wait_for()


def no_reason(page: Page) -> None:
    named(page)
    page.get_by_role("radio", name="Above the line").check()
    page.get_by_role("button", name="Record: Above the line").click()
    page.get_by_role("alert").filter(has_text="Choose a reason").wait_for()


def judge_first(page: Page) -> None:
    named(page)
    page.get_by_role("radio", name="Above the line").check()
    page.get_by_role("button", name="Record my line and show the draft").click()
    page.locator("[data-change]").wait_for()


def bar(page: Page) -> None:
    accept(page)
    page.get_by_role("button", name="Bar a yes for 1.3").click()


def editing(page: Page) -> None:
    press("Edit rationale", "Add as evidence")(page)
    page.get_by_label("Its words, to the letter").wait_for()


def evidence_refused(page: Page) -> None:
    named(page)
    press("Add evidence of your own")(page)
    form = page.get_by_role("form", name="Add evidence to")
    form.get_by_label("Its words, to the letter").fill("Nobody was told of it.")
    form.get_by_role("radio", name="Against").check()
    form.get_by_role("button", name="Add this evidence").click()
    page.locator("#own-fault").filter(has_text="do not stand").wait_for()


def find(words: str) -> Callable[[Page], None]:
    def act(page: Page) -> None:
        page.keyboard.press("/")
        page.keyboard.type(words)
        page.locator(".marks-n").filter(has_text="ound").wait_for()

    return act


def near(page: Page) -> None:
    find("drug testing arranged afterwards")(page)
    page.keyboard.press("Enter")
    page.locator(".near-found").wait_for()


def judge(page: Page) -> None:
    record = page.get_by_role("form", name="Your judgement on 1.3")
    record.get_by_role("radio", name="Yes", exact=False).first.check()
    record.get_by_label("Your name, kept with each judgement").fill(NAME)
    record.get_by_role("button", name="Record judgement").click()
    page.locator(".record :is(.fault, .said)").filter(has_text=re.compile(r"\w")).first.wait_for()


def sign_too_soon(page: Page) -> None:
    page.get_by_label("Your name, as it will stand in the report").fill(NAME)
    page.get_by_label("These judgements are mine").check()
    page.get_by_role("button", name="Sign off").click()
    page.get_by_role("alert").filter(has_text=re.compile(r"\w")).wait_for()


def accepted_unread() -> StandIn:
    """Some drafts accepted with no evidence opened, so that there is something to check before a signature."""
    pipeline = drafted()
    for prompt in ("chronology.a", "1.1.a", "1.3.c"):
        draft = pipeline.assurance(REVIEW).draft(prompt)
        act = Act(kind=DecisionKind.ACCEPT, prompt=prompt, line=draft.line, by=NAME, draft=draft.key)
        pipeline.decide(REVIEW, act)
    return pipeline


def signed() -> StandIn:
    """Signed, reopened with a reason, and signed again."""
    pipeline = drafted()
    work(pipeline)
    sign(pipeline)
    reopened = Act(kind=DecisionKind.REOPEN, reason="The region sent a correction.", by=NAME)
    pipeline.decide(REVIEW, reopened)
    sign(pipeline)
    return pipeline


def resubmitted() -> StandIn:
    return following(searched=("Section 5.3 [p11], for any follow-up",))


def files_chosen(page: Page) -> None:
    names = ("review.txt", "picture.png")
    page.locator("#files").set_input_files([FilePayload(name=n, mimeType="", buffer=b"x") for n in names])
    page.get_by_role("button", name="Add review").click()
    page.locator("#add-fault").filter(has_text="is not Word").wait_for()


def not_reconfirmed(page: Page) -> None:
    named(page)
    page.get_by_role("button", name="Reconfirm:").click()
    page.locator("#earlier-fault").filter(has_text="not opened").wait_for()


SHOWN = (
    Shown("reviews", "reviews", drafted),
    Shown("reviews, drafting", "reviews", drafting),
    Shown("reviews, no file chosen", "reviews", drafted, press("Add review")),
    Shown("reviews, asked to delete", "reviews", drafted, press("Delete")),
    Shown("reviews, files chosen", "reviews", drafted, files_chosen),
    Shown("read, what changed", f"r/{REVIEW}/read/changes", resubmitted),
    Shown("assure, decided before", f"r/{REVIEW}/assure/1.3.c", resubmitted),
    Shown("assure, not reconfirmed", f"r/{REVIEW}/assure/1.3.c", resubmitted, not_reconfirmed),
    Shown("read, recorded", f"r/{REVIEW}/read", drafted),
    Shown("read, before Start", f"r/{REVIEW}/read", ready),
    Shown("read, drafting", f"r/{REVIEW}/read", drafting),
    Shown("read, unconnected", f"r/{REVIEW}/read", unconnected),
    Shown("read, with text lost", f"r/{REVIEW}/read", faulty),
    Shown("read, a part being changed", f"r/{REVIEW}/read", drafted, press("Change the part of")),
    Shown("assure, drafted", f"r/{REVIEW}/assure/1.3.c", drafted),
    Shown("assure, not found", f"r/{REVIEW}/assure/1.2.e", drafted),
    Shown("assure, not answered", f"r/{REVIEW}/assure/2.c", drafted),
    Shown("assure, to be asked again", f"r/{REVIEW}/assure/2.c", lambda: StandIn(endpoint=ENDPOINT)),
    Shown("assure, unsupported", f"r/{REVIEW}/assure/3.1.d", drafted),
    Shown("assure, no line", f"r/{REVIEW}/assure/info.staff_interviewed", drafted),
    Shown("assure, what answers what", f"r/{REVIEW}/assure/3.2.a", drafted),
    Shown("assure, waiting", f"r/{REVIEW}/assure/4.e", drafting),
    Shown("assure, no draft", f"r/{REVIEW}/assure/1.1.a", unconnected),
    Shown("assure, accepted", f"r/{REVIEW}/assure/1.3.c", drafted, accept),
    Shown("assure, overridden", f"r/{REVIEW}/assure/1.3.c", drafted, override),
    Shown("assure, refused", f"r/{REVIEW}/assure/1.3.c", drafted, no_reason),
    Shown("assure, barring", f"r/{REVIEW}/assure/1.3.c", drafted, bar),
    Shown("assure, judge first", f"r/{REVIEW}/assure/1.3.c", judged_first),
    Shown("assure, judged first", f"r/{REVIEW}/assure/1.3.c", judged_first, judge_first),
    Shown("assure, one of everything done", f"r/{REVIEW}/assure/1.3.c", worked),
    Shown("assure, editing and adding", f"r/{REVIEW}/assure/1.3.c", worked, editing),
    Shown("assure, evidence refused", f"r/{REVIEW}/assure/2.c", drafted, evidence_refused),
    Shown("assure, name asked for", f"r/{REVIEW}/assure/1.3.c", drafted, press("Remove")),
    Shown("assure, found", f"r/{REVIEW}/assure/1.3.c", drafted, find("paragraph 3")),
    Shown("assure, nearest", f"r/{REVIEW}/assure/1.3.c", drafted, near),
    Shown("assure, keys and name", f"r/{REVIEW}/assure/1.3.c", drafted, press("Keyboard", "Give your name")),
    Shown("judgements, key question", f"r/{REVIEW}/judgements/1.3", drafted),
    Shown("judgements, standard", f"r/{REVIEW}/judgements/3", drafted),
    Shown("judgements, overall", f"r/{REVIEW}/judgements/overall", drafted),
    Shown("judgements, recorded or refused", f"r/{REVIEW}/judgements/1.3", drafted, judge),
    Shown("sign-off", f"r/{REVIEW}/sign-off", drafted),
    Shown("sign-off, something to check", f"r/{REVIEW}/sign-off", accepted_unread),
    Shown("sign-off, signed", f"r/{REVIEW}/sign-off", signed),
    Shown("sign-off, not reopened", f"r/{REVIEW}/sign-off", signed, press("Reopen")),
    Shown("read, signed off", f"r/{REVIEW}/read", signed),
    Shown("sign-off, too soon", f"r/{REVIEW}/sign-off", drafted, sign_too_soon),
    Shown("quality, with figures", "quality", decided),
    Shown("quality, nothing decided", "quality", ready),
    Shown("not shown", "r/ffffffffffffffff/read", drafted),
)
"""All of them."""


def reach(page: Page, shown: Shown) -> None:
    """Go there, wait until it is drawn, and do what is to be done."""
    page.evaluate(
        "() => document.querySelectorAll('.stage :is(h1, h2)').forEach((one) => { one.dataset.old = ''; })"
    )
    if page.url.endswith(f"#/{shown.address}"):
        page.reload()
    else:
        page.goto(f"/#/{shown.address}")
    page.locator("#question:not([data-old]), .page h1:not([data-old])").first.wait_for()
    if shown.act is not None:
        shown.act(page)
