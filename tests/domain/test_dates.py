"""Dates are read as people write them; halves are left alone, and what no calendar has is named."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain.dates import dates_in
from assistant.domain.entries import Precision, When
from assistant.domain.words import day as spoken

DAY, RANGE, WEEK, MONTH = Precision.DAY, Precision.RANGE, Precision.WEEK, Precision.MONTH


def read(text: str, within: When | None = None) -> list[tuple[date, date, Precision] | str]:
    return [
        (found.when.start, found.when.end, found.when.precision) if found.when else found.words
        for found in dates_in(text, within)
    ]


def may(first: int, last: int | None = None) -> tuple[date, date]:
    return date(2024, 5, first), date(2024, 5, last or first)


@pytest.mark.parametrize("text", ["1ſt ſep 2024", "1 SEP 2024", "1 ſeptember 2024", "ſep 1, 2024"])
def test_an_old_s_is_an_s(text: str) -> None:
    assert read(text) == [(date(2024, 9, 1), date(2024, 9, 1), DAY)]


@pytest.mark.parametrize(
    "text",
    [
        *(
            "3 May 2024",
            "03 May 2024",
            "3rd May 2024",
            "3rd of May, 2024",
            "the 3rd May 2024",
            "3 MAY 2024",
            "٣ May 2024",
        ),
        *("Friday 3 May 2024", "Fri, 3rd May 2024", "Friday, the 3rd of May 2024", "3May2024", "3 May, 2024"),
        *("3-May-2024", "3/May/24", "3 May '24", "3 May ’24", "3 May 24", "May 3, 2024", "May 3rd 2024"),
        *("03/05/2024", "3/5/24", "3.5.24", "03-05-2024", "03 / 05 / 2024", "Fri 03/05/2024"),
        *("2024-05-03", "2024/05/03", "2024-05-03T10:00:00Z", "3\u00a0May\u00a02024"),
        *("3 May 2024 14:30", "3 May 2024, 10am", "3 May 2024 at 2.30pm", "03/05/24 1430hrs", "3.5.24 14.30"),
        *("On 3 May 2024 he rang.", "(3 May 2024)", "3 May 2024: telephone call", "3 May 2024 12 people came"),
    ],
)
def test_one_day(text: str) -> None:
    assert read(text) == [(*may(3), DAY)]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("3-7 May 2024", *may(3, 7)),
        ("3 – 7 May 2024", *may(3, 7)),
        ("3rd to 7th May 2024", *may(3, 7)),
        ("between 3 and 7 May 2024", *may(3, 7)),
        ("Friday 3 until Tuesday 7 May 2024", *may(3, 7)),
        ("3 May - 15 May 2024", *may(3, 15)),
        ("3-5/05/2024", *may(3, 5)),
        ("03/05/2024-07/05/2024", *may(3, 7)),
        ("30 April to 2 May 2024", date(2024, 4, 30), date(2024, 5, 2)),
        ("30 April 2024 – 2 May 2024", date(2024, 4, 30), date(2024, 5, 2)),
        ("28 December to 3 January 2024", date(2023, 12, 28), date(2024, 1, 3)),
        ("May to July 2024", date(2024, 5, 1), date(2024, 7, 31)),
        ("Nov 2023 - Feb 2024", date(2023, 11, 1), date(2024, 2, 29)),
        ("January 2024 to 3 March 2024", date(2024, 1, 1), date(2024, 3, 3)),
    ],
)
def test_ranges(text: str, first: date, last: date) -> None:
    assert read(text) == [(first, last, RANGE)]
    assert dates_in(text)[0].words == text.removeprefix("between ")


@pytest.mark.parametrize(
    "text",
    [
        *("w/c 6 May 2024", "W/C: 06/05/2024", "wc 6 May 2024", "w/b 6.5.24", "week commencing 6th May 2024"),
        *("Week beginning Monday 6 May 2024", "wk comm 6 May 2024", "week of 6 May 2024", "w/e 12 May 2024"),
        *("week ending Sunday 12 May 2024",),
    ],
)
def test_weeks(text: str) -> None:
    assert read(text) == [(*may(6, 12), WEEK)]
    assert dates_in(text)[0].words == text


@pytest.mark.parametrize("text", ["May 2024", "early May 2024", "May, 2024", "May ’24", "end of May 2024"])
def test_months(text: str) -> None:
    assert read(text) == [(*may(1, 31), MONTH)]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("3 and 5 May 2024", [3, 5]),
        ("3 & 5 May 2024", [3, 5]),
        ("3/4 May 2024", [3, 4]),
        ("3, 5 and 7 May 2024", [3, 5, 7]),
        ("3 May, 5 May and 7 May 2024", [3, 5, 7]),
        ("3 May 2024\n5 May 2024", [3, 5]),
        ("03/05/2024, 05/05/2024", [3, 5]),
        ("07/05/2024 - 03/05/2024", [7, 3]),
        ("Row 2, 5 May 2024", [5]),
    ],
)
def test_a_list_of_days_is_as_many_dates(text: str, days: list[int]) -> None:
    assert read(text) == [(*may(day), DAY) for day in days]


def test_a_list_of_weeks_is_weeks() -> None:
    assert read("weeks commencing 6 and 13 May 2024") == [(*may(6, 12), WEEK), (*may(13, 19), WEEK)]


@pytest.mark.parametrize(
    "text",
    [
        "31 June 2024",
        "30/02/2024",
        "05/13/2024",
        "31.06.24",
        "7-3 May 2024",
        "30 to 31 June 2024",
        "0 May 2024",
    ],
)
def test_a_date_that_no_calendar_has_is_named(text: str) -> None:
    assert read(f"He came on {text}.") == [text]


@pytest.mark.parametrize(
    "text",
    [
        *("", "3 May", "May", "Friday", "Sat 3 May", "2024", "early 2024", "Dec 24", "spring 2024", "3rd"),
        *("section 3.5.24", "paragraph 3.5.24", "section 3.5.241", "1.2.3.4", "12-34-56", "PI 06/2018"),
        *("on 3 May 12 people came", "he may 2 times", "10 per cent", "3 May 10 am", "3 May 14:30"),
        *("3 in all", "07700 900123", "KF1 to KF3", "128% in May"),
    ],
)
def test_what_is_no_date_or_only_half_of_one_is_left_alone(text: str) -> None:
    assert read(text) == []


def test_a_half_counts_where_the_time_told_of_holds_it() -> None:
    within = When(start=date(2023, 12, 20), end=date(2024, 1, 10), precision=RANGE, words="")
    assert read("28 December: call. 3 January: visit. 3 May: licence ends.", within) == [
        (date(2023, 12, 28), date(2023, 12, 28), DAY),
        (date(2024, 1, 3), date(2024, 1, 3), DAY),
    ]


SPELLINGS = st.sampled_from(
    [
        "{d.day} {d:%B} {d.year}",
        "{d:%A} {d.day} {d:%b} {d.year}",
        "{d:%d/%m/%Y}",
        "{d:%d.%m.%y}",
        "{d:%Y-%m-%d}",
    ]
)
DAYS = st.dates(date(1955, 1, 1), date(2049, 12, 31))


@given(DAYS, SPELLINGS)
def test_every_day_is_read_back_from_every_spelling(day: date, spelling: str) -> None:
    assert read(f"Seen: {spelling.format(d=day)}") == [(day, day, DAY)]
    assert read(f"Seen {spoken(day)}, then home.") == [(day, day, DAY)]


@given(DAYS, st.integers(1, 400))
def test_every_range_is_read_back(day: date, length: int) -> None:
    last = day + timedelta(length)
    assert read(f"{spoken(day)} to {spoken(last)}") == [(day, last, RANGE)]


@given(st.text(alphabet="0123456789/.-– ,:&'thMayJune\nw/cto", max_size=60))
def test_any_text_is_read_without_a_fault_and_words_stand_where_they_say(text: str) -> None:
    for found in dates_in(text):
        assert text[found.start :].startswith(found.words)
        assert found.when is None or found.when.start <= found.when.end
