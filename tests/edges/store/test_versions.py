"""A review has one earlier version at most, and keeps it."""

import pytest

from assistant.edges.store import Store
from assistant.errors import NotFound
from tests.edges.store.test_store import NOON, a_review, add
from tests.edges.store.test_store import store as store  # a fixture


def test_a_review_follows_the_one_it_was_said_to_follow_first(store: Store) -> None:
    first, second, third = (a_review(number) for number in (1, 2, 3))
    for review in (first, second, third):
        add(store, review)
    assert store.follow(second.id, first.id)
    assert not store.follow(second.id, third.id)
    assert store.earlier(second.id) == first.id
    assert store.earlier(first.id) is None
    assert store.earlier_of_all() == {second.id: first.id}


def test_what_is_not_there_is_followed_by_nothing(store: Store) -> None:
    add(store, a_review())
    for pair in ((a_review().id, "f" * 16), ("f" * 16, a_review().id)):
        with pytest.raises(NotFound):
            store.follow(*pair)
    assert store.earlier_of_all() == {}


def test_a_review_whose_earlier_version_is_deleted_stays_and_follows_nothing(store: Store) -> None:
    first, second = a_review(1), a_review(2)
    add(store, first)
    add(store, second)
    store.follow(second.id, first.id)
    store.delete(first.id, "A.", NOON)
    assert store.earlier(second.id) is None
    assert [kept.id for kept in store.reviews()] == [second.id]
