"""Word files with random text in every kind of container, nested, each word knowing where it must end.

Hypothesis chooses; a Specimen comes out: the file, the characters each bucket must hold, and the bucket each
word must end in. It stands alone because a reader proved by its own walk proves nothing, and is one long module
because anything may hold anything.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any
from xml.etree import ElementTree
from xml.sax.saxutils import escape

from hypothesis import strategies as st

from assistant.domain.ledger import Bucket
from tests.edges.word.packages import NUMBERING, SPACES, STYLES, docx
from tests.edges.word.places import Place, Specimen

_LETTERS = st.text(
    st.characters(exclude_categories=("C", "Z"), exclude_characters="\ufffe\uffff"), min_size=0, max_size=5
)
_LOOKS = ("<w:vanish/>", '<w:color w:val="FFFFFF"/>', '<w:sz w:val="2"/>', '<w:rStyle w:val="Unseen"/>',
          "<w14:textFill><w14:noFill/></w14:textFill>")  # fmt: skip
_OWN_STYLES = (
    '<w:style w:type="character" w:styleId="Unseen"><w:rPr><w:color w:val="FEFEFE"/></w:rPr></w:style>'
    '<w:style w:type="table" w:styleId="Pale"><w:rPr><w:color w:val="FFFFFF"/></w:rPr></w:style>'
)
_FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
_DEEPEST = 3


@dataclass
class _Writer:
    draw: Callable[[st.SearchStrategy[Any]], Any]
    buckets: Counter[Bucket] = field(default_factory=Counter)
    words: dict[Bucket, list[str]] = field(default_factory=dict)
    repeated: set[str] = field(default_factory=set)
    parts: dict[str, list[str]] = field(default_factory=dict)
    extra: dict[str, str | bytes] = field(default_factory=dict)
    _count: int = 0

    def one_of(self, *choices: Any) -> Any:
        return self.draw(st.sampled_from(choices))

    def some(self, most: int) -> range:
        return range(self.draw(st.integers(1, most)))

    # Words

    def put(self, text: str, bucket: Bucket) -> str:
        self.buckets[bucket] += len(text)
        return escape(text)

    def text(self, bucket: Bucket) -> str:
        """One to three new words, escaped; they are known to end in that bucket."""
        found = []
        for _ in self.some(3):
            self._count += 1
            found.append(f"q{self._count}q{self.draw(_LETTERS)}e")
        self.words.setdefault(bucket, []).extend(found)
        return self.put(self.one_of(" ", " ", "  ", "\t").join(found), bucket)

    def run(self, place: Place, look: str = "") -> str:
        tag = "delText" if place.deleted else "t"
        text = f'<w:{tag} xml:space="preserve">{self.text(place.bucket())}</w:{tag}>'
        return f"<w:r><w:rPr>{look}</w:rPr>{text}</w:r>"

    def code(self) -> str:
        text = self.text(Bucket.FIELD_CODE)
        return f'<w:r><w:instrText xml:space="preserve">{text}</w:instrText></w:r>'

    # Inside a paragraph

    def inline(self, place: Place) -> str:
        plain = [self.run, self.hidden, self.deleted, self.math, self.ruby, self.sign]
        nested = [self.wrapped, self.inserted, self.field, self.simple_field, self.box, self.diagram]
        beside = [self.comment] if place.whole is None else []
        beside += [self.note] if place.notes else []
        write = self.one_of(*plain, *(nested + beside if place.depth < _DEEPEST else []))
        return str(write(place))

    def inlines(self, place: Place) -> str:
        return "".join(self.inline(place) for _ in self.some(3))

    def hidden(self, place: Place) -> str:
        return self.run(replace(place, hidden=True), self.one_of(*_LOOKS))

    def deleted(self, place: Place) -> str:
        gone = place.inside(deleted=True)
        inner = self.inline(gone) if place.depth < _DEEPEST else self.run(gone)
        return f"<w:{(tag := self.one_of('del', 'moveFrom'))}>{inner}</w:{tag}>"

    def inserted(self, place: Place) -> str:
        return f"<w:{(tag := self.one_of('ins', 'moveTo'))}>{self.inlines(place.inside())}</w:{tag}>"

    def wrapped(self, place: Place) -> str:
        before, after = self.one_of(
            ("<w:hyperlink>", "</w:hyperlink>"),
            ("<w:smartTag><w:smartTagPr/>", "</w:smartTag>"),
            ("<w:sdt><w:sdtPr/><w:sdtContent>", "</w:sdtContent></w:sdt>"),
            ("<w:customXml>", "</w:customXml>"),
            ('<w:dir w:val="rtl">', "</w:dir>"),
        )
        return f"{before}{self.inlines(place.inside())}{after}"

    def math(self, place: Place) -> str:
        top, bottom = (f"<m:r><m:t>{self.text(place.bucket())}</m:t></m:r>" for _ in range(2))
        return f"<m:oMath><m:f><m:num>{top}</m:num><m:den>{bottom}</m:den></m:f></m:oMath>"

    def ruby(self, place: Place) -> str:
        above, base = self.run(place), self.run(place)
        return f"<w:r><w:ruby><w:rt>{above}</w:rt><w:rubyBase>{base}</w:rubyBase></w:ruby></w:r>"

    def sign(self, place: Place) -> str:
        signs = '<w:sym w:font="Wingdings" w:char="F0FE"/>', "<w:tab/>", "<w:br/>", "<w:noBreakHyphen/>"
        return f"<w:r>{self.one_of(*signs)}</w:r>"

    def field(self, place: Place) -> str:
        inner = ""
        if self.one_of(True, False):
            # What a field inside the code of another gives is part of that code.
            told = self.run(replace(place, whole=place.whole or Bucket.FIELD_CODE))
            inner = _FIELD.format("begin") + self.code() + _FIELD.format("separate") + told
            inner += _FIELD.format("end")
        begin = _FIELD.format("begin") + self.code() + inner + _FIELD.format("separate")
        return begin + self.inlines(place.inside()) + _FIELD.format("end")

    def simple_field(self, place: Place) -> str:
        return f'<w:fldSimple w:instr="REF x">{self.inlines(place.inside())}</w:fldSimple>'

    def box(self, place: Place) -> str:
        inner = f"<w:txbxContent>{self.blocks(replace(place.inside(), hidden=False))}</w:txbxContent>"
        drawn = f"<wps:wsp><wps:txbx>{inner}</wps:txbx></wps:wsp>"
        old = f"<w:pict><v:shape><v:textbox>{inner}</v:textbox></v:shape></w:pict>"
        if self.one_of(True, False):
            return f"<w:r>{old}</w:r>"
        codes = 0 if place.whole is None else _characters(inner, "}instrText")
        self.buckets[Bucket.FIELD_CODE] += codes
        self.buckets[place.whole or Bucket.COPY] += _characters(inner) - codes
        choice = f'<mc:Choice Requires="wps"><w:drawing>{drawn}</w:drawing></mc:Choice>'
        return f"<w:r><mc:AlternateContent>{choice}<mc:Fallback>{old}</mc:Fallback></mc:AlternateContent></w:r>"

    def diagram(self, place: Place) -> str:
        loose = replace(place, kind=Bucket.PARAGRAPH if place.flow else place.kind)
        said = "".join(f"<a:p><a:r><a:t>{self.text(loose.bucket())}</a:t></a:r></a:p>" for _ in self.some(2))
        return f"<w:r><w:drawing><a:txBody>{said}</a:txBody></w:drawing></w:r>"

    # In parts of their own

    def note(self, place: Place) -> str:
        kind = self.one_of("footnote", "endnote")
        notes = self.parts.setdefault(f"{kind}s", [])
        body = Place(Bucket.FOOTNOTE, deleted=place.deleted, whole=place.whole, depth=place.depth + 1)
        own, mark, before = "", "", ""
        if self.one_of(True, False, False):
            own = ' w:customMarkFollows="1"'
            bucket = place.whole or (Bucket.DELETED if place.deleted else Bucket.MARK)
            mark = f"<w:t>{self.put('*', bucket)}</w:t>"
            if self.one_of(True, False):
                # Word types such a mark before the note too; where the note is read, it is its label.
                space = Bucket.SPACE if bucket is Bucket.MARK else bucket
                typed = f"{self.put('*', bucket)}{self.put(' ', space)}"
                first = f'<w:r><w:t xml:space="preserve">{typed}</w:t></w:r>{self.run(body)}'
                before = f"<w:p>{first}</w:p>"
        index = len(notes) + 1
        notes.append("")
        notes[index - 1] = f'<w:{kind} w:id="{index}">{before}{self.blocks(body)}</w:{kind}>'
        return f'<w:r><w:{kind}Reference{own} w:id="{index}"/>{mark}</w:r>'

    def comment(self, place: Place) -> str:
        comments = self.parts.setdefault("comments", [])
        inner = self.paragraph(Place(Bucket.COMMENT, whole=Bucket.COMMENT, depth=place.depth + 1))
        comments.append(f'<w:comment w:id="{len(comments)}">{inner}</w:comment>')
        return f'<w:r><w:commentReference w:id="{len(comments) - 1}"/></w:r>'

    # Blocks

    def blocks(self, place: Place) -> str:
        shallow = [self.paragraph, self.item, self.heading, self.typed, self.joined, self.field_over_two]
        deep = [self.table, self.frame, self.control]
        return (
            "".join(
                self.one_of(*shallow, *(deep if place.depth < _DEEPEST else []))(place) for _ in self.some(2)
            )
            + "<w:p/>"
        )

    def para(self, place: Place, inner: str, about: str = "") -> str:
        edge = place.bucket() if place.whole or place.deleted or place.hidden else Bucket.SPACE
        before, after = (
            f'<w:r><w:t xml:space="preserve">{self.put(self.one_of("", "", " ", "  "), edge)}</w:t></w:r>'
            for _ in range(2)
        )
        return f"<w:p><w:pPr>{about}</w:pPr>{before}{inner}{after}</w:p>"

    def _as(self, place: Place, kind: Bucket) -> Place:
        return replace(place, kind=kind) if place.flow else place

    def paragraph(self, place: Place) -> str:
        here = self._as(place, Bucket.PARAGRAPH)
        return self.para(here, self.inlines(here))

    def item(self, place: Place) -> str:
        here = self._as(place, Bucket.LIST_ITEM)
        numbers = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{self.one_of(1, 2)}"/></w:numPr>'
        return self.para(here, self.inlines(here), numbers)

    def heading(self, place: Place) -> str:
        here = self._as(place, Bucket.HEADING)
        if self.one_of(True, False):
            return self.para(here, self.run(here) + self.hidden(here), '<w:pStyle w:val="Region"/>')
        # A line that only looks like a heading, with text under it.
        bold = self.para(here, self.run(here, "<w:b/>"))
        return bold + self.para(place, self.run(self._as(place, Bucket.PARAGRAPH)))

    def typed(self, place: Place) -> str:
        here = self._as(place, Bucket.LIST_ITEM)
        split = here.flow and here.bucket() is Bucket.LIST_ITEM
        label = self.put("(a)", Bucket.MARK if split else here.bucket())
        label += self.put(" ", Bucket.SPACE if split else here.bucket())
        return self.para(here, f'<w:r><w:t xml:space="preserve">{label}</w:t></w:r>{self.run(here)}')

    def joined(self, place: Place) -> str:
        """Two paragraphs whose mark between was deleted under track changes: one for the reader."""
        here = self._as(place, Bucket.PARAGRAPH)
        gone = self.one_of("<w:rPr><w:del/></w:rPr>", "<w:rPr><w:moveFrom/></w:rPr>")
        first = f"<w:p><w:pPr>{gone}</w:pPr>{self.run(here)}{self.inline(here)}</w:p>"
        return first + f"<w:p>{self.run(here)}</w:p>"

    def field_over_two(self, place: Place) -> str:
        here = self._as(place, Bucket.PARAGRAPH)
        begin = _FIELD.format("begin") + self.code() + _FIELD.format("separate")
        return self.para(here, begin + self.run(here)) + self.para(here, self.run(here) + _FIELD.format("end"))

    def control(self, place: Place) -> str:
        before, after = self.one_of(
            ("<w:sdt><w:sdtPr/><w:sdtContent>", "</w:sdtContent></w:sdt>"),
            ("<w:customXml>", "</w:customXml>"),
            ("<w:ins>", "</w:ins>"),
            ("<mc:AlternateContent><mc:Choice>", "</mc:Choice></mc:AlternateContent>"),
            ("<w:unheardOf>", "</w:unheardOf>"),
        )
        return f"{before}{self.blocks(place.inside())}{after}"

    def frame(self, place: Place) -> str:
        return f"<w:tbl><w:tr><w:tc>{self.blocks(place.inside())}</w:tc></w:tr></w:tbl>"

    def table(self, place: Place) -> str:
        inner = replace(self._as(place, Bucket.ROW), flow=False)
        pale = self.one_of(True, False, False, False)
        about = '<w:tblPr><w:tblStyle w:val="Pale"/></w:tblPr>' if pale else ""
        return f"<w:tbl>{about}{''.join(self.row(inner, pale) for _ in self.some(3))}</w:tbl><w:p/>"

    def row(self, place: Place, pale: bool) -> str:
        deleted = self.one_of(True, False, False, False)
        place = replace(place, deleted=place.deleted or deleted)
        cells = [self.cell(place, pale) for _ in range(self.draw(st.integers(2, 3)))]
        row = f"<w:tr><w:trPr>{'<w:del/>' if deleted else ''}</w:trPr>{''.join(cells)}</w:tr>"
        return self.one_of(row, f"<w:sdt><w:sdtContent>{row}</w:sdtContent></w:sdt>")

    def cell(self, place: Place, pale: bool) -> str:
        unseen = replace(place, hidden=True)
        inner = f"<w:p>{self.run(unseen)}</w:p>" if pale else self.blocks(place.inside())
        span = self.one_of("", '<w:gridSpan w:val="2"/>')
        cell = f"<w:tc><w:tcPr>{span}</w:tcPr>{inner}</w:tc>"
        return self.one_of(cell, f"<w:sdt><w:sdtContent>{cell}</w:sdtContent></w:sdt>")

    def merged(self) -> str:
        """A cell merged over two rows, whose words each row says."""
        start = len(self.words.get(Bucket.ROW, []))
        first = self.run(Place(Bucket.ROW))
        above = f'<w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr><w:p>{first}</w:p></w:tc>'
        self.repeated.update(self.words[Bucket.ROW][start:])
        below = "<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc>"
        one, two = (self.cell(Place(Bucket.ROW, depth=_DEEPEST), False) for _ in range(2))
        return f"<w:tbl><w:tr>{above}{one}</w:tr><w:tr>{below}{two}</w:tr></w:tbl>"

    # The whole

    def elsewhere(self) -> None:
        """Parts around the body: header and footer, sometimes the same; a chart; a note nothing refers to."""
        header = self.paragraph(Place(Bucket.FURNITURE, depth=1))
        self.parts["header1"] = [header]
        same = f"<w:p>{self.run(Place(Bucket.FURNITURE))}</w:p>"
        self.parts["footer1"] = self.parts["footer2"] = [same]
        self.buckets[Bucket.COPY] += _characters(same)
        title, figure = (self.text(Bucket.UNREAD) for _ in range(2))
        chart = f"<a:p><a:r><a:t>{title}</a:t></a:r></a:p><c:strCache><c:v>{figure}</c:v></c:strCache>"
        self.extra["word/charts/chart1.xml"] = f"<c:chart {SPACES}>{chart}</c:chart>"
        orphan = f"<w:p>{self.run(Place(Bucket.UNREAD))}{self.code()}</w:p>"
        self.parts.setdefault("footnotes", []).append(f'<w:footnote w:id="999">{orphan}</w:footnote>')


def _characters(inner: str, *tags: str) -> int:
    root = ElementTree.fromstring(f"<x {SPACES}>{inner}</x>")  # noqa: S314 - our own text
    counted = tags or ("}t", "}delText", "}instrText")
    return sum(len(e.text or "") for e in root.iter() if e.tag.endswith(counted))


@st.composite
def specimens(draw: Callable[[st.SearchStrategy[Any]], Any]) -> Specimen:
    """A file with anything in anything, and what must become of each of its words."""
    writer = _Writer(draw)
    flow = Place(Bucket.PARAGRAPH, flow=True, notes=True)
    body = "".join(writer.blocks(flow) for _ in writer.some(4)) + writer.merged()
    body += f"<w:p>{writer.run(flow)}</w:p>"
    writer.elsewhere()
    data = docx(
        body,
        extra=writer.extra,
        styles=STYLES + _OWN_STYLES,
        numbering=NUMBERING,
        **{part: "".join(inner) for part, inner in writer.parts.items()},
    )
    return Specimen(data, +writer.buckets, writer.words, writer.repeated)
