#!/usr/bin/env python3
"""The browser journeys of the test run: a server of its own, the specimen's clips as camera, and the approved end.

A passport on a phone, then an identity card, side after side, on a dark desktop. Each takes the link that the server
prints at its start: the second start is over the data of the first. Then the person of the passport comes back to show
their face alone, after a stranger has tried; last active liveness (liveness.py). The executable, the folder of models
and portraits and the folder for screenshots come from COUTH_EXECUTABLE, COUTH_RUNTIME and COUTH_ARTIFACTS.
"""

from __future__ import annotations

import json
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
import urllib.parse
import urllib.request

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


class Business:
    """The client of the API that the first start printed."""

    def __init__(self, log: str) -> None:
        self.id, self.secret = (re.search(rf"^ +client {word} +(\S+)", log, re.MULTILINE)[1]
                                for word in ("id", "secret"))
        self.approved = re.search(r"^ +http\S+/\?id=(\S+)$", log, re.MULTILINE)[1]

    def call(self, base: str, path: str, body: bytes, headers: dict[str, str]) -> dict:
        request = urllib.request.Request(base + path, data=body, headers=headers)
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.load(answer)

    def link(self, base: str) -> str:
        """A face authentication against the approved verification."""
        form = {"grant_type": "client_credentials", "client_id": self.id, "client_secret": self.secret}
        token = self.call(base, "/connect/token", urllib.parse.urlencode(form).encode(), {})["access_token"]
        headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
        setup = {"name": "Face", "steps": [{"type": "Consent", "order": 0}, {"type": "FaceAuthentication", "order": 1}]}
        made = self.call(base, "/v1/identity-verification-setups", json.dumps(setup).encode(), headers)
        wish = {"setupId": made["id"], "faceAuthentication": {"identityVerificationId": self.approved}}
        begun = self.call(base, "/v1/identity-verifications", json.dumps(wish).encode(), headers)
        return f"{base}/?id={begun['id']}"


def play_return(executable: str, runtime: str, folder: pathlib.Path, shots: pathlib.Path) -> bool:
    """The person of the first journey, whom the server knows by now, and before them somebody else."""
    name = "face-phone"
    subprocess.run([executable, "specimen", "--case", "wrong-person", "--document", "passport", "--runtime", runtime,
                    "--out", str(folder / name)], check=True)
    shutil.rmtree(shots / name, ignore_errors=True)
    business = Business((folder / f"{JOURNEYS[0]['name']}.log").read_text(errors="replace"))
    command = [
        sys.executable, str(pathlib.Path(__file__).with_name("journey.py")), "--device", "phone",
        "--expect", "approved", "--shots", str(shots / name),
        "--stranger-clip", str(folder / name / "selfie.mjpeg"),
        "--selfie-clip", str(folder / JOURNEYS[0]["name"] / "selfie.mjpeg"),
    ]
    with Server(executable, runtime, folder / "data", folder / f"{name}.log") as server:
        server.link()
        command += ["--base", server.base, "--link", business.link(server.base)]
        status = subprocess.run(command, check=False, timeout=JOURNEY_SECONDS).returncode
        if status != 0:
            print(server.log.read_text(errors="replace")[-4000:])
    print(f"{name}: {'passed' if status == 0 else 'FAILED'}", flush=True)
    return status == 0


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
        # Against the verification that the first of them left behind.
        passed.append(passed[0] and play_return(executable, runtime, pathlib.Path(folder), shots))
        passed.append(liveness.play(executable, runtime, pathlib.Path(folder), shots, Server))
    print(f"run.py: {sum(passed)} of {len(passed)} journeys passed")
    return 0 if all(passed) else 1


if __name__ == "__main__":
    sys.exit(main())
