"""What an inspector waits for, measured in the browser: a decision's effect, a review, the next prompt.

Nothing comes in; lines of text go out. It stands alone because only here the whole way is taken, from a key to
the frame that shows the answer, with the assistant in a process of its own and a long review drafted before.
"""

import re
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles
from typing import NamedTuple

from playwright.sync_api import Browser, Page

from evals.bench.drafting import endpoint
from evals.bench.long_review import long_review
from evals.served import browsing, serving


class Goal(NamedTuple):
    """What is measured, on how many pages, and the seconds it may take at the 95th percentile."""

    name: str
    pages: int
    allowed: float


DECIDED = Goal("from accept to the recomputed judgement shown", 60, 0.200)
NEXT = Goal("to the next prompt, its evidence marked", 60, 0.150)
OPENED = Goal("opening a review from the list", 100, 1.500)

OPENINGS = 20
PATIENCE = 60.0
"""Seconds after which what is waited for is taken as never coming: then there is no measurement."""

TIMED = """
([act, seen, most]) => new Promise((done, fail) => {
  const [press, holds] = [new Function(act), new Function(`return ${seen}`)];
  const begun = performance.now();
  press();
  const painted = () => requestAnimationFrame(() => setTimeout(() => done((performance.now() - begun) / 1000)));
  const late = () => performance.now() - begun > most * 1000;
  const gone = () => fail(new Error(`not seen: ${seen}`));
  const look = () => (holds() ? painted() : late() ? gone() : requestAnimationFrame(look));
  look();
})
"""
"""Seconds from an act until its result stands on the page and the next frame is painted."""

ACCEPT = "document.querySelector('[data-accept]').click()"
RECOMPUTED = "/^\\S+: the counts/m.test(document.querySelector('.decide .done')?.closest('.decide').innerText)"
ON_NEXT = "document.activeElement.id === 'question' && document.activeElement !== window.before"
MARKED = "document.querySelector('mark.on')"


def measure() -> Iterator[str]:
    """A review of 60 pages decided prompt by prompt, and one of 100 pages opened again and again."""
    with browsing() as browser:
        with drafted(browser, DECIDED.pages) as page:
            moves = moved(page)
            yield told(DECIDED, decided(page))
            yield told(NEXT, moves)
        with drafted(browser, OPENED.pages) as page:
            yield told(OPENED, opened(page))


def told(goal: Goal, seconds: Sequence[float]) -> str:
    """One line: the 95th percentile beside what is allowed, the median, and how many were measured."""
    high = quantiles(seconds, n=20)[-1]
    return (
        f"{goal.name}, {goal.pages} pages: 95th percentile {high * 1000:.0f} ms, {high / goal.allowed:.2f} of "
        f"the {goal.allowed * 1000:.0f} ms allowed; median {median(seconds) * 1000:.0f} ms of {len(seconds)}"
    )


@contextmanager
def drafted(browser: Browser, pages: int) -> Iterator[Page]:
    """A page at Assure of a review of that length, of which every prompt is drafted."""
    with (
        tempfile.TemporaryDirectory() as folder,
        endpoint(0.0, answered) as url,
        serving(
            ASSISTANT_DATABASE_URL=f"sqlite:///{Path(folder) / 'bench.db'}",
            OPENAI_BASE_URL=url,
            ASSISTANT_MODEL="bench",
        ) as address,
    ):
        file = Path(folder) / "review.docx"
        file.write_bytes(long_review(pages))
        page = browser.new_context(base_url=address, viewport={"width": 1440, "height": 900}).new_page()
        page.set_default_timeout(180_000)
        page.goto("/")
        page.evaluate("() => localStorage.setItem('assurance.name', 'R. Quillfeather')")
        page.reload()
        page.locator("input[type=file]").set_input_files(file)
        page.get_by_label("Reference").fill(f"{pages} pages")
        page.get_by_role("button", name="Add review").click()
        page.get_by_role("radio", name="None", exact=True).check()  # of the judge-first prompts
        page.get_by_role("button", name=re.compile("^Start: send to")).click()
        page.get_by_role("heading", name="Drafted", exact=True).wait_for()
        page.get_by_role("link", name="Assure", exact=True).click()
        page.locator("mark.on").first.wait_for()
        yield page
        page.context.close()


def answered(question: str) -> dict[str, object]:
    """A reply with evidence of every kind: words of passages from all over the review."""
    told = re.findall(r"^\[(p\d+)\] ((?:[^#(|\n-])[^|\n]{60,})$", question, re.MULTILINE)
    if "\n\ntrace: " in question:
        return {"findings": [], "actions": []}
    count = int(re.findall(r"for each of the (\d+) numbers", question)[-1])

    def cited(at: int, stance: str | None = None) -> dict[str, str]:
        passage, words = told[at % len(told)]
        found = {"passage": passage, "quote": " ".join(words.split()[2:14])}  # after its number, if any
        return found | ({"stance": stance} if stance else {})

    step = max(1, len(told) // (2 * count))
    findings = [
        {
            "expectation": n,
            "met": "partly",
            "note": "Said in part.",
            "citations": [cited(2 * n * step, "supports"), cited((2 * n + 1) * step, "against")],
        }
        for n in range(1, count + 1)
    ]
    return {
        "findings": findings,
        "strongest_for": cited(step),
        "strongest_against": cited(2 * step),
        "searched": ["The chronology and the action plan."],
        "rationale": f"The review deals with this [{told[0][0]}].",
        "line": None if "Set line to null." in question else "above",
        "precludes": False,
    }


def timed(page: Page, act: str, seen: str) -> float:
    """Seconds from the act until its result is painted."""
    took: float = page.evaluate(TIMED, [act, seen, PATIENCE])
    return took


def press(key: str) -> str:
    """The act of pressing a key, wherever the focus is."""
    return f"document.dispatchEvent(new KeyboardEvent('keydown', {{ key: '{key}', bubbles: true }}))"


def moved(page: Page) -> list[float]:
    """Seconds from j to the next prompt, through all of them from the first."""
    took = []
    while page.locator(".crumb a", has_text="Next").count():
        page.evaluate("() => { window.before = document.querySelector('#question'); }")
        took.append(timed(page, press("j"), f"{ON_NEXT} && {MARKED}"))
    return took


def decided(page: Page) -> list[float]:
    """Seconds from accepting a draft to the counts it changed, for each prompt whose line counts."""
    ids = page.locator("[data-prompt]").evaluate_all("(all) => all.map((one) => one.dataset.prompt)")
    took = []
    for prompt in (one for one in ids if one[0].isdigit()):
        page.locator(f'[data-prompt="{prompt}"]').click()
        page.locator("#question").filter(has_text=prompt).wait_for()
        if page.locator("[data-accept]").count():
            took.append(timed(page, ACCEPT, RECOMPUTED))
    return took


def opened(page: Page) -> list[float]:
    """Seconds from a click in the list of reviews to the review's text with its evidence marked, drawn anew."""
    took = []
    for _ in range(OPENINGS):
        page.goto("/")
        link = page.get_by_role("link", name=f"{OPENED.pages} pages", exact=True)
        link.wait_for()
        to = link.get_attribute("href")
        took.append(timed(page, f"document.querySelector(`a[href='{to}']`).click()", MARKED))
    return took
