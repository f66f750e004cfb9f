"""The page about a run stands by itself, says everything, and shows text of reviews and models as text."""

from html.parser import HTMLParser
from pathlib import Path

import pytest
from typer.testing import CliRunner

from evals.__main__ import app
from evals.measures import figures
from evals.ran import Baseline, Ran, write
from evals.report import page
from tests.evals.made import case, cases, expected, quoted, ran

HOSTILE = "<script>alert(1)</script><img src=http://nowhere.test/x>"


class Seen(HTMLParser):
    """The tags and attributes of a page, its text, and its tables' heads."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def of(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


def wrong() -> Ran:
    run = ran(
        case(
            "below",
            "above",
            prompt="1.2.c",
            why=f"Held so because {HOSTILE}",
            rationale=f"The review says {HOSTILE}",
            expected=(expected(cited=False),),
            cited=(quoted("absent", quote="never said"), quoted("exact", gold=True, quote=HOSTILE)),
            searched=("Section 5",),
        ),
        case("above", None, prompt="1.2.d"),
        *cases(("above", "above")),
        live=True,
    )
    baseline = Baseline(name="always above", rule="Above.", lines={"one 1.2.c": "above"}, figures=figures(run))
    return run.model_copy(update={"baselines": (baseline,)})


@pytest.fixture
def seen() -> Seen:
    found = Seen()
    found.feed(page(wrong()))
    return found


def test_the_page_asks_for_nothing_else(seen: Seen) -> None:
    assert {tag for tag, _ in seen.tags} & {"script", "img", "link", "iframe", "object", "form"} == set()
    assert not [a for _, a in seen.tags if {"src", "href", "srcset", "action", "style"} & a.keys()]
    assert "url(" not in page(wrong())
    policies = [a["content"] for a in seen.of("meta") if "http-equiv" in a]
    assert policies == ["default-src 'none'; style-src 'unsafe-inline'"]


def test_text_of_reviews_and_models_is_shown_as_text(seen: Seen) -> None:
    assert seen.text.count(HOSTILE) == 3


def test_every_wrong_line_is_there_with_gold_draft_and_evidence_and_no_right_one(seen: Seen) -> None:
    assert len(seen.of("article")) == 2
    for words in ("one, 1.2.c", "never said", "also of the gold", "not cited", "Looked for in vain: Section 5"):
        assert words in seen.text
    assert "the endpoint did not answer in time" in seen.text
    assert "one, 1.1.a" not in seen.text


def test_what_was_not_found_is_no_quotation() -> None:
    assert "<blockquote>never said" not in page(wrong())


def test_every_figure_and_every_limit_is_there(seen: Seen) -> None:
    for figure in figures(wrong()):
        assert figure.words in seen.text
    assert "does not hold" in seen.text
    assert "NOT clearly beaten" in seen.text


def test_tables_have_captions_and_heads_and_the_page_a_language_and_one_main_heading(seen: Seen) -> None:
    assert len(seen.of("caption")) == len(seen.of("table")) == 5
    assert all(a.get("scope") in ("col", "row") for a in seen.of("th"))
    assert len(seen.of("h1")) == len(seen.of("main")) == 1
    assert seen.of("html") == [{"lang": "en-GB"}]


def test_the_command_writes_the_page_into_the_runs_folder(tmp_path: Path) -> None:
    write(wrong(), tmp_path)
    assert CliRunner().invoke(app, ["report", str(tmp_path)]).exit_code == 0
    assert (tmp_path / "page.html").read_text(encoding="utf-8") == page(wrong())


def test_a_page_about_real_reviews_is_not_written_into_the_repository(tmp_path: Path) -> None:
    run = wrong()
    real = tuple(one.model_copy(update={"fictional": False}) for one in run.manifest.reviews)
    write(run.model_copy(update={"manifest": run.manifest.model_copy(update={"reviews": real})}), tmp_path)
    inside = Path(__file__).parent / "page.html"
    result = CliRunner().invoke(app, ["report", str(tmp_path), "--out", str(inside)])
    assert "inside the repository" in str(result.exception)
    assert not inside.exists()
