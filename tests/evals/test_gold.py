"""Each gold review is what its source says, and its gold fits both the rubric and the review."""

import io
import re
import zipfile
from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import yaml
from lxml import etree

from assistant.domain.draft import Line
from assistant.domain.review import Kind
from assistant.pipeline.reading import read_review
from evals.build import build
from evals.gold import Certainty, Difficulty, Gold, GoldError, load, unlocated
from evals.reading import shares

ROOT = Path(__file__).parents[2]
GOLD = ROOT / "evals" / "gold"
FOLDER = GOLD / "saltmarch"
FOLDERS = sorted(path.parent for path in GOLD.glob("*/gold.yaml"))
IN_WORD = [folder for folder in FOLDERS if list(folder.glob("review*.docx"))]
IN_PDF = [folder for folder in FOLDERS if (folder / "review.pdf").exists()]
ARGUABLE = 12  # a quarter of the 49 lines
DATED = (["Date"], ["Date and time"])
NOT_THE_SAME = 2  # a footnote printed on the page after its mark, and the paragraph that calls it
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

# Wordings of the rules that would let a reader match words in place of judging.
TELLTALE = (
    "all reasonable action", "reasonable action was taken", "crucial decision", "headline decision",
    "missed opportunit", "underpinning reason", "significant event", "professional curiosity",
    "robust and transparent", "on balance", "above the line", "below the line", "sufficiently", "key question",
    "areas for improvement", "developmental activit", "effective measures", "staff at all levels",
    "partnership work with other agencies", "systemic", "wider sharing", "quality assur",
)  # fmt: skip


def only(*names: str) -> pytest.MarkDecorator:
    """The test holds for these reviews, because what it asks is how they in particular were meant to be."""
    folders = [GOLD / name for name in names]
    return pytest.mark.parametrize("folder", folders, ids=names, indirect=True)


@pytest.fixture(scope="module", params=FOLDERS, ids=lambda folder: folder.name)
def folder(request: pytest.FixtureRequest) -> Path:
    return Path(request.param)


@pytest.fixture(scope="module")
def gold(folder: Path) -> Gold:
    return load(folder)


@pytest.fixture(scope="module")
def files(folder: Path) -> list[bytes]:
    """The Word files, the review itself first; of a review that is there as PDF, what its source gives."""
    if folder in IN_PDF:
        return [build(folder / "source.yaml")]
    return [path.read_bytes() for path in sorted(folder.glob("review*.docx"))]


def part(review: bytes, name: str) -> Any:
    with zipfile.ZipFile(io.BytesIO(review)) as package:
        return etree.fromstring(package.read(name))


def paragraphs(root: Any) -> list[str]:
    """The text of each paragraph; in this document a cell is one paragraph."""
    return [
        "".join("\t" if node.tag == f"{W}tab" else node.text or "" for node in p.iter(f"{W}t", f"{W}tab"))
        for p in root.iter(f"{W}p")
    ]


def passages(folder: Path) -> list[str]:
    """What the product reads of the PDF: the text of each passage, of a row that of each cell."""
    read = read_review([("review.pdf", (folder / "review.pdf").read_bytes())])
    return [cell for passage in read.passages for cell in passage.cells]


@pytest.fixture(scope="module")
def texts(folder: Path, files: list[bytes]) -> list[str]:
    if folder in IN_PDF:
        return passages(folder)
    parts = ("word/document.xml", "word/footnotes.xml")
    return [text for file in files for name in parts for text in paragraphs(part(file, name))]


def tables(review: bytes) -> list[list[list[str]]]:
    return [
        [["\n".join(paragraphs(cell)) for cell in row.iter(f"{W}tc")] for row in table.iter(f"{W}tr")]
        for table in part(review, "word/document.xml").iter(f"{W}tbl")
    ]


def chronology(files: list[bytes]) -> list[list[str]]:
    """The rows of every table that begins with dates, or with numbers ("" where there are none) and dates."""
    found = [table for file in files for table in tables(file)]
    numbered = [row for table in found if table[0][1:2] in DATED for row in table[1:]]
    return numbered + [["", *row] for table in found if table[0][:1] in DATED for row in table[1:]]


def moment(text: str) -> datetime:
    """The first moment a cell gives: 04/06/2024, "4 Jun 2024, 11.40", "4 to 7 Jun 2024", "w/c 3 Jun 2024"."""
    if "/" in text.removeprefix("w/c "):
        return datetime.strptime(text, "%d/%m/%Y")
    day, _, time = re.sub(r"^w/c | to \d+", "", text).partition(", ")
    return datetime.strptime(f"{day} {time or '00.00'}", "%d %b %Y %H.%M")


def prompts(node: Any) -> list[dict[str, Any]]:
    """Every prompt of the rubric file, wherever it stands."""
    if isinstance(node, dict):
        own = [node] if "scale" in node else []
        return own + [found for value in node.values() for found in prompts(value)]
    return [found for value in node for found in prompts(value)] if isinstance(node, list) else []


@pytest.fixture(scope="module")
def rubric() -> list[dict[str, Any]]:
    return prompts(yaml.safe_load((ROOT / "rubric" / "sfo-2021-03.yaml").read_text(encoding="utf-8")))


def test_every_prompt_of_the_rubric_has_its_gold(gold: Gold, rubric: list[dict[str, Any]]) -> None:
    assert set(gold.lines) == {p["id"] for p in rubric if p["scale"] == "line"}
    assert set(gold.notes) == {p["id"] for p in rubric if p["scale"] == "note"}
    assert (len(gold.lines), len(gold.notes)) == (49, 5)


def test_not_applicable_stands_only_where_the_rules_are_conditional(
    gold: Gold, rubric: list[dict[str, Any]]
) -> None:
    allowed = {p["id"] for p in rubric if p.get("not_applicable")}
    assert {key for key, entry in gold.lines.items() if entry.line is Line.NOT_APPLICABLE} <= allowed


def test_every_quotation_is_verbatim_text_of_the_review(gold: Gold, texts: list[str]) -> None:
    assert unlocated(gold, texts) == []


@only("saltmarch")
def test_a_quotation_whose_paragraph_is_gone_is_not_located(gold: Gold, texts: list[str]) -> None:
    rest = [text for text in texts if "There is no national learning in this case." not in text]
    assert {prompt for prompt, _ in unlocated(gold, rest)} == {"3.1.d", "3.2.c"}


def test_every_review_is_there_as_word_or_as_pdf() -> None:
    assert sorted([*IN_WORD, *IN_PDF]) == FOLDERS
    assert IN_PDF


@pytest.mark.parametrize("folder", IN_WORD, ids=lambda folder: folder.name, indirect=True)
def test_each_file_of_the_review_is_its_source_built_again(folder: Path, files: list[bytes]) -> None:
    assert [build(source) for source in sorted(folder.glob("source*.yaml"))] == files


@pytest.mark.parametrize("folder", IN_PDF, ids=lambda folder: folder.name, indirect=True)
def test_a_review_in_pdf_is_read_as_the_word_file_that_its_source_gives(
    folder: Path, files: list[bytes]
) -> None:
    found = shares(files[0], (folder / "review.pdf").read_bytes(), "pdf")
    assert found.rows is not None
    assert found.rows.hit == found.rows.of
    assert found.passages.of - found.passages.hit <= NOT_THE_SAME


def test_the_review_has_the_length_of_a_real_one(files: list[bytes], texts: list[str]) -> None:
    assert 6_000 <= sum(len(text.split()) for text in texts) <= 10_000
    assert len(chronology(files)) >= 50
    assert len({len(row) for row in chronology(files)}) == 1


def test_the_chronology_runs_forward_and_rows_with_numbers_are_numbered_through(files: list[bytes]) -> None:
    rows = chronology(files)
    dates = [moment(row[1]) for row in rows]
    assert dates == sorted(dates)
    numbers = [int(row[0].lstrip("C")) for row in rows if row[0]]
    assert numbers in ([], list(range(1, len(rows) + 1)))


def test_the_marking_stands_on_every_page_of_every_file(files: list[bytes]) -> None:
    for file in files:
        assert paragraphs(part(file, "word/header1.xml")) == ["OFFICIAL-SENSITIVE"]
        references = list(part(file, "word/document.xml").iter(f"{W}headerReference"))
        assert len(references) == 1, "later sections inherit the header of the first"


def test_every_file_of_the_review_says_that_it_is_fictional(files: list[bytes], texts: list[str]) -> None:
    said = "This document is a fictional sample. No person, place or event in it is real."
    assert texts.count(said) == len(files)


def test_the_footnotes_carry_text_and_each_is_called_once(files: list[bytes]) -> None:
    numbers = 0
    for file in files:
        called = [node.get(f"{W}id") for node in part(file, "word/document.xml").iter(f"{W}footnoteReference")]
        given = {
            note.get(f"{W}id")
            for note in part(file, "word/footnotes.xml").iter(f"{W}footnote")
            if not note.get(f"{W}type")
        }
        assert Counter(called) == Counter(given)
        numbers += len(called)
    assert numbers >= 5


def test_the_gold_is_mixed_a_good_part_of_it_hard_and_little_of_it_arguable(gold: Gold) -> None:
    lines = Counter(entry.line for entry in gold.lines.values())
    assert min(lines[Line.ABOVE], lines[Line.BELOW]) >= 9
    assert sum(entry.difficulty is Difficulty.HARD for entry in gold.lines.values()) * 3 >= len(gold.lines)
    assert 1 <= sum(entry.certainty is Certainty.ARGUABLE for entry in gold.lines.values()) <= ARGUABLE
    assert 1 <= sum(entry.precludes for entry in gold.lines.values()) <= 2


def test_below_the_line_there_are_hard_lines_and_above_it_too(gold: Gold) -> None:
    hard = Counter(entry.line for entry in gold.lines.values() if entry.difficulty is Difficulty.HARD)
    assert min(hard[Line.ABOVE], hard[Line.BELOW]) >= 5


@pytest.mark.parametrize(
    ("folder", "above", "below", "not_applicable"),
    [
        (FOLDER, 27, 19, 3),
        (GOLD / "fairwater", 19, 30, 0),
        (GOLD / "larkbridge", 38, 9, 2),
        (GOLD / "quarrydale", 24, 22, 3),
        (GOLD / "ottermoor", 15, 32, 2),
        (GOLD / "hallowdene", 40, 9, 0),
    ],
    ids=["saltmarch", "fairwater", "larkbridge", "quarrydale", "ottermoor", "hallowdene"],
    indirect=["folder"],
)
def test_each_review_is_as_good_as_it_was_meant_to_be(
    gold: Gold, above: int, below: int, not_applicable: int
) -> None:
    lines = Counter(entry.line for entry in gold.lines.values())
    assert (lines[Line.ABOVE], lines[Line.BELOW], lines[Line.NOT_APPLICABLE]) == (above, below, not_applicable)


@only("saltmarch")
def test_the_key_questions_do_not_all_go_one_way(gold: Gold) -> None:
    def leads(node: str) -> int:
        own = [entry.line for key, entry in gold.lines.items() if key.startswith(f"{node}.")]
        return own.count(Line.ABOVE) - own.count(Line.BELOW)

    found = {node: leads(node) for node in ("1.1", "1.2", "1.3", "1.4", "3.1", "3.2")}
    assert any(lead > 1 for lead in found.values())
    assert any(lead < -1 for lead in found.values())
    assert found["1.2"] == 1, "the near tie"
    assert (found["3.1"] > 0) != (found["3.2"] > 0)


def test_the_review_does_not_speak_the_words_of_the_rubric(texts: list[str]) -> None:
    whole = "\n".join(texts).lower()
    assert [phrase for phrase in TELLTALE if phrase in whole] == []


@only("saltmarch", "larkbridge", "hallowdene")
def test_harm_is_always_named_where_the_review_speaks_of_risk(texts: list[str]) -> None:
    whole = "\n".join(texts)
    assert re.findall(r"\b[Rr]isks?\b(?! of (?:serious )?harm| management plan)", whole) == []


def test_merged_headings_and_bands_are_cells_over_several_columns(tmp_path: Path) -> None:
    source = tmp_path / "source.yaml"
    head = "format: sfo-source/1\ntitle: T\nsubject: S\nmarking: M\ndescription: D\nfooter: F\nfootnotes: {}\n"
    table = "{over: [[Wide, 2], [Last, 1]], columns: [A, B, C], widths: [1, 1, 1], rows: [Band, [1, 2, 3]]}"
    source.write_text(f"{head}blocks:\n  - table: {table}\n", encoding="utf-8")
    assert tables(build(source)) == [[["Wide", "Last"], ["A", "B", "C"], ["Band"], ["1", "2", "3"]]]


def test_a_cell_that_is_given_as_nothing_is_merged_with_the_one_above(tmp_path: Path) -> None:
    source = tmp_path / "source.yaml"
    head = "format: sfo-source/1\ntitle: T\nsubject: S\nmarking: M\ndescription: D\nfooter: F\nfootnotes: {}\n"
    table = "{columns: [A, B], widths: [1, 1], rows: [[1, top], [2, ~], [~, ~], [3, new]]}"
    source.write_text(f"{head}blocks:\n  - table: {table}\n", encoding="utf-8")
    read = read_review([("review.docx", build(source))])
    rows = [list(passage.cells) for passage in read.passages if passage.kind is Kind.ROW]
    assert rows == [["A", "B"], ["1", "top"], ["2", "top"], ["2", "top"], ["3", "new"]]


@pytest.mark.parametrize(
    ("blocks", "says"),
    [
        ("- poem: roses", "unknown block 'poem'"),
        ("- p: marked[^2]", "footnotes marked [2], given [1]"),
        ("- p: not marked", "footnotes marked [], given [1]"),
        ("- table: {columns: [A, B], widths: [1, 2], rows: [[only one]]}", "a row of 1 cells under 2 columns"),
    ],
)
def test_a_source_with_a_fault_is_not_built(tmp_path: Path, blocks: str, says: str) -> None:
    source = tmp_path / "source.yaml"
    head = "format: sfo-source/1\ntitle: T\nsubject: S\nmarking: M\ndescription: D\nfooter: F\n"
    source.write_text(f"{head}footnotes: {{1: note}}\nblocks:\n  {blocks}\n", encoding="utf-8")
    with pytest.raises(ValueError, match=re.escape(says)):
        build(source)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (("line: above", "line: undetermined"), "above, below or not_applicable"),
        (("split: dev", "split: dev\ncolour: red"), "colour"),
        (("  chronology.b:", "  chronology.a:"), "chronology.a given twice"),
        (("name: saltmarch", "name: elsewhere"), "the folder is 'saltmarch'"),
        (("    precludes: true\n", "    precludes: maybe\n"), "lines.1.2.c.precludes"),
        (("format: sfo-gold/1", "format: sfo-gold/9"), "format"),
        (("certainty: clear", "certainty: unsaid"), "unsaid only of a line that has 'practice'"),
        (("difficulty: easy", "difficulty: unsaid"), "unsaid only of a line that has 'practice'"),
    ],
)
def test_a_gold_with_a_fault_is_refused_and_the_place_named(
    tmp_path: Path, change: tuple[str, str], says: str
) -> None:
    folder = tmp_path / "saltmarch"
    folder.mkdir()
    text = (FOLDER / "gold.yaml").read_text(encoding="utf-8")
    assert change[0] in text
    (folder / "gold.yaml").write_text(text.replace(*change, 1), encoding="utf-8")
    (folder / "intake.yaml").write_bytes((FOLDER / "intake.yaml").read_bytes())
    with pytest.raises(GoldError, match=re.escape(says)):
        load(folder)


def test_the_example_of_the_evals_page_is_a_whole_gold() -> None:
    page = (GOLD.parent / "README.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```yaml\n(format: sfo-gold/1\n.*?)```", page, re.DOTALL)
    entry = Gold.model_validate({**yaml.safe_load(example), "intake": {}}).lines["1.1.a"]
    assert set(entry.model_dump()) - set(yaml.safe_load(example)["lines"]["1.1.a"]) == {"practice"}


def test_a_folder_without_gold_is_named_in_the_message(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match=re.escape(str(tmp_path / "gold.yaml"))):
        load(tmp_path)
