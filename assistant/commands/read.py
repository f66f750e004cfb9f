"""``assistant read``: files in, what was read of them out, as tables and, if wanted, as JSON.

No database is opened and nothing is sent. Text of a file is printed as plain characters only: what could steer
a terminal, turn its direction or hide in it is shown as a replacement mark.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich import box
from rich.console import Console
from rich.table import Table

from assistant import settings
from assistant.commands.terminal import bytes_of, console, writable, write
from assistant.domain.ledger import Bucket, Ledger
from assistant.domain.review import Check, Intake, Review
from assistant.domain.words import BUCKET, NOTICE, PART, listed

_WIDTH = 120
_UNSAFE = "\ufffd"


def read(
    files: Annotated[
        list[Path], typer.Argument(help="The review: one or more files (.docx, .pdf, .txt, .md).")
    ],
    out: Annotated[
        Path | None, typer.Option(help="Where to write review, notices and checks as JSON, if wanted.")
    ] = None,
    brief: Annotated[bool, typer.Option("--brief", help="Leave the passages out, and say how many.")] = False,
) -> None:
    """Read a review and print its sections, passages, notices, checks, and what became of every character.

    Nothing is kept and nothing is sent. A file that is refused ends the command with status 2 and says why.
    """
    from assistant.pipeline.reading import checked, read_review
    from assistant.steps.result import read_file, written

    writable([out] if out else [], files)
    review = read_review([(path.name, bytes_of(path)) for path in files])
    checks = checked(review, Intake(), settings.read().accepted)
    if out is not None:
        write(out, written(read_file(review, Intake(), checks)))
    _show(review, checks, brief=brief)
    if out is not None:
        console.print(f"Written: {out}")


def _show(review: Review, checks: Sequence[Check], *, brief: bool) -> None:
    # Into a pipe or a file rich would cut at 80 columns, which is narrow for six of them.
    screen = Console(markup=False, highlight=False, emoji=False)
    if not screen.is_terminal:
        screen.width = _WIDTH
    screen.print(plain(review.title), style="bold")
    for file in review.files:
        screen.print(f"{plain(file.name)}, SHA-256 {file.sha256}")
    screen.print(f"{review.words:,} words, {len(review.passages):,} passages\n")
    screen.print(_sections(review))
    if not brief:
        screen.print(_passages(review))
    screen.print(_notices(review) if review.notices else "No notices.\n")
    screen.print(_checks(checks) if checks else "No checks.\n")
    for ledger in review.ledgers:
        screen.print(_ledger(ledger))


def plain(text: str) -> str:
    """The text without anything that a terminal would act on; a tab between cells is shown as a bar."""
    spaced = text.replace("\t", " | ")
    return "".join(c if c.isprintable() or c == "\n" else " " if c.isspace() else _UNSAFE for c in spaced)


def _table(title: str, *columns: str) -> Table:
    table = Table(title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD, pad_edge=False)
    for column in columns:
        number = column in ("Passages", "Characters")
        table.add_column(column, overflow="fold", justify="right" if number else "left")
    return table


def _sections(review: Review) -> Table:
    table = _table("Sections", "Id", "Section", "Part", "Passages")
    for section in review.sections:
        count = sum(passage.section == section.id for passage in review.passages)
        parts = listed([PART[part] for part in (section.part, *section.also)])
        table.add_row(section.id, "  " * max(0, section.level - 1) + plain(section.title), parts, f"{count:,}")
    return table


def _passages(review: Review) -> Table:
    table = _table("Passages", "Id", "Section", "Kind", "Page", "Text")
    for passage in review.passages:
        page = "" if passage.page is None else str(passage.page)
        kind = passage.kind.replace("_", " ")
        text = f"{passage.label} {passage.text}" if passage.label else passage.text
        table.add_row(passage.id, passage.section, kind, page, plain(text))
    return table


def _notices(review: Review) -> Table:
    table = _table("Notices", "Notice", "What was there", "The file's words", "Passage")
    for notice in review.notices:
        name, became = NOTICE[notice.kind]
        words = plain(notice.text or "")
        table.add_row(f"{name}. {became}", plain(notice.message), words, notice.passage or "")
    return table


def _checks(checks: Sequence[Check]) -> Table:
    table = _table("Checks", "Informs", "What was seen", "Places")
    for check in checks:
        table.add_row(check.prompt, plain(check.message), ", ".join(check.passages))
    return table


def _ledger(ledger: Ledger) -> Table:
    table = _table(f"Every character of {plain(ledger.file)}", "What became of it", "Characters")
    for entry in ledger.entries:
        lost = entry.bucket is Bucket.LOST
        table.add_row(BUCKET[entry.bucket], f"{entry.characters:,}", style="bold red" if lost else None)
    table.add_section()
    table.add_row("In the file", f"{ledger.total:,}", style="bold")
    return table
