"""What was received and what the log says, held against each other."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Told:
    """An event as the pull log tells of it."""
    event: str
    subject: str
    sequence: int
    # SHA-256 of its bytes.
    digest: str


@dataclass
class Log:
    told: list[Told]
    # Every event of the table and its position, in the order of the positions.
    committed: list[str]
    positions: list[int]

    def copy(self) -> Log:
        return Log(list(self.told), list(self.committed), list(self.positions))


@dataclass
class Record:
    """Receipts in their order: event id and SHA-256 of the body."""
    receipts: list[tuple[str, str]] = field(default_factory=list)

    def first(self) -> dict[str, int]:
        """Event → the place of its first receipt."""
        places: dict[str, int] = {}
        for place, (event, _) in enumerate(self.receipts):
            places.setdefault(event, place)
        return places

    def copy(self) -> Record:
        return Record(list(self.receipts))

    def drop(self, event: str) -> None:
        self.receipts = [receipt for receipt in self.receipts if receipt[0] != event]

    def move_to_front(self, event: str) -> None:
        self.receipts.sort(key=lambda receipt: receipt[0] != event)


def faults(record: Record, log: Log) -> list[str]:
    """Each fault in words; none where everything that was committed came, unchanged and in order."""
    first = record.first()
    committed, told = set(log.committed), {entry.event: entry for entry in log.told}
    found = [f"event {event} was committed and never received" for event in log.committed if event not in first]
    found += [f"event {event} was received and is in no table" for event in first if event not in committed]
    found += [f"event {event} is missing in the pull log" for event in log.committed if event not in told]
    found += [f"the pull log has event {event} of no table" for event in told if event not in committed]
    if [entry.event for entry in log.told] != log.committed:
        found.append("the pull log is not in the order of the positions")
    if log.positions != list(range(1, len(log.positions) + 1)) or len(log.positions) != len(log.committed):
        found.append("the positions are not 1…n")
    return found + _bodies(record, told) + _order(first, log)


def _bodies(record: Record, told: dict[str, Told]) -> list[str]:
    digests: dict[str, set[str]] = defaultdict(set)
    for event, digest in record.receipts:
        digests[event].add(digest)
    found = [f"event {event} came with {len(kinds)} bodies" for event, kinds in digests.items() if len(kinds) > 1]
    return found + [
        f"event {event} came with other bytes than the log has" for event, entry in told.items()
        if event in digests and entry.digest not in digests[event]]


def _order(first: dict[str, int], log: Log) -> list[str]:
    subjects: dict[str, list[Told]] = defaultdict(list)
    for entry in log.told:
        subjects[entry.subject].append(entry)
    found = []
    for subject, entries in subjects.items():
        if [entry.sequence for entry in entries] != list(range(1, len(entries) + 1)):
            found.append(f"the sequence of {subject} has a gap")
        places = [first[entry.event] for entry in entries if entry.event in first]
        if places != sorted(places):
            found.append(f"the first receipts of {subject} are not in the order of its sequence")
    return found
