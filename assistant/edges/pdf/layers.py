"""A page of pdfium's in, its texts in layers out: of those that touch one another no two are in the same one.

It stands alone because a page drawn whole cannot tell a letter without ink from the printed one it lies on.
"""

import ctypes
import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium

from assistant.edges.pdf.letters import spelled

_MOST = 8
_FINE = 100
_EDGE = 1


@dataclass(frozen=True)
class Glyph:
    """A letter, the point (from the top left) where it starts, and the pixels in which its ink would be."""

    letter: str
    x: float
    y: float
    pixels: tuple[slice, slice]


@dataclass
class Text:
    """What one operator of the file prints, with its letters, blanks left out.

    ``handles``: pdfium's own of it, and of what is the same in the same place, whose letters pdfium tells once.
    """

    handles: list[Any]
    glyphs: list[Glyph]


def layers_of(
    page: pypdfium2.PdfPage, things: Iterable[Any], height: int, width: int
) -> tuple[list[list[Text]], list[Text]]:
    """The texts of a page drawn in so many pixels, in layers; and those piled up too high to be told apart.

    ``things`` are pdfium's handles of all the text on it.
    """
    layers: list[list[Text]] = []
    taken: list[np.ndarray[Any, Any]] = []
    piled: list[Text] = []
    for text in _texts(page, things, height, width):
        free = (place for place, mask in enumerate(taken) if not any(mask[g.pixels].any() for g in text.glyphs))
        place = next(free, len(layers))
        if place == _MOST:
            piled.append(text)
            continue
        if place == len(layers):
            layers.append([])
            taken.append(np.zeros((height, width), dtype=bool))
        layers[place].append(text)
        for glyph in text.glyphs:
            taken[place][glyph.pixels] = True
    return layers, piled


def _texts(page: pypdfium2.PdfPage, things: Iterable[Any], height: int, width: int) -> Iterable[Text]:
    found: dict[int | None, Text] = {}
    to_pixels = _Way(page, height, width)
    across, down = page.get_width() / width, page.get_height() / height
    letters = page.get_textpage()
    left, right, bottom, top, x, y = (ctypes.c_double() for _ in range(6))
    for place in range(pdfium.FPDFText_CountChars(letters)):
        code = pdfium.FPDFText_GetUnicode(letters, place)
        handle = pdfium.FPDFText_GetTextObject(letters, place)
        if not handle or not 0 < code <= 0x10FFFF or chr(code).isspace():
            continue
        if not pdfium.FPDFText_GetCharBox(letters, place, left, right, bottom, top):
            continue
        pdfium.FPDFText_GetCharOrigin(letters, place, x, y)
        begins = to_pixels(x.value, y.value)
        corners = to_pixels(left.value, bottom.value), to_pixels(right.value, top.value)
        if not all(map(math.isfinite, (*begins, *corners[0], *corners[1]))):
            continue
        (x0, x1), (y0, y1) = (sorted(ends) for ends in zip(*corners, strict=True))
        box = (
            slice(_within(y0 - _EDGE), _within(y1 + _EDGE + 1)),
            slice(_within(x0 - _EDGE), _within(x1 + _EDGE + 1)),
        )
        glyph = Glyph(spelled(chr(code))[0], begins[0] * across, begins[1] * down, box)
        found.setdefault(_address(handle), Text([handle], [])).glyphs.append(glyph)
    letters.close()
    at = {_bounds(text.handles[0]): text for text in found.values()}
    for thing in things:
        if _address(thing) not in found and (same := at.get(_bounds(thing))):
            same.handles.append(thing)
    return found.values()


def _address(handle: Any) -> int | None:  # noqa: ANN401 - a pointer of ctypes
    return ctypes.cast(handle, ctypes.c_void_p).value


def _bounds(handle: Any) -> tuple[float, ...]:  # noqa: ANN401 - a pointer of ctypes
    sides = [ctypes.c_float() for _ in range(4)]
    pdfium.FPDFPageObj_GetBounds(handle, *sides)
    return tuple(round(side.value, 1) for side in sides)


class _Way:
    """From a place on a page, as its file counts, to where pdfium draws it."""

    def __init__(self, page: pypdfium2.PdfPage, height: int, width: int) -> None:
        def drawn(x: int, y: int) -> tuple[float, float]:
            right, down = ctypes.c_int(), ctypes.c_int()
            pdfium.FPDF_PageToDevice(page, 0, 0, width * _FINE, height * _FINE, 0, x, y, right, down)
            return right.value / _FINE, down.value / _FINE

        self._origin = drawn(0, 0)
        self._by_x = tuple((a - b) / 1000 for a, b in zip(drawn(1000, 0), self._origin, strict=True))
        self._by_y = tuple((a - b) / 1000 for a, b in zip(drawn(0, 1000), self._origin, strict=True))

    def __call__(self, x: float, y: float) -> tuple[float, float]:
        right, down = (o + a * x + b * y for o, a, b in zip(self._origin, self._by_x, self._by_y, strict=True))
        return right, down


def _within(pixel: float) -> int:
    return int(min(max(pixel, 0), 1 << 20))
