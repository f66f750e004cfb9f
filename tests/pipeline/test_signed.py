"""What somebody has put a name to stays as it was signed, whatever was still being made."""

import threading
import time
from pathlib import Path
from typing import Any

import pytest

from assistant.domain.draft import DraftStatus
from assistant.domain.judgement import Act, DecisionKind
from assistant.domain.review import Intake
from assistant.errors import NotAllowed
from tests.pipeline.opening import FILES, pipeline
from tests.scripted import always, scripted

SIGN, REOPEN = (Act(kind=kind, by="R. Quill") for kind in (DecisionKind.SIGN_OFF, DecisionKind.REOPEN))


def test_nothing_is_signed_while_drafts_are_made_and_a_late_one_counts_only_once_reopened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.pipeline.deciding.permit", lambda *_: None)
    let_go = threading.Event()

    def waiting(body: dict[str, Any]) -> tuple[int, Any]:
        assert let_go.wait(60)
        return always(body)

    with scripted(waiting) as endpoint, pipeline(tmp_path, endpoint) as opened:
        review = opened.take_in(FILES, Intake())
        opened.start(review)
        while not endpoint.asked:
            time.sleep(0.01)
        with pytest.raises(NotAllowed, match="Drafts are still being made"):
            opened.decide(review, SIGN)
        assert opened.assurance(review).decisions == ()

        opened.cancel(review)
        opened.decide(review, SIGN)
        signed = opened.result(review)
        let_go.set()
        while not opened.progress(review).drafted:
            time.sleep(0.01)
        assert opened.result(review) == signed
        assert opened.reviews()[0].drafted == 0
        with pytest.raises(NotAllowed, match="signed off"):
            opened.start(review)

        opened.decide(review, REOPEN)
        drafted = [d for d in opened.assurance(review).drafts if d.status is DraftStatus.DRAFTED]
        assert len(drafted) == 1
