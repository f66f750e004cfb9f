"""The rubric with the expectations of every prompt in the other order: a contrast pair that changes no review.

A rubric comes in, a rubric goes out. It stands alone because nothing else in the evals changes what is asked:
each expectation keeps its id, its words and its strength, so that only its place in the request is another.
"""

from typing import TypeVar

from assistant.domain.rubric import KeyQuestion, PromptGroup, Rubric, Standard

APART = "order"
"""The folder, within that of a run, of what is asked with it. A review and its prompts are called the same
there as in the run, and one database would take the drafts of either for those of the other."""

Group = TypeVar("Group", PromptGroup, KeyQuestion, Standard)


def turned(rubric: Rubric) -> Rubric:
    """The rubric, the last expectation of each prompt first; turned twice it is as it was."""
    return rubric.model_copy(
        update={
            "information": _turned(rubric.information),
            "chronology": _turned(rubric.chronology),
            "standards": tuple(
                _turned(one).model_copy(update={"key_questions": tuple(map(_turned, one.key_questions))})
                for one in rubric.standards
            ),
        }
    )


def _turned(group: Group) -> Group:
    prompts = tuple(one.model_copy(update={"expectations": one.expectations[::-1]}) for one in group.prompts)
    return group.model_copy(update={"prompts": prompts})
