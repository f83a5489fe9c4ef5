#!/usr/bin/env python3
"""The browser journeys of the test run: a server of its own, the specimen's clips as camera, and the approved end.

A passport on a phone, then an identity card, side after side, on a dark desktop. Each takes the link that the server
prints at its start: the second start is over the data of the first. Then the person of the passport comes back to show
their face alone, after a stranger has tried, and a stranger uses all attempts up; last active liveness (liveness.py).
The executable, the folder of models and portraits and the folder for screenshots come from COUTH_EXECUTABLE,
COUTH_RUNTIME and COUTH_ARTIFACTS.
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


def shut(process: subprocess.Popen) -> None:
    """Asks a process to end, and ends it where it does not."""
    process.terminate()
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


class Server:
    """`couth serve` over a folder, for as long as one journey takes."""

    def __init__(self, executable: str, runtime: str, folder: pathlib.Path, log: pathlib.Path) -> None:
        port = free_port()
        self.base = f"http://127.0.0.1:{port}"
        self.log = log
        self.command = [executable, "serve", "--data", str(folder), "--runtime", runtime, "--host", "127.0.0.1",
                        "--port", str(port)]
        self.start()

    def start(self) -> None:
        with self.log.open("wb") as output:
            self.process = subprocess.Popen(self.command, stdout=output, stderr=output)

    def __enter__(self) -> Server:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def stop(self) -> None:
        shut(self.process)

    def kill(self) -> None:
        """As a machine that loses its power."""
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

    def call(self, base: str, path: str, body: dict | None, token: str) -> dict:
        headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
        data = None if body is None else json.dumps(body).encode()
        with urllib.request.urlopen(urllib.request.Request(base + path, data, headers), timeout=30) as answer:
            return json.load(answer)

    def token(self, base: str) -> str:
        form = {"grant_type": "client_credentials", "client_id": self.id, "client_secret": self.secret}
        with urllib.request.urlopen(
                f"{base}/connect/token", urllib.parse.urlencode(form).encode(), timeout=30) as answer:
            return json.load(answer)["access_token"]

    def verification(self, base: str, attempts: int) -> str:
        """A face authentication against the approved verification, and its id."""
        token = self.token(base)
        steps = [{"type": "Consent", "order": 0}, {"type": "FaceAuthentication", "order": 1, "attempts": attempts}]
        setup = self.call(base, "/v1/identity-verification-setups", {"name": "Face", "steps": steps}, token)
        wish = {"setupId": setup["id"], "faceAuthentication": {"identityVerificationId": self.approved}}
        return self.call(base, "/v1/identity-verifications", wish, token)["id"]

    def status(self, base: str, verification: str) -> str:
        return self.call(base, f"/v1/identity-verifications/{verification}", None, self.token(base))["status"]


def play_faces(executable: str, runtime: str, folder: pathlib.Path, shots: pathlib.Path) -> list[bool]:
    """The person of the first journey comes back, after a stranger has tried; then a stranger alone."""
    subprocess.run([executable, "specimen", "--case", "wrong-person", "--document", "passport", "--runtime", runtime,
                    "--out", str(folder / "stranger")], check=True)
    business = Business((folder / f"{JOURNEYS[0]['name']}.log").read_text(errors="replace"))
    stranger = str(folder / "stranger" / "selfie.mjpeg")
    known = str(folder / JOURNEYS[0]["name"] / "selfie.mjpeg")
    faces = [
        ("face-phone", 3, "approved", "Completed", ["--stranger-clip", stranger, "--selfie-clip", known]),
        ("face-suspended-phone", 1, "suspended", "Suspended", ["--selfie-clip", stranger]),
    ]
    passed = []
    with Server(executable, runtime, folder / "data", folder / "faces.log") as server:
        server.link()
        for name, attempts, end, status, clips in faces:
            shutil.rmtree(shots / name, ignore_errors=True)
            verification = business.verification(server.base, attempts)
            command = [
                sys.executable, str(pathlib.Path(__file__).with_name("journey.py")), "--device", "phone",
                "--expect", end, "--shots", str(shots / name), "--base", server.base,
                "--link", f"{server.base}/?id={verification}", *clips,
            ]
            code = subprocess.run(command, check=False, timeout=JOURNEY_SECONDS).returncode
            found = business.status(server.base, verification)
            passed.append(code == 0 and found == status)
            if not passed[-1]:
                print(server.log.read_text(errors="replace")[-4000:])
            print(f"{name}: {'passed' if passed[-1] else 'FAILED'}, {found}", flush=True)
    return passed


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
        passed += play_faces(executable, runtime, pathlib.Path(folder), shots) if passed[0] else [False]
        passed.append(liveness.play(executable, runtime, pathlib.Path(folder), shots, Server))
    print(f"run.py: {sum(passed)} of {len(passed)} journeys passed")
    return 0 if all(passed) else 1


if __name__ == "__main__":
    sys.exit(main())
