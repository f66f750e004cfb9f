"""A repeat is kept under its own key, beside the draft it repeats, and is never taken for the draft."""

from collections.abc import Iterator

import pytest

from assistant.domain.draft import DraftStatus
from assistant.domain.trace import TRACE
from assistant.edges.store import Store, Task
from tests.edges.store.test_store import DRAFTING, NOON, a_draft, a_review, add

REVIEW = a_review().id


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    opened = Store.open(database_url)
    add(opened, a_review())
    yield opened
    opened.close()


def begin(store: Store, *named: tuple[str, str, int]) -> int:
    wanted = [Task(key=key, prompt=prompt, repeat=repeat) for key, prompt, repeat in named]
    return store.start_run(REVIEW, "a-model", "host:1", DRAFTING, wanted, NOON)


A0, B3, T, A1, A2, B4 = (
    ("a0", "1.1.a", 0),
    ("b3", "1.1.b", 3),
    ("t", TRACE, 0),
    ("a1", "1.1.a", 1),
    ("a2", "1.1.a", 2),
    ("b4", "1.1.b", 4),
)


def keys(store: Store) -> dict[str, list[str]]:
    return {of: [draft.key for draft in made] for of, made in store.repeats(REVIEW).items()}


def test_a_runs_first_task_for_a_prompt_is_its_draft_and_those_after_it_its_repeats(store: Store) -> None:
    run = begin(store, A0, B3, T, A1, B4, A2)
    for key in ("a2", "a1", "a0", "b4"):
        store.keep_draft(a_draft(key))
    latest = store.latest_run(REVIEW)
    assert latest is not None
    assert (latest.keys, latest.trace, set(latest.repeats)) == (("a0", "b3"), "t", {"a1", "a2", "b4"})
    assert store.seeds(run) == {"1.1.a": 0, "1.1.b": 3, TRACE: 0}
    assert [draft.key for draft in store.drafts(REVIEW)] == ["a0"]
    assert [draft.key for draft in store.all_drafts(REVIEW)] == ["a0"]
    assert keys(store) == {"a0": ["a1", "a2"], "b3": ["b4"]}


def test_repeats_stay_with_their_draft_when_later_runs_ask_for_none_or_for_more(store: Store) -> None:
    begin(store, A0, A1)
    begin(store, A0)
    for key in ("a0", "a1"):
        store.keep_draft(a_draft(key))
    assert keys(store) == {"a0": ["a1"]}
    begin(store, A0, A1, A2)
    store.keep_draft(a_draft("a2", DraftStatus.NOT_ANSWERED))
    assert keys(store) == {"a0": ["a1", "a2"]}


def test_a_repeat_that_becomes_the_draft_of_a_later_run_is_its_draft_from_then_on(store: Store) -> None:
    begin(store, A0, A1, A2)
    store.keep_draft(a_draft("a0", DraftStatus.NOT_ANSWERED))
    for key in ("a1", "a2"):
        store.keep_draft(a_draft(key))
    begin(store, A1, A2)
    assert [draft.key for draft in store.drafts(REVIEW)] == ["a1"]
    assert [draft.key for draft in store.all_drafts(REVIEW)] == ["a1", "a0"]
    assert keys(store) == {"a0": ["a1", "a2"], "a1": ["a2"]}
