"""The child process: a form as argument, the bytes of one file on stdin, JSON of an ``Answer`` on stdout.

It stands alone because it runs alone: it imports one reader, confines itself, reads, answers and is gone. A
failure without a name ends in an exit status, which the parent names.
"""

import logging
import os
import sys
from collections.abc import Callable

from assistant.domain.refusal import Refusal
from assistant.domain.review import Contents
from assistant.edges.sandbox.answer import BIG, Form, told
from assistant.edges.sandbox.limits import Allowance, confine, leave_network
from assistant.errors import UnreadableFile

Reader = Callable[[bytes, Allowance], Contents]


def main(form: str) -> None:
    """Reads stdin by that form and ends the process."""
    logging.disable(logging.CRITICAL)
    leave_network()
    reader = reader_of(Form(form))
    data = sys.stdin.buffer.read()
    allowance = confine()
    try:
        said = told(read(reader, data, allowance))
    except MemoryError:
        os._exit(BIG)
    sys.stdout.buffer.write(said)
    sys.stdout.buffer.flush()
    os._exit(0)


def read(reader: Reader, data: bytes, allowance: Allowance) -> Contents | Refusal:
    """What that reader makes of the bytes; raises what it raises, but for refusals and endless nesting."""
    try:
        return reader(data, allowance)
    except UnreadableFile as error:
        reason = error.args[0]
        return reason if isinstance(reason, Refusal) else Refusal.STOPPED
    except RecursionError:
        return Refusal.TOO_DEEP


def reader_of(form: Form) -> Reader:
    """The reader of that form, its libraries loaded and no others."""
    if form is Form.WORD:
        from assistant.edges.word import read_word

        return lambda data, _: read_word(data)
    if form is Form.PDF:
        from assistant.edges.pdf import read_pdf

        return lambda data, allowance: read_pdf(data, allowance.page_read)
    from assistant.edges.plain import read_plain

    return lambda data, _: read_plain(data, markdown=form is Form.MARKDOWN)
