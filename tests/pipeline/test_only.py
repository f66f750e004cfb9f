"""Only some prompts can be drafted; the rest, and the trace, are as if nobody had started."""

from pathlib import Path

from assistant.domain.draft import DraftStatus
from assistant.domain.review import Intake
from tests.pipeline.opening import ASKED, FILES, finished, pipeline
from tests.scripted import always, scripted


def test_only_the_prompts_named_are_asked_and_the_others_can_follow(tmp_path: Path) -> None:
    with scripted(always) as endpoint, pipeline(tmp_path, endpoint) as opened:
        review = opened.take_in(FILES, Intake())
        opened.start(review, only={"2.a", "2.b"})
        some = finished(opened, review)
        assert sorted(endpoint.prompts()) == ["2.a", "2.b"]
        assert [d.prompt for d in some.drafts if d.status is not DraftStatus.NOT_RUN] == ["2.a", "2.b"]
        assert some.trace is None
        opened.first(review, "4.e")  # is not waited for: nothing to do
        opened.start(review)
        whole = finished(opened, review)
        assert len(endpoint.asked) == ASKED
        assert {d.status for d in whole.drafts} == {DraftStatus.DRAFTED}
