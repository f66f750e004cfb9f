"""What the bench in the browser stands on: a review of that length, replies with evidence, honest figures."""

import json

from assistant.domain.draft import Line, Match
from assistant.pipeline.reading import read_review
from assistant.steps.parse import Fault, parse
from assistant.steps.verify import Finder, verify
from evals.bench.answered import Answered
from evals.bench.browser import DECIDED, answered, told
from evals.bench.long_review import WORDS, long_review


def test_a_long_review_has_the_words_of_so_many_pages_and_tables() -> None:
    read = read_review([("review.docx", long_review(5))])
    assert 5 * WORDS <= read.words < 5.5 * WORDS
    assert any(passage.row for passage in read.passages)


def test_the_endpoint_answers_with_quotations_that_are_found_on_both_sides() -> None:
    sample = Answered()
    prompt = sample.rubric.prompt("1.3.c")
    reply = parse(json.dumps(answered(sample.request(prompt).messages[1].content)), prompt)
    assert not isinstance(reply, Fault)
    checked = verify(sample.review, prompt, reply, Finder(sample.review))
    assert reply.line is Line.ABOVE
    assert len(checked) > 8
    assert {citation.match for citation in checked} <= {Match.EXACT, Match.NORMALISED, Match.MOVED}
    assert len({citation.stance for citation in checked}) == 2


def test_a_figure_stands_beside_what_is_allowed_and_of_how_many_it_is() -> None:
    line = told(DECIDED, [0.1] * 19 + [0.3])
    assert "60 pages: 95th percentile" in line
    assert "of the 200 ms allowed" in line
    assert line.endswith("median 100 ms of 20")
