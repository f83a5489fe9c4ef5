#!/usr/bin/env python3
"""Kills a server under load at random moments, and asks each time whether anything acknowledged is lost.

    kill.py --kills 30 --seed 1 --control

The executable and the folder of the models come from --executable and --runtime, or from COUTH_EXECUTABLE and
COUTH_RUNTIME. It ends with 0 when nothing was lost and, with --control, every loss made on purpose was seen.
"""

from __future__ import annotations

import argparse
import pathlib
import random
import statistics
import subprocess
import sys
import time

import checks
import control
import harness
from journal import Journal
from load import Business, Load
from receiver import Receiver
from server import Server

# A kill comes after so many seconds under load. One in `LATE_KILLS` comes later, when the children have opened their
# models and `LATE_PICTURES` more are acknowledged; after one in `START_KILLS` another comes during the next start.
SECONDS = (0.1, 1.2)
LATE_KILLS, LATE_PICTURES, LATE_SECONDS = 4, 6, 6.0
START_KILLS = 6
# So many of the older cases are read again over HTTP after each kill; all of them in the end.
SAMPLE = 12
DRAIN_SECONDS = 120.0


class Harness:
    def __init__(self, options: argparse.Namespace, folder: pathlib.Path) -> None:
        self.options = options
        self.chance = random.Random(options.seed)
        self.server = Server(options.executable, options.runtime, folder / "data")
        self.receiver = Receiver()
        self.journal = Journal()
        self.faults: list[str] = []
        self.ready: list[float] = []
        self.specimen = self.draw(folder / "specimen")

    def draw(self, folder: pathlib.Path) -> dict[str, bytes]:
        command = [self.options.executable, "specimen", "--runtime", self.options.runtime, "--out", str(folder)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        names = {"DataPage": "document-1.jpg", "Selfie": "selfie.jpg"}
        return {place: (folder / name).read_bytes() for place, name in names.items()}

    def open(self) -> Load:
        """The first start: credentials, a subscription, and the people."""
        self.credentials, self.token, setup = harness.first_start(self.server, self.receiver)
        load = Load(Business(self.server.port, self.token, setup), self.journal, self.specimen, self.options.seed)
        load.start()
        return load

    def round(self, number: int, load: Load) -> None:
        """A while under load, the kill, the next start, and what must hold then."""
        began = time.monotonic()
        if number % LATE_KILLS == 1:
            self.await_pictures(self.journal.pictures + LATE_PICTURES, began + LATE_SECONDS)
        time.sleep(self.chance.uniform(*SECONDS))
        wait = time.monotonic() - began
        self.server.kill()
        load.pause()
        died_starting = self.chance.randrange(START_KILLS) == 0
        if died_starting:
            self.server.spawn()
            time.sleep(self.chance.uniform(0.02, 0.6))
            self.server.kill()
        # The people rest until the checks are done, so nothing changes what these cases say.
        cases = self.journal.snapshot()
        self.ready.append(self.server.start())
        touched = [case for case in cases if case.round == self.journal.round]
        older = [case for case in cases if case.round < self.journal.round]
        self.journal.round += 1
        sample = touched + self.chance.sample(older, min(SAMPLE, len(older)))
        faults = checks.database(self.server, cases) + checks.audit(self.server)
        faults += checks.answers(self.server, self.token, sample)
        load.go_on()
        self.faults += [f"kill {number}: {fault}" for fault in faults]
        print(
            f"kill {number:3}  after {wait:.2f} s{' and at the next start' if died_starting else ''}, ready again in"
            f" {self.ready[-1]:.2f} s, {self.journal.acknowledged} acknowledged, {len(faults)} faults", flush=True)

    def await_pictures(self, count: int, end: float) -> None:
        while self.journal.pictures < count and time.monotonic() < end:
            time.sleep(0.02)

    def close(self, load: Load) -> None:
        """The people stop; everything that is open comes to its end."""
        load.end()
        cases = self.journal.snapshot()
        faults = checks.drained(self.server, DRAIN_SECONDS)
        faults += checks.database(self.server, cases) + checks.audit(self.server)
        faults += checks.answers(self.server, self.token, cases) + checks.ending(self.server, cases, self.receiver)
        faults += [f"refused: {refusal}" for refusal in self.journal.refusals]
        faults += [f"child {pid} outlived its server" for pid in self.server.orphans()]
        status = self.server.stop()
        if status != 0:
            faults.append(f"the server ended with {status} when it was told to stop")
        self.faults += [f"in the end: {fault}" for fault in faults]

    def run(self) -> bool:
        load = self.open()
        try:
            for number in range(1, self.options.kills + 1):
                self.round(number, load)
            self.close(load)
        finally:
            load.pause()
            if self.server.process.poll() is None:
                self.server.kill()
        if self.options.control:
            self.faults += control.run(
                self.server, lambda server: server.token(*self.credentials), self.journal.snapshot())
        return self.report()

    def report(self) -> bool:
        cases = self.journal.snapshot()
        submitted = sum(case.is_submitted for case in cases)
        slowest = max(self.ready, default=0)
        if self.options.ready_seconds is not None and slowest > self.options.ready_seconds:
            self.faults.append(f"ready again only after {slowest:.2f} s; {self.options.ready_seconds} s is the limit")
        print(
            f"\n{len(cases)} verifications, {self.journal.pictures} pictures, {submitted} handed in, "
            f"{self.journal.unknown} requests cut off, {len(self.receiver.bodies)} events received in "
            f"{self.receiver.deliveries} deliveries")
        print(f"restart to ready: p50 {statistics.median(self.ready or [0]):.2f} s, max {slowest:.2f} s")
        for fault in self.faults[:40]:
            print(f"FAULT {fault}")
        print(
            f"kill.py: {self.options.kills} kills, {self.journal.acknowledged} acknowledged, "
            f"{sum('lost: ' in fault for fault in self.faults)} lost, {len(self.faults)} faults in all")
        return not self.faults


def main() -> int:
    parser = harness.options(__doc__, kills=30)
    parser.add_argument("--ready-seconds", default=None, type=float, help="longest restart that counts as passed")
    parser.add_argument("--control", action="store_true", help="also make losses on purpose, which must be seen")
    return harness.run(parser, lambda options, folder: Harness(options, folder).run())


if __name__ == "__main__":
    sys.exit(main())
