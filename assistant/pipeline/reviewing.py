"""Reviews as they come, are corrected, follow one another and go: everything before drafting.

Comes in: files and acts of an inspector. Goes out: reviews kept, listed, compared with their earlier version,
or removed. It stands apart because none of it asks a model or decides a prompt.
"""

from collections.abc import Sequence

from assistant.domain.assurance import ReviewSummary, sign_off_in_force
from assistant.domain.change import Stretch
from assistant.domain.earlier import Earlier, JudgedBefore, Version
from assistant.domain.judge_first import JudgeFirst, Share
from assistant.domain.review import Correction, Intake, Part
from assistant.edges import library
from assistant.edges.store import KeptReview
from assistant.errors import NotAllowed, NotFound
from assistant.pipeline.reading import read_review
from assistant.pipeline.summary import summary
from assistant.pipeline.workings import SIGNED_OFF, Workings


class Reviewing(Workings):
    """What is done with reviews."""

    def reviews(self) -> tuple[ReviewSummary, ...]:
        """Every review kept, newest first, with counts."""
        return tuple(self._summary(kept) for kept in self._store.reviews())

    def take_in(
        self,
        files: Sequence[tuple[str, bytes]],
        intake: Intake,
        *,
        sample: bool = False,
        earlier: str | None = None,
    ) -> str:
        """Reads the files as one review and keeps it; returns its id. ``UnreadableFile`` keeps nothing.

        A review that is there already stays as it is; only what is known beside it is brought up to date.
        The next version of an ``earlier`` review begins with what is known beside that. ``NotFound`` where that
        is gone, ``NotAllowed`` where these are its own files or follow another: then nothing is kept.
        """
        review = read_review(files)
        with self._deciding:  # no deletion, sign-off or other version between the question and the answer
            if earlier is not None:
                self._versions.may_follow(review.id, earlier)
            kept = [(file.name, data) for file, (_, data) in zip(review.files, files, strict=True)]
            known = intake if earlier is None else _with(self._store.intake(earlier), intake)
            if not self._store.add_review(review, known, kept, self._now(), sample=sample):
                self._know(review.id, intake)
            if earlier is not None:
                self._store.follow(review.id, earlier)
        return review.id

    def version(self, review: str) -> Version | None:
        """Which review it is the next version of, and what changed; None where of none. ``NotFound``."""
        return self._versions.version(review, self._store.decisions(review))

    def differences(self, review: str) -> dict[str, tuple[Stretch, ...]]:
        """The words that differ in each passage that changed, by its id in the earlier version."""
        return self._versions.differences(review)

    def earlier(self, review: str, prompt: str) -> Earlier | None:
        """The decision on that prompt of the earlier version, as a proposal; None where there is none."""
        return self._versions.earlier(review, prompt)

    def judged_before(self, review: str, node: str) -> JudgedBefore | None:
        """What was held of that node on the earlier version; None where nothing was."""
        return self._versions.judged_before(review, node)

    def _know(self, review: str, intake: Intake) -> None:
        """Brings what is known beside a review up to date with the fields that are given."""
        before = self._store.intake(review)
        after = _with(before, intake)
        if after == before:
            return
        if sign_off_in_force(self._store.decisions(review)) is not None:
            raise NotAllowed(SIGNED_OFF)
        self._store.set_intake(review, after)

    def open_sample(self, judge_first: Share = Share.TENTH) -> str:
        """Takes in the bundled sample if it is not there, with the drafts of its recording; its id.

        This is on demand: one that was deleted comes back. ``judge_first`` is as for ``start``, and by default
        what the screens propose.
        """
        kept = next((review.id for review in self._store.reviews() if review.sample), None)
        review = kept or self.take_in(*library.sample(), sample=True)
        if self._recording is not None and self._store.latest_run(review) is None:
            self._store.choose_judge_first(review, JudgeFirst(share=judge_first, at=self._now()))
            self._runs.start(self._reviews.review(review), self._store.intake(review), self._recording)
        return review

    def offer_sample(self) -> None:
        """Opens the bundled sample, unless somebody deleted it."""
        if not self._store.sample_deleted():
            self.open_sample()

    def delete(self, review: str, by: str) -> None:
        """Removes the review with its files, drafts, replies and decisions, and all that is queued for it.

        ``NotFound``; ``NotAllowed`` once signed off, or without a name: then nothing is removed.
        """
        with self._deciding:  # no sign-off between the question and the removal
            if not by.strip():
                raise NotAllowed("Say who deletes the review: that is kept. Nothing was deleted.")
            if sign_off_in_force(self._store.decisions(review)) is not None:
                raise NotAllowed(SIGNED_OFF)
            keys = self._store.keys(review)
            self._runs.stop(keys)
            self._store.delete(review, by.strip(), self._now())
        self._runs.forget(keys)
        self._reviews.forget()
        self._versions.forget()
        self._finder.cache_clear()
        self._common.cache_clear()

    def sample_intake(self, files: Sequence[tuple[str, bytes]]) -> Intake | None:
        """The bundled sample's intake, if these files are the bundled sample."""
        bundled, intake = library.sample()
        return intake if [data for _, data in files] == [data for _, data in bundled] else None

    def correct(self, review: str, section: str, part: Part, by: str) -> Correction:
        """Keeps an inspector's word on which part a section is; it is on disk when this returns.

        ``NotFound`` where there is no such section; ``NotAllowed`` once signed off: then nothing is kept.
        """
        with self._deciding:  # no sign-off between the question and the answer
            if sign_off_in_force(self._store.decisions(review)) is not None:
                raise NotAllowed(SIGNED_OFF)
            if section not in {found.id for found in self._reviews.review(review).sections}:
                raise NotFound(f"The review has no section {section}. Nothing was changed.")
            return self._store.correct(review, section, part, by, self._now())

    def _summary(self, kept: KeptReview) -> ReviewSummary:
        progress, decisions = self._runs.progress(kept.id), self._store.decisions(kept.id)
        drafts = self._chosen(kept.id, self._store.drafts(kept.id), decisions)
        started = self._store.latest_run(kept.id) is not None
        row = summary(self.rubric, kept, drafts, decisions, progress, started=started)
        number, waiting = self._versions.count(kept.id, decisions)
        return row.model_copy(update={"version": number, "to_reconfirm": waiting})


def _with(known: Intake, given: Intake) -> Intake:
    """What is known, with the fields that are given in their place."""
    return Intake.model_validate(known.model_dump() | given.model_dump(exclude_defaults=True))
