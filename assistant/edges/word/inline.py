"""The inside of one paragraph: what a reader of the page sees, and what stands behind it.

A ``w:p`` comes in; a Line goes out: its visible text, how it is emphasised, the notes it refers to and the
text boxes anchored in it. Everything else is put into the tally. Wrappers nobody told us of are looked into.
It stands alone because only within a paragraph each run may look, and be left out, by itself.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from itertools import accumulate

from lxml.etree import _Element as Element

from assistant.domain.ledger import Bucket
from assistant.domain.review import NoticeKind
from assistant.edges.word.drawing import is_filled, is_hidden, picture
from assistant.edges.word.signs import AS_TEXT, form_field, in_line, symbol
from assistant.edges.word.strand import Part, Strand, ours
from assistant.edges.word.styles import UNKNOWN, Look, Styles, around, look_of
from assistant.edges.word.tally import STRUCK, Tally
from assistant.edges.word.xml import CODE, TEXT, child, letters, name, value

_CONTROL = re.compile(r"[\x00-\x1f]")
_SILENT = {
    name(tag)
    for tag in ("w:pPr", "w:rPr", "w:sdtPr", "w:sdtEndPr", "w:smartTagPr", "w:customXmlPr",
                "w:commentReference", "w:annotationRef", "w:footnoteRef", "w:endnoteRef")
}  # fmt: skip
_BLOCKS = (name("w:p"), name("w:tbl"))
_RUNS = (name("w:r"), name("m:r"))
_NOTES = {name("w:footnoteReference"): "footnote", name("w:endnoteReference"): "endnote"}


@dataclass(frozen=True)
class State:
    """What surrounds the element being walked."""

    look: Look
    deleted: bool = False
    inserted: bool = False
    under: Look = field(default_factory=Look)
    """What a table's style says of its text, for styles of paragraphs to lie over."""


@dataclass(frozen=True)
class NoteMark:
    """A reference to a note; ``own`` is a mark typed in place of its number."""

    kind: str
    note_id: str
    own: str | None
    state: State


@dataclass
class Line:
    """One paragraph as seen."""

    parts: list[Part] = field(default_factory=list)
    bold: bool = True
    underlined: bool = True
    size: int = 0
    behind: bool = False
    contents: bool = False
    notes: list[NoteMark] = field(default_factory=list)
    boxes: list[tuple[Iterable[Element], State]] = field(default_factory=list)
    loose: list[Strand] = field(default_factory=list)

    @property
    def emphasised(self) -> bool:
        """Whether all of its text is bold, or all of it underlined, as far as it has any."""
        return self.bold or self.underlined


def field_codes(root: Element) -> set[Element]:
    """Text elements inside the code of a field (before ``separate``), which Word does not show.

    Only fields that end count: a begin without an end must not swallow the rest of the document.
    """
    texts: list[Element] = []
    steps: Counter[int] = Counter()
    open_fields: list[tuple[int, int | None]] = []
    for element in root.iter(name("w:fldChar"), *TEXT):
        step = value(element, "w:fldCharType") if element.tag == name("w:fldChar") else None
        if element.tag != name("w:fldChar"):
            texts.append(element)
        elif step == "begin":
            open_fields.append((len(texts), None))
        elif step == "separate" and open_fields and open_fields[-1][1] is None:
            open_fields[-1] = (open_fields[-1][0], len(texts))
        elif step == "end" and open_fields:
            start, end = open_fields.pop()
            steps[start] += 1
            steps[len(texts) if end is None else end] -= 1
    depths = accumulate(steps[i] for i in range(len(texts)))
    return {text for text, depth in zip(texts, depths, strict=True) if depth}


Related = Callable[[str], tuple[str, Element | None]]


class Inline:
    """Walks paragraphs of one part; ``related`` gives name and root of what a relationship stands for."""

    def __init__(self, styles: Styles, tally: Tally, codes: set[Element], related: Related) -> None:
        self._styles = styles
        self._tally = tally
        self._codes = codes
        self._related = related
        self._marks: set[Element] = set()

    def read(self, paragraph: Element, state: State) -> Line:
        """The paragraph as a Line; ``state`` holds what its surroundings say (background, deleted...).

        Anything else that stands in the place of a paragraph, such as a formula, is read like one.
        """
        properties = child(paragraph, "w:pPr")
        style = value(child(properties, "w:pStyle"))
        outer = Look(fill=state.look.fill, vanish=state.look.vanish, squeezed=state.look.squeezed)
        look = around(properties).over(outer.over(self._styles.paragraph_look(style, state.under)))
        line = Line()
        self._tally.new_paragraph()
        inside = paragraph if paragraph.tag == name("w:p") else [paragraph]
        self._walk(inside, replace(state, look=look), line)
        return line

    def _walk(self, items: Iterable[Element], state: State, line: Line) -> None:
        for item in items:
            tag = item.tag
            if tag == name("w:commentReference"):
                self._tally.comment(value(item, "w:id") or "")
            if tag in _SILENT or not isinstance(tag, str):
                continue
            if tag in TEXT:
                self._text(item, state, line)
            elif tag in CODE:
                line.contents = line.contents or "PAGEREF" in letters(item)
                self._tally.account.put_whole(Bucket.FIELD_CODE, [item])
            elif tag in _RUNS:
                self._run(item, state, line)
            elif tag in (name("w:del"), name("w:moveFrom")):
                self._walk(item, replace(state, deleted=True), line)
            elif tag in (name("w:ins"), name("w:moveTo")):
                self._walk(item, replace(state, inserted=True), line)
            elif tag in AS_TEXT:
                self._put(ours(AS_TEXT[tag]), state, line)
            elif tag == name("w:sym"):
                self._put(ours(symbol(item)), state, line)
            elif tag == name("w:fldChar"):
                self._put(ours(form_field(item)), state, line)
            elif tag == name("mc:AlternateContent"):
                taken = self._tally.one_of(item)
                if taken is not None:
                    self._walk(taken, state, line)
            elif tag == name("w:txbxContent"):
                fill = UNKNOWN if is_filled(item) else state.look.fill
                look = Look(fill=fill, vanish=state.look.vanish or is_hidden(item))
                line.boxes.append((item, replace(state, look=look, under=Look())))
            elif tag in _BLOCKS:
                line.boxes.append(([item], state))
            elif tag in (name("a:p"), name("v:textpath")):
                self._loose(item, state, line)
            elif tag == name("dgm:relIds"):
                self._diagram(item, state, line)
            else:
                self._other(item, state, line)

    def _run(self, run: Element, state: State, line: Line) -> None:
        properties = child(run, "w:rPr")
        style = value(child(properties, "w:rStyle"))
        look = look_of(properties).over(self._styles.character_look(style)).over(state.look)
        inner = replace(state, look=look)
        for item in run:
            if item.tag in _NOTES:
                line.notes.append(self._note_mark(item, inner))
        self._walk(run, inner, line)

    def _note_mark(self, reference: Element, state: State) -> NoteMark:
        """A note's reference; a mark of its own, which follows it, is taken out of the text."""
        mark: Element | None = None
        if value(reference, "w:customMarkFollows") in ("1", "true", "on"):
            mark = next((t for t in reference.itersiblings() if t.tag == name("w:t")), None)
        state = State(Look(vanish=state.look.unseen() is not None), state.deleted, state.inserted)
        own = ""
        if mark is not None:
            strand = Strand(((self._tally.account.take(mark), mark),))
            own = strand.text.strip()
            kept, spaces = strand.stripped()
            self._tally.account.put(_mark_bucket(state), kept)
            self._tally.account.put(Bucket.SPACE, spaces)
            self._marks.add(mark)
        return NoteMark(_NOTES[reference.tag], value(reference, "w:id") or "", own or None, state)

    def _text(self, element: Element, state: State, line: Line) -> None:
        if element in self._marks:
            return
        if element in self._codes:
            self._tally.account.put_whole(Bucket.FIELD_CODE, [element])
            return
        deleted = state.deleted or element.tag == name("w:delText")
        self._put(self._strand([element]), replace(state, deleted=deleted), line)

    def _strand(self, elements: list[Element]) -> Strand:
        take = self._tally.account.take
        return Strand(tuple((_CONTROL.sub(" ", take(element)), element) for element in elements))

    def _put(self, strand: Strand, state: State, line: Line) -> None:
        text = strand.text
        if not text:
            return
        self._tally.step()
        if self._left_out(strand, state):
            line.behind = True
            return
        if state.inserted:
            self._tally.note(NoticeKind.INSERTED_TEXT, text)
        self._tally.keep(strand)
        line.parts += strand.parts
        if text.strip():
            line.bold = line.bold and bool(state.look.bold)
            line.underlined = line.underlined and bool(state.look.underline)
            line.size = max(line.size, state.look.size or 20)

    def _left_out(self, strand: Strand, state: State) -> bool:
        """Whether the text is deleted, cannot be seen or is struck through; then it is set aside."""
        if state.deleted:
            self._tally.leave_out(NoticeKind.DELETED_TEXT, strand)
            return True
        why = state.look.unseen()
        # White space keeps words apart whatever its colour or size; only where it is hidden it is not there.
        if not (strand.text.strip() or state.look.vanish):
            return False
        if why is not None:
            self._tally.leave_out(NoticeKind.HIDDEN_TEXT, strand, why)
        elif state.look.struck:
            self._tally.leave_out(NoticeKind.DELETED_TEXT, strand, STRUCK)
        return why is not None or state.look.struck

    def _loose(self, element: Element, state: State, line: Line) -> None:
        """Words in a drawing that are no paragraph of Word's: read after the paragraph they are anchored in."""
        texts = [element] if element.tag == name("v:textpath") else list(element.iter(*TEXT))
        strand = self._strand(texts)
        if is_hidden(element):
            state = replace(state, look=replace(state.look, vanish=True))
        if not self._left_out(strand, state):
            self._tally.keep(strand)
            line.loose.append(strand)

    def _diagram(self, element: Element, state: State, line: Line) -> None:
        """The words of a diagram (SmartArt), which stand in a part of their own."""
        root = self._related(value(element, "r:dm") or "")[1]
        for paragraph in () if root is None else root.iter(name("a:p")):
            self._loose(paragraph, state, line)

    def _other(self, element: Element, state: State, line: Line) -> None:
        found = picture(element)
        if found is not None:
            self._tally.picture(self._related(found[0])[0], found[1])
        for part in in_line(element) or [element]:
            if isinstance(part, str):
                self._put(ours(part), state, line)
            else:
                self._walk(part, state, line)


def _mark_bucket(state: State) -> Bucket:
    if state.deleted:
        return Bucket.DELETED
    return Bucket.HIDDEN if state.look.vanish else Bucket.MARK
