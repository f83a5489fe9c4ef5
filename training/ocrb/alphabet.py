"""The classes of the model, and texts to draw: lines as ICAO 9303 writes them, and lines of chance."""

import numpy as np

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
DIGITS = "0123456789"
FILLER = "<"
CHARACTERS = LETTERS + DIGITS + FILLER

# Class 0 says "between two characters, or none here", 1 to 37 are the zone's characters, 38 is any other print.
BLANK = 0
OTHER = 1 + len(CHARACTERS)
CLASSES = OTHER + 1

VOWELS, CONSONANTS = "AEIOUY", "BCDFGHJKLMNPQRSTVWXZ"
WEIGHTS = (7, 3, 1)


def class_of(character: str) -> int:
    return 1 + CHARACTERS.index(character)


def pick(rng: np.random.Generator, characters: str, count: int) -> str:
    return "".join(characters[i] for i in rng.integers(0, len(characters), count))


def check_digit(text: str) -> str:
    values = [0 if c == FILLER else (LETTERS.index(c) + 10 if c in LETTERS else int(c)) for c in text]
    return str(sum(v * WEIGHTS[i % 3] for i, v in enumerate(values)) % 10)


def word(rng: np.random.Generator) -> str:
    """Half of them can be spoken, the rest are letters of chance: no language is to be learnt."""
    length = int(rng.integers(1, 12))
    if rng.random() < 0.5:
        return pick(rng, LETTERS, length)
    return "".join(pick(rng, VOWELS if i % 2 else CONSONANTS, 1) for i in range(length))


def names(rng: np.random.Generator) -> str:
    primary = FILLER.join(word(rng) for _ in range(int(rng.integers(1, 3))))
    secondary = FILLER.join(word(rng) for _ in range(int(rng.integers(1, 4))))
    return primary + 2 * FILLER + secondary


def date(rng: np.random.Generator) -> str:
    return f"{rng.integers(0, 100):02d}{rng.integers(1, 13):02d}{rng.integers(1, 32):02d}"


def number(rng: np.random.Generator) -> str:
    """A document number of nine characters with its digit."""
    text = pick(rng, LETTERS, int(rng.integers(0, 4)))
    text += pick(rng, DIGITS if rng.random() < 0.6 else LETTERS + DIGITS, 9 - len(text))
    if rng.random() < 0.2:
        text = text[: int(rng.integers(5, 9))].ljust(9, FILLER)
    return text + check_digit(text)


def zone_line(rng: np.random.Generator) -> str:
    """One line of a zone of 30, 36 or 44 characters."""
    length = int(rng.choice([30, 36, 44]))
    state, kind = pick(rng, LETTERS, 3), int(rng.integers(0, 4))
    code = pick(rng, "PVIAC", 1) + (FILLER if rng.random() < 0.6 else pick(rng, LETTERS, 1))
    if kind == 0:
        text = code + state + names(rng)
    elif kind == 1:
        text = number(rng) + state + date(rng) + check_digit(date(rng)) + pick(rng, "MF<", 1) + date(rng)
        text += check_digit(date(rng)) + (pick(rng, DIGITS + LETTERS, 14) if rng.random() < 0.5 else "")
        text = text[: length - 1].ljust(length - 1, FILLER) + pick(rng, DIGITS, 1)
    elif kind == 2:
        text = code + state + number(rng) + pick(rng, LETTERS + DIGITS, int(rng.integers(0, 14)))
    else:
        text = names(rng)
    return text[:length].ljust(length, FILLER)


def chance_line(rng: np.random.Generator, length: int) -> str:
    """Characters of chance with runs of fillers among them."""
    text, alphabet = "", LETTERS + DIGITS if rng.random() < 0.6 else CHARACTERS + "O0D1I2Z5S8B6GMNHCEKVYUQ"
    while len(text) < length:
        run = int(rng.integers(1, 10))
        text += FILLER * int(rng.integers(1, 5)) if rng.random() < 0.3 else pick(rng, alphabet, run)
    return text[:length]


def piece(rng: np.random.Generator, length: int) -> str:
    """Any `length` neighbouring characters, so that the model knows no beginning of a line."""
    text = chance_line(rng, length) if rng.random() < 0.5 else zone_line(rng) + zone_line(rng)
    start = int(rng.integers(0, len(text) - length + 1))
    return text[start : start + length]
