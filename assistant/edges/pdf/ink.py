"""A page of pdfium's in, the ink out that its text leaves on it, also where texts lie over one another.

It stands alone because this is what a person looking at the page would see, and nothing in the file says it.
"""

from collections import defaultdict
from collections.abc import Iterable
from itertools import repeat
from typing import Any

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium

from assistant.edges.pdf.layers import Glyph, Text, layers_of

_FAINT = 20
_PIXELS = 4_000_000
_DEEPEST = 10
_STEP = 4.0
_RISE = 6.0
_SAME = 0.15

Pixels = np.ndarray[Any, Any]


class Ink:
    """What text leaves on one page: the difference between the page drawn with its text and without."""

    def __init__(self, traces: Pixels, width: float, height: float) -> None:
        self._traces = traces
        self._across = traces.shape[1] / (width or 1.0)
        self._down = traces.shape[0] / (height or 1.0)
        self._alone: dict[tuple[int, int], dict[tuple[str, float, float], bool]] = defaultdict(dict)

    def put(self, glyph: Glyph, seen: bool) -> None:
        """Notes whether a letter leaves ink of its own; of the same in one place it is enough that one does."""
        cell = self._alone[int(glyph.x // _STEP), int(glyph.y // _STEP)]
        key = (glyph.letter, round(glyph.x, 1), round(glyph.y, 1))
        cell[key] = seen or cell.get(key, False)

    def shows(self, x0: float, top: float, x1: float, bottom: float) -> bool:
        """Whether text in that box (points from the top left) leaves a trace a reader could see."""
        left, right = int(x0 * self._across), int(x1 * self._across) + 1
        above, below = int(top * self._down), int(bottom * self._down) + 1
        box = self._traces[max(above, 0) : max(below, 0), max(left, 0) : max(right, 0)]
        return bool(box.size) and int(box.max()) >= _FAINT

    def only_of_others(self, letter: str, x: float, y: float, near: float) -> bool:
        """Whether the ink where that letter starts (points from the top left) is that of texts it lies over.

        ``near``: how far, in points, two engines may differ about one place; a letter set above or below its
        line may differ more upwards and downwards. Where the engines name a letter differently its place tells.
        """
        found = [
            (max(abs(x - across), abs(y - down)), same == letter, seen)
            for column in range(int((x - near) // _STEP), int((x + near) // _STEP) + 1)
            for row in range(int((y - _RISE) // _STEP), int((y + _RISE) // _STEP) + 1)
            for (same, across, down), seen in self._alone.get((column, row), {}).items()
            if abs(x - across) <= near and abs(y - down) <= _RISE
        ]
        named = [(away, seen) for away, same, seen in found if same]
        meant = named or [(away, seen) for away, _, seen in found if away <= near]
        closest = min((away for away, _ in meant), default=0.0)
        return bool(meant) and not any(seen for away, seen in meant if away <= closest + _SAME)


def ink_of(page: pypdfium2.PdfPage, width: float, height: float) -> Ink:
    """What the text of that page leaves on it; ``width`` and ``height`` of its media box, which it is drawn in.

    The texts of the page are left invisible.
    """
    area = page.get_width() * page.get_height()
    scale = min(1.0, (_PIXELS / max(area, 1.0)) ** 0.5)
    drawn = _drawn(page, scale)
    things = [thing.raw for thing in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT], max_depth=_DEEPEST)]
    layers, piled = layers_of(page, things, *drawn.shape)
    modes = [[pdfium.FPDFTextObj_GetTextRenderMode(one) for one in _handles(layer)] for layer in layers]
    _draw_as(things, repeat(pdfium.FPDF_TEXTRENDERMODE_INVISIBLE))
    bare = _drawn(page, scale)
    ink = Ink(np.abs(drawn - bare), width, height)
    if len(layers) > 1:
        for layer, before in zip(layers, modes, strict=True):
            _draw_as(_handles(layer), before)
            _note(ink, layer, np.abs(_drawn(page, scale) - bare))
            _draw_as(_handles(layer), repeat(pdfium.FPDF_TEXTRENDERMODE_INVISIBLE))
        _note(ink, piled, np.zeros_like(bare))
    return ink


def _handles(layer: Iterable[Text]) -> list[Any]:
    return [handle for text in layer for handle in text.handles]


def _draw_as(handles: Iterable[Any], modes: Iterable[int]) -> None:
    for handle, mode in zip(handles, modes, strict=False):
        pdfium.FPDFTextObj_SetTextRenderMode(handle, mode)


def _note(ink: Ink, layer: Iterable[Text], traces: Pixels) -> None:
    for text in layer:
        for glyph in text.glyphs:
            box = traces[glyph.pixels]
            ink.put(glyph, seen=not box.size or int(box.max()) >= _FAINT)


def _drawn(page: pypdfium2.PdfPage, scale: float) -> Pixels:
    bitmap = page.render(scale=scale, grayscale=True, may_draw_forms=False)
    pixels: Pixels = bitmap.to_numpy().astype(np.int16).reshape(bitmap.height, -1)
    bitmap.close()
    return pixels
