"""Typefaces as masks: 255 where there is ink. Debian packages: fonts-ocr-b and those that README.md names."""

import functools
from dataclasses import dataclass
from pathlib import Path

import freetype
import numpy as np

FONTS = Path("/usr/share/fonts")
# Pixels between two characters of a fixed pitch, before anything is done to them.
PITCH = 30

# Share of the zones' lines, and the face: OCR-B as it is, with sharp corners and leaning, then look-alikes.
ZONE_FACES = [
    (0.56, "opentype/ocr-b/OCRB.otf"),
    (0.20, "opentype/ocr-b/OCRBS.otf"),
    (0.05, "opentype/ocr-b/OCRBL.otf"),
    (0.05, "truetype/liberation/LiberationMono-Regular.ttf"),
    (0.03, "truetype/liberation/LiberationMono-Bold.ttf"),
    (0.03, "truetype/freefont/FreeMonoBold.ttf"),
    (0.03, "truetype/dejavu/DejaVuSansMono.ttf"),
    (0.02, "truetype/noto/NotoMono-Regular.ttf"),
    (0.02, "truetype/hack/Hack-Regular.ttf"),
    (0.01, "truetype/inconsolata/Inconsolata.otf"),
]

# What else stands on documents.
OTHER_FACES = [
    f"truetype/{name}.ttf"
    for name in (
        "liberation/LiberationSans-Regular liberation/LiberationSans-Bold liberation/LiberationSerif-Regular "
        "liberation/LiberationSansNarrow-Regular liberation/LiberationSerif-BoldItalic dejavu/DejaVuSans "
        "dejavu/DejaVuSansCondensed-Bold dejavu/DejaVuSerif freefont/FreeSans freefont/FreeSerif "
        "freefont/FreeSerifBold lato/Lato-Regular lato/Lato-Bold lato/Lato-Light freefont/FreeMono"
    ).split()
]


@dataclass(frozen=True)
class Glyph:
    mask: np.ndarray
    # From the pen to the mask's left edge, and from the base line up to its top.
    left: int
    top: int
    advance: float


@functools.cache
def _face(path: str, size: int) -> freetype.Face:
    face = freetype.Face(str(FONTS / path))
    face.set_char_size(size * 64)
    return face


@functools.cache
def _size_for_pitch(path: str) -> int:
    face = _face(path, 100)
    face.load_char("A")
    return round(100 * PITCH * 64 / face.glyph.advance.x)


@functools.cache
def glyph(path: str, character: str, size: int = 0) -> Glyph:
    """`size` in pixels an em; 0 for the size whose characters stand `PITCH` apart."""
    face = _face(path, size or _size_for_pitch(path))
    face.load_char(character)
    slot = face.glyph
    bitmap = slot.bitmap
    mask = np.array(bitmap.buffer, np.uint8).reshape(bitmap.rows, bitmap.width)
    return Glyph(mask, slot.bitmap_left, slot.bitmap_top, slot.advance.x / 64)


def paste(canvas: np.ndarray, shape: Glyph, x: float, base: float) -> None:
    left, top = round(x) + shape.left, round(base) - shape.top
    height, width = shape.mask.shape
    x0, y0 = max(left, 0), max(top, 0)
    x1, y1 = min(left + width, canvas.shape[1]), min(top + height, canvas.shape[0])
    if x0 < x1 and y0 < y1:
        part = shape.mask[y0 - top : y1 - top, x0 - left : x1 - left]
        np.maximum(canvas[y0:y1, x0:x1], part, out=canvas[y0:y1, x0:x1])
