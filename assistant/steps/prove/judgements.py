"""Do the judgements follow from the lines? Held against what the rules compute anew.

The export and the judgements just computed from its own drafts and decisions come in; a proof goes out. It
stands alone because the rules are applied by the code that every screen uses, and only compared here.
"""

from collections.abc import Sequence

from assistant.domain.judgement import Judgement
from assistant.domain.proof import Proof, Verdict, proof
from assistant.domain.result import ResultFile, ResultJudgement
from assistant.domain.rubric import Rubric
from assistant.domain.words import count

CLAIM = "The judgements follow from the lines"


def same_rubric(rubric: Rubric, result: ResultFile) -> bool:
    """Whether the export was made under this very edition of the rubric."""
    return result.rubric.sha256 == rubric.sha256


def not_known(rubric: Rubric, result: ResultFile, of: str = CLAIM) -> Proof:
    """Nothing is known of it: the export was made under rules that are not here."""
    told = (
        f"The export was made under edition {result.rubric.edition}, sha256 {result.rubric.sha256[:16]}; here "
        f"is {rubric.edition}, sha256 {rubric.sha256[:16]}. Verify it with the assistant that has that edition."
    )
    return Proof(claim=of, verdict=Verdict.OPEN, told=told)


def judgements(result: ResultFile, computed: Sequence[Judgement]) -> Proof:
    """Every node of the export is what the rules make of its lines, and holds what was judged and rated."""
    held = {judgement.node: judgement for judgement in result.judgements}
    faults = [
        f"{one.node}: {what}."
        for one in computed
        for what in (_differs(held[one.node], one) if one.node in held else ["it is missing"])
    ]
    known = {one.node for one in computed}
    faults += [f"{node}: the rules know no such judgement." for node in held if node not in known]
    if len(held) < len(result.judgements):
        faults.append("A judgement stands twice.")
    told = f"{count(len(computed), 'judgement')} computed anew by the rules of the edition."
    return proof(CLAIM, told, tuple(faults))


def _differs(held: ResultJudgement, computed: Judgement) -> list[str]:
    initial = computed.initial
    pairs = (
        ("the answer that its lines give is another", held.initial, initial and initial.answer),
        ("its counts are others", held.tally, initial and initial.tally),
        ("its trace is not the one of these lines", held.trace, initial.trace if initial else ()),
        ("other prompts would change it", held.pivotal, initial.pivotal if initial else ()),
        ("the inspector judged otherwise", held.answer, computed.answer),
        ("the inspector rated otherwise", held.rating, computed.rating),
    )
    return [what for what, told, anew in pairs if told != anew]
