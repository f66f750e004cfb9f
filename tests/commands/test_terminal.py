"""Files named on the command line are read whole and bounded, and written whole or not at all."""

import os
from pathlib import Path

import pytest

from assistant.commands import terminal
from assistant.commands.terminal import bytes_of, write
from assistant.errors import UnreadableFile


def test_a_file_is_read_whole_up_to_the_bound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "review.docx"
    path.write_bytes(b"0123456789")
    monkeypatch.setattr(terminal, "MAX_BYTES", 10)
    assert bytes_of(path) == b"0123456789"
    monkeypatch.setattr(terminal, "MAX_BYTES", 9)
    with pytest.raises(UnreadableFile, match=r"review\.docx is larger than"):
        bytes_of(path)


def test_a_pipe_a_device_and_a_folder_are_refused_unread(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for path in (pipe, Path("/dev/zero"), tmp_path):
        with pytest.raises(UnreadableFile, match="is no file"):
            bytes_of(path)


def test_a_file_that_is_not_there_is_the_systems_own_fault(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        bytes_of(tmp_path / "none.docx")


def test_what_is_written_replaces_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "result.json"
    path.write_bytes(b"old")
    write(path, b"new")
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


def test_writing_that_fails_keeps_what_was_there_and_leaves_nothing_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, data: bytes) -> int:
        with path.open("wb") as file:
            file.write(data[:1])
        raise OSError("No space left on device")

    path = tmp_path / "result.json"
    path.write_bytes(b"old")
    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="No space left"):
        write(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]
