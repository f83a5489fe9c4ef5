#!/usr/bin/env python3
"""Kills a server under load again and again, and asks in the end whether every event was told, unchanged, in order.

    kill.py --kills 20 --seed 1

The executable and the folder of the models come from --executable and --runtime, or from COUTH_EXECUTABLE and
COUTH_RUNTIME. It ends with 0 when nothing was lost and every loss made on purpose was seen.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import pathlib
import random
import sys
import time
from collections.abc import Callable

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "Crash"))

import checks  # noqa: E402
import harness  # noqa: E402
from journal import Journal  # noqa: E402
from load import Business, Load  # noqa: E402
from record import Log, Record, Told, faults  # noqa: E402
from receiver import Receiver  # noqa: E402
from server import Client, Server  # noqa: E402

SECONDS = (0.1, 1.2)
DRAIN_SECONDS = 180.0
# A replay is killed after so many seconds.
REPLAY_SECONDS = (0.05, 0.5)


class Talkers(Load):
    """People without pictures: three events each, as fast as they can."""

    photographers = 0
    rest = (0.0, 0.02)


class Listener(Receiver):
    """Keeps every receipt in its order."""

    def __init__(self) -> None:
        self.record = Record()
        super().__init__()

    def take(self, body: bytes, signature: str, name: str) -> None:
        try:
            event = json.loads(body)
        except ValueError:
            # Cut off by the kill: half a request is no receipt.
            return
        if event["type"] == "Webhook.Test":
            # The server has tried a new receiver: nothing has happened.
            return
        super().take(body, signature, name)
        with self.lock:
            self.record.receipts.append((event["id"], hashlib.sha256(body).hexdigest()))


class Harness:
    def __init__(self, options: argparse.Namespace, folder: pathlib.Path) -> None:
        self.options = options
        self.chance = random.Random(options.seed)
        self.server = Server(options.executable, options.runtime, folder / "data")
        self.receiver = Listener()
        self.journal = Journal()
        self.faults: list[str] = []

    def open(self) -> Load:
        _, self.token, setup = harness.first_start(self.server, self.receiver)
        with checks.opened(self.server) as rows:
            self.subscription = rows.execute("SELECT id FROM webhook_subscription").fetchone()[0]
        load = Talkers(Business(self.server.port, self.token, setup), self.journal, {}, self.options.seed)
        load.start()
        return load

    def kills(self, load: Load) -> None:
        for number in range(1, self.options.kills + 1):
            wait = self.chance.uniform(*SECONDS)
            time.sleep(wait)
            self.server.kill()
            load.pause()
            ready = self.server.start()
            load.go_on()
            print(f"kill {number:3}  after {wait:.2f} s, ready again in {ready:.2f} s,"
                  f" {len(self.receiver.record.receipts)} receipts", flush=True)

    def log(self) -> Log:
        """The whole pull log, page by page, each body as its bytes are; and what the table says."""
        client, told, after = Client(self.server.port), [], ""
        while True:
            page = client.json("GET", f"/v1/events?limit=500{after}", self.token)
            for event in page["events"]:
                status, body = client.send("GET", f"/v1/events/{event['body']['id']}", self.token)
                digest = hashlib.sha256(body).hexdigest() if status == 200 else f"answer {status}"
                told.append(Told(event["body"]["id"], event["subject"], event["sequence"], digest))
            after = f"&after={page['nextCursor']}"
            if not page["hasMore"]:
                break
        with checks.opened(self.server) as rows:
            found = rows.execute("SELECT id, log_position FROM event ORDER BY log_position").fetchall()
        return Log(told, [row[0] for row in found], [row[1] for row in found])

    def settle(self) -> list[str]:
        return checks.drained(self.server, DRAIN_SECONDS)

    def replay(self) -> list[str]:
        """Sends everything once more, and kills the server in the midst of it."""
        mark = len(self.receiver.record.receipts)
        path = f"/v1/webhook-subscriptions/{self.subscription}/replay"
        Client(self.server.port).json("POST", path, self.token, {"from": "2000-01-01T00:00:00Z"})
        time.sleep(self.chance.uniform(*REPLAY_SECONDS))
        self.server.kill()
        self.server.start()
        found = self.settle()
        again = {event for event, _ in self.receiver.record.receipts[mark:]}
        committed = self.log().committed
        print(f"replay: {len(again)} of {len(committed)} events came again", flush=True)
        return found + [f"the replay lost event {event}" for event in committed if event not in again]

    def run(self) -> bool:
        load = self.open()
        try:
            self.kills(load)
            load.end()
            self.faults += self.settle()
            log, record = self.log(), self.receiver.record
            self.faults += faults(record, log) + self.receiver.faults + self.journal.refusals
            self.faults += controls(record, log)
            print(f"{len(log.committed)} events committed, {len(record.receipts)} receipts,"
                  f" {len(record.receipts) - len(record.first())} of them duplicates", flush=True)
            self.faults += self.replay()
            self.faults += faults(record, self.log())
        finally:
            load.pause()
            if self.server.process.poll() is None:
                self.server.stop()
        for fault in self.faults[:40]:
            print(f"FAULT {fault}")
        print(f"kill.py: {self.options.kills + 1} kills, {len(self.faults)} faults")
        return not self.faults


def controls(record: Record, log: Log) -> list[str]:
    """Each loss is made once, in a copy, and must be found."""
    if len(log.told) < 10:
        return ["too few events for a control"]
    long = next((told for told in log.told if told.sequence == 2), log.told[-1])
    losses: dict[str, Callable[[Record, Log], None]] = {
        "a receipt is missing": lambda copy, _: copy.drop(long.event),
        "a body came in two versions": lambda copy, _: copy.receipts.append((long.event, "0" * 64)),
        "a second event came first": lambda copy, _: copy.move_to_front(long.event),
        "the log left one out": lambda _, other: other.told.remove(long),
        "a position is missing": lambda _, other: other.positions.pop(0),
        "something was received that never happened": lambda copy, _: copy.receipts.append(("ghost", "0" * 64)),
    }
    unseen = []
    for name, spoil in losses.items():
        copies = record.copy(), log.copy()
        spoil(*copies)
        found = faults(*copies)
        print(f"control: {name}: {'seen: ' + found[0] if found else 'NOT SEEN'}", flush=True)
        if not found:
            unseen.append(f"no check saw that {name}")
    return unseen


def main() -> int:
    return harness.run(
        harness.options(__doc__, kills=20), lambda options, folder: Harness(options, folder).run())


if __name__ == "__main__":
    sys.exit(main())
