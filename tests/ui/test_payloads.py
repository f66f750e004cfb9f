"""Whatever a file, a model or a person writes is text on every screen: nothing runs, nothing is asked for."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from assistant.domain.assurance import Assurance, ReviewSummary
from assistant.domain.change import Stretch
from assistant.domain.draft import Draft
from assistant.domain.earlier import Earlier, JudgedBefore, Version
from assistant.domain.judgement import DecisionKind
from assistant.domain.quality import Gauged, Quality
from assistant.domain.review import Correction, Part
from assistant.domain.trace import Trace
from tests.payloads import ALL, PAYLOADS, mark, poisoned, poisoned_review, requoted
from tests.ui.acts import NAME, all_done
from tests.ui.resubmitted import following
from tests.ui.screens import SHOWN, find, near, reach
from tests.ui.serving import served
from tests.ui.specimen import AT, REVIEW
from tests.ui.stand_in import StandIn

pytestmark = pytest.mark.browser

WRONG = (Path(__file__).parent / "payloads.js").read_text(encoding="utf-8")

TEXT = """
() => [document.querySelector("#screens").textContent, document.title,
  ...[...document.querySelectorAll("#screens :is(input, textarea)")].map((one) => one.value)].join(" ")
"""

NOT_SHOWN = {
    "Decision.rating": "the judgement's is shown",
    "Opening.by": "only that somebody opened it is shown",
    "Review.text": "its passages are shown",
    "Review.title": "the row's of the list is shown",
    "Run.endpoint": "each draft names its own",
    "Run.model": "each draft names its own",
}
"""Places that are on no screen, and why."""


class Poisoned(StandIn):
    """The pipeline in memory with a payload in every text, whoever wrote it."""

    def __init__(self, payload: str) -> None:
        super().__init__(recorded=date(2026, 11, 20))
        self.payload = payload
        self.places: set[str] = set()
        self.decisions = all_done(StandIn(recorded=date(2026, 11, 20))).decisions
        before = following(searched=("Section 5.3, for any follow-up",))
        self.before, self.follows = before.before, before.follows
        self.held, self.differing = before.held, before.differing
        self.corrections = (Correction(section="s3", part=Part.PLANNING, by=NAME, at=AT),)

    def reviews(self) -> tuple[ReviewSummary, ...]:
        return tuple(poisoned(one, self.payload, self.places) for one in super().reviews())

    def earlier(self, review: str, prompt: str, /) -> Earlier | None:
        held = super().earlier(review, prompt)
        return held and poisoned(held, self.payload, self.places)

    def judged_before(self, review: str, node: str, /) -> JudgedBefore | None:
        judged = next((d for d in self.decisions if d.kind is DecisionKind.JUDGE), None)
        return poisoned(JudgedBefore(judged=judged, rated=None), self.payload, self.places)

    def version(self, review: str, /) -> Version | None:
        follows = super().version(review)
        return follows and poisoned(follows, self.payload, self.places)

    def differences(self, review: str, /) -> dict[str, tuple[Stretch, ...]]:
        return {
            passage: tuple(poisoned(one, self.payload, self.places) for one in stretches)
            for passage, stretches in super().differences(review).items()
        }

    def quality(self, review: str | None, /) -> tuple[tuple[Gauged, ...], Quality]:
        reviews, found = super().quality(review)
        return tuple(poisoned(one, self.payload, self.places) for one in reviews), found

    def assurance(self, review: str, /) -> Assurance:
        kept = super().assurance(review)
        whole = poisoned(kept, self.payload, self.places)
        read = poisoned_review(kept.review, self.payload, self.places)
        again = requoted(kept.review, read)

        def quoted(record: Any) -> Any:
            return record.model_copy(update={"citations": tuple(map(again, record.citations))})

        def traced(trace: Trace) -> Trace:
            findings = tuple(
                quoted(f).model_copy(update={"reason_for_none": f.reason_for_none and again(f.reason_for_none)})
                for f in trace.findings
            )
            return trace.model_copy(update={"findings": findings, "actions": tuple(map(quoted, trace.actions))})

        drafts: tuple[Draft, ...] = tuple(map(quoted, whole.drafts))
        trace = whole.trace and traced(whole.trace)
        decisions = tuple(
            d.model_copy(update={"citation": d.citation and again(d.citation)}) for d in whole.decisions
        )
        return whole.model_copy(
            update={"review": read, "drafts": drafts, "trace": trace, "decisions": decisions}
        )


@contextmanager
def window(browser: Browser, address: str) -> Iterator[tuple[Page, list[str]]]:
    """A page, and what it did that it must not do."""
    wrong: list[str] = []
    context = browser.new_context(base_url=address, viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("dialog", lambda asked: (wrong.append(asked.message), asked.dismiss()))
    page.on(
        "request",
        lambda asked: (
            wrong.append(asked.url)
            if not asked.url.startswith((address, "data:"))
            or "payload" in asked.url
            or asked.url.endswith("/x")
            else None
        ),
    )
    yield page, wrong
    context.close()


def toured(page: Page, told: set[str]) -> Iterator[str]:
    """Every screen in turn; what is wrong there, and ``told`` collects what stands there."""
    plain = {one.address: one for one in SHOWN if one.act is None}
    opened = SHOWN[0]._replace(act=None)
    tour = [
        *plain.values(),
        opened._replace(name="own words found", address=f"r/{REVIEW}/assure/1.1.a", act=find("onerror")),
        opened._replace(name="nearest to own words", address=f"r/{REVIEW}/assure/1.1.a", act=near),
    ]
    for shown in tour:
        reach(page, shown)
        page.evaluate(
            "() => document.querySelectorAll('#screens details').forEach((one) => { one.open = true; })"
        )
        told.add(page.evaluate(TEXT))
        yield from (f"{shown.name}: {fault}" for fault in page.evaluate(WRONG))


def looked_through(browser: Browser, pipeline: Poisoned) -> tuple[list[str], str]:
    """What is wrong on all screens, and everything that stands on them."""
    told: set[str] = set()
    with served(pipeline) as address, window(browser, address) as (page, wrong):
        wrong += toured(page, told)
    return wrong, "".join(told)


def test_all_payloads_in_every_text_at_once_are_text_on_every_screen(browser: Browser) -> None:
    pipeline = Poisoned(ALL)
    wrong, told = looked_through(browser, pipeline)
    assert wrong == []
    assert sorted(place for place in pipeline.places if mark(place) + ALL not in told) == sorted(NOT_SHOWN)


@pytest.mark.long
@pytest.mark.parametrize("name", PAYLOADS)
def test_each_payload_by_itself_is_text_on_every_screen(browser: Browser, name: str) -> None:
    wrong, told = looked_through(browser, Poisoned(PAYLOADS[name]))
    assert wrong == []
    assert PAYLOADS[name] in told
