"""Draws strips as a reader cuts them out of photographs, with what stands at each of the network's columns.

A strip is drawn in three steps: ink on a sheet (typeface, weight, neighbouring lines), a photograph of it (size, turn,
background, blur, light, noise, compression), and a cut out of the photograph with a detector's errors. Every number
comes from one generator: the same seed gives the same strip.
"""

from dataclasses import dataclass

import cv2
import numpy as np

from alphabet import BLANK, CHARACTERS, OTHER, class_of, piece
from faces import OTHER_FACES, PITCH, ZONE_FACES, glyph, paste
from network import HEIGHT, STRIDE

WIDTH = 320
IGNORED = -1
# Height of a capital over the pitch, of OCR-B.
CAPITAL = 0.97
ORDINARY = CHARACTERS.replace("<", "") + "abcdefghijklmnopqrstuvwxyz" * 2 + "      .,/-:()'éüñçßØžАБДЖИбджиλω"

Generator = np.random.Generator


@dataclass(frozen=True)
class Trouble:
    """What photographs have, of the things that training has in two measures."""

    # Share of strips under glare, and its greatest light and reach in pitches.
    glare: float
    glare_light: float
    glare_reach: float
    # Least difference of paper and ink.
    contrast: float
    # Share of zones inside a drawn frame.
    frames: float


COMMON = Trouble(glare=0.15, glare_light=190, glare_reach=8, contrast=60, frames=0)
# Pale print, light that lies over half a line, and frames around it: where the common measure left most to learn.
HARDER = Trouble(glare=0.30, glare_light=215, glare_reach=16, contrast=22, frames=0.08)


@dataclass
class Sheet:
    """Ink of 0…1; `centres` of the middle line's characters along x, `middle` of its capitals along y."""

    ink: np.ndarray
    classes: list[int]
    centres: list[float]
    middle: float
    pitch: float
    # First and last pixel of text that is no zone's.
    other: tuple[float, float] | None


def zone_sheet(rng: Generator, count: int, before: float, trouble: Trouble) -> Sheet:
    """`count` characters, the first of them `before` pitches behind the sheet's left edge."""
    shares = np.array([share for share, _ in ZONE_FACES])
    face = ZONE_FACES[int(rng.choice(len(ZONE_FACES), p=shares / shares.sum()))][1]
    height = 5 * PITCH
    canvas = np.zeros((height, round((count + 2 * before + 1) * PITCH)), np.uint8)
    base = height // 2 + CAPITAL * PITCH / 2
    text = piece(rng, count)
    centres = [(before + 0.5 + i) * PITCH + rng.normal(0, 0.3) for i in range(count)]
    spacing = rng.uniform(1.7, 3.2) * PITCH
    for line, draws in ((-1, rng.random() < 0.55), (0, True), (1, rng.random() < 0.55)):
        if not draws:
            continue
        shift = rng.uniform(-0.1, 0.1) * PITCH
        for character, centre in zip(text if line == 0 else piece(rng, count), centres):
            x = centre - PITCH / 2 + (shift if line else 0)
            paste(canvas, glyph(face, character), x, base + line * spacing)
    if trouble.frames and rng.random() < trouble.frames:
        frame(rng, canvas, round((before + 0.5) * PITCH), round((before + count + 0.5) * PITCH))
    return Sheet(weighed(rng, canvas), [class_of(c) for c in text], centres, height / 2, PITCH, None)


def frame(rng: Generator, canvas: np.ndarray, first: int, last: int) -> None:
    """A box around lines of a zone, as somebody draws who wants to show it."""
    left, right = first - int(rng.uniform(0.6, 1.4) * PITCH), last + int(rng.uniform(0.6, 1.4) * PITCH)
    top, bottom = (canvas.shape[0] // 2 + side * int(rng.uniform(0.7, 2.4) * PITCH) for side in (-1, 1))
    ink, width = int(rng.uniform(70, 255)), int(rng.uniform(0.06, 0.25) * PITCH)
    cv2.rectangle(canvas, (left, top), (right, bottom), ink, max(1, width))


def other_sheet(rng: Generator, count: int, before: float) -> Sheet:
    """A line of ordinary print, about as high as a zone's."""
    face = OTHER_FACES[int(rng.integers(len(OTHER_FACES)))]
    height, size = 5 * PITCH, int(rng.uniform(0.9, 1.7) * PITCH)
    canvas = np.zeros((height, round((count + 2 * before + 1) * PITCH)), np.uint8)
    base, x = height // 2 + CAPITAL * PITCH / 2, before * PITCH
    alphabet = ORDINARY if rng.random() < 0.6 else CHARACTERS.replace("<", " ") + "  "
    extra = rng.uniform(0, 0.15) * size
    for i in rng.integers(0, len(alphabet), 4 * count):
        if x > (count + before) * PITCH:
            break
        shape = glyph(face, alphabet[int(i)], size)
        paste(canvas, shape, x, base)
        x += shape.advance + extra
    return Sheet(weighed(rng, canvas), [], [], height / 2, PITCH, (before * PITCH, x))


def empty_sheet(count: int, before: float) -> Sheet:
    shape = (5 * PITCH, round((count + 2 * before + 1) * PITCH))
    return Sheet(np.zeros(shape, np.float32), [], [], 2.5 * PITCH, PITCH, None)


def weighed(rng: Generator, canvas: np.ndarray) -> np.ndarray:
    """Thinner or bolder strokes with rounder corners, and ink that did not take everywhere."""
    ink = canvas.astype(np.float32) / 255
    if rng.random() < 0.8:
        soft = cv2.GaussianBlur(ink, (0, 0), rng.uniform(0.8, 1.9))
        ink = 1 / (1 + np.exp((rng.uniform(0.28, 0.66) - soft) * rng.uniform(6, 16)))
        ink -= ink.min()
    if rng.random() < 0.25:
        coarse = rng.random((ink.shape[0] // 12, ink.shape[1] // 12), np.float32)
        wear = cv2.resize(coarse, ink.shape[::-1], interpolation=cv2.INTER_CUBIC)
        ink = ink * np.clip(1.4 - rng.uniform(0.2, 1.0) * wear, 0, 1)
    return ink


def background(rng: Generator, shape: tuple[int, int], pitch: float, level: float) -> np.ndarray:
    """Paper with gradients, security lines and texture; `pitch` in pixels scales what is drawn."""
    height, width = shape
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    paper = np.full(shape, level, np.float32)
    if rng.random() < 0.6:
        paper += rng.uniform(-50, 50) * (x / width - 0.5) + rng.uniform(-30, 30) * (y / height - 0.5)
    if rng.random() < 0.55:
        for _ in range(int(rng.integers(1, 4))):
            paper += guilloche(rng, x, y, pitch)
    if rng.random() < 0.35:
        size = (max(2, int(height / pitch / rng.uniform(0.2, 2))), max(2, int(width / pitch / rng.uniform(0.2, 2))))
        blobs = cv2.resize(rng.random(size, np.float32), (width, height), interpolation=cv2.INTER_CUBIC)
        paper += rng.uniform(5, 40) * (blobs - 0.5)
    return paper


def guilloche(rng: Generator, x: np.ndarray, y: np.ndarray, pitch: float) -> np.ndarray:
    angle, period = rng.uniform(0, np.pi), rng.uniform(0.12, 1.2) * pitch
    along = x * np.cos(angle) + y * np.sin(angle)
    across = y * np.cos(angle) - x * np.sin(angle)
    wave = np.sin(along * (2 * np.pi / (rng.uniform(1, 8) * pitch)) + rng.uniform(0, 6))
    phase = (across + rng.uniform(0, 0.8) * pitch * wave) * (2 * np.pi / max(period, 1.6))
    lines = np.sin(phase)
    if rng.random() < 0.6:
        lines = np.clip(4 * lines - rng.uniform(1, 3.5), 0, 1)
    return lines * rng.uniform(-32, 20)


def motion_kernel(length: float, angle: float) -> np.ndarray:
    size = 2 * int(np.ceil(length / 2)) + 1
    kernel = np.zeros((size, size), np.float32)
    middle, reach = size // 2, np.array([np.cos(angle), np.sin(angle)]) * length / 2
    for share in np.linspace(-1, 1, 4 * size):
        kernel[round(middle + share * reach[1]), round(middle + share * reach[0])] += 1
    return kernel / kernel.sum()


def blurred(rng: Generator, photo: np.ndarray, pitch: float) -> np.ndarray:
    """Out of focus, shaken, or brought to few pixels and back."""
    if rng.random() < 0.45:
        photo = cv2.GaussianBlur(photo, (0, 0), max(0.3, rng.uniform(0.02, 0.19) * pitch))
    if rng.random() < 0.30:
        angle = rng.uniform(0, np.pi) if rng.random() < 0.6 else 0.0
        photo = cv2.filter2D(photo, -1, motion_kernel(max(1.5, rng.uniform(0.1, 0.75) * pitch), angle))
    elif rng.random() < 0.12:
        size = 2 * max(1, round(rng.uniform(0.05, 0.22) * pitch)) + 1
        disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size)).astype(np.float32)
        photo = cv2.filter2D(photo, -1, disc / disc.sum())
    if rng.random() < 0.2 and pitch > 7:
        factor = rng.uniform(max(0.35, 5.5 / pitch), 1)
        small = cv2.resize(photo, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
        photo = cv2.resize(small, photo.shape[::-1], interpolation=int(rng.choice([cv2.INTER_LINEAR, cv2.INTER_CUBIC])))
    return photo


def lit(rng: Generator, photo: np.ndarray, pitch: float, trouble: Trouble) -> np.ndarray:
    """Glare, strokes over the print, darkness, noise, sharpening and JPEG."""
    height, width = photo.shape
    if rng.random() < trouble.glare:
        y, x = np.mgrid[0:height, 0:width].astype(np.float32)
        a, b = rng.uniform(1, trouble.glare_reach) * pitch, rng.uniform(0.6, 4) * pitch
        far = ((x - rng.uniform(0, width)) / a) ** 2 + ((y - rng.uniform(0, height)) / b) ** 2
        photo = photo + rng.uniform(40, trouble.glare_light) * np.exp(-far)
    if rng.random() < 0.08:
        for _ in range(int(rng.integers(1, 4))):
            ends = [(int(rng.uniform(0, width)), int(rng.uniform(0, height))) for _ in range(2)]
            photo = cv2.line(photo.copy(), *ends, rng.uniform(0, 255), max(1, round(rng.uniform(0.03, 0.15) * pitch)))
    if rng.random() < 0.25:
        photo = photo * rng.uniform(0.12, 0.9) + rng.uniform(0, 20)
    noise = rng.uniform(0, 2.5) if rng.random() < 0.6 else rng.uniform(2, 18)
    photo = photo + rng.standard_normal(photo.shape, np.float32) * noise
    if rng.random() < 0.15:
        photo = photo + rng.uniform(0.3, 1.5) * (photo - cv2.GaussianBlur(photo, (0, 0), 1.2))
    photo = np.clip(photo, 0, 255).astype(np.uint8)
    if rng.random() < 0.6:
        quality = [cv2.IMWRITE_JPEG_QUALITY, int(rng.integers(25, 95))]
        photo = cv2.imdecode(cv2.imencode(".jpg", photo, quality)[1], cv2.IMREAD_GRAYSCALE)
    return photo


def photographed(rng: Generator, sheet: Sheet, pitch: float, trouble: Trouble) -> tuple[np.ndarray, np.ndarray]:
    """The photograph, and the matrix that takes the sheet's places to the photograph's."""
    scale = pitch / sheet.pitch
    height, width = sheet.ink.shape
    turn = np.radians(np.clip(rng.normal(0, 2.5), -8, 8))
    stretch = rng.uniform(0.93, 1.07)
    shear = rng.normal(0, 0.04)
    cos, sin = np.cos(turn), np.sin(turn)
    matrix = np.array([[cos, -sin, 0], [sin, cos, 0], [0, 0, 1]]) @ np.diag([scale * stretch, scale / stretch, 1])
    matrix = matrix @ np.array([[1, shear, 0], [0, 1, 0], [rng.normal(0, 0.06) / width, 0, 1]])
    corners = cv2.perspectiveTransform(np.float64([[[0, 0], [width, 0], [width, height], [0, height]]]), matrix)[0]
    low, high = corners.min(0), corners.max(0)
    matrix = np.array([[1, 0, -low[0]], [0, 1, -low[1]], [0, 0, 1]]) @ matrix
    size = tuple(int(np.ceil(side)) for side in high - low)
    ink = sheet.ink if scale > 0.7 else cv2.GaussianBlur(sheet.ink, (0, 0), 0.36 / scale)
    ink = cv2.warpPerspective(ink, matrix, size, flags=cv2.INTER_LINEAR)
    paper = rng.uniform(115, 245)
    black = rng.uniform(5, max(10, min(190 - trouble.contrast, paper - trouble.contrast)))
    below = background(rng, (size[1], size[0]), pitch, paper)
    photo = below * (1 - ink) + ink * (black + 0.3 * (below - paper))
    return lit(rng, blurred(rng, photo, pitch), pitch, trouble), matrix


def cut(photo: np.ndarray, corners: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The strip inside four corners as the reader rectifies it: cubic, averaged where the photograph is finer."""
    finer = int(np.clip(np.ceil(np.linalg.norm(corners[3] - corners[0]) / HEIGHT - 0.25), 1, 4))
    size = (WIDTH * finer, HEIGHT * finer)
    to = np.float32([[0, 0], [size[0], 0], [size[0], size[1]], [0, size[1]]])
    matrix = cv2.getPerspectiveTransform(np.float32(corners), to)
    strip = cv2.warpPerspective(photo, matrix, size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    if finer > 1:
        strip = cv2.resize(strip, (WIDTH, HEIGHT), interpolation=cv2.INTER_AREA)
    return strip, np.diag([1 / finer, 1 / finer, 1]) @ matrix


def strip(rng: Generator, trouble: Trouble = COMMON) -> tuple[np.ndarray, np.ndarray]:
    """A strip of 32×320 grey pixels, and the class at each of its 80 columns, `IGNORED` between two classes."""
    height = rng.uniform(1.25, 2.5)
    across = HEIGHT / height * rng.uniform(0.7, 1.12)
    count = int(WIDTH / across) + 3
    before = 1.5
    kind = rng.random()
    if kind < 0.80:
        sheet = zone_sheet(rng, count, before, trouble)
    elif kind < 0.97:
        sheet = other_sheet(rng, count, before)
    else:
        sheet = empty_sheet(count, before)
    photo, matrix = photographed(rng, sheet, float(np.exp(rng.uniform(np.log(6.5), np.log(36)))), trouble)
    # Where the strip begins and ends on the sheet: mostly amid a line, else at its first or last character.
    length = WIDTH / across * sheet.pitch
    start = (before + rng.uniform(0, 1.2)) * sheet.pitch
    edge = rng.random()
    if edge < 0.25:
        start = (before - rng.uniform(-0.1, 1.3)) * sheet.pitch
    elif edge < 0.5:
        start = (before + count + rng.uniform(-0.1, 1.3)) * sheet.pitch - length
    middle = sheet.middle + np.clip(rng.normal(0, 0.1), -0.25, 0.25) * sheet.pitch
    tilt, half = rng.normal(0, 0.03) * sheet.pitch, height / 2 * sheet.pitch
    places = np.float64(
        [
            [start, middle - half - tilt],
            [start + length, middle - half + tilt],
            [start + length, middle + half + tilt],
            [start, middle + half - tilt],
        ]
    )
    corners = cv2.perspectiveTransform(places[None], matrix)[0] + rng.normal(0, 0.02, (4, 2)) * HEIGHT
    picture, onto = cut(photo, corners)
    labels = columns(sheet, onto @ matrix)
    if kind < 0.05:
        # Upside down a zone is other print.
        picture, labels = picture[::-1, ::-1].copy(), np.where(labels > BLANK, OTHER, labels)[::-1].copy()
    return picture, labels


def columns(sheet: Sheet, matrix: np.ndarray) -> np.ndarray:
    """A character's class holds near its middle, blank half way to the next; between them no class is asked for."""
    labels = np.zeros(WIDTH // STRIDE, np.int64)
    # A column's middle: strided convolutions with a padding of one look at the pixel after the first of each four.
    x = np.arange(WIDTH // STRIDE) * STRIDE + 0.5
    if sheet.other:
        ends = [[[sheet.other[0], sheet.middle], [sheet.other[1], sheet.middle]]]
        first, last = cv2.perspectiveTransform(np.float64(ends), matrix)[0][:, 0]
        labels[(x > first) & (x < last)] = OTHER
        labels[(abs(x - first) < 6) | (abs(x - last) < 6)] = IGNORED
        return labels
    if not sheet.centres:
        return labels
    at = cv2.perspectiveTransform(np.float64([[[c, sheet.middle] for c in sheet.centres]]), matrix)[0][:, 0]
    pitch = np.diff(at).mean()
    for centre, label in zip(at, sheet.classes):
        away = abs(x - centre)
        labels[away < 0.36 * pitch] = IGNORED
        labels[away < 0.20 * pitch] = label
        if away.min() >= 0.20 * pitch and 0 < centre < WIDTH:
            labels[away.argmin()] = label
        # A character that the strip's end cuts off cannot be told.
        if centre < 0.4 * pitch or centre > WIDTH - 0.4 * pitch:
            labels[away < 0.5 * pitch] = IGNORED
    return labels
