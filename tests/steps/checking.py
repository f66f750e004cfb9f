"""Reviews of a few blocks, and what the checks say of them."""

from assistant.domain.review import Block, Check, FileBlocks, Intake, Kind, Review
from assistant.steps.check import check
from assistant.steps.segment import segment
from assistant.steps.tabulate import tabulate


def review(*blocks: Block) -> Review:
    return segment([FileBlocks(name="r.docx", sha256="0" * 64, blocks=blocks)])


def checks(*blocks: Block, intake: Intake | None = None) -> tuple[Check, ...]:
    read = review(*blocks)
    return check(read, intake or Intake(), tabulate(read))


def table(*rows: str, number: int = 1) -> list[Block]:
    return [
        Block(kind=Kind.ROW, text=text, table=number, row=n, header=n == 1)
        for n, text in enumerate(rows, start=1)
    ]


def para(text: str) -> Block:
    return Block(kind=Kind.PARAGRAPH, text=text)


def heading(text: str) -> Block:
    return Block(kind=Kind.HEADING, text=text, level=1)


def said(found: tuple[Check, ...], start: str) -> list[str]:
    """The messages of the checks whose id begins so."""
    return [item.message for item in found if item.id.startswith(start)]
