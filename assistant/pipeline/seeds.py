"""Which number of a prompt asks for its draft, and which ones repeat it.

Comes in: a request, and what is kept under its keys. Goes out: its tasks that may still bring something. It
stands alone because three reasons to ask the same question again share one row of numbers, and the number
is the seed and part of the key (0 is sent as no seed):

* A number whose replies were all unparsable is spent: asked again it would be the same request, whose replies
  are kept. The next number takes its place.
* Where all is wanted afresh, every number under which anything ended is passed over too.
* Repeats take the numbers after the draft's, under the same two rules.

So the first number left is the draft's, and as many after it as are wanted are its repeats: 0 and 1 to N at
first. A run begins at the draft's number in the run before, so that a stopped one goes on where it stopped.
Which of a run's tasks is the draft is told by their order in it (``edges/store/repeats.py``), not by their
numbers: where the draft's number is spent, the next start takes its first repeat that is left for the draft.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import count

from assistant.domain.draft import Draft, Outcome, Request, draft_key
from assistant.domain.trace import Trace
from assistant.edges.store import Task
from assistant.pipeline.asking import Answerer


def numbered(request: Request, answerer: Answerer, first: int) -> Iterator[Task]:
    """The tasks of that request, whatever its own number, under every number from ``first``."""
    for repeat in count(first):
        key = draft_key(request.model_copy(update={"repeat": repeat}), answerer.host, answerer.model)
        yield Task(key=key, prompt=request.prompt, repeat=repeat)


def unspent(
    tasks: Iterable[Task], kept: Callable[[str], Draft | Trace | None], *, fresh: bool
) -> Iterator[Task]:
    """Those of the tasks that have brought something or may yet; ``fresh``, only those that have not ended."""
    for task in tasks:
        ended = kept(task.key)
        if ended is None or not (fresh or ended.reason is Outcome.UNPARSABLE):
            yield task
