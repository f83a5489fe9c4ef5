"""What the programs that kill a server have in common: their options, the first start, the end."""

from __future__ import annotations

import argparse
import os
import pathlib
import random
import signal
import sys
import tempfile
from collections.abc import Callable

from receiver import SECRET, Receiver
from server import Server


def options(about: str, kills: int) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=about.splitlines()[0])
    parser.add_argument("--executable", default=os.environ.get("COUTH_EXECUTABLE"), help="the couth executable")
    parser.add_argument("--runtime", default=os.environ.get("COUTH_RUNTIME", ".runtime"), help="the models' folder")
    parser.add_argument("--kills", default=kills, type=int)
    parser.add_argument("--seed", default=random.SystemRandom().randrange(1_000_000), type=int)
    return parser


def run(parser: argparse.ArgumentParser, body: Callable[[argparse.Namespace, pathlib.Path], bool]) -> int:
    """Runs `body` in a folder of its own. Returns the exit status."""
    chosen = parser.parse_args()
    if not chosen.executable:
        parser.error("name the executable with --executable or COUTH_EXECUTABLE")
    chosen.executable, chosen.runtime = os.path.abspath(chosen.executable), os.path.abspath(chosen.runtime)
    # Who is told to stop takes the server along.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    print(f"seed {chosen.seed}", flush=True)
    with tempfile.TemporaryDirectory(prefix="couth-kill-") as folder:
        return 0 if body(chosen, pathlib.Path(folder)) else 1


def first_start(server: Server, receiver: Receiver) -> tuple[tuple[str, str], str, str]:
    """Starts it and subscribes `receiver`. Returns the client's credentials, a token, and the sandbox setup."""
    server.start(quiet=False)
    client, secret, setup = server.credentials()
    status, text = server.admin("webhook", "add", receiver.url, "--hmac-secret", SECRET)
    if status != 0:
        raise SystemExit(f"the webhook was not added: {text}")
    return (client, secret), server.token(client, secret), setup
