"""What cannot be seen on a page of a PDF, or is struck out there, is never a passage and always listed."""

import pytest

from assistant.domain.ledger import Bucket
from assistant.domain.review import Contents, Kind, NoticeKind
from assistant.edges.pdf import read_pdf
from assistant.edges.pdf.letters import size, spelled
from tests.edges.printing import HEIGHT, WIDTH, pdf, text

SEEN = text("Words that anybody can see.", y=450)
HIDDEN = "Nobody reads these words."


def read(*pages: str, annotations: tuple[str, ...] = (), page: str = "") -> Contents:
    found = read_pdf(pdf(pages, annotations, page=page))
    assert sum(entry.characters for entry in found.entries) == found.total
    assert Bucket.LOST not in {entry.bucket for entry in found.entries}
    return found


def counts(found: Contents) -> dict[Bucket, int]:
    return {entry.bucket: entry.characters for entry in found.entries}


@pytest.mark.parametrize(
    "drawn",
    [
        text(HIDDEN, extra="1 g"),
        text(HIDDEN, extra="3 Tr"),
        text(HIDDEN, extra="/Clear gs"),
        text(HIDDEN, size=1),
        text(HIDDEN, x=WIDTH + 50),
        text(HIDDEN, y=HEIGHT + 50),
        text(HIDDEN) + "q 1 g 40 390 300 30 re f Q\n",
        text(HIDDEN) + "q 300 0 0 30 40 390 cm /Im Do Q\n",
        text(HIDDEN, extra="0 0 20 20 re W n"),
        "q 0 g 40 390 300 30 re f Q\n" + text(HIDDEN, extra="0 g"),
    ],
    ids=[
        "white", "not drawn", "transparent", "tiny", "beside the page", "above the page", "covered",
        "behind a picture", "cut off", "black on black",
    ],
)  # fmt: skip
def test_text_that_leaves_no_ink_is_hidden(drawn: str) -> None:
    found = read(SEEN + drawn)
    assert [block.text for block in found.blocks] == ["Words that anybody can see."]
    assert [(n.kind, n.text) for n in found.notices if n.kind is not NoticeKind.PICTURE] == [
        (NoticeKind.HIDDEN_TEXT, HIDDEN)
    ]
    assert counts(found)[Bucket.HIDDEN] == len(HIDDEN.replace(" ", ""))


@pytest.mark.parametrize(
    ("under", "over"),
    [
        ("", text(HIDDEN, y=452, extra="3 Tr")),
        ("", text(HIDDEN, x=53, y=446, extra="3 Tr")),
        (text(HIDDEN, x=53, extra="1 g", y=452), ""),
        ("", text(HIDDEN, x=53, y=450, extra="/Clear gs")),
        ("", text(HIDDEN, y=444, size=5, extra="3 Tr")),
        ("", text(HIDDEN, x=53, y=450, extra="0 0 20 20 re W n")),
        (text("Blocks and frames.", x=50, y=450.5, extra="3 Tr"), text(HIDDEN, x=53, y=452, extra="3 Tr")),
    ],
    ids=["not drawn", "not drawn, lower", "white beneath", "transparent", "small", "cut off", "on both sides"],
)
def test_hidden_text_over_printed_letters_is_told_apart_from_them(under: str, over: str) -> None:
    found = read(under + SEEN + over)
    assert [block.text for block in found.blocks] == ["Words that anybody can see."]
    (notice,) = found.notices
    assert notice.kind is NoticeKind.HIDDEN_TEXT
    assert HIDDEN in (notice.text or "").splitlines()[-1]


def test_hidden_text_over_printed_letters_is_told_apart_on_a_page_turned_on_its_side() -> None:
    turned = f"0 1 -1 0 {WIDTH} 0 cm"
    over = text(HIDDEN, x=64, y=203, extra=f"{turned} 3 Tr")
    found = read(text("Along the long side.", x=60, y=200, extra=turned) + over, page="/Rotate 90")
    assert [block.text for block in found.blocks] == ["Along the long side."]
    assert [n.text for n in found.notices] == [HIDDEN]


@pytest.mark.parametrize("hidden_first", [True, False])
def test_printed_words_stay_evidence_where_the_same_stand_hidden_in_their_place(hidden_first: bool) -> None:
    twice = [SEEN.replace("BT", "BT 3 Tr"), SEEN]
    found = read("".join(twice if hidden_first else reversed(twice)) + text(HIDDEN, x=53, y=452, extra="3 Tr"))
    assert [block.text for block in found.blocks] == ["Words that anybody can see."]
    assert [n.text for n in found.notices] == [HIDDEN]


def test_letters_printed_over_others_that_can_be_seen_too_are_all_read() -> None:
    mark = "q 0.8 g BT /F1 60 Tf 1 0 0 1 40 440 Tm (DRAFT) Tj ET Q\n"
    found = read(mark + SEEN)
    assert found.notices == ()
    assert sorted(c for block in found.blocks for c in block.text if not c.isspace()) == sorted(
        "DRAFTWordsthatanybodycansee."
    )


def test_what_is_piled_up_too_high_to_be_told_apart_is_listed_and_no_evidence() -> None:
    pile = "".join(text(f"Number {n} of a pile of words.", y=450 + n / 4, extra="3 Tr") for n in range(1, 12))
    found = read(pile + text("Elsewhere.", y=300) + SEEN)
    assert [block.text for block in found.blocks] == ["Elsewhere."]
    (notice,) = found.notices
    assert notice.kind is NoticeKind.HIDDEN_TEXT
    assert "Words that anybody can see." in (notice.text or "")


@pytest.mark.parametrize(
    "drawn",
    [
        "q 0 g 40 390 300 30 re f Q\n" + text("Still to be read.", extra="1 g"),
        "q 300 0 0 30 40 390 cm /Im Do Q\n" + text("Still to be read.", extra="1 g"),
        text("Still to be read.", extra="0.6 g"),
        text("Still to be read.", size=5),
        text("Still to be read.", extra="1 Tr"),
    ],
    ids=["white on black", "white on a picture", "grey", "small", "outlined"],
)
def test_text_that_can_be_seen_is_read(drawn: str) -> None:
    found = read(SEEN + drawn)
    assert "Still to be read." in [block.text for block in found.blocks]
    assert [n for n in found.notices if n.kind is NoticeKind.HIDDEN_TEXT] == []


def test_what_lies_outside_the_crop_of_a_page_is_hidden() -> None:
    found = read(SEEN + text(HIDDEN, y=100), page=f"/CropBox [0 300 {WIDTH} {HEIGHT}]")
    assert [block.text for block in found.blocks] == ["Words that anybody can see."]
    assert [n.text for n in found.notices] == [HIDDEN]


def test_a_page_turned_on_its_side_is_read_all_the_same() -> None:
    turned = text("Along the long side.", extra=f"0 1 -1 0 {WIDTH} 0 cm", x=60, y=200)
    found = read(turned, page="/Rotate 90")
    assert [block.text for block in found.blocks] == ["Along the long side."]
    assert found.notices == ()


def test_words_with_a_line_through_them_are_deleted_and_underlined_ones_are_not() -> None:
    line = "q 0.7 w {} m {} l S Q\n"
    drawn = SEEN + text("Taken back by the writer.") + line.format("50 404", "187 404")
    drawn += text("Made much of here.", y=350) + line.format("50 348", "153 348")
    drawn += text("On a rule of a table.", y=300) + line.format("10 304", "390 304")
    found = read(drawn)
    assert [b.text for b in found.blocks] == [
        "Words that anybody can see.", "Made much of here.", "On a rule of a table."
    ]  # fmt: skip
    assert [(n.kind, n.text) for n in found.notices] == [(NoticeKind.DELETED_TEXT, "Taken back by the writer.")]
    assert counts(found)[Bucket.DELETED] == 21


def test_letters_printed_twice_to_look_bold_are_read_once() -> None:
    found = read(text("All hollow still.") + text("All hollow still.", x=50.4))
    assert [block.text for block in found.blocks] == ["All hollow still."]
    assert counts(found) == {Bucket.PARAGRAPH: 15, Bucket.COPY: 15}


def test_comments_are_left_out_and_listed() -> None:
    found = read(SEEN, annotations=("/Subtype /Text /Rect [10 10 30 30] /Contents (Is this so?)",))
    assert [block.text for block in found.blocks] == ["Words that anybody can see."]
    assert [(n.kind, n.message, n.text) for n in found.notices] == [
        (NoticeKind.COMMENT, "1 comment left out.", "Is this so?")
    ]
    assert counts(found)[Bucket.COMMENT] == 9


def test_what_is_filled_in_on_a_form_is_read_where_it_stands() -> None:
    field = (
        "/Subtype /Widget /FT /Tx /T (name) /V (Filled in by hand) /Rect [50 390 300 410] /F 4 "
        "/DA (/F1 12 Tf 0 g)"
    )
    note = "/Subtype /FreeText /Rect [50 200 300 220] /Contents (A remark.) /DA (/F1 12 Tf 0 g)"
    found = read(SEEN + text("Below it.", y=300), annotations=(field, note))
    assert [b.text for b in found.blocks] == ["Words that anybody can see.", "Filled in by hand", "Below it."]
    assert [n.text for n in found.notices] == ["A remark."]


def test_a_scanned_page_is_named_and_the_words_behind_its_picture_are_not_evidence() -> None:
    scan = f"q {WIDTH} 0 0 {HEIGHT} 0 0 cm /Im Do Q\n" + text("Words a machine made out.", extra="3 Tr")
    found = read(SEEN, scan)
    assert [block.kind for block in found.blocks] == [Kind.PARAGRAPH]
    assert [(n.kind, n.text) for n in found.notices] == [
        (NoticeKind.HIDDEN_TEXT, "Words a machine made out."),
        (NoticeKind.UNREADABLE_PAGE, None),
    ]
    assert found.notices[1].message.startswith("Page 2 shows no text that can be read")


def test_glyphs_without_a_letter_are_shown_as_unknown_and_named() -> None:
    found = read(SEEN + text("B\\377", y=300).replace("/F1", "/F2"))
    assert [block.text for block in found.blocks] == ["Words that anybody can see.", "B\ufffd"]
    assert [(n.kind, n.message) for n in found.notices] == [
        (NoticeKind.UNREAD_TEXT, "Signs for which the file names no letter, shown as \ufffd (page 1).")
    ]


def test_ligatures_are_read_as_their_letters() -> None:
    assert (spelled("ﬁ"), spelled("(cid:12)"), spelled("a")) == ("fi", "\ufffd", "a")
    assert size("ﬃ x") == 4
