"""People and a business, in threads: they make verifications and go through them until they are told to stop."""

from __future__ import annotations

import base64
import hashlib
import itertools
import random
import threading
import uuid
from collections.abc import Callable
from dataclasses import dataclass

import picture
from journal import Case, Journal
from server import Client, Refused, Unknown


@dataclass(frozen=True)
class Business:
    port: int
    token: str
    setup: str


class Load:
    """Every request is made until it has an answer: after a kill it is sent again, as a real client does."""

    threads = 6
    # So many of them take pictures. The others keep the database busy while these wait for a child to start.
    photographers = 3
    # Of so many verifications with pictures one is the specimen's and goes the whole way to an approval. The others
    # have a selfie only: the search for print in a picture without any takes a debug build seconds.
    specimen_every = 6
    # So often a request is sent before its silence is a fault.
    tries = 40
    # Seconds between two verifications of a thread: the checks after each kill read all that was ever acknowledged.
    rest = (0.02, 0.1)

    def __init__(self, business: Business, journal: Journal, specimen: dict[str, bytes], seed: int) -> None:
        self.business = business
        self.journal = journal
        self.specimen = specimen
        self.is_up = threading.Event()
        self.is_over = threading.Event()
        self.people = [
            threading.Thread(target=self.live, args=(random.Random(f"{seed}/{number}"), number), daemon=True)
            for number in range(self.threads)
        ]

    def start(self) -> None:
        self.is_up.set()
        for person in self.people:
            person.start()

    def pause(self) -> None:
        self.is_up.clear()

    def go_on(self) -> None:
        self.is_up.set()

    def end(self) -> None:
        self.is_over.set()
        self.is_up.set()
        for person in self.people:
            person.join(60)

    def live(self, chance: random.Random, number: int) -> None:
        client = Client(self.business.port)
        for count in itertools.count(1):
            if self.is_over.is_set():
                return
            self.is_over.wait(chance.uniform(*self.rest))
            has_pictures = number < self.photographers
            is_specimen = has_pictures and count % self.specimen_every == number + 1
            try:
                self.verify(client, chance, count, has_pictures, is_specimen)
            except Refused as refusal:
                self.journal.refusals.append(str(refusal))
            except Unknown as silence:
                self.journal.refusals.append(f"no answer after {self.tries} tries: {silence}")

    def ask(self, client: Client, method: str, path: str, token: str | None, body: object = None) -> dict:
        """Asks until there is an answer. What is asked twice has one effect; only a creation is made anew."""
        for _ in range(self.tries):
            self.is_up.wait()
            try:
                return client.json(method, path, token, body)
            except Unknown:
                with self.journal.lock:
                    self.journal.unknown += 1
                self.is_over.wait(0.05)
        raise Unknown(path)

    def verify(
        self, client: Client, chance: random.Random, count: int, has_pictures: bool, is_specimen: bool
    ) -> None:
        ask, journal, business = self.ask, self.journal, self.business
        reference = f"crash-{uuid.UUID(int=chance.getrandbits(128))}"
        wish = {"setupId": business.setup, "externalReferenceId": reference}
        verification = ask(client, "POST", "/v1/identity-verifications", business.token, wish)["id"]
        case = journal.created(Case(verification, reference, is_specimen))
        if not has_pictures and count % 2 == 0:
            return
        own = f"/v1/identity-verifications/{verification}"
        first = ask(client, "POST", "/v1/sessions", None, {"identityVerificationId": verification})["accessToken"]
        token = ask(client, "POST", f"/v1/sessions/{verification}/full-access-token", first, {})["accessToken"]
        journal.note(case, is_begun=True)
        ask(client, "PUT", f"{own}/consent", token, {"isConsented": True})
        journal.note(case, is_consented=True)
        begun = ask(client, "POST", "/v1/kyc-identifications", token, {"identityVerificationId": verification})
        journal.note(case, identification=begun["id"])
        if not has_pictures:
            return
        self.photograph(client, chance, case, token)
        if not is_specimen:
            return
        ask(client, "PUT", f"/v1/kyc-identifications/{case.identification}/complete", token)
        journal.note(case, is_submitted=True)

    def photograph(self, client: Client, chance: random.Random, case: Case, token: str) -> None:
        steps: list[tuple[str, Callable[[str], tuple[str, dict]]]] = [
            ("DataPage", lambda text: ("document", {
                "type": "Passport", "part": "DataPage", "imageFileType": "Jpeg", "imageBase64": text})),
            ("Selfie", lambda text: ("face-tec-liveness-2d", {"auditImagesBase64": [text]})),
        ]
        if not case.is_specimen:
            # Some take it twice: the second takes the first one's place.
            steps = steps[1:] * chance.choice([1, 1, 2])
        for place, call in steps:
            content = self.specimen[place] if case.is_specimen else picture.jpeg(chance)
            digest = hashlib.sha256(content).hexdigest()
            path, body = call(base64.b64encode(content).decode())
            self.journal.sending(case, place, digest)
            self.ask(client, "PUT", f"/v1/kyc-identifications/{case.identification}/{path}", token, body)
            self.journal.stored(case, place, digest)
