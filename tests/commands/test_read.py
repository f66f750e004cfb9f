"""What is printed of a file is only ever characters: nothing in it steers the terminal or becomes markup."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.commands.read import plain, read
from assistant.domain.ledger import Bucket, Entry, Ledger
from assistant.pipeline import reading

HOSTILE = "[red]x[/red] :smile: \u202eabc \u200bd [link=file:///etc]y[/link]"


@given(st.text())
def test_nothing_a_terminal_would_act_on_is_left(text: str) -> None:
    assert all(c.isprintable() or c == "\n" for c in plain(text))


def test_words_and_spaces_stay_as_they_are() -> None:
    assert plain("3\u00a0May\tVisit – “no reply”\nnext") == "3 May | Visit – “no reply”\nnext"


def test_text_of_a_file_is_printed_as_it_stands_and_never_as_markup(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "[bold]name.txt"
    path.write_text(f"ASSESSMENT [b]OF[/b] PRACTICE\n\n{HOSTILE} He was seen.\n", encoding="utf-8")
    read([path], None)
    said = capsys.readouterr().out
    for words in ("[red]x[/red] :smile:", "[link=file:///etc]y[/link]", "[bold]name.txt", "[b]OF[/b]"):
        assert words in said
    assert not {"\x1b", "\u202e", "\u200b"} & set(said)


def test_lost_characters_are_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "review.txt"
    path.write_text("He was seen.", encoding="utf-8")
    ledger = Ledger(file="review.txt", total=12, entries=(Entry(bucket=Bucket.LOST, characters=12),))

    whole = reading.read_review
    losing = {"ledgers": (ledger,)}
    monkeypatch.setattr(reading, "read_review", lambda files: whole(files).model_copy(update=losing))
    read([path], None, brief=True)
    assert "Lost: a fault of ours" in capsys.readouterr().out
