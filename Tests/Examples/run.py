#!/usr/bin/env python3
"""The webhook receivers of examples/webhooks: each is started, takes what is rightly signed, refuses everything else;
then a real server tells each of an event. The executable and the models' folder come from COUTH_EXECUTABLE and
COUTH_RUNTIME. A receiver whose language is not installed is left out, and said so; Python's always runs.
"""

from __future__ import annotations

import base64
import contextlib
import hashlib
import hmac
import http.client
import json
import os
import pathlib
import shutil
import socket
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "Crash"))

from server import Client, Server, free_port, shut  # noqa: E402 - it lies beside the harness that it was written for

EXAMPLES = HERE.parent.parent / "examples" / "webhooks"
SECRET = "an-invented-secret-ä"
STANDARD_KEY = bytes(range(32))
BODY = json.dumps({"id": "0192f3c4-77aa-7bcd-9e01-23456789abcd", "type": "KycIdentification.Approved",
                   "payload": {"name": "Žana O\u0027Neill"}}, ensure_ascii=False).encode()
WAIT_SECONDS = 30.0


def ondato(at: float, secret: str = SECRET, body: bytes = BODY) -> dict[str, str]:
    t = str(int(at))
    return {"Ondato-Signature":
            f"t={t}, s={hmac.new(secret.encode(), t.encode() + b'.' + body, hashlib.sha256).hexdigest()}"}


def standard(at: float, key: bytes = STANDARD_KEY, body: bytes = BODY, before: str = "") -> dict[str, str]:
    t = str(int(at))
    mac = hmac.new(key, f"msg-1.{t}.".encode() + body, hashlib.sha256).digest()
    return {"webhook-id": "msg-1", "webhook-timestamp": t,
            "webhook-signature": before + "v1," + base64.b64encode(mac).decode()}


def requests() -> list[tuple[str, dict[str, str], bytes, int]]:
    """What is sent: a title, header fields, a body, and the status that it must get."""
    now = time.time()
    good, late = ondato(now), ondato(now - 24 * 3600)
    signature = good["Ondato-Signature"]
    return [
        ("Ondato's signature", good, BODY, 200),
        ("Ondato's in capitals", {"Ondato-Signature": signature[:-64] + signature[-64:].upper()}, BODY, 200),
        ("Ondato's without the space", {"Ondato-Signature": signature.replace(", ", ",")}, BODY, 200),
        ("Ondato's of a day ago", late, BODY, 200),
        ("Ondato's of 26 hours ago", ondato(now - 26 * 3600), BODY, 401),
        ("Ondato's of the future", ondato(now + 600), BODY, 401),
        ("Ondato's over another body", good, BODY.replace(b"Approved", b"Rejected"), 401),
        ("Ondato's over the same JSON in other bytes", good, json.dumps(json.loads(BODY)).encode(), 401),
        ("Ondato's under another secret", ondato(now, "another-secret-here"), BODY, 401),
        ("Ondato's with another time", {"Ondato-Signature": late["Ondato-Signature"][:12] + signature[12:]}, BODY, 401),
        ("Ondato's with something behind", {"Ondato-Signature": signature + "0"}, BODY, 401),
        ("Ondato's cut short", {"Ondato-Signature": signature[:-2]}, BODY, 401),
        ("the standard signature", standard(now), BODY, 200),
        ("the standard one behind another", standard(now, before="v1,AAAA "), BODY, 200),
        ("the standard one of ten minutes ago", standard(now - 600), BODY, 401),
        ("the standard one over another body", standard(now), BODY + b" ", 401),
        ("the standard one under another key", standard(now, bytes(32)), BODY, 401),
        ("the standard one with another id", standard(now) | {"webhook-id": "msg-2"}, BODY, 401),
        ("the standard one with a bare text", standard(now) | {"webhook-signature": "v1,"}, BODY, 401),
        ("no signature", {}, BODY, 401),
    ]


def commands() -> dict[str, list[str] | None]:
    """How each receiver is started; nothing where its language is not here."""
    node = shutil.which("node")
    swift = pathlib.Path(os.environ["COUTH_EXECUTABLE"]).with_name("webhook-receiver")
    return {
        "Python": [sys.executable, str(EXAMPLES / "receiver.py")],
        "Node": [node, str(EXAMPLES / "receiver.mjs")] if node else None,
        "Swift": [str(swift)] if swift.exists() else None,
    }


class Receiver:
    """One receiver as a process, on a port of its own."""

    def __init__(self, command: list[str], secret: str, standard_key: bytes, log: pathlib.Path) -> None:
        self.port = free_port()
        self.log = log
        environment = os.environ | {
            "PORT": str(self.port), "HMAC_SECRET": secret,
            "SIGNING_SECRET": "whsec_" + base64.b64encode(standard_key).decode()}
        with log.open("wb") as output:
            self.process = subprocess.Popen(command, env=environment, stdout=output, stderr=output)

    def __enter__(self) -> Receiver:
        end = time.monotonic() + WAIT_SECONDS
        while time.monotonic() < end and self.process.poll() is None:
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port), 1):
                return self
            time.sleep(0.05)
        self.__exit__()
        raise SystemExit(f"the receiver did not start:\n{self.log.read_text(errors='replace')}")

    def __exit__(self, *_: object) -> None:
        shut(self.process)

    def status(self, headers: dict[str, str], body: bytes) -> int:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        connection.request("POST", "/webhooks", body, headers | {"Content-Type": "application/json; charset=utf-8"})
        return connection.getresponse().status


def signed_requests(name: str, command: list[str], folder: pathlib.Path) -> bool:
    with Receiver(command, SECRET, STANDARD_KEY, folder / f"{name}.log") as receiver:
        wrong = [(title, status, got) for title, headers, body, status in requests()
                 if (got := receiver.status(headers, body)) != status]
    for title, status, got in wrong:
        print(f"{name}: {title}: {got} instead of {status}")
    print(f"{name}: {len(requests()) - len(wrong)} of {len(requests())} requests answered rightly", flush=True)
    return not wrong


def delivered(state: str) -> int:
    """How many deliveries the list of receivers shows as done."""
    return state.count("delivered")


def real_events(names: dict[str, list[str]], folder: pathlib.Path) -> bool:
    """A server tells every receiver of a verification that begins."""
    server = Server(os.environ["COUTH_EXECUTABLE"], os.environ["COUTH_RUNTIME"], folder / "data")
    server.start(quiet=False)
    with contextlib.ExitStack() as stack:
        stack.callback(server.stop)
        client_id, secret, setup = server.credentials()
        # The subscriptions have one secret: both signatures are made with it.
        receivers = {
            name: stack.enter_context(Receiver(command, SECRET, SECRET.encode(), folder / f"{name}-real.log"))
            for name, command in names.items()
        }
        for receiver in receivers.values():
            status, text = server.admin(
                "webhook", "add", f"http://127.0.0.1:{receiver.port}/webhooks", "--hmac-secret", SECRET)
            if status != 0:
                raise SystemExit(text)
        client, token = Client(server.port), server.token(client_id, secret)
        verification = client.json("POST", "/v1/identity-verifications", token, {"setupId": setup})["id"]
        first = client.json("POST", "/v1/sessions", body={"identityVerificationId": verification})["accessToken"]
        client.json("POST", f"/v1/sessions/{verification}/full-access-token", first, {})
        end = time.monotonic() + WAIT_SECONDS
        while delivered(server.admin("webhook", "list")[1]) < len(receivers) and time.monotonic() < end:
            time.sleep(0.2)
        listed = server.admin("webhook", "list")[1]
    print(f"the server's own event: taken by {delivered(listed)} of {len(receivers)} receivers")
    if delivered(listed) != len(receivers):
        print(listed)
    return delivered(listed) == len(receivers)


def main() -> int:
    known = commands()
    for name in [name for name, command in known.items() if command is None]:
        print(f"LEFT OUT: the receiver in {name}, because what runs it is not installed here")
    names = {name: command for name, command in known.items() if command is not None}
    with tempfile.TemporaryDirectory(prefix="couth-examples-") as folder:
        passed = [signed_requests(name, command, pathlib.Path(folder)) for name, command in names.items()]
        passed.append(real_events(names, pathlib.Path(folder)))
    return 0 if all(passed) else 1


if __name__ == "__main__":
    sys.exit(main())
