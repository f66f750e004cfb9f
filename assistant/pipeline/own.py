"""What an inspector writes or adds, checked before it is kept: evidence of their own, their own rationale.

In comes what was offered, out goes the act that may be recorded. It stands apart because both are held to the
rules that a model's words are held to, which the other acts are not.
"""

from assistant.domain.assurance import Assurance
from assistant.domain.judgement import Act, DecisionKind
from assistant.domain.offered import OfferedEvidence
from assistant.domain.review import Review
from assistant.domain.rubric import Rubric
from assistant.errors import NotFound
from assistant.steps.compose import known_beside
from assistant.steps.settle import reword
from assistant.steps.verify import Finder, own_evidence


def cited(review: Review, finder: Finder, offered: OfferedEvidence, by: str) -> Act:
    """The act of adding that evidence; ``NotAllowed`` where it is none."""
    citation = own_evidence(review, finder, offered)
    return Act(kind=DecisionKind.CITE, prompt=offered.prompt, citation=citation, by=by)


def reworded(
    rubric: Rubric, assurance: Assurance, finder: Finder, prompt: str, words: str, by: str, draft: str | None
) -> Act:
    """The act of writing the rationale; ``NotFound`` where the rubric has no such prompt.

    ``draft`` is the key of the draft on screen, or None.
    """
    asked = next((one for one in rubric.prompts if one.id == prompt), None)
    if asked is None:
        raise NotFound(f"The rubric has no prompt {prompt}. Nothing was recorded.")
    settled, flags = reword(
        assurance.review,
        asked,
        words,
        assurance.evidence(prompt).citations,
        contains=finder.contains,
        intake="\n".join(known_beside(assurance.intake, asked)),
    )
    return Act(
        kind=DecisionKind.REWORD, prompt=prompt, rationale=settled, flags=flags, by=by, draft=draft or None
    )
