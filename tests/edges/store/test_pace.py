"""What replies took is measured over the latest run that tells, of the same model at the same endpoint."""

from datetime import timedelta

from assistant.domain.assurance import Pace
from assistant.domain.draft import Instructions, Outcome, RawReply, Tokens
from assistant.edges.store import Store, Task
from tests.edges.store.test_store import NOON, a_review, add
from tests.edges.store.test_store import store as store  # a fixture

DRAFTING = Instructions(name="draft.v1", sha256="c" * 64)


def run(store: Store, name: str, replies: int, *, each: float, out: int = 900, model: str = "m") -> None:
    """A run of that many prompts, a reply after every ``each`` seconds."""
    keys = [f"{name}{n}" for n in range(replies)]
    wanted = [Task(key=key, prompt=f"1.1.{key}", repeat=0) for key in keys]
    store.start_run(a_review().id, model, "host:1", DRAFTING, wanted, NOON)
    for n, key in enumerate(keys, 1):
        reply = RawReply(outcome=Outcome.REPLIED, text="{}", tokens=Tokens(output=out))
        store.keep_reply(key, 0, "d" * 64, reply, NOON + timedelta(seconds=n * each))


def test_the_latest_run_of_that_model_tells_seconds_and_tokens_of_a_reply(store: Store) -> None:
    add(store, a_review())
    assert store.pace("host:1", "m") is None
    run(store, "a", 10, each=4)
    run(store, "b", 20, each=1.5, out=1_100)
    run(store, "c", 10, each=60, model="another")
    assert store.pace("host:1", "m") == Pace(replies=20, seconds=1.5, output=1_100)
    assert store.pace("host:2", "m") is None


def test_a_run_with_a_few_replies_does_not_tell(store: Store) -> None:
    add(store, a_review())
    run(store, "a", 10, each=4)
    run(store, "b", 4, each=90)
    assert store.pace("host:1", "m") == Pace(replies=10, seconds=4, output=900)


def test_an_endpoint_that_counts_no_tokens_tells_the_time_only(store: Store) -> None:
    add(store, a_review())
    run(store, "a", 5, each=2, out=0)
    assert store.pace("host:1", "m") == Pace(replies=5, seconds=2, output=None)
