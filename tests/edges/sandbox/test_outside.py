"""However a child ends, the parent has an answer of the closed set; the child has nothing of the parent's."""

import sys
import threading
from pathlib import Path

import pytest

from assistant.domain.refusal import Refusal
from assistant.edges.sandbox import outside
from assistant.edges.sandbox.answer import Form
from assistant.edges.sandbox.outside import read_apart
from assistant.errors import UnreadableFile

SPECIMENS = Path(__file__).parents[2] / "specimens"
ANSWER = "import json, os, sys; data = sys.stdin.buffer.read(); print(json.dumps({}))"


def refusal(data: bytes = b"x", form: Form = Form.TEXT) -> object:
    with pytest.raises(UnreadableFile) as refused:
        read_apart(form, data)
    return refused.value.args[0]


@pytest.mark.parametrize(
    ("child", "ends"),
    [
        ("import os; os._exit(3)", Refusal.TOO_SLOW),
        ("import os; os._exit(4)", Refusal.TOO_BIG),
        ("import os; os._exit(9)", Refusal.STOPPED),
        ("import os; os.abort()", Refusal.STOPPED),
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", Refusal.TOO_BIG),
        ("raise ValueError('words of the file')", Refusal.STOPPED),
        ("", Refusal.STOPPED),
        ("print('not JSON')", Refusal.STOPPED),
        (ANSWER.format("{'refused': 'in its own words'}"), Refusal.STOPPED),
        (ANSWER.format("{'contents': {'blocks': [{'kind': 'paragraph', 'text': ''}]}}"), Refusal.STOPPED),
        (ANSWER.format("{'contents': {'blocks': [], 'more': 1}}"), Refusal.STOPPED),
        (
            ANSWER.format("{'contents': {'blocks': [{'kind': 'paragraph', 'text': 'a'}] * 20_001}}"),
            Refusal.STOPPED,
        ),
        (ANSWER.format("{'contents': {'blocks': []}}") + "; print('{}')", Refusal.STOPPED),
        (ANSWER.format("1") + "\nwhile True: print('x' * 1_000_000)", Refusal.TOO_MUCH_TEXT),
    ],
)
def test_every_end_of_a_child_has_a_name(child: str, ends: Refusal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outside, "_START", child)
    assert refusal(b"x" * 500_000) is ends


def test_a_child_that_waits_for_ever_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outside, "_START", "import time; time.sleep(600)")
    monkeypatch.setattr(outside, "WAIT", {Form.TEXT: 0.2})
    assert refusal(b"x" * 500_000) is Refusal.TOO_SLOW


def test_a_computer_that_starts_no_process_is_said_to_be_at_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    assert refusal() is Refusal.NOT_STARTED


def test_the_child_has_no_key_and_no_other_setting_of_the_parent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "a secret")
    monkeypatch.setenv("PYTHONPATH", "/elsewhere")
    block = "{'kind': 'paragraph', 'text': ' '.join(sorted(os.environ))}"
    monkeypatch.setattr(outside, "_START", ANSWER.format(f"{{'contents': {{'blocks': [{block}]}}}}"))
    names = read_apart(Form.TEXT, b"x").blocks[0].text.split()
    # The last two are the interpreter's own doing where there is no locale.
    assert set(names) <= {"OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "LC_CTYPE", "LD_LIBRARY_PATH"}


def test_files_are_read_from_several_threads_at_once() -> None:
    found: list[str] = []

    def read(number: int) -> None:
        found.append(read_apart(Form.TEXT, f"Text {number}".encode()).blocks[0].text)

    threads = [threading.Thread(target=read, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(found) == ["Text 0", "Text 1", "Text 2", "Text 3"]


def test_the_words_arrive_as_the_reader_gave_them() -> None:
    from assistant.edges.word import read_word

    data = (SPECIMENS / "small.docx").read_bytes()
    assert read_apart(Form.WORD, data) == read_word(data)


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("A line.\n\n" * 20_001, Refusal.TOO_MANY_PIECES),
        ("A long line of the review, one of many.\n\n" * 3 + "x" * 3_000_001, Refusal.TOO_MUCH_TEXT),
    ],
)
def test_more_than_a_review_holds_is_told_as_that(text: str, ends: Refusal) -> None:
    assert refusal(text.encode()) is ends
