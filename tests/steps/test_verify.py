"""Quotations located in the review: every true one, and never a wrong one."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from assistant.domain.draft import Citation, Finding, Line, Match, Met, Reply, Stance
from assistant.domain.review import Kind, Notice, NoticeKind, Part, Passage, Review, Section
from assistant.domain.rubric import Expectation, Prompt, Scale, Strength
from assistant.steps.verify import Finder, finder, layout, locate, verify
from assistant.steps.verify.fold import Folded, fold, places

E, N, M, A = Match.EXACT, Match.NORMALISED, Match.MOVED, Match.ABSENT


def review(*texts: str | tuple[Kind, str], notices: tuple[Notice, ...] = (), files: str = "") -> Review:
    """A review of these passages, p1 first; a text with a tab is a row. ``files`` has a letter for each."""
    passages: list[Passage] = []
    at = 0
    for n, given_text in enumerate(texts, 1):
        kind, text = given_text if isinstance(given_text, tuple) else (Kind.PARAGRAPH, given_text)
        kind = Kind.ROW if "\t" in text else kind
        file = files[n - 1] if files else "a"
        passages.append(
            Passage(id=f"p{n}", section="s1", file=file, kind=kind, text=text, start=at, end=at + len(text))
        )
        at += len(text) + 1
    return Review(
        id="r",
        title="Review",
        files=(),
        words=0,
        text="\n".join(p.text for p in passages),
        sections=(Section(id="s1", title="Review", part=Part.OTHER, file="a", level=0),),
        passages=tuple(passages),
        notices=notices,
    )


def shown(of: Review, cited: str, quote: str) -> tuple[Match, list[str]]:
    """The match, and the words of the file at each place."""
    match, located = locate(of, cited, quote)
    words = []
    for place in located:
        passage = of.passage(place.passage)
        assert passage is not None
        words.append(passage.text[place.start : place.end])
    return match, words


PLAN = (
    "The risk management plan was not reviewed on 12 May 2024 by the practitioner, who said "
    "“it’s ﬁne” – twice. Non-compliance was recorded in 2.5 entries a week."
)
LATER = "The risk of harm was assessed as high. It was reviewed by the team in 2023."
REVIEW = review(PLAN, LATER)


def test_words_to_the_letter_are_exact() -> None:
    quote = "was not reviewed on 12 May 2024"
    assert shown(REVIEW, "p1", quote) == (E, [quote])


@pytest.mark.parametrize(
    ("quote", "words"),
    [
        ("plan  was\nnot\u00a0reviewed", "plan was not reviewed"),
        ('practitioner, who said "it\'s fine" - twice', "practitioner, who said “it’s ﬁne” – twice"),
        ("practitioner, who said 'it's fine' — twice", "practitioner, who said “it’s ﬁne” – twice"),
        ("Management plan was not reviewed", "management plan was not reviewed"),
        ("[M]anagement plan was not reviewed", "management plan was not reviewed"),
        ("the risk management plan", "The risk management plan"),
        ("plan was not reviewed.", "plan was not reviewed"),
        ("plan was not reviewed,", "plan was not reviewed"),
        ("“plan was not reviewed.”", "plan was not reviewed"),
        ("...plan was not reviewed…", "plan was not reviewed"),
        ("plan was not re\u00adviewed", "plan was not reviewed"),
    ],
)
def test_typography_does_not_matter(quote: str, words: str) -> None:
    assert shown(REVIEW, "p1", quote) == (N, [words])


def test_invisible_characters_and_composed_accents_of_the_file_do_not_matter() -> None:
    of = review("The super\u00advision of Rene\u0301e\u00a0B. was\u200b well  planned — and  done.")
    assert shown(of, "p1", "supervision of Renée B. was well planned - and done")[0] is N
    assert shown(of, "p1", "supervision of Renee B. was well planned")[0] is A


@pytest.mark.parametrize(
    "quote",
    [
        "plan was reviewed on 12 May 2024",
        "was reviewed on 12 May 2024",
        "plan was not reviewed on 12 May 2023",
        "plan was not reviewed on 2 May 2024",
        "plan was not reviewed on 12 June 2024",
        "plan was not reviewed on 12 May 202",
        "management plan was not review",
        "isk management plan was not",
        "Plan was NOT reviewed on",
        "compliance was recorded in 2.5 entries",
        "5 entries a week.",
        "plan was not reviewed on 12 May 2024 by the manager",
        "plan was not, reviewed on 12 May",
        "",
        " ",
        "...",
        "“”",
    ],
)
def test_nothing_that_differs_by_a_word_a_digit_or_part_of_one_is_found(quote: str) -> None:
    assert shown(REVIEW, "p1", quote) == (A, [])


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("The plan was reviewedly changed.", "The plan was reviewed"),
        ("It was seen on 112 May 2024.", "12 May 2024 "),
        ("It was seen by them on 12 May2 2024.", "seen by them on 12 May"),
        ("They made between 2–5 visits a week.", "5 visits a week"),
        ("They made no use of £1,000 a week.", "000 a week."),
        ("They made no use of £500 a week here.", "500 a week here"),
        ("They attended some 50% of the time.", "They attended some 50"),
        ("He said that he can't see it.", "He said that he can"),
        ("It was done by the not-for-profit sector.", "profit sector. for"),
        ("It fell to -5 degrees that day.", "5 degrees that day"),
        ("It was 6' long, it seems.", 'It was 6" long'),
        ("The area is 5² miles or so.", "The area is 52 miles"),
    ],
)
def test_a_word_a_number_or_a_quantity_is_never_divided(text: str, quote: str) -> None:
    assert shown(review(text), "p1", quote)[0] is A


def test_words_of_another_passage_are_moved_to_the_nearest_one() -> None:
    said = "the plan was reviewed in full"
    of = review(said, "a", "b", said, "c", said)
    assert locate(of, "p5", said)[1][0].passage == "p4"
    assert locate(of, "p2", said)[1][0].passage == "p1"
    assert locate(of, "p6", said)[0] is E
    assert (locate(of, "p99", said)[0], locate(of, "p99", said)[1][0].passage) == (M, "p1")


def test_a_repeated_quotation_resolves_to_the_cited_place() -> None:
    said = "the plan was reviewed in full"
    of = review(said, said, said)
    assert [locate(of, p, said)[1][0].passage for p in ("p1", "p2", "p3")] == ["p1", "p2", "p3"]


def test_words_that_repeat_themselves_resolve_to_the_cited_row_and_not_to_what_runs_into_it() -> None:
    of = review("plan", (Kind.ROW, "\tplan plan plan"))
    assert shown(of, "p2", "plan plan plan") == (Match.EXACT, ["plan plan plan"])


def test_an_exact_place_is_preferred_to_a_normalised_one() -> None:
    of = review("He said ‘that is all’ then. He said 'that is all' now.")
    assert locate(of, "p1", "said 'that is all'")[0] is E
    assert locate(of, "p1", "said 'that is all'")[1][0].start == 31


def test_ellipses_join_pieces_in_order() -> None:
    quote = "management plan was not reviewed [...] by the practitioner, who ... 2.5 entries a week"
    match, words = shown(REVIEW, "p1", quote)
    assert match is N
    assert words == ["management plan was not reviewed", "by the practitioner, who", "2.5 entries a week"]
    assert shown(REVIEW, "p2", "harm was assessed as high … by the team in 2023")[0] is N
    assert shown(REVIEW, "p1", "harm was assessed as high … by the team in 2023")[0] is M


def test_pieces_in_the_wrong_order_or_too_short_are_absent() -> None:
    assert shown(REVIEW, "p1", "by the practitioner, who ... The risk management plan")[0] is A
    assert shown(REVIEW, "p1", "The risk management plan ... twice")[0] is A


def test_an_ellipsis_never_leaves_out_a_negation() -> None:
    of = review(
        "The plan as it stood was not, in our view, reviewed by the team. It was no use. They met weekly."
    )
    assert shown(of, "p1", "The plan as it stood was ... reviewed by the team")[0] is A
    assert shown(of, "p1", "reviewed by the team ... They met weekly")[0] is N


def test_an_ellipsis_of_the_file_itself_is_its_text() -> None:
    of = review("He said: well... we did not know… then.")
    assert shown(of, "p1", "well... we did not know...") == (N, ["well... we did not know…"])


ROWS = review(
    "Date\tContact\tOutcome",
    "2 May 2023\tHome visit\tNot completed",
    "Reviewed?\tNo\tfurther action was taken by the team",
    "12\tMay 2024 was the next date",
    "Refer to MARAC\tP. Jones\t\tBy June",
)


def test_cells_are_joined_piece_by_piece() -> None:
    assert shown(ROWS, "p2", "2 May 2023 | Home visit | Not completed")[1] == [
        "2 May 2023",
        "Home visit",
        "Not completed",
    ]
    assert shown(ROWS, "p2", "2 May 2023\tHome visit")[0] is E
    assert shown(ROWS, "p2", "2 May 2023 Home visit Not completed")[0] is N
    assert shown(ROWS, "p5", "Refer to MARAC P. Jones") == (N, ["Refer to MARAC", "P. Jones"])
    assert shown(ROWS, "p5", "P. Jones | | By June") == (N, ["P. Jones", "By June"])


def test_a_hidden_cell_boundary_makes_no_date_and_no_sentence() -> None:
    assert shown(ROWS, "p3", "No further action was taken by the team")[0] is A
    assert shown(ROWS, "p4", "12 May 2024 was the next")[0] is A
    assert shown(ROWS, "p3", "No | further action was taken by the team")[0] is N


def test_cells_that_are_no_neighbours_are_absent() -> None:
    assert shown(ROWS, "p2", "2 May 2023 | Not completed")[0] is A


def test_a_short_quotation_counts_only_as_a_whole_cell_of_the_cited_row() -> None:
    assert shown(ROWS, "p2", "Home visit") == (E, ["Home visit"])
    assert shown(ROWS, "p2", "Not completed.") == (N, ["Not completed"])
    assert shown(ROWS, "p2", "Home")[0] is A
    assert shown(ROWS, "p3", "Home visit")[0] is A
    assert shown(REVIEW, "p2", "high")[0] is A
    assert shown(REVIEW, "p2", "assessed as high")[0] is E
    assert shown(REVIEW, "p2", "was high")[0] is A


def test_a_short_heading_of_a_column_is_no_evidence() -> None:
    header = ROWS.passages[0].model_copy(update={"header": True})
    of = ROWS.model_copy(update={"passages": (header, *ROWS.passages[1:])})
    assert shown(ROWS, "p1", "Outcome")[0] is E
    assert shown(of, "p1", "Outcome")[0] is A


def test_a_quotation_over_two_passages_is_located_in_both() -> None:
    of = review("The plan was late.", "It was then reviewed.", "Nobody saw the end on 12", "May 2024 it was.")
    joined = "plan was late. It was then"
    assert shown(of, "p1", joined) == (N, ["plan was late.", "It was then"])
    assert shown(of, "p2", joined)[0] is N
    assert shown(of, "p4", joined)[0] is M
    assert shown(of, "p3", "saw the end on 12 May 2024")[0] is A
    assert shown(of, "p1", "plan was late. Nobody saw the end")[0] is A


def test_files_are_never_joined() -> None:
    of = review("The plan was late.", "It was then reviewed.", files="ab")
    assert shown(of, "p1", "plan was late. It was then")[0] is A


def test_page_headers_are_no_evidence_but_headings_and_footnotes_are() -> None:
    of = review(
        (Kind.FURNITURE, "Official sensitive: a review of practice"),
        (Kind.HEADING, "How the plan was reviewed"),
        (Kind.FOOTNOTE, "See the plan of March 2021."),
    )
    assert shown(of, "p1", "Official sensitive: a review of practice")[0] is A
    assert shown(of, "p2", "How the plan was reviewed")[0] is E
    assert shown(of, "p3", "the plan of March 2021")[0] is E
    assert Finder(of).contains("a review of practice")


@pytest.mark.parametrize("kind", [NoticeKind.HIDDEN_TEXT, NoticeKind.DELETED_TEXT, NoticeKind.COMMENT])
def test_what_was_left_out_of_the_review_is_absent(kind: NoticeKind) -> None:
    words = "All plans were reviewed with great care."
    of = review(PLAN, notices=(Notice(kind=kind, message="Left out", text=words, passage="p1"),))
    assert shown(of, "p1", words) == (A, [])
    assert not Finder(of).contains(words)


def test_contains_finds_words_of_any_length_but_only_whole_ones() -> None:
    finder = Finder(REVIEW)
    assert finder.contains("high")
    assert finder.contains("Plan")
    assert finder.contains("risk management plan … by the team") is False
    assert finder.contains("reviewed … practitioner")
    assert not finder.contains("hig")
    assert not finder.contains("low")
    assert not finder.contains("")


PROMPT = Prompt(
    id="1.1.a",
    letter="a",
    label="Timeliness",
    question="Is it timely?",
    scale=Scale.LINE,
    rule="1.1",
    source="rules 1.1.a",
    expectations=tuple(
        Expectation(id=f"1.1.a/{n}", strength=Strength.MUST, text="It is.", source="rules 1.1.a")
        for n in (1, 2)
    ),
)


def cite(passage: str, quote: str) -> Citation:
    return Citation(passage=passage, quote=quote, stance=Stance.SUPPORTS)


def test_every_quotation_of_a_reply_is_checked_in_order() -> None:
    quotes = ["The risk management plan", "harm was assessed as high", "was never said at all"]
    reply = Reply(
        findings=(
            Finding(expectation=2, met=Met.MET, note="", citations=(cite("p1", quotes[1]),)),
            Finding(expectation=1, met=Met.MET, note="", citations=(cite("p1", quotes[0]),)),
        ),
        strongest_for=None,
        strongest_against=cite("p2", quotes[2]),
        searched=(),
        rationale="",
        line=Line.ABOVE,
        precludes=False,
    )
    checked = verify(REVIEW, PROMPT, reply)
    assert checked == verify(REVIEW, PROMPT, reply, Finder(REVIEW))
    assert [(c.expectation, c.quote, c.match) for c in checked] == [
        ("1.1.a/1", quotes[0], E),
        ("1.1.a/2", quotes[1], M),
        (None, quotes[2], A),
    ]
    assert (checked[1].cited_passage, checked[1].passage, checked[1].start) == ("p1", "p2", 12)
    assert (checked[2].passage, checked[2].start, checked[2].end, checked[2].located) == (None, None, None, ())


# Generated reviews and quotations. The vocabulary is small, so that near misses stand everywhere. ----------

WORDS = ["plan", "risk", "was", "not", "reviewed", "never", "Mr", "Jones", "team", "12", "13", "May", "2023"]
WORDS += ["2024", "no", "high", "non-compliance", "didn't", "£500", "3.5", "50%", "‘home", "visit’", "(MAPPA)"]
CHANGES = {
    "12": "13",
    "2023": "2024",
    "was": "wasn't",
    "plan": "plans",
    "high": "low",
    "3.5": "35",
    "£500": "500",
}
SPACES = [" ", "  ", "\n", "\u00a0", " \u00ad"]

sentence = st.lists(st.sampled_from(WORDS), min_size=1, max_size=14)
row = st.lists(st.lists(st.sampled_from(WORDS), max_size=5), min_size=2, max_size=4).filter(any)


@st.composite
def reviews(draw: st.DrawFn) -> tuple[Review, list[list[list[str]]]]:
    """A review, and the words of each cell of each passage."""
    cells: list[list[list[str]]] = draw(st.lists(row | sentence.map(lambda s: [s]), min_size=1, max_size=6))
    space = draw(st.sampled_from(SPACES))
    return review(*("\t".join(space.join(c) for c in p) for p in cells)), cells


def plain(word: str) -> str:
    return word.strip("‘’()").casefold()


def runs(cells: list[list[list[str]]]) -> list[list[str]]:
    """Each passage as one run of words, with its neighbours: all that could truly be quoted."""
    return [[plain(w) for passage in cells for cell in passage for w in cell]]


def stands(words: list[str], within: list[list[str]]) -> bool:
    """The plainest possible reading of 'these words stand there', to judge the real one by."""
    looked_for = [plain(w) for w in words]
    return any(
        run[i : i + len(looked_for)] == looked_for
        for run in within
        for i in range(len(run) - len(looked_for) + 1)
    )


def enough(words: list[str]) -> bool:
    return len(words) >= 3 and len(" ".join(words).strip("‘’()")) >= 14


def picked(draw: st.DrawFn, cell: list[str]) -> list[str]:
    start = draw(st.integers(0, len(cell) - 1))
    return cell[start : draw(st.integers(start + 1, len(cell)))]


EXAMPLES = settings(
    max_examples=300,
    deadline=None,
    suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow, HealthCheck.data_too_large],
)
MANY = settings(EXAMPLES, max_examples=10_000, phases=[Phase.generate, Phase.shrink])


def check_true_quotations_are_found(data: st.DataObject) -> None:
    of, cells = data.draw(reviews())
    n = data.draw(st.integers(0, len(cells) - 1))
    cell = data.draw(st.sampled_from([c for c in cells[n] if c]))
    words = picked(data.draw, cell)
    assume(enough(words))
    space = data.draw(st.sampled_from(SPACES))
    quote = space.join(words)
    match, located = locate(of, f"p{n + 1}", quote)
    text = of.passages[n].text
    if quote in text:
        assert match is E
        assert text[located[0].start : located[0].end] == quote
    else:
        assert match is N
        found = text[located[0].start : located[0].end].replace("\u00ad", "")
        assert [plain(w) for w in found.split()] == [plain(w) for w in words]
    assert {place.passage for place in located} == {f"p{n + 1}"}
    elsewhere = data.draw(st.integers(0, len(cells)))
    match, located = locate(of, f"p{elsewhere + 1}", quote)
    assert match is not A
    assert (match is M) == (f"p{elsewhere + 1}" not in {place.passage for place in located})


def check_altered_quotations_are_absent(data: st.DataObject) -> None:
    of, cells = data.draw(reviews())
    n = data.draw(st.integers(0, len(cells) - 1))
    words = picked(data.draw, [w for cell in cells[n] for w in cell])
    assume(enough(words))
    at = data.draw(st.integers(0, len(words) - 1))
    altered = data.draw(
        st.sampled_from(
            [
                [*words[:at], *words[at + 1 :]],
                [*words[:at], "not", *words[at:]],
                [*words[:at], data.draw(st.sampled_from(WORDS)), *words[at + 1 :]],
                [*words[:at], CHANGES.get(words[at], words[at] + "s"), *words[at + 1 :]],
                [*words[:at], words[at][:-1], *words[at + 1 :]],
                [*words[:at], words[at][1:], *words[at + 1 :]],
                [w for w in words if w not in ("not", "never", "no")],
                words[::-1],
            ]
        )
    )
    quote = data.draw(st.sampled_from(SPACES)).join(altered)
    match, located = locate(of, f"p{n + 1}", quote)
    if not stands(quote.replace("\u00ad", "").split(), runs(cells)):
        assert (match, located) == (A, ())


def check_what_is_located_is_what_was_quoted(data: st.DataObject) -> None:
    """Any words in any order, joined in any way: what comes back reads as the quotation, in order."""
    of, cells = data.draw(reviews())
    words = data.draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=6))
    if data.draw(st.booleans()):
        words = picked(data.draw, [w for passage in cells for cell in passage for w in cell])
    quote = data.draw(st.sampled_from([*SPACES, "\t", " | "])).join(words)
    match, located = locate(of, data.draw(st.sampled_from(["p1", "p2", "p3", "x"])), quote)
    if match is A:
        assert located == ()
        return
    by_id = {p.id: p for p in of.passages}
    pieces = [by_id[place.passage].text[place.start : place.end] for place in located]
    assert [plain(w) for w in " ".join(pieces).replace("\u00ad", "").split()] == [plain(w) for w in words]
    assert all("\t" not in piece for piece in pieces)
    if match is E and len(pieces) == 1:
        assert pieces[0] == quote
    order = [(int(place.passage[1:]), place.start) for place in located]
    assert order == sorted(order)


def check_elided_quotations_are_found(data: st.DataObject) -> None:
    """Two pieces and what stands between them, with no negation in it; in the other order they are absent."""
    words = [w for w in WORDS if w not in ("not", "never", "no", "didn't")]
    piece = st.lists(st.sampled_from(words), min_size=4, max_size=6).filter(enough)
    first, second = data.draw(piece), data.draw(piece)
    between = data.draw(st.lists(st.sampled_from(words), min_size=1, max_size=6))
    of = review("nothing", " ".join([*first, *between, *second]), "never")
    ellipsis = data.draw(st.sampled_from([" ... ", "… ", " […] ", "..."]))
    match, located = locate(of, "p2", " ".join(first) + ellipsis + " ".join(second))
    assert match is N
    text = of.passages[1].text
    found = [[plain(w) for w in text[place.start : place.end].split()] for place in located]
    assert found == [[plain(w) for w in first], [plain(w) for w in second]]
    negated = review(" ".join([*first, *between, "never", *between, *second]))
    if not stands(second, [[plain(w) for w in [*first, *between]]]) and not stands(
        first, [[plain(w) for w in [*between, *second]]]
    ):
        assert locate(negated, "p1", " ".join(first) + ellipsis + " ".join(second))[0] is A
        assert locate(of, "p2", " ".join(second) + ellipsis + " ".join(first))[0] is A


@given(st.data())
@EXAMPLES
def test_every_true_quotation_with_an_ellipsis_is_found(data: st.DataObject) -> None:
    check_elided_quotations_are_found(data)


@given(st.data())
@EXAMPLES
def test_every_true_quotation_is_found(data: st.DataObject) -> None:
    check_true_quotations_are_found(data)


@given(st.data())
@EXAMPLES
def test_no_altered_quotation_is_found(data: st.DataObject) -> None:
    check_altered_quotations_are_absent(data)


@given(st.data())
@EXAMPLES
def test_what_is_located_reads_as_the_quotation(data: st.DataObject) -> None:
    check_what_is_located_is_what_was_quoted(data)


@pytest.mark.long
@pytest.mark.timeout(3600)
@pytest.mark.parametrize(
    "check",
    [
        check_true_quotations_are_found,
        check_altered_quotations_are_absent,
        check_elided_quotations_are_found,
        check_what_is_located_is_what_was_quoted,
    ],
)
def test_the_same_holds_in_ten_thousand_examples(check: object) -> None:
    assert callable(check)
    MANY(given(st.data())(lambda data: check(data)))()


@given(st.text(alphabet="ab1 .…—–-'\"’“\u00ad\u200b\u0301éﬁ\t\n|[]", max_size=40), st.data())
@settings(EXAMPLES, max_examples=500)
def test_no_text_breaks_the_search_and_offsets_lie_within_the_passage(text: str, data: st.DataObject) -> None:
    assume(text)
    of = review(text, "between")
    start = data.draw(st.integers(0, len(text)))
    quote = text[start : data.draw(st.integers(start, len(text)))]
    match, located = locate(of, "p1", quote)
    assert (match is A) == (not located)
    for place in located:
        assert 0 <= place.start < place.end <= len(text)
    Finder(of).contains(quote)


class Work:
    """What is done in searching, counted: passages folded, and characters of the review looked through."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folded = self.searched = 0
        monkeypatch.setattr(layout, "fold", self._fold)
        monkeypatch.setattr(finder, "places", self._places)

    def _fold(self, text: str) -> Folded:
        self.folded += 1
        return fold(text)

    def _places(self, text: str, needle: str, low: int, high: int) -> Iterator[int]:
        self.searched += high - low
        return places(text, needle, low, high)


def test_a_hundred_pages_are_folded_once_and_searched_through_only_for_what_is_not_where_it_was_cited(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    paragraph = "On {n} May 2024 the practitioner reviewed plan {n} with the team, and it was not changed. " * 5
    of = review(*(paragraph.format(n=n) for n in range(700)))
    assert len(of.text) > 300_000
    quotes = {n: f"the practitioner reviewed plan {n} with the team" for n in range(0, 700, 7)}
    work = Work(monkeypatch)
    search = Finder(of)
    for n, quote in quotes.items():
        assert search.locate(f"p{n + 1}", quote)[0] is E
    assert work.searched < len(quotes) * 5 * len(paragraph)
    work.searched = 0
    for quote in quotes.values():
        assert search.locate("p1", quote.replace("practitioner", "manager"))[0] is A
    assert work.searched < len(quotes) * 2.1 * len(of.text)
    assert work.folded == len(of.passages)
