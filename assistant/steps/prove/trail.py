"""Is the trail whole, and the sign-off what it says it is?

The export comes in; two proofs go out. It stands alone because a trail proves that nothing was changed
afterwards only together with a head noted elsewhere, such as the one printed in the signed report.
"""

from assistant.domain.assurance import latest_decision, sign_off_in_force
from assistant.domain.judgement import DecisionKind
from assistant.domain.proof import Proof, proof
from assistant.domain.result import ResultFile, trail_head
from assistant.domain.rubric import Rubric
from assistant.domain.signing import rated
from assistant.domain.words import count, listed


def trail(result: ResultFile) -> Proof:
    """The decisions, chained anew, end in the head that the export names, and are as many."""
    decisions, faults = result.decisions, []
    if result.trail.head != trail_head(result.review.id, decisions):
        faults.append("The head is another: a decision was changed, left out, added or moved.")
    if result.trail.events != len(decisions):
        faults.append(f"The trail counts {result.trail.events}, and there are {len(decisions)}.")
    if [d.id for d in decisions] != [f"d{n}" for n in range(1, len(decisions) + 1)]:
        faults.append("The decisions are not numbered one after the other.")
    told = f"{count(len(decisions), 'decision')} chained anew; the head is {result.trail.head}."
    return proof("The trail is whole", told, tuple(faults))


def sign_off(rubric: Rubric, result: ResultFile) -> Proof:
    """What the export says of its sign-off is so: all was decided, judged and rated, and nothing came after.

    Without a sign-off there is nothing to hold it against: the export is a draft, and the proof says so.
    """
    claim = "The sign-off is a whole one"
    signed = sign_off_in_force(result.decisions)
    if (signed and signed.id) != result.trail.signed_off:
        named = result.trail.signed_off or "none"
        return proof(
            claim, "Held against the decisions.", (f"The export names {named} as the sign-off in force.",)
        )
    if signed is None:
        told = "There is no sign-off in force: this export is a draft, and says so."
        return proof("The export says whether it is signed off", told, ())
    at = result.decisions.index(signed)
    before, after = result.decisions[:at], result.decisions[at + 1 :]
    faults = [f"{d.id} was recorded after the sign-off." for d in after]
    nodes = [node.id for node in rubric.nodes()]
    judged = {d.node for d in before if d.kind is DecisionKind.JUDGE}
    given = {d.node for d in before if d.kind is DecisionKind.RATE}
    for what, missing in (
        ("decided", [p.id for p in rubric.prompts if latest_decision(before, p.id) is None]),
        ("judged", [node for node in nodes if node not in judged]),
        ("rated", [node for node in rated(rubric) if node not in given]),
    ):
        if missing:
            faults.append(f"Signed although not {what}: {listed(missing)}.")
    told = (
        f"{signed.id}, by {signed.by}: everything was decided, judged and rated before, and nothing came after."
    )
    if faults:
        told = f"{signed.id}, by {signed.by}."
    return proof(claim, told, tuple(faults))
