"""What comes with the assistant is found, and what people edit is read strictly."""

import copy
import hashlib
import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.edges import library
from assistant.errors import BadInstructions, BadRubric

ROOT = Path(library.__file__).resolve().parents[2]
BUNDLED = ROOT / "rubric" / library.EDITION
TREE = yaml.safe_load(BUNDLED.read_text(encoding="utf-8"))

Change = Callable[[dict[str, Any]], object]


def refusal(folder: Path, content: str | bytes) -> str:
    """The words with which this content is refused."""
    path = folder / "edition.yaml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(BadRubric) as caught:
        library.rubric(path)
    return str(caught.value)


def changed(change: Change) -> str:
    """The bundled edition with a change, as JSON, which is YAML too and quicker to write."""
    tree = copy.deepcopy(TREE)
    change(tree)
    return json.dumps(tree, ensure_ascii=False)


def planning(tree: dict[str, Any]) -> dict[str, Any]:
    node: dict[str, Any] = tree["standards"][0]["key_questions"][1]
    return node


def test_the_bundled_rubric_bears_the_digest_of_its_file() -> None:
    assert library.rubric().sha256 == hashlib.sha256(BUNDLED.read_bytes()).hexdigest()


def test_a_rubric_from_a_path_is_read_like_the_bundled_one(tmp_path: Path) -> None:
    path = tmp_path / "copy.yaml"
    path.write_text(changed(lambda tree: tree.update(edition="May 2031")), encoding="utf-8")
    found = library.rubric(path)
    assert found.edition == "May 2031"
    assert found.standards == library.rubric().standards


def test_an_expectation_takes_its_id_from_its_order_and_its_source_from_its_prompt(tmp_path: Path) -> None:
    path = tmp_path / "edition.yaml"
    path.write_text(changed(lambda t: planning(t)["prompts"][0]["expectations"].reverse()), encoding="utf-8")
    first = library.rubric(path).prompt("1.2.a").expectations[0]
    assert first.id == "1.2.a/1"
    assert first.text == library.rubric().prompt("1.2.a").expectations[-1].text
    assert first.source == "rules 1.2.a, paragraph 3"


FAULTS: dict[str, tuple[Change, str]] = {
    "a missing question": (
        lambda t: planning(t)["prompts"][2].pop("question"),
        "At standards[0].key_questions[1].prompts[2].question: is missing.",
    ),
    "an unknown key": (
        lambda t: planning(t)["prompts"][0].update(weight="3"),
        "At standards[0].key_questions[1].prompts[0].weight: is not a key this form knows.",
    ),
    "a wrong strength": (
        lambda t: planning(t)["prompts"][0]["expectations"][1].update(strength="should"),
        "At standards[0].key_questions[1].prompts[0].expectations[1].strength: Input should be 'must',",
    ),
    "a standard with neither key questions nor prompts": (
        lambda t: t["standards"][1].pop("prompts"),
        "At standards[1]: standard 2 needs either key_questions or prompts.",
    ),
    "a standard whose rule weighs what it has not": (
        lambda t: t["standards"][1]["rule"].update(over="key_questions"),
        "At standards[1]: standard 2: its rule weighs key_questions, which it has not.",
    ),
    "an id that is a number": (
        lambda t: t["standards"][1].update(id=2),
        "At standards[1].id: Input should be a valid string.",
    ),
    "an empty text": (
        lambda t: t["information"]["prompts"][4].update(question="  "),
        "At information.prompts[4].question: is empty.",
    ),
    "an id written by hand": (
        lambda t: t["chronology"]["prompts"][0]["expectations"][3].update(id="chronology.a/9"),
        "At chronology.prompts[0].expectations[3].id: is counted from the order, so leave it out.",
    ),
    "a digest written by hand": (
        lambda t: t.update(sha256="0" * 64),
        "At sha256: it is computed, so leave it out.",
    ),
    "a pointer that leads nowhere": (
        lambda t: t["standards"][3]["prompts"][1]["expectations"][0].update(source="page 27"),
        'At standards[3].prompts[1].expectations[0].source: is not of the form "paragraph 2"',
    ),
    "a prompt that stands twice": (
        lambda t: t["standards"][1]["prompts"].append(t["standards"][1]["prompts"][0].copy()),
        "At standards[1].prompts[9].id: 2.a stands twice.",
    ),
    "a prompt in the wrong place": (
        lambda t: planning(t)["prompts"][4].update(id="1.3.e"),
        "At standards[0].key_questions[1].prompts[4].id: 1.3.e does not fit its letter and its place in 1.2.",
    ),
    "the rule of another node": (
        lambda t: planning(t)["prompts"][4].update(rule="1"),
        "At standards[0].key_questions[1].prompts[4].rule: is 1, and the rule at this place is 1.2.",
    ),
    "a rule where the text has none": (
        lambda t: t["chronology"]["prompts"][0].update(rule="1"),
        "At chronology.prompts[0].rule: is 1, and the rule at this place is null.",
    ),
    "a weighed prompt without a line": (
        lambda t: t["standards"][1]["prompts"][3].update(scale="note"),
        "At standards[1].prompts[3].scale: a rule weighs this prompt, so it needs a line.",
    ),
    "conditional words that the question has not": (
        lambda t: t["standards"][1]["prompts"][3]["not_applicable"].update(words="if any"),
        "At standards[1].prompts[3].not_applicable.words: are not words of the question.",
    ),
    "an intake field that is none": (
        lambda t: t["information"]["prompts"][0].update(intake=["weather"]),
        "At information.prompts[0].intake: weather is nothing the intake knows; it knows reference,",
    ),
    "a prompt without expectations": (
        lambda t: t["standards"][3]["prompts"][4].update(expectations=[]),
        "At standards[3].prompts[4].expectations: is empty.",
    ),
    "a key question without prompts": (
        lambda t: planning(t).update(prompts=[]),
        "At standards[0].key_questions[1].prompts: is empty.",
    ),
    "a key question that weighs key questions": (
        lambda t: planning(t)["rule"].update(over="key_questions"),
        "At standards[0].key_questions[1].rule.over: a key question weighs its prompts.",
    ),
    "a node that stands twice": (
        lambda t: t["standards"][2].update(id="1"),
        "At standards[2].id: 1 stands twice.",
    ),
    "ratings that repeat": (
        lambda t: t.update(ratings=["Good", "Good"]),
        "At ratings: has none, or the same one twice.",
    ),
    "a related place that is none": (
        lambda t: t["related"][2].update(sides=[["2.b"], ["3.1.z"]]),
        "At related[2].sides: 3.1.z is no prompt with a line, nor an expectation of one.",
    ),
    "a related place that stands twice": (
        lambda t: t["related"][2].update(sides=[["2.b"], ["3.1.a", "2.b"]]),
        "At related[2].sides: names one member twice.",
    ),
    "a related place with nothing to relate to": (
        lambda t: t["related"][2].update(sides=[["2.b"]]),
        "At related[2].sides: Tuple should have at least 2 items",
    ),
    "no standards": (lambda t: t.update(standards=[]), "At standards: is empty."),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_faulty_rubric_is_refused_with_the_place_and_the_reason(tmp_path: Path, fault: str) -> None:
    change, words = FAULTS[fault]
    assert f"The rubric edition.yaml cannot be used. {words}" in refusal(tmp_path, changed(change))


def test_further_faults_are_counted(tmp_path: Path) -> None:
    def two(tree: dict[str, Any]) -> None:
        planning(tree).pop("label")
        tree.pop("title")

    words = refusal(tmp_path, changed(two))
    assert "is missing." in words
    assert words.endswith("There is 1 more fault after it.")


LINES: dict[str, tuple[str, str]] = {
    "a fault of syntax": ("edition: x\ntitle: [a\nlicence: b\n", "At line 3, column 8: "),
    "a repeated key": (
        "edition: x\ntitle: a\nedition: y\n",
        "line 3, column 1: the key 'edition' stands twice",
    ),
    "a repeated key further down": (
        "information:\n  id: info\n  id: info\n",
        "line 3, column 3: the key 'id' stands twice",
    ),
    "an alias": ("title: &a x\nedition: *a\n", "line 2, column 10: aliases are not used here"),
    "a merged mapping": ("a: &a {b: c}\nd: {<<: *a}\n", "aliases are not used here"),
    "a key that is no text": ("1: x\n", "line 1, column 1: a key must be text"),
    "two documents": ("a: b\n---\nc: d\n", "line 2, column 1: "),
    "an object of Python": (
        "a: !!python/object/apply:os.system [ls]\n",
        "line 1, column 4: could not determine",
    ),
    "a list": ("- a\n", "it is not a list of keys and values"),
    "nothing": ("", "it is not a list of keys and values"),
    "a forbidden character": ("a: \x00\n", "special characters are not allowed"),
    "an impossible date": ("edition: 2031-13-45\n", "cannot be used: "),
    "endless nesting": ("[" * 20_000, "nested too deeply"),
}


@pytest.mark.parametrize("fault", LINES)
def test_what_is_not_plain_yaml_is_refused_with_its_line(tmp_path: Path, fault: str) -> None:
    content, words = LINES[fault]
    assert words in refusal(tmp_path, content)


def test_a_rubric_that_is_not_utf_8_is_refused(tmp_path: Path) -> None:
    assert "is not UTF-8 text" in refusal(tmp_path, "edition: März".encode("latin-1"))


def test_a_rubric_that_is_too_large_is_refused_unparsed(tmp_path: Path) -> None:
    assert "is larger than 2,000,000 bytes" in refusal(tmp_path, b"#" * (library.MOST_YAML_BYTES + 1))


def test_a_rubric_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadRubric, match=r"none\.yaml cannot be read: No such file"):
        library.rubric(tmp_path / "none.yaml")


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """A package folder as a wheel leaves it, with its data inside and none beside it."""
    bundled = tmp_path / "assistant" / "bundled"
    for name in ("__init__.py", "errors.py"):
        (tmp_path / "assistant").mkdir(exist_ok=True)
        shutil.copy(ROOT / "assistant" / name, tmp_path / "assistant" / name)
    for name in ("domain", "edges"):
        shutil.copytree(ROOT / "assistant" / name, tmp_path / "assistant" / name)
    shutil.copytree(ROOT / "rubric", bundled / "rubric")
    (bundled / "prompts").mkdir()
    (bundled / "prompts" / "draft.v7.md").write_text("Draft “one” answer.\n", encoding="utf-8")
    return tmp_path


def run(installed: Path, expression: str) -> str:
    """What the expression gives where the library is installed."""
    code = f"from assistant.edges import library; print({expression})"
    found = subprocess.run(
        [sys.executable, "-c", code], cwd=installed, capture_output=True, text=True, check=False
    )
    return (found.stdout + found.stderr).strip()


def test_an_installed_wheel_finds_its_own_data(installed: Path) -> None:
    assert run(installed, "library.rubric().sha256") == library.rubric().sha256
    digest = hashlib.sha256("Draft “one” answer.\n".encode()).hexdigest()
    assert run(installed, "library.instructions('draft.v7')[0].sha256") == digest


def test_an_installation_without_the_sample_says_so(installed: Path) -> None:
    assert "NotFound: This installation has no evals/gold/" in run(installed, "library.sample()")
    assert "NotFound: This installation has no evals/recordings/" in run(
        installed, "library.sample_recording()"
    )


def test_the_samples_files_and_intake_are_read(installed: Path) -> None:
    folder = installed / "assistant" / "bundled" / "evals" / "gold" / library.SAMPLE
    folder.mkdir(parents=True)
    assert "has no review in it" in run(installed, "library.sample()")
    (folder / "review.docx").write_bytes(b"PK")
    (folder / "source.yaml").write_bytes(b"not part of it")
    assert "intake.yaml cannot be read: No such file" in run(installed, "library.sample()")
    (folder / "intake.yaml").write_text("weather: fine\n", encoding="utf-8")
    assert "NotFound: The bundled intake.yaml cannot be read." in run(installed, "library.sample()")
    (folder / "intake.yaml").write_text("offence_date: 2030-02-01\n", encoding="utf-8")
    assert run(installed, "library.sample()[0]") == "(('review.docx', b'PK'),)"
    assert run(installed, "library.sample()[1].offence_date") == "2030-02-01"


def test_instructions_come_with_the_digest_of_their_bytes() -> None:
    path = next((ROOT / "prompts").glob("*.md"))
    found, text = library.instructions(path.stem)
    assert (found.name, found.sha256) == (path.stem, hashlib.sha256(path.read_bytes()).hexdigest())
    assert text == path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "name", ["", "draft.v99", "../rubric/README", "/etc/passwd", "draft.v1.md", "Draft.V1", "a/b"]
)
def test_instructions_that_are_not_there_are_refused_naming_those_that_are(name: str) -> None:
    with pytest.raises(BadInstructions, match=r"There are no instructions named .*There are: .*draft\.v1"):
        library.instructions(name)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\n \n", "are empty"),
        (b"caf\xe9", "are not UTF-8 text (byte 4)"),
        (b"#" * (library.MOST_INSTRUCTIONS_BYTES + 1), "is larger than 200,000 bytes"),
    ],
    ids=["empty", "latin-1", "large"],
)
def test_instructions_that_cannot_be_used_are_refused(installed: Path, content: bytes, words: str) -> None:
    (installed / "assistant" / "bundled" / "prompts" / "draft.v8.md").write_bytes(content)
    found = run(installed, "library.instructions('draft.v8')")
    assert "BadInstructions" in found
    assert words in found
