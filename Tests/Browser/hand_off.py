#!/usr/bin/env python3
"""The link of a hand-off as a text message, and a stream of its events that is held for more than a minute.

A gateway of this machine takes the text messages as an operator's would. Otherwise as in switches.py.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import http.client
import http.server
import json
import os
import pathlib
import re
import sys
import tempfile
import threading
import time
import urllib.parse

from switches import WAIT_MILLISECONDS, Device, Stage, play

NUMBER = "+37060012345"
# Longer than any server or proxy on the way leaves a silent connection be; ours closes one after a minute.
HELD_SECONDS = 75.0
# CaptureLimits.handOffHeartbeatSeconds, and how late a busy machine may be.
HEARTBEAT_SECONDS, LATE_SECONDS = 15.0, 5.0


class Gateway(http.server.ThreadingHTTPServer):
    """Takes text messages, and keeps those that are rightly signed."""

    class Talk(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            signed = f"{self.headers['webhook-id']}.{self.headers['webhook-timestamp']}.".encode() + body
            mac = base64.b64encode(hmac.new(self.server.key, signed, hashlib.sha256).digest()).decode()
            is_ours = f"v1,{mac}" in self.headers["webhook-signature"].split()
            message = json.loads(body)
            if is_ours:
                self.server.messages.append(message)
            self.send_response(401 if not is_ours else 503 if message["to"] == self.server.unreachable else 202)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Nothing: what went wrong is seen by the messages that are missing."""

    def __init__(self, folder: pathlib.Path) -> None:
        super().__init__(("127.0.0.1", 0), self.Talk)
        self.key = os.urandom(32)
        self.messages: list[dict[str, str]] = []
        # Whom it refuses to write to.
        self.unreachable = "+37060099999"
        secret = folder / "sms-secret"
        secret.write_text(f"whsec_{base64.b64encode(self.key).decode()}")
        os.environ |= {
            "COUTH_MESSAGES_SMS_WEBHOOK_URL": f"http://127.0.0.1:{self.server_address[1]}/messages",
            "COUTH_MESSAGES_SMS_WEBHOOK_SECRET_FILE": str(secret), "COUTH_WEBHOOKS_ALLOW_LOOPBACK": "true"}
        threading.Thread(target=self.serve_forever, daemon=True).start()


def a_text_message(stage: Stage, gateway: Gateway) -> None:
    """The link comes by text message; the phone that opens it goes on once its number is chosen."""
    desk, phone = Device(stage, "desktop"), Device(stage, "phone")
    link = stage.business.verification({"enabled": True})
    desk.page.goto(link)
    desk.wait("hand-off")
    form = desk.page.locator(".sending", has=desk.page.locator("input[type=tel]"))

    def send(number: str) -> str:
        form.locator("input").fill(number)
        form.locator("button").click()
        form.locator("[role=status]:not(:empty)").wait_for(timeout=WAIT_MILLISECONDS)
        return form.locator("[role=status]").inner_text()

    for wrong in ("060012345", "+370", "+370 six hundred"):
        words = send(wrong)
        stage.check(words.startswith("This is not a mobile number with country code."), f"{wrong}: {words}")
    stage.shoot(desk.page, "desktop-wrong-number")
    stage.check(gateway.messages == [], "nothing is sent to a wrong number")
    refused = send(gateway.unreachable)
    stage.check(refused.startswith("The link could not be sent."), f"what the gateway refuses is told: {refused}")
    gateway.messages.clear()
    # As people write it.
    stage.check(send("+370 (600) 12-345") == "The link is on its way", "the message is sent")
    stage.check([message["to"] for message in gateway.messages] == [NUMBER], "it goes to the number, once")
    found = re.search(r"https?://\S+", gateway.messages[-1]["text"])
    stage.check(found is not None and found[0] == desk.links[-1], "it has the link that the code shows")
    stage.check(send(NUMBER) == "The link is on its way", "it may be sent again")
    # The refused one counts: else a wrong number could be tried for ever.
    spent = send(NUMBER)
    stage.check(spent.startswith("The link has been sent as often as it may be."), f"the limit is told: {spent}")
    stage.check(len(gateway.messages) == 2, "and nothing is sent beyond it")
    stage.shoot(desk.page, "desktop-limit")
    phone.page.goto(found[0])
    number = phone.number()
    desk.wait("hand-off-confirm")
    desk.press(f"Number {number}")
    desk.wait("hand-off-taken")
    phone.finish(stage.selfie)
    phone.wait("submitted", "approved")
    desk.wait("submitted", "approved")
    stage.check(stage.business.status(link) == "Completed", "the verification is completed")


def a_long_wait(stage: Stage) -> None:
    """A person looks for the phone for more than a minute: the stream lives, says so, and tells what comes then."""
    id = stage.business.verification({"enabled": True}).split("id=")[1]
    host = urllib.parse.urlsplit(stage.business.base).netloc

    def call(method: str, path: str, token: str | None = None, body: object = None) -> http.client.HTTPResponse:
        headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {token}"} if token else {})
        connection = http.client.HTTPConnection(host, timeout=HEARTBEAT_SECONDS + LATE_SECONDS)
        connection.request(method, f"/v1/{path}", None if body is None else json.dumps(body), headers)
        return connection.getresponse()

    token = json.load(call("POST", "sessions", body={"identityVerificationId": id}))["accessToken"]
    link = json.load(call("POST", f"identity-verifications/{id}/hand-off", token))
    stream = call("GET", f"identity-verifications/{id}/hand-off/events", token)
    began, heard = time.monotonic(), []

    def hear() -> str:
        """The next event or comment; a silence longer than a heartbeat ends the scene."""
        line = stream.readline().decode().rstrip("\n")
        blank = stream.readline()
        stage.check(blank == b"\n", f"an event ends with an empty line: {line!r}, {blank!r}")
        heard.append(round(time.monotonic() - began, 1))
        return line

    try:
        stage.check(json.loads(hear().removeprefix("data: "))["status"] == "Open", "the state comes at once")
        while time.monotonic() - began < HELD_SECONDS:
            line = hear()
            stage.check(line.startswith(": "), f"nothing but a sign of life while nothing happens: {line!r}")
        gaps = [after - before for before, after in zip(heard, heard[1:])]
        is_steady = all(HEARTBEAT_SECONDS - 1 <= gap <= HEARTBEAT_SECONDS + LATE_SECONDS for gap in gaps)
        stage.check(len(gaps) >= 4 and is_steady, f"a sign of life every {HEARTBEAT_SECONDS} s: {heard}")
        call("POST", "sessions/hand-off", body={"handOffToken": link["url"].partition("#")[2]})
        taken = time.monotonic()
        line = hear()
        stage.check(line.startswith("data: ") and '"Confirming"' in line, f"the change is told after that: {line!r}")
        print(f"    held {heard[-1]} s, signs of life at {heard[1:-1]}, told after {time.monotonic() - taken:.1f} s",
              flush=True)
    except (OSError, ValueError, http.client.HTTPException) as error:
        stage.fault(f"the stream ended after {time.monotonic() - began:.1f} s: {error!r}; heard at {heard}")


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="couth-gateway-") as folder:
        gateway = Gateway(pathlib.Path(folder))
        scenes = {"a_text_message": lambda stage: a_text_message(stage, gateway), "a_long_wait": a_long_wait}
        return play("hand-off", {name: scene for name, scene in scenes.items() if name in (sys.argv[1:] or scenes)})


if __name__ == "__main__":
    sys.exit(main())
