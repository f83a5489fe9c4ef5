"""What the server acknowledged, as the clients saw it. Nothing in here may ever be missing from the server."""

from __future__ import annotations

import copy
import threading
from dataclasses import dataclass, field


@dataclass
class Picture:
    """One place of an identification: the data page, or the selfie."""
    # SHA-256 of the acknowledged picture, and of those sent after it without an answer.
    acknowledged: str | None = None
    possible: list[str] = field(default_factory=list)


@dataclass
class Case:
    """One verification as far as it was acknowledged."""
    verification: str
    reference: str
    # Whether its pictures are the approved specimen's.
    is_specimen: bool = False
    is_begun: bool = False
    is_consented: bool = False
    identification: str | None = None
    pictures: dict[str, Picture] = field(default_factory=dict)
    is_submitted: bool = False
    # The kill before which it was last touched.
    round: int = 0


class Journal:
    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.cases: dict[str, Case] = {}
        self.acknowledged = 0
        self.pictures = 0
        self.unknown = 0
        self.round = 0
        self.refusals: list[str] = []

    def created(self, case: Case) -> Case:
        with self.lock:
            case.round = self.round
            self.cases[case.verification] = case
            self.acknowledged += 1
        return case

    def note(self, case: Case, **facts: object) -> None:
        """One more acknowledged fact of a case."""
        with self.lock:
            for name, value in facts.items():
                setattr(case, name, value)
            case.round = self.round
            self.acknowledged += 1

    def sending(self, case: Case, place: str, digest: str) -> None:
        with self.lock:
            case.pictures.setdefault(place, Picture()).possible.append(digest)
            case.round = self.round

    def stored(self, case: Case, place: str, digest: str) -> None:
        with self.lock:
            case.pictures[place] = Picture(acknowledged=digest)
            self.pictures += 1
            case.round = self.round
            self.acknowledged += 1

    def snapshot(self) -> list[Case]:
        with self.lock:
            return copy.deepcopy(list(self.cases.values()))
