#!/usr/bin/env python3
"""The browser journeys of the test run: a server of its own, the specimen's clips as camera, and the approved end.

A passport on a phone, then an identity card, side after side, on a dark desktop; then active liveness (liveness.py).
The first two take the link that the server prints at its start: the second start is over the data of the first. The
executable, the folder of models and portraits and the folder for screenshots come from COUTH_EXECUTABLE, COUTH_RUNTIME
and COUTH_ARTIFACTS.
"""

from __future__ import annotations

import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

import liveness

JOURNEYS = [
    {"name": "passport-phone", "document": "passport", "type": "Passport", "sides": 1, "device": "phone",
     "scheme": "light"},
    {"name": "id-card-desktop-dark", "document": "idCard", "type": "IdCard", "sides": 2, "device": "desktop",
     "scheme": "dark"},
]
START_SECONDS = 60.0
# A debug build on a busy machine; an idle one takes a fifth of it.
JOURNEY_SECONDS = 300.0
STOP_SECONDS = 30.0


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


class Server:
    """`couth serve` over a folder, for as long as one journey takes."""

    def __init__(self, executable: str, runtime: str, folder: pathlib.Path, log: pathlib.Path) -> None:
        port = free_port()
        self.base = f"http://127.0.0.1:{port}"
        self.log = log
        with log.open("wb") as output:
            self.process = subprocess.Popen(
                [executable, "serve", "--data", str(folder), "--runtime", runtime, "--host", "127.0.0.1",
                 "--port", str(port)], stdout=output, stderr=output)

    def __enter__(self) -> Server:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        try:
            self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def link(self) -> str:
        """The verification to try that a start prints."""
        end = time.monotonic() + START_SECONDS
        while time.monotonic() < end and self.process.poll() is None:
            text = self.log.read_text(errors="replace")
            if match := re.search(rf"^ +({re.escape(self.base)}/\?id=[0-9a-f-]{{36}})$", text, re.MULTILINE):
                return match[1]
            time.sleep(0.05)
        raise SystemExit(f"the server printed no link:\n{self.log.read_text(errors='replace')[-2000:]}")


def play(journey: dict, executable: str, runtime: str, folder: pathlib.Path, shots: pathlib.Path) -> bool:
    clips = folder / journey["name"]
    subprocess.run(
        [executable, "specimen", "--case", "approved", "--document", journey["document"], "--runtime", runtime,
         "--out", str(clips)], check=True)
    # Screenshots of a run before this one would be taken for this one's.
    shutil.rmtree(shots / journey["name"], ignore_errors=True)
    command = [
        sys.executable, str(pathlib.Path(__file__).with_name("journey.py")), "--document", journey["type"],
        "--device", journey["device"], "--scheme", journey["scheme"], "--expect", "approved",
        "--shots", str(shots / journey["name"]), "--selfie-clip", str(clips / "selfie.mjpeg"),
    ]
    for side in range(1, journey["sides"] + 1):
        command += ["--document-clip", str(clips / f"document-{side}.mjpeg")]
    with Server(executable, runtime, folder / "data", folder / f"{journey['name']}.log") as server:
        command += ["--base", server.base, "--link", server.link()]
        status = subprocess.run(command, check=False, timeout=JOURNEY_SECONDS).returncode
        if status != 0:
            print(server.log.read_text(errors="replace")[-4000:])
    print(f"{journey['name']}: {'passed' if status == 0 else 'FAILED'}", flush=True)
    return status == 0


def main() -> int:
    executable, runtime = os.environ["COUTH_EXECUTABLE"], os.environ["COUTH_RUNTIME"]
    # Who is told to stop takes server and browser along.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    shots = pathlib.Path(os.environ.get("COUTH_ARTIFACTS", "artifacts")) / "screenshots"
    with tempfile.TemporaryDirectory(prefix="couth-browser-") as folder:
        passed = [play(journey, executable, runtime, pathlib.Path(folder), shots) for journey in JOURNEYS]
        passed.append(liveness.play(executable, runtime, pathlib.Path(folder), shots, Server))
    print(f"run.py: {sum(passed)} of {len(passed)} journeys passed")
    return 0 if all(passed) else 1


if __name__ == "__main__":
    sys.exit(main())
