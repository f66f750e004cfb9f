"""The inside of one paragraph: what a reader of the page sees, and what stands behind it.

A ``w:p`` comes in; a Line goes out: its visible text, how it is emphasised, the notes it refers to and the
text boxes anchored in it. Everything else is put into the tally. Wrappers nobody told us of are looked into.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from lxml.etree import _Element as Element
from mammoth.docx.dingbats import dingbats

from assistant.domain.ledger import Bucket
from assistant.domain.review import NoticeKind
from assistant.edges.word.strand import Part, Strand, ours
from assistant.edges.word.styles import UNKNOWN, Look, Styles, fill_of, look_of
from assistant.edges.word.tally import Tally
from assistant.edges.word.xml import CODE, SPACES, TEXT, child, name, number, value

_CONTROL = re.compile(r"[\x00-\x1f]")
_SILENT = {
    name(tag)
    for tag in ("w:pPr", "w:rPr", "w:sdtPr", "w:sdtEndPr", "w:smartTagPr", "w:customXmlPr",
                "w:commentReference", "w:annotationRef", "w:footnoteRef", "w:endnoteRef")
}  # fmt: skip
_AS_TEXT = {name("w:tab"): " ", name("w:ptab"): " ", name("w:br"): "\n", name("w:cr"): "\n",
            name("w:noBreakHyphen"): "-"}  # fmt: skip
_NOTES = {name("w:footnoteReference"): "footnote", name("w:endnoteReference"): "endnote"}


@dataclass(frozen=True)
class State:
    """What surrounds the element being walked."""

    look: Look
    deleted: bool = False
    inserted: bool = False


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
    notes: list[NoteMark] = field(default_factory=list)
    boxes: list[tuple[Element, State]] = field(default_factory=list)
    loose: list[Strand] = field(default_factory=list)

    @property
    def emphasised(self) -> bool:
        """Whether all of its text is bold, or all of it underlined, as far as it has any."""
        return self.bold or self.underlined


def field_codes(root: Element) -> set[Element]:
    """Text elements inside the code of a field (before ``separate``), which Word does not show.

    Only fields that end count: a begin without an end must not swallow the rest of the document.
    """
    codes: set[Element] = set()
    open_fields: list[tuple[list[Element], bool]] = []
    for element in root.iter(name("w:fldChar"), *TEXT):
        if element.tag != name("w:fldChar"):
            for texts, in_code in open_fields:
                if in_code:
                    texts.append(element)
            continue
        step = value(element, "w:fldCharType")
        if step == "begin":
            open_fields.append(([], True))
        elif step == "separate" and open_fields:
            open_fields[-1] = (open_fields[-1][0], False)
        elif step == "end" and open_fields:
            codes.update(open_fields.pop()[0])
    return codes


class Inline:
    """Walks paragraphs of one part; ``target`` names what a picture's relationship id stands for."""

    def __init__(self, styles: Styles, tally: Tally, codes: set[Element], target: Callable[[str], str]) -> None:
        self._styles = styles
        self._tally = tally
        self._codes = codes
        self._target = target
        self._marks: set[Element] = set()

    def read(self, paragraph: Element, state: State) -> Line:
        """The paragraph as a Line; ``state`` holds what its surroundings say (background, deleted...)."""
        properties = child(paragraph, "w:pPr")
        style = value(child(properties, "w:pStyle"))
        around = Look(fill=state.look.fill, vanish=state.look.vanish)
        look = around.over(self._styles.paragraph_look(style))
        fill = fill_of(properties)
        line = Line()
        self._tally.new_paragraph()
        self._walk(paragraph, replace(state, look=look if fill is None else replace(look, fill=fill)), line)
        return line

    def _walk(self, element: Element, state: State, line: Line) -> None:
        for item in element:
            tag = item.tag
            if tag in _SILENT or not isinstance(tag, str):
                continue
            if tag in TEXT:
                self._text(item, state, line)
            elif tag in CODE:
                self._tally.account.put_whole(Bucket.FIELD_CODE, [item])
            elif tag == name("w:r"):
                self._run(item, state, line)
            elif tag in (name("w:del"), name("w:moveFrom")):
                self._walk(item, replace(state, deleted=True), line)
            elif tag in (name("w:ins"), name("w:moveTo")):
                self._walk(item, replace(state, inserted=True), line)
            elif tag in _AS_TEXT:
                self._put(ours(_AS_TEXT[tag]), state, line)
            elif tag == name("w:sym"):
                self._put(ours(_symbol(item)), state, line)
            elif tag == name("w:fldChar"):
                self._put(ours(_form_field(item)), state, line)
            elif tag == name("mc:AlternateContent"):
                taken = self._tally.one_of(item)
                if taken is not None:
                    self._walk(taken, state, line)
            elif tag == name("w:txbxContent"):
                fill = UNKNOWN if _is_filled(item) else state.look.fill
                line.boxes.append((item, replace(state, look=replace(state.look, fill=fill))))
            elif tag == name("a:p"):
                self._loose(list(item.iter(*TEXT)), state, line)
            else:
                self._drawn(item, state, line)
                self._walk(item, state, line)

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
        line.parts += strand.parts
        if text.strip():
            line.bold = line.bold and bool(state.look.bold)
            line.underlined = line.underlined and bool(state.look.underline)
            line.size = max(line.size, state.look.size or 20)

    def _left_out(self, strand: Strand, state: State) -> bool:
        """Whether the text is deleted or cannot be seen; then it is set aside."""
        if state.deleted:
            self._tally.leave_out(NoticeKind.DELETED_TEXT, strand)
            return True
        why = state.look.unseen()
        # White space keeps words apart whatever its colour or size; only where it is hidden it is not there.
        if why is None or not (strand.text.strip() or state.look.vanish):
            return False
        self._tally.leave_out(NoticeKind.HIDDEN_TEXT, strand, why)
        return True

    def _loose(self, elements: list[Element], state: State, line: Line) -> None:
        """Words in a drawing that are no paragraph of Word's: read after the paragraph they are anchored in."""
        strand = self._strand(elements)
        if not self._left_out(strand, state):
            line.loose.append(strand)

    def _drawn(self, element: Element, state: State, line: Line) -> None:
        if element.tag == name("v:textpath"):
            self._loose([element], state, line)
        elif element.tag in (name("a:blip"), name("v:imagedata")):
            relation = value(element, "r:embed") or value(element, "r:id") or value(element, "r:link") or ""
            frame = next(element.iterancestors(name("w:drawing")), None)
            about = None if frame is None else next(frame.iter(name("wp:docPr")), None)
            self._tally.picture(self._target(relation), "" if about is None else str(about.get("descr") or ""))


def _mark_bucket(state: State) -> Bucket:
    if state.deleted:
        return Bucket.DELETED
    return Bucket.HIDDEN if state.look.vanish else Bucket.MARK


def _is_filled(box: Element) -> bool:
    """Whether the shape around a text box has a colour of its own, so that white text may be visible."""
    for shape in box.iterancestors():
        if shape.tag == name("w:r"):
            break
        if shape.get("fillcolor") is not None:
            return True
        if shape.tag.endswith("}wsp"):
            fills = {e.tag for part in shape if part.tag.endswith("}spPr") for e in part}
            if fills & {name(f"a:{kind}Fill") for kind in ("solid", "grad", "patt", "blip")}:
                return True
            styled = [e for part in shape if part.tag.endswith("}style") for e in part.iter(name("a:fillRef"))]
            return name("a:noFill") not in fills and any(e.get("idx") not in (None, "0") for e in styled)
    return False


def _symbol(element: Element) -> str:
    code = value(element, "w:char") or ""
    if not re.fullmatch(r"[0-9A-Fa-f]{1,6}", code):
        return ""
    point = int(code, 16)
    # Word keeps symbol fonts in the private area: F0FE is character FE of the font.
    known = dingbats.get((value(element, "w:font"), point & 0xFF if 0xF000 <= point <= 0xF0FF else point))
    found = known if known is not None else point
    return chr(found) if 0x20 <= found <= 0x10FFFF and not 0xD800 <= found <= 0xDFFF else ""


def _form_field(element: Element) -> str:
    """What an old-style form field shows where it has no text of its own: a tick box, a chosen entry."""
    box = child(element, "w:ffData", "w:checkBox")
    if box is not None:
        said = child(box, "w:checked") if child(box, "w:checked") is not None else child(box, "w:default")
        return "☒" if said is not None and value(said) not in ("0", "false") else "☐"
    choice = child(element, "w:ffData", "w:ddList")
    entries = [] if choice is None else choice.findall(name("w:listEntry"), SPACES)
    index = number(value(child(choice, "w:result"))) or 0
    return value(entries[index]) or "" if 0 <= index < len(entries) else ""
