#!/usr/bin/env python3
"""Schemathesis over the document that a running server gives: every operation is asked what it must take and what it
must refuse, and each answer is held to the document. The seed is fixed, so that a run finds what the last one found.

    Tests/Fuzz/run.py [--examples 12] [--seconds 70] [--seed 20260101]

Runs under the Python of .runtime/venv. The executable and the models' folder come from COUTH_EXECUTABLE and
COUTH_RUNTIME.
"""

from __future__ import annotations

import argparse
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "Crash"))

from server import Client, Server  # noqa: E402 - it lies beside the harness that it was written for

# What the document does not promise. A rule between members, a blank text or a number that no machine holds is refused
# though it keeps the schema; and a header field of the wrong form, as Return-Total-Count, is passed over.
EXCLUDED_CHECKS = ["positive_data_acceptance", "negative_data_rejection"]
# A page; the document itself, which refers to itself; and what is 501 for good.
EXCLUDED_PATHS = "^/$|^/api/openapi[.]yaml$|/face-tec/|/face-tec-enrollment-3d$"


def tokens(server: Server) -> dict[str, str]:
    """A client's token, that of a person with a verification of their own, and a key of the legacy API."""
    client_id, secret, setup = server.credentials()
    client = Client(server.port)
    token = server.token(client_id, secret)
    verification = client.json("POST", "/v1/identity-verifications", token, {"setupId": setup})["id"]
    first = client.json("POST", "/v1/sessions", body={"identityVerificationId": verification})["accessToken"]
    full = client.json("POST", f"/v1/sessions/{verification}/full-access-token", first, {})["accessToken"]
    status, printed = server.admin("legacy-key", "create", "--setup", setup)
    if status != 0:
        raise SystemExit(f"no key of the legacy API was made: {printed}")
    key = re.search(r"^key +(\S+)", printed, re.MULTILINE)[1]
    return {"COUTH_CLIENT_TOKEN": token, "COUTH_SESSION_TOKEN": full, "COUTH_LEGACY_KEY": key}


def command(options: argparse.Namespace, server: Server) -> list[str]:
    program = shutil.which("schemathesis", path=str(pathlib.Path(sys.executable).parent))
    if program is None:
        raise SystemExit("schemathesis is not installed beside this Python: setup/venv.sh makes an environment with it")
    return [
        program, "run", f"http://127.0.0.1:{server.port}/swagger/v1/swagger.json", "--checks", "all",
        "--exclude-checks", ",".join(EXCLUDED_CHECKS), "--exclude-path-regex", EXCLUDED_PATHS,
        # U+0000 is refused everywhere, which JSON Schema cannot say of every text.
        "--generation-allow-x00", "false", "--phases", "examples,coverage,fuzzing",
        "--max-examples", str(options.examples), "--seed", str(options.seed), "--generation-database", "none",
        "--max-time", str(options.seconds), "--request-timeout", "20", "--continue-on-failure", "--no-color",
        "--suppress-health-check", "all", "--warnings", "off",
    ]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--examples", type=int, default=12, help="random requests for each operation")
    parser.add_argument("--seconds", type=int, default=70, help="the time that all of it may take")
    parser.add_argument("--seed", type=int, default=20260101)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="couth-fuzz-") as folder:
        os.environ["COUTH_LEGACY_ENABLED"] = "true"
        server = Server(os.environ["COUTH_EXECUTABLE"], os.environ["COUTH_RUNTIME"], pathlib.Path(folder) / "data")
        server.start(quiet=False)
        try:
            environment = os.environ | tokens(server) | {"SCHEMATHESIS_HOOKS": "hooks", "PYTHONPATH": str(HERE)}
            status = subprocess.run(command(options, server), cwd=folder, env=environment, check=False).returncode
            lives = server.process.poll() is None
        finally:
            server.stop()
        if not lives:
            print(f"the server ended:\n{server.tail()}")
    return status if lives else 1


if __name__ == "__main__":
    sys.exit(main())
