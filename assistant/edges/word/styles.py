"""What the styles of a document say of a paragraph or a run: heading level, list, look.

Comes from ``styles.xml``, through ``basedOn``; built-in styles keep their English name there in every language.
It stands alone because a look is put together from many places, and each must be asked in Word's order.
"""

import re
from dataclasses import dataclass, fields, replace

from lxml.etree import _Element as Element

from assistant.edges.word.xml import child, name, number, switch, value

UNKNOWN = "unknown"
"""A background we cannot work out: text on it is never called hidden."""

NO_INK = "none"
"""The colour of letters that are not filled in and have no outline."""

_HIGHLIGHTS = {"black": "000000", "white": "FFFFFF", "none": None}
_CONTENTS = re.compile(r"toc \d$|table of (figures|authorities)$", re.IGNORECASE)
_HEADING = re.compile(r"heading (\d)$")
_WHITE = "FFFFFF"
_CLEAR = 95_000  # thousandths of a per cent of transparency
_NEAR = 20
_TINY = 6
_NARROW = 10  # per cent of a letter's width
_LOW = 60  # twentieths of a point
_FAR = 120  # half-points off the line
_ATOP = -200  # twentieths of a point that each letter goes back
_USUAL = 20  # half-points


@dataclass(frozen=True)
class Look:
    """How a run looks; None is not said. ``colour`` and ``fill`` as RRGGBB.

    ``size`` and ``shift`` (up or down from the line) in half-points, ``spacing`` in twentieths of a point.
    """

    vanish: bool | None = None
    bold: bool | None = None
    underline: bool | None = None
    size: int | None = None
    colour: str | None = None
    fill: str | None = None
    squeezed: bool | None = None
    shift: int | None = None
    spacing: int | None = None
    strike: bool | None = None
    double_strike: bool | None = None

    @property
    def struck(self) -> bool:
        """Whether a line, or two, run through it."""
        return bool(self.strike or self.double_strike)

    def over(self, other: "Look") -> "Look":
        """This look laid over another: what it does not say is the other's."""
        said = {f.name: getattr(self, f.name) for f in fields(self) if getattr(self, f.name) is not None}
        return replace(other, **said)

    def unseen(self) -> str | None:
        """Why a reader of the page cannot see this text, in words, or None."""
        if self.vanish:
            return "formatted as hidden"
        if self.squeezed or (self.size is not None and self.size < _TINY):
            return "too small to read"
        if self.colour == NO_INK:
            return "without any colour"
        if abs(self.shift or 0) > _FAR:
            return "moved far off its line"
        # Five times as many twentieths as half-points of size are half a letter's height: about its width.
        if (self.spacing or 0) < min(_ATOP, -5 * (self.size or _USUAL)):
            return "with its letters on top of one another"
        if self.colour is None or self.fill == UNKNOWN:
            return None
        alike = _alike(self.colour, self.fill or _WHITE)
        return "in the colour of its background" if alike else None


def _alike(one: str, other: str) -> bool:
    return all(abs(a - b) <= _NEAR for a, b in zip(_channels(one), _channels(other), strict=True))


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[0:2], 16), int(colour[2:4], 16), int(colour[4:6], 16)


def hex_colour(said: str | None) -> str | None:
    """``said`` as RRGGBB in capitals, or None where it is "auto" or no colour."""
    return said.upper() if said and re.fullmatch(r"[0-9A-Fa-f]{6}", said) else None


def fill_of(properties: Element | None) -> str | None:
    """The background colour that ``w:shd`` gives, UNKNOWN where it is a pattern or a theme's, or None."""
    shading = child(properties, "w:shd")
    if shading is None or value(shading, "w:val") == "nil":
        return None
    if value(shading, "w:val") not in (None, "clear"):
        return _pattern(shading)
    fill = value(shading, "w:fill")
    if fill in (None, "auto"):
        return UNKNOWN if value(shading, "w:themeFill") else None
    return hex_colour(fill) or UNKNOWN


def _pattern(shading: Element) -> str | None:
    """The colour of a pattern whose two colours are alike, None for white on nothing, or UNKNOWN."""
    ink, ground = hex_colour(value(shading, "w:color")), hex_colour(value(shading, "w:fill"))
    if ink is None or value(shading, "w:themeColor") or value(shading, "w:themeFill"):
        return UNKNOWN
    if ground is None:
        return None if _alike(ink, _WHITE) else UNKNOWN
    return ground if _alike(ink, ground) else UNKNOWN


def around(properties: Element | None) -> Look:
    """The look that ``w:pPr`` gives to all text of a paragraph: its background, lines too low to read."""
    spacing = child(properties, "w:spacing")
    line = number(value(spacing, "w:line"))
    low = None if line is None else value(spacing, "w:lineRule") == "exact" and line < _LOW
    return Look(fill=fill_of(properties), squeezed=low)


def is_low(height: Element | None) -> bool:
    """Whether ``w:trHeight`` fixes a row's height so low that nothing in it can be read."""
    fixed = number(value(height))
    return fixed is not None and value(height, "w:hRule") == "exact" and fixed < _LOW


def look_of(properties: Element | None) -> Look:
    """The look that ``w:rPr`` gives by itself."""
    if properties is None:
        return Look()
    colour = child(properties, "w:color")
    shown = hex_colour(value(colour))
    if shown is None and value(colour, "w:themeColor") in ("background1", "light1"):
        shown = _WHITE
    width = number(value(child(properties, "w:w")))
    highlight = value(child(properties, "w:highlight"))
    fill = fill_of(properties) if highlight is None else _HIGHLIGHTS.get(highlight, UNKNOWN)
    underline = child(properties, "w:u")
    return Look(
        vanish=switch(child(properties, "w:vanish")),
        bold=switch(child(properties, "w:b")),
        underline=None if underline is None else switch(underline),
        size=number(value(child(properties, "w:sz"))),
        colour=_ink(properties) or shown,
        fill=fill,
        squeezed=None if width is None else width < _NARROW,
        shift=number(value(child(properties, "w:position"))),
        spacing=number(value(child(properties, "w:spacing"))),
        strike=switch(child(properties, "w:strike")),
        double_strike=switch(child(properties, "w:dstrike")),
    )


def _ink(properties: Element) -> str | None:
    """The colour that newer Word fills letters with in place of ``w:color``, or None."""
    filled = child(properties, "w14:textFill")
    if filled is None:
        return None
    if child(filled, "w14:noFill") is not None:
        outline = child(properties, "w14:textOutline")
        return NO_INK if outline is None or child(outline, "w14:noFill") is not None else None
    colour = child(filled, "w14:solidFill", "w14:srgbClr")
    theme = child(filled, "w14:solidFill", "w14:schemeClr")
    source = theme if colour is None else colour
    if (number(value(child(source, "w14:alpha"), "w14:val")) or 0) >= _CLEAR:
        return NO_INK
    if theme is not None and value(theme, "w14:val") == "bg1" and child(theme, "w14:lumMod") is None:
        return _WHITE
    return hex_colour(value(colour, "w14:val"))


class Styles:
    """The styles of one document, by id; ``None`` asks for the default paragraph style."""

    def __init__(self, root: Element | None) -> None:
        self._styles: dict[str, Element] = {}
        self._default: str | None = None
        self._looks: dict[tuple[str | None, Look], Look] = {}
        self._table_looks: dict[tuple[str | None, tuple[str, ...]], Look] = {}
        self._base = look_of(child(root, "w:docDefaults", "w:rPrDefault", "w:rPr"))
        for style in () if root is None else root.iter(name("w:style")):
            style_id = value(style, "w:styleId") or ""
            self._styles[style_id] = style
            if value(style, "w:type") == "paragraph" and value(style, "w:default") not in (None, "0", "false"):
                self._default = style_id

    def _chain(self, style_id: str | None) -> list[Element]:
        found: list[Element] = []
        seen: set[str] = set()
        while style_id is not None and style_id in self._styles and style_id not in seen:
            seen.add(style_id)
            found.append(self._styles[style_id])
            style_id = value(child(self._styles[style_id], "w:basedOn"))
        return found

    def level(self, style_id: str | None) -> int | None:
        """The heading level (from 1) of a paragraph style, its own or derived, or None."""
        for style in self._chain(style_id):
            called = (value(child(style, "w:name")) or "").lower()
            if called in ("title", "toc heading"):
                return 1
            outline = number(value(child(style, "w:pPr", "w:outlineLvl")))
            if outline is not None:
                return outline + 1 if 0 <= outline <= 8 else None
            heading = _HEADING.match(called)
            if heading:
                return max(1, int(heading.group(1)))
        return None

    def is_contents(self, style_id: str | None) -> bool:
        """Whether a paragraph style is one of those of a table of contents or of figures."""
        return any(_CONTENTS.match(value(child(s, "w:name")) or "") for s in self._chain(style_id))

    def paragraph_look(self, style_id: str | None, under: Look) -> Look:
        """The look of text in a paragraph of that style, before runs say otherwise; ``under``, a table's."""
        key = (style_id, under)
        if key not in self._looks:
            self._looks[key] = self._paragraph_look(style_id, under)
        return self._looks[key]

    def _paragraph_look(self, style_id: str | None, under: Look) -> Look:
        look = under.over(self._base)
        for style in reversed(self._chain(style_id if style_id is not None else self._default)):
            look = look_of(child(style, "w:rPr")).over(around(child(style, "w:pPr")).over(look))
        return look

    def character_look(self, style_id: str | None) -> Look:
        """What a character style says, by itself."""
        look = Look()
        for style in reversed(self._chain(style_id)):
            look = look_of(child(style, "w:rPr")).over(look)
        return look

    def numbering(self, style_id: str | None) -> tuple[str, Element] | None:
        """The style's own id and ``w:numPr`` where a paragraph style brings a list with it."""
        for style in self._chain(style_id if style_id is not None else self._default):
            properties = child(style, "w:pPr", "w:numPr")
            if properties is not None:
                return value(style, "w:styleId") or "", properties
        return None

    def table_look(self, style_id: str | None, places: tuple[str, ...]) -> Look:
        """The look a table style gives to text in those places of a table ("firstRow"...), weakest first."""
        key = (style_id, places)
        if key not in self._table_looks:
            self._table_looks[key] = self._table_look(style_id, places)
        return self._table_looks[key]

    def _table_look(self, style_id: str | None, places: tuple[str, ...]) -> Look:
        look = Look()
        for style in reversed(self._chain(style_id)):
            look = look_of(child(style, "w:rPr")).over(look)
        for place in places:
            for style in reversed(self._chain(style_id)):
                for special in style.findall(name("w:tblStylePr")):
                    if value(special, "w:type") == place:
                        look = look_of(child(special, "w:rPr")).over(look)
        return replace(look, fill=None)

    def shades_cells(self, style_id: str | None) -> bool:
        """Whether a table style colours any cell, so that white text there may well be visible."""
        return any(
            fill_of(parent) is not None
            for style in self._chain(style_id)
            for shading in style.iter(name("w:shd"))
            if (parent := shading.getparent()) is not None
        )
