#!/usr/bin/env python3
"""The guide, docs/api.md, as somebody would paste it: its `sh` blocks in their order, in one shell, beside a server of
its own. A line that fails ends the run, and so does a call that is answered with an error which the guide does not
announce; at the end every operation of the API's document must have been called. Where the guide sends a person to the
link, a drawn person does what the page would do.

Marks in the text, as comments that no reader sees:
    <!-- guide: here a person opens the link and hands in -->
    <!-- guide: answers 404 -->            the calls of the next block do

The executable and the models' folder come from COUTH_EXECUTABLE and COUTH_RUNTIME.
"""

from __future__ import annotations

import base64
import contextlib
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time
import urllib.parse

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
sys.path.insert(0, str(HERE.parent / "Crash"))

from server import Client, Server  # noqa: E402 - it lies beside the harness that it was written for

PERSON = "<!-- guide: here a person opens the link and hands in -->"
# What a guide for businesses and their own capture clients has no line for.
LEFT_OUT = {
    "GET /v1/face-tec/mobile-license", "GET /v1/face-tec/sessions",  # 501 for good
    "PUT /v1/kyc-identifications/{id}/face-tec-enrollment-3d",
    "PUT /v1/kyc-identifications/{id}/resubmit", "PUT /v1/identifications/{id}/resubmit",  # nothing was rejected
    "PUT /v1/kyc-identifications/{id}/additional-document",  # its twin stands in § 9
    "PUT /v1/kyc-identifications/{id}/session-screen-recording",  # no film at hand
    "GET /v1/identity-verifications/{id}/hand-off/events",  # it ends after ten minutes
    "POST /v1/identity-verifications/{id}/hand-off/messages",  # no mail relay at hand
    "PUT /v1/identifications/{id}/session-screen-recording",
    "POST /v1/identifications/{id}/active-liveness",  # its twin stands in § 8
    "PUT /v1/identifications/{id}/active-liveness/{challengeId}",
}
# The legacy API, off by default, has a guide of its own.
LEGACY = ("/identifications/", "/get-data")
# Each call is noted with its answer; one of 400 or more ends the shell where the guide does not announce it.
PRELUDE = r"""
set -euo pipefail
curl() {
    local code
    command curl -w '%{stderr}\n%{http_code} %{method} %{url_effective}\n' "$@" 2> "$CALLS.last" || {
        cat "$CALLS.last" >&2
        return 22
    }
    code=$(tail -n 1 "$CALLS.last" | cut -c1-3)
    tail -n 1 "$CALLS.last" >> "$CALLS"
    if [[ -n ${ANSWERS:-} ]]; then
        [[ $code == "$ANSWERS" ]] && return 0
    elif ((code < 400)); then
        return 0
    fi
    # Without the header fields: a token has no place in a log, not even here.
    echo "unexpected: $(tail -n 1 "$CALLS.last")" >&2
    return 22
}
"""


def script(text: str, values: dict[str, str]) -> str:
    """One shell script of all blocks, with the guide's placeholders replaced by `values`."""
    lines = [PRELUDE]
    answers = ""
    marks = rf"^```sh\n(.*?)^```$|({re.escape(PERSON)})|<!-- guide: answers ([0-9]+) -->"
    for match in re.finditer(marks, text, re.MULTILINE | re.DOTALL):
        if match[2]:
            lines.append('"$PERSON_PROGRAM" "$GUIDE" --person "$IDV"')
        elif match[3]:
            answers = match[3]
        else:
            line = text[:match.start()].count("\n") + 2
            lines += [f"echo '== docs/api.md, line {line}'", f"ANSWERS={answers}", match[1], "ANSWERS="]
            answers = ""
    whole = "\n".join(lines)
    for name, value in values.items():
        whole, count = re.subn(rf"^{name}=.*$", f"{name}={value}", whole, count=1, flags=re.MULTILINE)
        if count == 0:
            raise SystemExit(f"the guide sets no {name} at the beginning of a line")
    return whole


def person(verification: str) -> None:
    """What the page sends for a drawn person, until the identification is decided: by a rejection, because the guide
    registers somebody of another name.
    """
    pictures = pathlib.Path("person")
    subprocess.run([os.environ["COUTH_EXECUTABLE"], "specimen", "--case", "approved", "--out", str(pictures)],
                   check=True, stdout=subprocess.DEVNULL)
    document, selfie = (base64.b64encode((pictures / name).read_bytes()).decode()
                        for name in ("document-1.jpg", "selfie.jpg"))
    client = Client(int(os.environ["PORT_OF_SERVER"]), 60)
    first = client.json("POST", "/v1/sessions", body={"identityVerificationId": verification})["accessToken"]
    token = client.json("POST", f"/v1/sessions/{verification}/full-access-token", first, {})["accessToken"]
    session = f"/v1/identity-verifications/{verification}"
    client.json("PUT", f"{session}/consent", token, {"isConsented": True})
    begun = client.json("POST", "/v1/kyc-identifications", token, {"identityVerificationId": verification})
    path = f"/v1/kyc-identifications/{begun['id']}"
    client.json("PUT", f"{path}/document", token, {"type": "Passport", "part": "DataPage", "imageBase64": document})
    client.json("PUT", f"{path}/face-tec-liveness-2d", token, {"auditImagesBase64": [selfie]})
    for step in ("verification", "complete"):
        client.json("PUT", f"{path}/{step}", token)
    end = time.monotonic() + 120
    while (state := client.json("GET", path, token)["status"]) == "Awaiting" and time.monotonic() < end:
        time.sleep(0.2)
    if state == "Awaiting":
        raise SystemExit("nothing was decided in two minutes")
    client.json("PUT", f"{session}/complete", token)
    print(f"the person handed in: {state}")


def operations(server: Server) -> list[tuple[str, re.Pattern[str]]]:
    """Every operation of the document: its name, and the calls that are of it."""
    document = Client(server.port).json("GET", "/swagger/v1/swagger.json")
    return [
        (f"{method.upper()} {path}",
         re.compile(f"{method.upper()} " + re.sub(r"\\\{[^}]*\\\}", "[^/]+", re.escape(path)) + "$"))
        for path, item in document["paths"].items() for method, operation in item.items()
        if isinstance(operation, dict) and "operationId" in operation
    ]


def never_called(server: Server, calls: pathlib.Path) -> list[str]:
    made = [f"{method} {urllib.parse.urlsplit(address).path or '/'}"
            for _, method, address in (line.split(" ", 2) for line in calls.read_text().splitlines())]
    # A word wins over a parameter: `/filter` is no id.
    known = sorted(operations(server), key=lambda operation: operation[0].count("{"))
    reached = {next((name for name, pattern in known if pattern.match(call)), "") for call in made}
    asked = {name for name, _ in known if not name.split(" ", 1)[1].startswith(LEGACY)}
    return sorted(asked - reached - LEFT_OUT)


def run(folder: pathlib.Path) -> int:
    executable = os.environ["COUTH_EXECUTABLE"]
    server = Server(executable, os.environ["COUTH_RUNTIME"], folder / "data")
    server.start(quiet=False)
    with contextlib.ExitStack() as stack:
        stack.callback(server.stop)
        client_id, secret, setup = server.credentials()
        text = (ROOT / "docs" / "api.md").read_text()
        values = {"BASE": f"http://127.0.0.1:{server.port}", "CLIENT_ID": client_id, "CLIENT_SECRET": secret,
                  "SETUP_ID": setup, "PATH": f"{pathlib.Path(executable).parent}:$PATH"}
        calls = folder / "calls.txt"
        environment = os.environ | {"CALLS": str(calls), "PERSON_PROGRAM": sys.executable,
                                    "GUIDE": str(HERE / "run.py"), "PORT_OF_SERVER": str(server.port)}
        (folder / "guide.sh").write_text(script(text, values))
        status = subprocess.run(
            ["bash", str(folder / "guide.sh")], cwd=folder, env=environment, check=False, timeout=300).returncode
        if status != 0:
            print(f"\nthe guide ended with {status} at the block above")
            return 1
        missing = never_called(server, calls)
        print(f"\n{len(calls.read_text().splitlines())} calls; operations without a line in the guide: {missing}")
        return 1 if missing else 0


def main() -> int:
    if sys.argv[1:2] == ["--person"]:
        person(sys.argv[2])
        return 0
    with tempfile.TemporaryDirectory(prefix="couth-guide-") as folder:
        return run(pathlib.Path(folder))


if __name__ == "__main__":
    sys.exit(main())
