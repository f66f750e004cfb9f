"""What looks like personal data is named with its passage; what only resembles it is left alone."""

import random

import pytest

from tests.steps.checking import checks, heading, para, said


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("victim-name", "He followed the victim Jane Abernethy to the shop."),
        ("victim-name", "He had met the victim, Mrs Abernethy, at work."),
        ("victim-name", "Victim: Jane Abernethy"),
        ("insurance-number", "Her number is AB 12 34 56 C."),
        ("nhs-number", "The ward gave 943 476 5919 as the number."),
        ("telephone", "She can be reached on 07700 900123 in the evening."),
        ("telephone", "Her landline is (01632) 960 001.".replace("(", "").replace(")", "")),
        ("e-mail", "She wrote from jane.abernethy@example.com that night."),
        ("address", "She lived at 14 Marsh View Road, Saltmarch, SM4 2QT."),
        ("address", "He found her at Flat 3, 14 Quay Street, SM4 2QT."),
        ("birth", "The girl (date of birth 3 May 2009) was at school."),
        ("birth", "The boy, DOB: 03/05/2009, was at school."),
    ],
)
def test_personal_data_is_named_by_what_it_looks_like(kind: str, text: str) -> None:
    (found,) = [c for c in checks(para(text)) if c.id.startswith("personal")]
    assert (found.id, found.prompt, found.passages) == (f"personal-{kind}", "4.b", ("p1",))


@pytest.mark.parametrize(
    "text",
    [
        "The Victim Liaison Officer and the victim Safeguarding Adults Board met. Victim Support wrote.",
        "The victim. Mr Hollowby said so. Mr Hollowby left. Mr Hollowby sat.",
        "Mr Hollowby sat. Mr Hollowby left. The victim Mr Hollowby robbed in May had moved.",
        "According to the victim, Mr Larch was late. Reference 943 476 5910, SFO/HM/0417/24.",
        "Ring 0808 2000 247 or 101. Write to unit@justice.gov.uk. He was 0 for 3 on 2 May 2024.",
        "The probation office is at 14 Quay Street, Saltmarch, SM4 2QT. 12 people came to Weir Court.",
        "He was born in Leeds. PNC 14/0012345X. A1234BC. 2024-05-03. £1 234 567.",
    ],
)
def test_what_only_resembles_personal_data_is_left_alone(text: str) -> None:
    assert said(checks(para(text)), "personal") == []


def test_case_details_may_say_when_and_where_the_person_on_probation_was_born_and_lives() -> None:
    own = para("Date of birth: 3 May 1988. Address: 14 Quay Street, Saltmarch, SM4 2QT.")
    child = para("His daughter, date of birth 3 May 2019.")
    assert said(checks(heading("Case details"), own), "personal") == []
    assert said(checks(heading("Case details"), child), "personal") == ["What looks like a date of birth, once"]
    assert len(said(checks(heading("Assessment"), own), "personal")) == 2


def test_only_numbers_with_the_right_check_digit_are_nhs_numbers() -> None:
    draw = random.Random(11)  # noqa: S311 - only chooses a sample
    told = 0
    for _ in range(300):
        digits = f"{draw.randrange(10**10):010}"
        total = sum(int(d) * (10 - i) for i, d in enumerate(digits[:9]))
        right = (11 - total % 11) % 11 == int(digits[9]) and (11 - total % 11) != 10
        text = f"NHS number {digits} was given."
        assert bool(said(checks(para(text)), "personal-nhs")) is right
        told += right
    assert told > 10
