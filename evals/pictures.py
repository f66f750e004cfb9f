"""Pictures of every screen, from the bundled sample with some decisions made: nothing in, PNG files out.

It stands alone because the guide for inspectors must show the screens as they are, and so has them made anew by
one command. Nothing in them is of a real case.
"""

import io
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from PIL import Image
from playwright.sync_api import Page

from evals.served import browsing, serving
from evals.sets import GOLD

FOLDER = Path(__file__).parents[1] / "docs" / "pictures"
NAME = "R. Quillfeather"
WIDE, NARROW = (1440, 900), (320, 640)
COLOURS = 256
"""In one picture, chosen so that the rare ones stay: as many as a small file can name."""

ACCEPTED = (
    "chronology.a",
    "chronology.b",
    "1.1.a",
    "1.1.b",
    "1.1.c",
    "1.2.a",
    "1.2.b",
    "1.3.a",
    "2.a",
    "3.1.a",
    "4.a",
)
OVERRIDDEN = ("1.1.e", "2.b")
UNREAD = "1.2.a"
"""One that is accepted without opening its evidence."""

OPEN = "1.3.c"
"""The prompt that the pictures of Assure show."""


def press(*keys: str) -> Callable[[Page], None]:
    """Single keys, one after the other."""

    def act(page: Page) -> None:
        for key in keys:
            page.keyboard.press(key)

    return act


def cite(page: Page) -> None:
    """The first of the strongest passages, shown in the review."""
    page.locator(".ev-place a").first.click()


def hidden(page: Page) -> None:
    """The first prompt whose draft stays hidden until a line is recorded."""
    page.locator("[data-prompt].judge_first").first.click()
    page.locator("#draft").filter(has_text="hidden").wait_for()


def click(name: str) -> Callable[[Page], None]:
    """A button by its name."""

    def act(page: Page) -> None:
        page.get_by_role("button", name=name).first.click()

    return act


def scroll_to(words: str) -> Callable[[Page], None]:
    """A link to a part of the prompt on screen, followed."""

    def act(page: Page) -> None:
        page.locator(".jump").get_by_role("link", name=words).click()

    return act


class Picture(NamedTuple):
    """A screen to be taken: under ``address`` of the sample, after an act, in a theme and a window."""

    name: str
    address: str
    act: Callable[[Page], None] | None = None
    theme: str = "light"
    size: tuple[int, int] = WIDE


PICTURES = (
    Picture("reviews", "#/reviews"),
    Picture("what-we-read", "read"),
    Picture("assure", f"assure/{OPEN}", cite),
    Picture("assure-expectations", f"assure/{OPEN}", scroll_to("Expectations")),
    Picture("assure-judge-first", f"assure/{OPEN}", hidden),
    Picture("assure-decided", "assure/1.1.e"),
    Picture("assure-own-evidence", f"assure/{OPEN}", click("Add evidence of your own")),
    Picture("assure-dark", f"assure/{OPEN}", theme="dark"),
    Picture("assure-narrow", f"assure/{OPEN}", size=NARROW),
    Picture("judgements", "judgements/1.1"),
    Picture("sign-off", "sign-off"),
    Picture("quality", "#/quality/REVIEW"),
)
"""All of them; each is in the guide."""


def take(folder: Path = FOLDER) -> Iterator[Path]:
    """Makes them all, and gives each file that was written."""
    folder.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as kept,
        serving(ASSISTANT_DATABASE_URL=f"sqlite:///{Path(kept) / 'pictures.db'}") as address,
        browsing() as browser,
    ):
        page = browser.new_context(base_url=address, timezone_id="Europe/London").new_page()
        page.set_viewport_size({"width": WIDE[0], "height": WIDE[1]})
        page.goto("/")
        page.evaluate("(name) => localStorage.setItem('assurance.name', name)", NAME)
        page.reload()
        sample = page.locator("th a[href^='#/r/']").first.get_attribute("href") or ""
        review = sample.split("/")[2]
        work(page, review)
        add(page)
        for picture in PICTURES:
            yield taken(page, picture, review, folder)


def work(page: Page, review: str) -> None:
    """Some decisions, so that the screens show what they show in the middle of the work."""
    for prompt in (*ACCEPTED, *OVERRIDDEN):
        show(page, f"#/r/{review}/assure/{prompt}")
        if prompt != UNREAD:
            press("e")(page)
        if prompt in ACCEPTED and page.locator("[data-accept]").count():
            press("a")(page)
        else:
            own_line(page)
        page.locator(".decide .done").wait_for()
    show(page, f"#/r/{review}/judgements/1.1")
    page.get_by_role("form", name="Your judgement on 1.1").locator("input[type=radio]").first.check()
    page.get_by_label("Reason, needed if you depart from the counts").fill(
        "The whole weighs more than one gap."
    )
    page.get_by_role("button", name="Record judgement").click()
    page.locator("#status").filter(has_text="recorded").wait_for(state="attached")


def add(page: Page) -> None:
    """A second review, nothing of it drafted."""
    show(page, "#/reviews")
    page.locator("input[type=file]").set_input_files(GOLD / "larkbridge" / "review.docx")
    page.get_by_label("Reference").fill("SFO/LB/0092/25")
    page.get_by_role("button", name="Add review").click()
    page.get_by_role("heading", name="What we read").wait_for()


def own_line(page: Page) -> None:
    """A line that is not the draft's, with a reason."""
    chosen = page.locator("#draft-h .line.above").count()
    press("2" if chosen else "1")(page)
    if page.locator("#reason_code").count():
        page.locator("#reason_code").select_option(index=2)
    page.locator("#note").fill("The plan names the gap and nobody to close it.")
    page.locator("[data-record]").click()


def taken(page: Page, picture: Picture, review: str, folder: Path) -> Path:
    """One picture, as few colours as will do."""
    page.emulate_media(color_scheme=picture.theme)  # type: ignore[arg-type] # light or dark
    page.set_viewport_size({"width": picture.size[0], "height": picture.size[1]})
    address = picture.address if picture.address.startswith("#") else f"#/r/{review}/{picture.address}"
    show(page, address.replace("REVIEW", review))
    if picture.act is not None:
        picture.act(page)
    page.wait_for_timeout(300)
    whole = Image.open(io.BytesIO(page.screenshot()))
    file = folder / f"{picture.name}.png"
    whole.convert("RGB").quantize(COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(
        file, optimize=True
    )
    return file


def show(page: Page, address: str) -> None:
    """Goes there anew and waits until it is drawn."""
    page.goto("about:blank")
    page.goto(f"/{address}")
    page.locator("#question, .page h1").first.wait_for()
