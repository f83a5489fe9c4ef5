"""Small baseline JPEG files with content of their own: grey blocks, each a random shade. No two are alike."""

from __future__ import annotations

import random
import struct

# The luminance DC table of ITU-T T.81 annex K.3.1: codes of each length 1…16, then the sizes they stand for.
DC_COUNTS = [0, 1, 5, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0]
DC_SIZES = list(range(12))
# An AC table with one code, the end of block: the blocks are flat.
AC_COUNTS = [1] + [0] * 15
AC_SIZES = [0]
STEP = 8


def _codes(counts: list[int], values: list[int]) -> dict[int, str]:
    """The canonical Huffman codes of T.81 annex C, as strings of bits."""
    codes, code, index = {}, 0, 0
    for length, count in enumerate(counts, start=1):
        for _ in range(count):
            codes[values[index]] = format(code, f"0{length}b")
            code += 1
            index += 1
        code <<= 1
    return codes


def _segment(marker: int, body: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body


def _scan(shades: list[int]) -> bytes:
    sizes, end, bits, last = _codes(DC_COUNTS, DC_SIZES), _codes(AC_COUNTS, AC_SIZES)[0], [], 0
    for shade in shades:
        difference, last = shade - last, shade
        size = abs(difference).bit_length()
        bits.append(sizes[size])
        if size:
            value = difference if difference > 0 else difference + (1 << size) - 1
            bits.append(format(value, f"0{size}b"))
        bits.append(end)
    text = "".join(bits)
    text += "1" * (-len(text) % 8)
    data = int(text, 2).to_bytes(len(text) // 8, "big")
    return data.replace(b"\xff", b"\xff\x00")


def jpeg(chance: random.Random, blocks: int = 20) -> bytes:
    """A grey picture of `blocks` × `blocks` blocks of 8 × 8 pixels."""
    side = 8 * blocks
    # A flat block's DC coefficient is eight times its level, here divided by the quantiser's step.
    shades = [chance.randrange(-100, 100) * 8 // STEP for _ in range(blocks * blocks)]
    return b"".join([
        b"\xff\xd8",
        _segment(0xE0, b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0"),
        _segment(0xDB, bytes([0]) + bytes([STEP]) * 64),
        _segment(0xC0, struct.pack(">BHHB", 8, side, side, 1) + bytes([1, 0x11, 0])),
        _segment(0xC4, bytes([0x00]) + bytes(DC_COUNTS) + bytes(DC_SIZES)),
        _segment(0xC4, bytes([0x10]) + bytes(AC_COUNTS) + bytes(AC_SIZES)),
        _segment(0xDA, bytes([1, 1, 0x00, 0, 63, 0])),
        _scan(shades),
        b"\xff\xd9",
    ])
