"""What must hold after every kill, and what must hold in the end. Each check says what it misses, in words."""

from __future__ import annotations

import contextlib
import hashlib
import sqlite3
import time
from collections import Counter
from collections.abc import Iterator

from journal import Case
from receiver import Receiver
from server import Client, Server, Unknown

# Every state by the events that must have told of it, and every event by the entry of the audit log that goes with it.
STATUS_CHANGES = {"Pending": 0, "InProgress": 1, "Completed": 2}
AUDIT_OF_EVENT = {
    "IdentityVerification.StatusChanged": "verification.statusChanged",
    "IdentityVerification.Consented": "verification.consented",
    "KycIdentification.Created": "identification.created",
    "KycIdentification.Processed": "identification.submitted",
}


@contextlib.contextmanager
def opened(server: Server) -> Iterator[sqlite3.Connection]:
    """The database, to be read only."""
    connection = sqlite3.connect(f"file:{server.folder}/couth.sqlite?mode=ro", uri=True, timeout=10)
    connection.row_factory = sqlite3.Row
    try:
        # One moment for all questions: the server goes on working meanwhile.
        connection.execute("BEGIN")
        yield connection
    finally:
        connection.close()


def database(server: Server, cases: list[Case]) -> list[str]:
    """The file itself, and every acknowledged fact by its row."""
    with opened(server) as rows:
        faults = [f"integrity_check: {row[0]}" for row in rows.execute("PRAGMA integrity_check") if row[0] != "ok"]
        faults += [f"foreign_key_check: {tuple(row)}" for row in rows.execute("PRAGMA foreign_key_check")]
        return faults + _facts(rows, cases) + _events(rows) + _media(rows, server)


def _facts(rows: sqlite3.Connection, cases: list[Case]) -> list[str]:
    found = rows.execute("SELECT id, status, is_consented, kyc_id FROM verification")
    verifications = {row["id"]: row for row in found}
    submitted = {row["id"]: row["is_submitted"] for row in rows.execute("SELECT id, is_submitted FROM identification")}
    places = Counter(
        (row["identification_id"], row["part"] or "Selfie")
        for row in rows.execute("SELECT identification_id, part FROM evidence WHERE is_current = 1"))
    faults = []
    for case in cases:
        row = verifications.get(case.verification)
        if row is None:
            faults.append(f"lost: verification {case.verification}")
            continue
        if case.is_begun and row["status"] == "Pending":
            faults.append(f"lost: the opening of {case.verification}")
        if case.is_consented and row["is_consented"] != 1:
            faults.append(f"lost: the consent of {case.verification}")
        if case.identification is None:
            continue
        if row["kyc_id"] != case.identification or case.identification not in submitted:
            faults.append(f"lost: identification {case.identification}")
        if case.is_submitted and submitted.get(case.identification) != 1:
            faults.append(f"lost: the submission of {case.identification}")
        faults += [
            f"{count} current pictures: {place} of {case.identification}" for place, kept in case.pictures.items()
            if kept.acknowledged and (count := places[case.identification, place]) != 1]
    return faults


def _events(rows: sqlite3.Connection) -> list[str]:
    """Each subject's events are 1…n, each state has exactly its events, each event its entry in the audit log."""
    faults = [
        f"events of {row['subject']} are not 1…{row['count']}" for row in rows.execute(
            "SELECT subject, COUNT(*) AS count, MIN(subject_sequence) AS first, MAX(subject_sequence) AS last"
            " FROM event GROUP BY subject") if (row["first"], row["last"]) != (1, row["count"])]
    events = Counter((row["subject"], row["type"]) for row in rows.execute("SELECT subject, type FROM event"))
    audit = Counter((row["subject"], row["action"]) for row in rows.execute("SELECT subject, action FROM audit_entry"))
    states = rows.execute(
        "SELECT verification.id AS id, verification.status AS status, is_consented, is_submitted,"
        " identification.status AS kyc,"
        " (SELECT COUNT(*) FROM evidence WHERE verification_id = verification.id) AS pictures"
        " FROM verification LEFT JOIN identification ON verification_id = verification.id").fetchall()
    for row in states:
        subject = row["id"]
        expected = Counter({
            "IdentityVerification.StatusChanged": STATUS_CHANGES.get(row["status"], 0),
            "IdentityVerification.Consented": row["is_consented"] or 0,
            "KycIdentification.Created": 0 if row["kyc"] is None else 1,
            "KycIdentification.Processed": row["is_submitted"] or 0,
            "KycIdentification.Approved": int(row["kyc"] == "Approved"),
            "KycIdentification.Rejected": int(row["kyc"] == "Rejected"),
        })
        faults += [
            f"{subject} has {events[subject, name]} × {name}, its state says {count}"
            for name, count in expected.items() if events[subject, name] != count]
        faults += [
            f"{subject} has {audit[subject, action]} × {action} in the audit log for {events[subject, name]} events"
            for name, action in AUDIT_OF_EVENT.items() if audit[subject, action] != events[subject, name]]
        if audit[subject, "verification.created"] != 1 or audit[subject, "evidence.added"] != row["pictures"]:
            faults.append(f"the audit log does not tell of {subject} as its rows do")
    strangers = {subject for subject, _ in events} - {row["id"] for row in states}
    return faults + [f"events of {subject}, which does not exist" for subject in strangers]


def _media(rows: sqlite3.Connection, server: Server) -> list[str]:
    names = {row[0] for row in rows.execute("SELECT object_name FROM evidence")}
    return [f"no object {name}" for name in names if not (server.folder / "media" / name[:2] / name[2:]).exists()]


def audit(server: Server) -> list[str]:
    status, text = server.admin("audit", "verify")
    return [] if status == 0 else [f"audit: {text}"]


def answers(server: Server, token: str, cases: list[Case]) -> list[str]:
    """The same facts as a business reads them, the pictures byte for byte."""
    client, faults = Client(server.port), []
    for case in cases:
        status, _ = client.send("GET", f"/v1/identity-verifications/{case.verification}", token)
        if status != 200:
            faults.append(f"lost: verification {case.verification} answers {status}")
            continue
        found = client.json("GET", f"/v1/identity-verifications/{case.verification}", token)
        if found.get("externalReferenceId") != case.reference:
            faults.append(f"lost: the reference of {case.verification}")
        if case.is_consented and not found["step"].get("consent", {}).get("isConsented"):
            faults.append(f"lost: the consent of {case.verification}")
        if case.identification is not None:
            faults += _pictures(client, token, case)
    return faults


def _pictures(client: Client, token: str, case: Case) -> list[str]:
    path = f"/v1/identifications/{case.identification}"
    status, _ = client.send("GET", path, token)
    if status != 200:
        return [f"lost: identification {case.identification} answers {status}"]
    found = client.json("GET", path, token)
    files = {file.get("part", "Selfie"): file for name in ("document", "face")
             for file in found.get(name, {}).get("files", [])}
    faults = []
    if case.is_submitted and "completedUtc" not in found:
        faults.append(f"lost: the submission of {case.identification}")
    for place, kept in case.pictures.items():
        if kept.acknowledged is None:
            continue
        if place not in files:
            faults.append(f"lost: the {place} of {case.identification}")
            continue
        try:
            _, content = client.send("GET", f"{path}/files/{files[place]['fileId']}", token)
        except Unknown:
            # What does not open to its last byte is broken off, so that nobody takes it for whole.
            content = b""
        if hashlib.sha256(content).hexdigest() not in [kept.acknowledged, *kept.possible]:
            faults.append(f"lost: the bytes of the {place} of {case.identification}")
    return faults


def drained(server: Server, seconds: float) -> list[str]:
    """Waits until no job and no delivery is open."""
    end = time.monotonic() + seconds
    while True:
        with opened(server) as rows:
            jobs = rows.execute("SELECT state, COUNT(*) FROM job GROUP BY state").fetchall()
            waiting = rows.execute(
                "SELECT (SELECT COUNT(*) FROM webhook_delivery WHERE state <> 'delivered')"
                " + (SELECT COUNT(*) FROM event WHERE is_dispatched = 0)").fetchone()[0]
        if not jobs and waiting == 0:
            return []
        if time.monotonic() > end:
            return [f"after {seconds:.0f} s there are jobs {[tuple(row) for row in jobs]} and {waiting} deliveries"]
        time.sleep(0.1)


def ending(server: Server, cases: list[Case], receiver: Receiver) -> list[str]:
    """Every submitted identification is decided, the specimen's as approved, and every event was received."""
    with opened(server) as rows:
        decided = {row[0] for row in rows.execute("SELECT DISTINCT identification_id FROM decision")}
        status = {row[0]: row[1] for row in rows.execute("SELECT id, status FROM identification")}
        reviews = {row[0] for row in rows.execute("SELECT identification_id FROM review_task WHERE closed_ms IS NULL")}
        sent = {row[0] for row in rows.execute("SELECT id FROM event")}
        submitted = [row[0] for row in rows.execute("SELECT id FROM identification WHERE is_submitted = 1")]
    faults = [f"{case} was never decided" for case in submitted if case not in decided]
    faults += [f"{case} awaits nobody" for case in submitted if status[case] == "Awaiting" and case not in reviews]
    faults += [
        f"{case.identification} of the specimen is {status.get(case.identification)}" for case in cases
        if case.is_specimen and case.is_submitted and status.get(case.identification) != "Approved"]
    with receiver.lock:
        faults += [f"event {event} was never received" for event in sent - receiver.bodies.keys()]
        faults += [f"received event {event} is in no table" for event in receiver.bodies.keys() - sent]
        faults += [f"event {event} came with {len(kinds)} bodies" for event, kinds in receiver.bodies.items()
                   if len(kinds) > 1]
        faults += receiver.faults
    return faults
