"""The evidence of a prompt: what its draft cites, less what was removed, with what was added."""

from datetime import UTC, datetime

from assistant.domain.draft import CheckedCitation, Match, Stance
from assistant.domain.evidence import evidence_key, held
from assistant.domain.judgement import Decision, DecisionKind
from tests.steps.reporting import quoted, review

K = DecisionKind
SOURCE = review()
VISIT = quoted(SOURCE, "The home visit planned for 2 June did not take place.")
MISSED = quoted(SOURCE, "We consider this a missed opportunity.", stance=Stance.SUPPORTS, expectation="4.a/1")
ABSENT = quoted(SOURCE, "Nobody was told of it at all.", match=Match.ABSENT)


def acts(*told: tuple[DecisionKind, CheckedCitation | str]) -> list[Decision]:
    return [
        Decision(
            id=f"d{number}",
            kind=kind,
            prompt="4.a",
            citation=None if isinstance(given, str) else given,
            undoes=given if isinstance(given, str) else None,
            by="R. Quillfeather",
            at=datetime(2026, 11, 12, tzinfo=UTC),
        )
        for number, (kind, given) in enumerate(told, start=1)
    ]


def test_what_is_removed_is_gone_in_every_citation_of_it_and_an_undo_puts_it_back() -> None:
    twice = (VISIT, VISIT.model_copy(update={"expectation": "4.a/2"}), MISSED)
    removed = held(twice, acts((K.REMOVE, VISIT)))
    assert removed.citations == (MISSED,)
    assert [d.id for d in removed.removed] == ["d1"]
    assert not removed.holds(VISIT)
    back = held(twice, acts((K.REMOVE, VISIT), (K.UNDO, "d1")))
    assert (back.citations, back.removed) == (twice, ())


def test_what_is_added_stands_beside_the_drafts_and_can_be_removed_and_added_again() -> None:
    added = held((VISIT,), acts((K.CITE, MISSED)))
    assert added.citations == (VISIT, MISSED)
    assert [d.id for d in added.added] == ["d1"]
    gone = held((VISIT,), acts((K.CITE, MISSED), (K.REMOVE, MISSED)))
    assert (gone.citations, gone.added) == ((VISIT,), ())
    again = held((VISIT,), acts((K.CITE, MISSED), (K.REMOVE, MISSED), (K.CITE, MISSED)))
    assert (again.citations, again.removed) == ((VISIT, MISSED), ())


def test_the_same_words_on_the_other_side_are_other_evidence() -> None:
    other = MISSED.model_copy(update={"stance": Stance.AGAINST})
    assert held((MISSED,), acts((K.REMOVE, other))).citations == (MISSED,)


def test_what_was_not_located_is_no_evidence_whatever_is_done_with_it() -> None:
    assert evidence_key(ABSENT) is None
    stands = held((ABSENT,), acts((K.REMOVE, ABSENT), (K.CITE, ABSENT)))
    assert (stands.citations, stands.added, stands.removed) == ((ABSENT,), (), ())
    assert not stands.holds(ABSENT)
