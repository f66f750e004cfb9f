"""The parts of a review that its sections are matched to: which are missing, and what a correction changes.

Sections and corrections in, sections and notices out. It stands alone because a review says the same of its
parts when it is first read and each time it is taken from the store.
"""

from collections.abc import Iterable, Sequence

from assistant.domain.review import Correction, Notice, NoticeKind, Part, Review, Section

_WORDS = {
    Part.CASE_DETAILS: "case details",
    Part.STAFF_INTERVIEWED: "the staff interviewed",
    Part.PARALLEL_REVIEWS: "parallel reviews",
    Part.CHRONOLOGY: "a chronology",
    Part.ASSESSMENT: "assessment",
    Part.PLANNING: "planning",
    Part.IMPLEMENTATION: "implementation",
    Part.REVIEWING: "reviewing",
    Part.OVERALL_JUDGEMENT: "an overall judgement",
    Part.GOOD_PRACTICE: "good practice",
    Part.ACTION_PLAN: "an action plan",
    Part.GLOSSARY: "a glossary",
}


def missing_parts(sections: Iterable[Section]) -> tuple[Notice, ...]:
    """A notice for each expected part that no section is and no section's heading names besides."""
    found = {part for section in sections for part in (section.part, *section.also)}
    return tuple(
        Notice(
            kind=NoticeKind.MISSING_PART, message=f"No section on {words} was found, by heading or by content."
        )
        for part, words in _WORDS.items()
        if part not in found
    )


def corrected(review: Review, corrections: Sequence[Correction]) -> Review:
    """The review with those corrections, given oldest first: for each section the latest counts.

    A section's sub-sections go with it where they had its part; passages and ids stay as they are.
    """
    latest = {correction.section: correction for correction in corrections}
    if not latest:
        return review
    sections: list[Section] = []
    above: list[tuple[Section, Section]] = []  # as matched, as corrected
    for section in review.sections:
        while above and (above[-1][0].level >= section.level or above[-1][0].file != section.file):
            above.pop()
        now = _corrected(section, latest.get(section.id), above)
        above.append((section, now))
        sections.append(now)
    others = [notice for notice in review.notices if notice.kind is not NoticeKind.MISSING_PART]
    return review.model_copy(
        update={"sections": tuple(sections), "notices": (*others, *missing_parts(sections))}
    )


def _corrected(
    section: Section, correction: Correction | None, above: Sequence[tuple[Section, Section]]
) -> Section:
    if correction is not None:
        also = tuple(part for part in section.also if part is not correction.part)
        return section.model_copy(update={"part": correction.part, "also": also, "corrected": correction})
    if above:
        was, now = above[-1]
        if was.part is section.part and now.part is not section.part:
            return section.model_copy(update={"part": now.part})
    return section
