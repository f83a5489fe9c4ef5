"""Whether the checks would see a loss: each is made once, in a copy, and must be found."""

from __future__ import annotations

import pathlib
import shutil
import sqlite3
from collections.abc import Callable

import checks
from journal import Case
from server import Server


def _change(folder: pathlib.Path, statement: str, *values: object) -> None:
    connection = sqlite3.connect(folder / "couth.sqlite")
    with connection:
        count = connection.execute(statement, values).rowcount
    connection.close()
    if count < 1:
        raise SystemExit(f"the control changed nothing: {statement}")


def _flip(folder: pathlib.Path, identification: str) -> None:
    """One bit of a sealed picture."""
    connection = sqlite3.connect(folder / "couth.sqlite")
    name = connection.execute(
        "SELECT object_name FROM evidence WHERE identification_id = ? AND is_current = 1", (identification,)
    ).fetchone()[0]
    connection.close()
    path = folder / "media" / name[:2] / name[2:]
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.chmod(0o600)
    path.write_bytes(content)


def losses(case: Case) -> dict[str, Callable[[pathlib.Path], None]]:
    """Each loss by what it does to a data folder."""
    verification, identification = case.verification, case.identification
    return {
        "a picture's row is gone": lambda folder: _change(
            folder, "DELETE FROM evidence WHERE identification_id = ?", identification),
        "a picture's bytes are changed": lambda folder: _flip(folder, identification),
        "a consent is gone": lambda folder: _change(
            folder, "UPDATE verification SET is_consented = NULL WHERE id = ?", verification),
        "an event is gone": lambda folder: _change(
            folder, "DELETE FROM event WHERE subject = ? AND subject_sequence = 1", verification),
        "an audit entry is changed": lambda folder: _change(
            folder, "UPDATE audit_entry SET actor = 'nobody' WHERE sequence = 2"),
        "an audit entry and its row are gone": lambda folder: _change(
            folder, "DELETE FROM audit_entry WHERE subject = ? AND action = 'verification.consented'", verification),
    }


def run(server: Server, token_of: Callable[[Server], str], cases: list[Case]) -> list[str]:
    """Makes every loss in a copy of the stopped server's folder. Returns those that no check saw."""
    case = next((case for case in cases if any(kept.acknowledged for kept in case.pictures.values())), None)
    if case is None:
        return ["no picture was acknowledged, so no control is possible"]
    unseen = []
    for number, (name, spoil) in enumerate(losses(case).items()):
        copy = server.folder.with_name(f"control-{number}")
        shutil.copytree(server.folder, copy)
        spoil(copy)
        spoiled = Server(server.executable, server.runtime, copy)
        spoiled.start()
        try:
            faults = checks.database(spoiled, [case]) + checks.audit(spoiled)
            faults += checks.answers(spoiled, token_of(spoiled), [case])
        finally:
            spoiled.stop()
            shutil.rmtree(copy)
        print(f"control: {name}: {'seen: ' + faults[0] if faults else 'NOT SEEN'}", flush=True)
        if not faults:
            unseen.append(f"no check saw that {name}")
    ghost = Case("00000000-0000-7000-8000-000000000000", "never created")
    if not checks.database(server, [ghost]):
        unseen.append("no check saw a verification that was never created")
    return unseen
