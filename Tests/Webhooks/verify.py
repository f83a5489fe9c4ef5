#!/usr/bin/env python3
"""Webhooks as an integrator sees them: a real server, a real receiver, and every request verified three times: by the
reference library of Standard Webhooks, by the published Ed25519 key, and by the grammar and the HMAC of
Ondato-Signature written out by hand. Encrypted payloads are opened by a library of JSON Web Encryption.

    Tests/Webhooks/verify.py [--people 12]

Runs under the Python of .runtime/venv. The executable and the models' folder come from COUTH_EXECUTABLE and
COUTH_RUNTIME. It ends with 0 only when everything that was expected has come, and nothing else.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import hmac
import json
import os
import pathlib
import re
import sys
import tempfile
import threading
import time
import urllib.request
import uuid
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from joserfc import jwe
from joserfc.jwk import ECKey
from standardwebhooks.webhooks import Webhook, WebhookVerificationError

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "Crash"))

from server import Client, Server  # noqa: E402 - it lies beside the harness that it was written for

SUBSCRIPTIONS = "/v1/webhook-subscriptions"
REFERENCES = [
    "Žydrūnas-ŠĄ", "日本語の参照", "Ωμέγα/αβγ", "\U0001f469\U0001f3fd\u200d\U0001f680", 'quo"te \\ back/slash', "plain",
]


class Receiver:
    """Keeps every request; answers 500 to the first attempt where it was told to."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.requests: list[tuple[str, dict[str, str], bytes]] = []
        self.refuses_first_attempts = False
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                fields = {name.lower(): value for name, value in self.headers.items()}
                with receiver.lock:
                    receiver.requests.append((self.path, fields, body))
                    refuses = receiver.refuses_first_attempts and fields.get("webhook-attempt") == "1"
                self.send_response(500 if refuses else 204)
                self.end_headers()

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def url(self, name: str) -> str:
        return f"http://127.0.0.1:{self.server.server_address[1]}/{name}"

    def of(self, name: str) -> list[tuple[dict[str, str], bytes]]:
        with self.lock:
            return [(fields, body) for path, fields, body in self.requests if path == f"/{name}"]

    def wait(self, name: str, count: int, seconds: float = 60) -> list[tuple[dict[str, str], bytes]]:
        end = time.monotonic() + seconds
        while time.monotonic() < end and len(self.of(name)) < count:
            time.sleep(0.02)
        return self.of(name)


class Faults(list):
    """What is not as it should be."""

    seen = 0

    def expect(self, holds: bool, what: str) -> None:
        self.seen += 1
        if not holds:
            self.append(what)
            print(f"fault: {what}", flush=True)


def is_standard(secret: str, fields: dict[str, str], body: bytes) -> bool:
    try:
        Webhook(secret).verify(body, fields)
    except WebhookVerificationError:
        return False
    return True


def is_ondato(secret: str, fields: dict[str, str], body: bytes) -> bool:
    """One `t`, one `s`, nothing before, between or after but optional white space behind the comma."""
    match = re.fullmatch(r"t=([0-9]{10}),[ \t]*s=([0-9a-fA-F]{64})", fields.get("ondato-signature", ""))
    if match is None or abs(time.time() - int(match[1])) > 300:
        return False
    right = hmac.new(secret.encode(), match[1].encode() + b"." + body, hashlib.sha256).hexdigest()
    return hmac.compare_digest(right, match[2].lower())


def signers(keys: dict[str, Ed25519PublicKey], fields: dict[str, str], body: bytes) -> list[str]:
    """The ids of the published keys that have signed, in the order of the header."""
    text = f"{fields['webhook-id']}.{fields['webhook-timestamp']}.".encode() + body
    found = []
    for part in fields.get("webhook-signature", "").split(" "):
        version, _, signature = part.partition(",")
        for name, key in keys.items() if version == "v1a" else ():
            try:
                key.verify(base64.b64decode(signature), text)
                found.append(name)
            except InvalidSignature:
                pass
    return found


def secrets(answer: dict) -> tuple[str, str]:
    return answer["signingSecret"], answer["authentication"]["hmac"]["secret"]


class Run:
    def __init__(self, server: Server, receiver: Receiver, people: int) -> None:
        client_id, secret, self.setup = server.credentials()
        self.client = Client(server.port)
        self.server = server
        self.token = server.token(client_id, secret)
        self.receiver = receiver
        self.people = people
        self.faults = Faults()

    def call(self, method: str, path: str, body: object = None) -> dict:
        return self.client.json(method, path, self.token, body)

    def happen(self, number: int) -> str:
        """A person who opens the link and consents: three events. Returns the verification."""
        wish = {
            "setupId": self.setup, "externalReferenceId": f"{REFERENCES[number % len(REFERENCES)]} {number}",
            "registration": {"firstName": "Žydrūnas", "lastName": "Ąžuolas-日本"},
        }
        verification = self.call("POST", "/v1/identity-verifications", wish)["id"]
        first = self.client.json("POST", "/v1/sessions", body={"identityVerificationId": verification})["accessToken"]
        full = self.client.json("POST", f"/v1/sessions/{verification}/full-access-token", first, {})["accessToken"]
        self.client.json("PUT", f"/v1/identity-verifications/{verification}/consent", full, {"isConsented": True})
        self.client.json("POST", "/v1/kyc-identifications", full, {"identityVerificationId": verification})
        return verification

    def check(self, fields: dict[str, str], body: bytes, signing: str, shared: str, what: str) -> dict:
        """Everything that holds for every request."""
        expect = self.faults.expect
        event = json.loads(body)
        expect(is_standard(signing, fields, body), f"{what}: the library refuses it")
        expect(is_ondato(shared, fields, body), f"{what}: Ondato-Signature is wrong")
        signed = signers(self.published, fields, body)
        expect(signed == list(self.published), f"{what}: signed by {signed} of {list(self.published)}")
        expect(not signers(self.published, fields, body + b" "), f"{what}: the key takes another body")
        expect(not is_standard(signing, fields, body + b" "), f"{what}: the library takes another body")
        expect(not is_ondato(shared, fields, body + b" "), f"{what}: Ondato-Signature takes another body")
        expect(not is_ondato(shared + "x", fields, body), f"{what}: Ondato-Signature takes another secret")
        expect(str(uuid.UUID(event["id"])) == event["id"] == fields["webhook-id"], f"{what}: the ids differ")
        expect(event["applicationId"] == self.application, f"{what}: another application")
        expect(body == body.decode("utf-8", "strict").encode(), f"{what}: no UTF-8")
        return event

    def subscribe(self) -> None:
        expect = self.faults.expect
        path = self.receiver.url("full")
        made = self.call("POST", SUBSCRIPTIONS, {"url": path, "authentication": {"hmac": {}}})
        thin = {
            "url": self.receiver.url("thin"), "payload": "Thin", "ordering": "Strict", "authentication": {"hmac": {}},
        }
        self.application = made["applicationId"]
        self.read_keys()
        self.id, self.keys = made["id"], secrets(made)
        self.thin_keys = secrets(self.call("POST", SUBSCRIPTIONS, thin))
        listed = json.dumps(self.call("GET", SUBSCRIPTIONS))
        expect(not any(key in listed for key in (*self.keys, *self.thin_keys, "whsec_")), "a read shows a secret")
        # The server tries a new receiver by itself; afterwards somebody does.
        expect(len(self.receiver.wait("full", 1)) == len(self.receiver.wait("thin", 1)) == 1, "no trial by the server")
        result = self.call("POST", f"{SUBSCRIPTIONS}/{self.id}/test")
        expect(result["isDelivered"] and result["status"] == 204, f"the test event: {result}")
        tests = self.receiver.of("full")
        expect(len(tests) == 2, f"{len(tests)} of 2 test events")
        for fields, body in tests:
            event = self.check(fields, body, *self.keys, "test event")
            expect(event["type"] == "Webhook.Test", "the test event's type")
        states = [one["isVerified"] for one in self.call("GET", SUBSCRIPTIONS)]
        expect(states == [True, True], f"not verified: {states}")

    def read_keys(self) -> None:
        """As any receiver: without a token."""
        address = self.call("GET", "/v1/webhook-keys")["jwksUrl"]
        with urllib.request.urlopen(address) as answer:
            keys = json.load(answer)["keys"]
        self.published = {
            key["kid"]: Ed25519PublicKey.from_public_bytes(base64.urlsafe_b64decode(key["x"] + "=")) for key in keys
        }

    def deliver(self) -> None:
        """Many events with all kinds of letters, in order per person."""
        expect = self.faults.expect
        verifications = [self.happen(number) for number in range(self.people)]
        full = self.receiver.wait("full", 2 + 3 * self.people)[2:]
        thin = self.receiver.wait("thin", 1 + 3 * self.people)[1:]
        expect(len(full) == len(thin) == 3 * self.people, f"{len(full)} and {len(thin)} of {3 * self.people} came")
        references = set()
        for fields, body in full:
            event = self.check(fields, body, *self.keys, "full")
            references.add(event["payload"].get("externalReferenceId"))
        for number in range(self.people):
            expect(f"{REFERENCES[number % len(REFERENCES)]} {number}" in references, f"reference {number} is not there")
        for fields, body in thin:
            event = self.check(fields, body, *self.thin_keys, "thin")
            members = set(event["payload"])
            others = {name for name in members if not name.endswith("Id")} - {"id", "status", "statusReason"}
            expect(not others, f"a thin payload has {sorted(others)}")
            expect({"id", "status"} <= members, f"a thin payload lacks its id or status: {sorted(members)}")
            expect("Ąžuolas" not in body.decode(), "a thin payload names the person")
        for verification in verifications:
            for requests in (full, thin):
                places = [int(f["webhook-sequence"]) for f, _ in requests if f["webhook-subject"] == verification]
                expect(places == [1, 2, 3], f"the order of {verification}: {places}")

    def rotate(self) -> None:
        """Both secrets are good until the overlap ends; the header with room for one takes them in turns."""
        expect = self.faults.expect
        former = self.keys
        self.keys = secrets(self.call("POST", f"{SUBSCRIPTIONS}/{self.id}/rotate-secret", {"overlapHours": 1}))
        before = len(self.receiver.of("full"))
        self.receiver.refuses_first_attempts = True
        self.happen(self.people)
        requests = self.receiver.wait("full", before + 6)[before:]
        self.receiver.refuses_first_attempts = False
        expect(len(requests) == 6, f"{len(requests)} of 6 attempts came in the overlap")
        bodies: dict[str, set[bytes]] = {}
        for fields, body in requests:
            is_first = fields["webhook-attempt"] == "1"
            what = f"attempt {fields['webhook-attempt']} in the overlap"
            self.check(fields, body, self.keys[0], self.keys[1] if is_first else former[1], what)
            expect(is_standard(former[0], fields, body), f"{what}: the former signing secret is refused")
            expect(not is_ondato(former[1] if is_first else self.keys[1], fields, body), f"{what}: the turns are wrong")
            kinds = [part.split(",")[0] for part in fields["webhook-signature"].split(" ")]
            expect(kinds == ["v1", "v1", "v1a"], f"{what}: {kinds}")
            bodies.setdefault(fields["webhook-id"], set()).add(body)
        expect(all(len(kinds) == 1 for kinds in bodies.values()), "an attempt has other bytes than the one before")

        overlapping = self.keys
        self.keys = secrets(self.call("POST", f"{SUBSCRIPTIONS}/{self.id}/rotate-secret", {"overlapHours": 0}))
        before = len(self.receiver.of("full"))
        self.happen(self.people + 1)
        requests = self.receiver.wait("full", before + 3)[before:]
        expect(len(requests) == 3, f"{len(requests)} of 3 came after the overlap")
        for fields, body in requests:
            self.check(fields, body, *self.keys, "after the overlap")
            expect(not is_standard(overlapping[0], fields, body), "the former signing secret is still good")

    def rotate_key(self) -> None:
        """The published pair: the former key signs beside the new one, until it is ended at once."""
        expect = self.faults.expect
        for hours, count in ((1, 2), (0, 1)):
            former = list(self.published)
            self.call("POST", "/v1/webhook-keys/rotate", {"overlapHours": hours})
            self.read_keys()
            expect(len(self.published) == count and list(self.published)[0] not in former, "the key set")
            before = len(self.receiver.of("full"))
            self.happen(self.people + 2)
            requests = self.receiver.wait("full", before + 3)[before:]
            expect(len(requests) == 3, f"{len(requests)} of 3 came after the key's rotation")
            for fields, body in requests:
                self.check(fields, body, *self.keys, f"a key with {hours} hours of overlap")

    def encrypt(self) -> None:
        """What stands in one receiver's text is sealed for another, and opens to the same."""
        expect = self.faults.expect
        key = ECKey.generate_key("P-256", parameters={"kid": "receiver-1"})
        wish = {
            "url": self.receiver.url("sealed"), "authentication": {"hmac": {}},
            "encryption": {"publicKey": key.as_dict(private=False)},
        }
        own = secrets(self.call("POST", SUBSCRIPTIONS, wish))
        expect(len(self.receiver.wait("sealed", 1)) == 1, "no trial by the server")
        before = len(self.receiver.of("full"))
        self.happen(self.people + 3)
        clear = {f["webhook-id"]: json.loads(b) for f, b in self.receiver.wait("full", before + 3)[before:]}
        sealed = self.receiver.wait("sealed", 4)[1:]
        expect(len(sealed) == 3, f"{len(sealed)} of 3 sealed events came")
        for fields, body in sealed:
            event = self.check(fields, body, *own, "sealed")
            expect("Ąžuolas" not in body.decode(), "a sealed payload names the person")
            opened = jwe.decrypt_compact(event["payload"], key, algorithms=["ECDH-ES+A256KW", "A256GCM"])
            expect(opened.protected["kid"] == "receiver-1", f"the key's id: {opened.protected}")
            expect(json.loads(opened.plaintext) == clear[fields["webhook-id"]]["payload"], "another resource is sealed")

    def from_the_keyboard(self) -> None:
        """The same on the command line, beside the running server."""
        expect = self.faults.expect
        status, text = self.server.admin("webhook", "rotate", self.id, "--overlap-hours", "0")
        found = re.search(r"hmac secret +(\S+).*signing secret +(\S+)", text, re.DOTALL)
        expect(status == 0 and found is not None, f"rotate answered {status}: {text}")
        status, text = self.server.admin("webhook", "test", self.id)
        expect(status == 0 and "204" in text, f"test answered {status}: {text}")
        fields, body = self.receiver.of("full")[-1]
        if found:
            self.check(fields, body, found[2], found[1], "test from the keyboard")
        for word in ("pause", "resume", "show", "remove"):
            status, text = self.server.admin("webhook", word, self.id)
            expect(status == 0 and "whsec_" not in text, f"{word} answered {status}: {text}")
        expect(len(self.call("GET", SUBSCRIPTIONS)) == 2, "a removed subscription is listed")
        status, text = self.server.admin("webhook", "keys")
        expect(status == 0 and all(name in text for name in self.published), f"keys answered {status}: {text}")
        status, text = self.server.admin("webhook", "rotate-key", "--overlap-hours", "0")
        expect(status == 0 and "whpk_" in text, f"rotate-key answered {status}: {text}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--people", type=int, default=12)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="couth-webhooks-") as folder:
        server = Server(os.environ["COUTH_EXECUTABLE"], os.environ["COUTH_RUNTIME"], pathlib.Path(folder) / "data")
        server.start(quiet=False)
        try:
            run = Run(server, Receiver(), options.people)
            steps = (run.subscribe, run.deliver, run.rotate, run.rotate_key, run.encrypt, run.from_the_keyboard)
            for step in steps:
                step()
        finally:
            server.stop()
    count = len(run.receiver.requests)
    print(f"{count} requests came, {run.faults.seen} expectations, {len(run.faults)} faults")
    return 1 if run.faults or count == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
