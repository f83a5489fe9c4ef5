"""The server under test as a process: started, killed, stopped; and a client of its API without any library."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import pathlib
import random
import re
import signal
import socket
import subprocess
import time
import urllib.parse
from collections.abc import Callable

STOP_SECONDS = 30.0


class Unknown(Exception):
    """The connection broke before an answer came: the request may have had its effect, or not."""


class Refused(Exception):
    """An answer that was not expected."""


def free_port() -> int:
    """A port below those that the system gives to connections: one of them could take it while the server is down."""
    for port in random.SystemRandom().sample(range(20_000, 32_000), 100):
        with socket.socket() as listener, contextlib.suppress(OSError):
            listener.bind(("127.0.0.1", port))
            return port
    raise SystemExit("no port is free")


def shut(process: subprocess.Popen[bytes], kill: Callable[[], object] | None = None) -> int:
    """SIGTERM, as an operator would, and the end by force where that is none. Returns the exit status."""
    process.terminate()
    try:
        return process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        (kill or process.kill)()
        return process.wait()


class Client:
    """One connection to the server; for one thread."""

    def __init__(self, port: int, seconds: float = 20) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=seconds)

    def send(self, method: str, path: str, token: str | None = None, body: object = None) -> tuple[int, bytes]:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        data = body if isinstance(body, (bytes, type(None))) else json.dumps(body).encode()
        if isinstance(body, bytes):
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        elif data is not None:
            headers["Content-Type"] = "application/json"
        try:
            self.connection.request(method, path, data, headers)
            answer = self.connection.getresponse()
            return answer.status, answer.read()
        except (OSError, http.client.HTTPException) as error:
            self.connection.close()
            raise Unknown(f"{method} {path}: {error!r}") from error

    def json(self, method: str, path: str, token: str | None = None, body: object = None) -> dict:
        """The JSON of a 2xx answer; an empty object where it has no body."""
        status, content = self.send(method, path, token, body)
        if not 200 <= status < 300:
            raise Refused(f"{method} {path} answered {status}: {content[:300].decode(errors='replace')}")
        return json.loads(content) if content else {}


class Server:
    """`couth serve` over one data folder, on one port."""

    def __init__(self, executable: str, runtime: str, folder: pathlib.Path) -> None:
        self.executable = executable
        self.runtime = runtime
        self.folder = folder
        self.port = free_port()
        self.log = folder.with_suffix(".log")
        self.process: subprocess.Popen[bytes] | None = None
        self.children: list[tuple[int, str]] = []

    @property
    def options(self) -> list[str]:
        return ["--data", str(self.folder), "--runtime", self.runtime, "--allow-loopback-webhooks"]

    def spawn(self, quiet: bool = True) -> None:
        command = [self.executable, "serve", *self.options, "--host", "127.0.0.1", "--port", str(self.port)]
        # The load is one client's, and wants to be heavier than an operator's limit.
        environment = os.environ | {"COUTH_LIMITS_REQUESTS_PER_SECOND": "0"}
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                command + ["--quiet"] * quiet, stdout=log, stderr=log, env=environment)

    def start(self, quiet: bool = True, seconds: float = 60) -> float:
        """Starts it and waits until it answers. Returns the seconds that took."""
        began = time.monotonic()
        self.spawn(quiet)
        while time.monotonic() - began < seconds:
            if self.process.poll() is not None:
                raise SystemExit(f"the server ended at its start:\n{self.tail()}")
            with contextlib.suppress(Unknown):
                if Client(self.port, 2).send("GET", "/.well-known/openid-configuration")[0] == 200:
                    return time.monotonic() - began
            time.sleep(0.01)
        raise SystemExit(f"the server was not ready after {seconds} s:\n{self.tail()}")

    def credentials(self) -> tuple[str, str, str]:
        """What the first start prints: client id, client secret, sandbox setup."""
        patterns = [r"client id +(\S+)", r"client secret +(\S+)", r"sandbox setup +(\S+)"]
        for _ in range(500):
            text = self.log.read_text(errors="replace")
            found = [re.search(pattern, text) for pattern in patterns]
            if all(found):
                return tuple(match[1] for match in found)
            time.sleep(0.02)
        raise SystemExit(f"the server printed no credentials:\n{self.tail()}")

    def token(self, client_id: str, secret: str) -> str:
        form = {"grant_type": "client_credentials", "client_id": client_id, "client_secret": secret}
        return Client(self.port).json("POST", "/connect/token", body=urllib.parse.urlencode(form).encode())[
            "access_token"]

    def kill(self) -> None:
        """SIGKILL, at once. The children are noted first: they must end by themselves."""
        self.children += _children(self.process.pid)
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self) -> int:
        """SIGTERM, as an operator would. Returns the exit status."""
        return shut(self.process, self.kill)

    def orphans(self) -> list[int]:
        """Children of killed servers that are still there."""
        return [pid for pid, began in self.children if _began(pid) == began]

    def admin(self, *words: str) -> tuple[int, str]:
        command = [self.executable, "admin", *words[:2], *self.options, *words[2:]]
        done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
        return done.returncode, (done.stdout + done.stderr).strip()

    def tail(self) -> str:
        return self.log.read_text(errors="replace")[-2000:]


def _began(pid: int) -> str | None:
    """When a process began, in the kernel's ticks: a number may be given again, this pair is not."""
    try:
        fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None
    return None if fields[0] == "Z" else fields[19]


def _children(pid: int) -> list[tuple[int, str]]:
    found = []
    for entry in os.listdir("/proc"):
        if not entry.isdigit():
            continue
        with contextlib.suppress(OSError):
            fields = pathlib.Path(f"/proc/{entry}/stat").read_text().rpartition(")")[2].split()
            if fields[1] == str(pid):
                found.append((int(entry), fields[19]))
    return found
