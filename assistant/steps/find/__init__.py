"""The evidence finder: words in, the passages nearest to them out, ranked by BM25. No model has a part in it.

It stands alone because it must serve where there is no draft at all, and because what it finds is a place to
look and never evidence: nothing of it enters a draft, a line or a count.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

import bm25s

from assistant.domain.near import Near, SearchWords
from assistant.domain.review import Kind, Part, Passage, Review, Span
from assistant.domain.rubric import Expectation, Prompt, Rubric
from assistant.steps.find.terms import Terms, long_forms
from assistant.steps.find.words import Word, words_of

LONGEST_QUERY = 400
"""Characters of a question that are looked at."""

EVENNESS = 0.4
"""BM25's b: how much a long passage is held against it. The usual .75 favours lines of three words."""

AT_HOME = 2.0
"""How much more a passage counts that stands in the part of the review where the prompt's matter belongs."""

_LOOKED_AT = (Kind.PARAGRAPH, Kind.LIST_ITEM, Kind.ROW, Kind.FOOTNOTE)
_WINDOW = 280
_PLAIN, _RARE, _RAREST = 1, 2, 3
_END = re.compile(r"(?<=[.!?])[”’\"')\]]*\s+(?=[^\W_a-z]|[“‘\"'(])|[\n\t]+")


class Search:
    """The passages of one review, ready to be asked. Headings and headers of pages are not looked at."""

    def __init__(self, review: Review, rubric: Rubric, known: SearchWords) -> None:
        self._rubric, self._known = rubric, known
        self._passages = [p for p in review.passages if p.kind in _LOOKED_AT and not p.header]
        texts = [e.text for prompt in rubric.prompts for e in prompt.expectations]
        self._common = Counter(stem for text in texts for stem in {w.stem for w in words_of(text)})
        self._of = len(texts)
        explained = [*texts, *(prompt.guidance or "" for prompt in rubric.prompts)]
        self._terms = Terms([*known.same, *long_forms(review, explained)])
        parts = {s.id: s.part for s in review.sections}
        self._parts = [parts[p.section] for p in self._passages]
        titles = {s.id: f"{s.title} {s.part.replace('_', ' ')}" for s in review.sections}
        self._said: dict[int, tuple[Word, ...]] = {}
        # What a section is about is said once, in its heading, and holds for all that stands under it.
        stems = [[w.stem for w in words_of(f"{titles[p.section]} {p.text}")] for p in self._passages]
        self._index: bm25s.BM25 | None = None
        if any(stems):
            self._index = bm25s.BM25(b=EVENNESS)
            self._index.index([found or [""] for found in stems], show_progress=False)

    def expectation(
        self, prompt: Prompt, expectation: Expectation, most: int = 3, without: Sequence[str] = ()
    ) -> tuple[Near, ...]:
        """The passages nearest to an expectation of that prompt.

        The rubric's own everyday words ("review", "consider") do not count, and a glossary only where it is
        asked for. Passages ``without`` are left out.
        """
        asked, likely = self._asked(prompt, expectation), self._likely(prompt)
        return self._nearest(expectation.text, asked, likely, most, frozenset(without))

    def worth(self, prompt: Prompt) -> dict[str, float]:
        """How near each passage is to what the prompt's expectations look for, by its id.

        Each expectation gives its nearest passage 1 and the others their share of that, and counts alike.
        """
        likely, worth = self._likely(prompt), dict.fromkeys((p.id for p in self._passages), 0.0)
        for expectation in prompt.expectations:
            scores = self._scores(self._known_of(expectation.text, self._asked(prompt, expectation)), likely)
            best = max(scores, default=0.0)
            if best > 0:
                for passage, score in zip(self._passages, scores, strict=True):
                    worth[passage.id] += score / best
        return worth

    def words(self, text: str, most: int = 12) -> tuple[Near, ...]:
        """The passages nearest to what somebody typed: every word of it counts alike."""
        text = text[:LONGEST_QUERY]
        asked = {w.stem: _RAREST for w in words_of(text)}
        return self._nearest(text, asked, [1.0] * len(self._passages), most, frozenset())

    def _words_at(self, number: int) -> tuple[Word, ...]:
        """The words of a passage, taken apart when they are first asked for: each prompt asks again."""
        if number not in self._said:
            self._said[number] = tuple(words_of(self._passages[number].text))
        return self._said[number]

    def _asked(self, prompt: Prompt, expectation: Expectation) -> dict[str, int]:
        asked = {w.stem: _PLAIN for w in words_of(prompt.question) if self._weight(w.stem)}
        asked |= {w.stem: self._weight(w.stem) for w in words_of(expectation.text) if self._weight(w.stem)}
        return asked

    def _likely(self, prompt: Prompt) -> list[float]:
        home = self._known.parts(self._rubric, prompt.id)
        return [
            0.0 if part is Part.GLOSSARY and part not in home else AT_HOME if part in home else 1.0
            for part in self._parts
        ]

    def _weight(self, stem: str) -> int:
        share = self._common[stem] / max(1, self._of)
        if share >= 0.25:
            return 0
        return _PLAIN if share >= 0.12 else _RARE if share >= 0.05 else _RAREST

    def _known_of(self, text: str, own: dict[str, int]) -> dict[str, int]:
        """Weights of the words asked for, and of what else they are called, as far as the review has them."""
        if self._index is None or not own:
            return {}
        weights = dict(own)
        for stem in self._terms.also(text):
            weights.setdefault(stem, _PLAIN)
        return {stem: n for stem, n in weights.items() if stem in self._index.vocab_dict}

    def _scores(self, known: dict[str, int], likely: Sequence[float]) -> list[float]:
        """BM25 of each passage, by how likely its place is; none at all where no word is known."""
        asked = [stem for stem, n in known.items() for _ in range(n)]
        if self._index is None or not asked:
            return []
        return [float(score) * by for score, by in zip(self._index.get_scores(asked), likely, strict=True)]

    def _nearest(
        self, text: str, own: dict[str, int], likely: Sequence[float], most: int, without: frozenset[str]
    ) -> tuple[Near, ...]:
        known = self._known_of(text, own)
        scores = self._scores(known, likely)
        ranked = sorted(range(len(scores)), key=lambda i: (-scores[i], i))
        found: list[Near] = []
        # One word in common is chance, unless it is the only one there was to look for.
        least = min(2, len(known))
        for i in ranked:
            passage = self._passages[i]
            if scores[i] <= 0 or len(found) == most:
                break
            hits = [word for word in self._words_at(i) if word.stem in known]
            if passage.id not in without and len({word.stem for word in hits}) >= least:
                found.append(_near(passage, hits, known))
        return tuple(found)


def _near(passage: Passage, hits: Sequence[Word], weights: dict[str, int]) -> Near:
    """The passage with the sentences that say most of what was looked for."""
    pieces = list(_pieces(passage.text))
    worth = [_worth(hits, weights, piece) for piece in pieces]
    best = max(range(len(pieces)), key=lambda i: (worth[i], -i))
    start, end = pieces[best].start, pieces[best].end
    for piece in pieces[best + 1 :]:
        if piece.end - start > _WINDOW or "\t" in passage.text[end : piece.start]:
            break
        end = piece.end
    terms = tuple(Span(start=w.start, end=w.end) for w in hits if start <= w.start and w.end <= end)
    return Near(passage=passage.id, shown=Span(start=start, end=end), terms=terms)


def _pieces(text: str) -> Iterator[Span]:
    """Sentences, lines or cells, without the white space around them."""
    at = 0
    for end, following in [*((m.start(), m.end()) for m in _END.finditer(text)), (len(text), len(text))]:
        words = text[at:end]
        if words.strip():
            start = at + len(words) - len(words.lstrip())
            yield Span(start=start, end=start + len(words.strip()))
        at = following


def _worth(hits: Sequence[Word], weights: dict[str, int], piece: Span) -> int:
    return sum(weights[stem] for stem in {w.stem for w in hits if piece.start <= w.start < piece.end})
