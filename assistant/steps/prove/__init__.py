"""An export is proved against the files of its review, read anew: what holds, what does not, in words.

The result file, the review as just read and what the rules compute come in; proofs go out. It stands alone, and
looks quotations up in its own plain way (``quotations``), so that a fault of verification cannot prove itself.
The parts: ``export`` (bytes to a result file), ``files``, ``quotations``, ``lines``, ``judgements``, ``trail``;
and for a Word report ``printed`` (what it says) and ``report``.
"""

from collections.abc import Callable, Sequence

from assistant.domain.judgement import Judgement
from assistant.domain.proof import Proof
from assistant.domain.result import ResultFile
from assistant.domain.review import Review, ReviewFile
from assistant.domain.rubric import Rubric
from assistant.steps.prove.export import exported
from assistant.steps.prove.files import files, passages
from assistant.steps.prove.judgements import judgements, not_known, same_rubric
from assistant.steps.prove.lines import accepted, carried
from assistant.steps.prove.printed import Printed, printed
from assistant.steps.prove.quotations import quotations, wording
from assistant.steps.prove.report import prove_report
from assistant.steps.prove.trail import sign_off, trail

__all__ = ["Printed", "exported", "printed", "prove", "prove_report"]


def prove(
    rubric: Rubric,
    result: ResultFile,
    given: Sequence[ReviewFile],
    read: Review,
    not_found: Callable[[str], Sequence[str]],
    computed: Sequence[Judgement],
) -> tuple[Proof, ...]:
    """Every proof, in the order in which one rests on another.

    ``given`` are the files as handed in and ``read`` the review made of them; ``not_found`` tells what a
    wording quotes that stands nowhere in it; ``computed`` is what the rules make of the export's drafts and
    decisions. Under another edition of the rubric than ``rubric`` the judgements are left open: its rules
    are not here.
    """
    known = same_rubric(rubric, result)
    return (
        files(result, given),
        passages(result, read),
        quotations(result, read),
        wording(result, not_found),
        carried(result),
        accepted(result),
        judgements(result, computed) if known else not_known(rubric, result),
        trail(result),
        sign_off(rubric, result) if known else not_known(rubric, result, of="The sign-off is a whole one"),
    )
