"""What a review sends is counted to the byte: the beginning that all requests share, and what is read anew."""

import pytest

from assistant.domain.draft import Instructions, Message, Request
from evals.bench.tokens import Sent, sent


def asked(*texts: str) -> Request:
    return Request(
        review="r",
        prompt="1.1.a",
        instructions=Instructions(name="draft.v1", sha256="a" * 64),
        messages=tuple(Message(role="user", content=text) for text in texts),
        answer_schema="{}",
        cache_key="k",
    )


def test_the_common_beginning_is_counted_over_all_messages_and_once_as_new() -> None:
    counted = sent([asked("read ", "text, a?"), asked("read ", "text, bcd"), asked("read ", "text, b?")])
    assert counted == Sent(requests=3, characters=40, shared=11, share=22 / 40)
    assert counted.anew == 11 + 2 + 3 + 2


def test_shares_are_of_bytes_and_half_a_character_is_none() -> None:
    counted = sent([asked("né"), asked("nè")])
    assert (counted.characters, counted.shared, counted.anew) == (4, 1, 3)
    assert counted.share == pytest.approx(2 / 6)


def test_requests_with_nothing_in_common_are_read_anew_and_one_request_is_cached_nowhere() -> None:
    apart = sent([asked("one"), asked("two")])
    assert (apart.shared, apart.share, apart.anew) == (0, 0, 6)
    alone = sent([asked("one")])
    assert (alone.shared, alone.share, alone.anew) == (3, 0, 3)


def test_a_request_that_is_the_beginning_of_another_is_shared_whole() -> None:
    assert sent([asked("read"), asked("read on")]).shared == 4
