#!/usr/bin/env python3
"""The whole journey in Firefox ESR: everything but the camera, which this browser is not given.

Without a camera the page has to say so and to take files, so that is what the person does here. The browser is driven
by its own protocol (Marionette), a line of JSON at a time; nothing is installed for it. The executable, the folder of
models and portraits and the folder for screenshots come from COUTH_EXECUTABLE, COUTH_RUNTIME and COUTH_ARTIFACTS.
"""

from __future__ import annotations

import base64
import json
import os
import pathlib
import socket
import subprocess
import sys
import tempfile
import time

from run import Server, free_port, shut

FIREFOX = "/usr/bin/firefox-esr"
WAIT_SECONDS = 60.0
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"


class Firefox:
    """One headless browser with a profile of its own."""

    def __init__(self, folder: pathlib.Path) -> None:
        port = free_port()
        profile = folder / "profile"
        profile.mkdir()
        settings = {"marionette.port": port, "intl.accept_languages": "en-GB", "app.update.enabled": False,
                    "datareporting.policy.dataSubmissionEnabled": False, "browser.shell.checkDefaultBrowser": False,
                    "ui.systemUsesDarkTheme": 1, "toolkit.telemetry.server": "",
                    # Nothing but the page asks for anything.
                    "network.captive-portal-service.enabled": False, "network.connectivity-service.enabled": False}
        (profile / "user.js").write_text(
            "".join(f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in settings.items()))
        self.process = subprocess.Popen(
            [FIREFOX, "--headless", "--marionette", "--no-remote", "--profile", str(profile), "--width", "390",
             "--height", "844"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            env={**os.environ, "HOME": str(folder), "MOZ_DISABLE_CONTENT_SANDBOX": "1"})
        self.socket = self.connect(port)
        self.buffer = b""
        self.number = 0
        self.read()
        self.call("WebDriver:NewSession", {"capabilities": {"alwaysMatch": {"acceptInsecureCerts": False}}})

    @staticmethod
    def connect(port: int) -> socket.socket:
        end = time.monotonic() + WAIT_SECONDS
        while True:
            try:
                return socket.create_connection(("127.0.0.1", port), timeout=WAIT_SECONDS)
            except OSError:
                if time.monotonic() > end:
                    raise
                time.sleep(0.2)

    def read(self) -> object:
        while b":" not in self.buffer:
            self.buffer += self.receive()
        length, _, rest = self.buffer.partition(b":")
        while len(rest) < int(length):
            rest += self.receive()
        self.buffer = rest[int(length):]
        return json.loads(rest[:int(length)])

    def receive(self) -> bytes:
        data = self.socket.recv(65_536)
        if not data:
            raise SystemExit("Firefox hung up")
        return data

    def call(self, name: str, details: dict | None = None) -> object:
        self.number += 1
        message = json.dumps([0, self.number, name, details or {}]).encode()
        self.socket.sendall(str(len(message)).encode() + b":" + message)
        _, _, error, result = self.read()
        if error:
            raise SystemExit(f"{name}: {error['error']}: {error['message']}")
        return result

    def run(self, script: str) -> object:
        return self.call("WebDriver:ExecuteScript", {"script": f"return ({script})", "args": []})["value"]

    def find(self, selector: str) -> str:
        found = self.call("WebDriver:FindElement", {"using": "css selector", "value": selector})
        return found["value"][ELEMENT]

    def wait(self, selector: str) -> None:
        end = time.monotonic() + WAIT_SECONDS
        while not self.run(f"document.querySelector({json.dumps(selector)}) !== null"):
            if time.monotonic() > end:
                shown = self.run("JSON.stringify({...document.documentElement.dataset})")
                raise SystemExit(f"waited for {selector}; the page says {shown}")
            time.sleep(0.1)

    def click(self, selector: str) -> None:
        self.wait(selector)
        self.call("WebDriver:ElementClick", {"id": self.find(selector)})

    def choose(self, selector: str, file: pathlib.Path) -> None:
        self.wait(selector)
        self.call("WebDriver:ElementSendKeys", {"id": self.find(selector), "text": str(file)})

    def shoot(self, path: pathlib.Path) -> None:
        picture = self.call("WebDriver:TakeScreenshot", {"full": False})["value"]
        path.write_bytes(base64.b64decode(picture))

    def close(self) -> None:
        shut(self.process)


# Violations are heard from the first script on; the page's own are not there yet then.
LISTEN = """(window.violations ??= [], document.addEventListener('securitypolicyviolation', (event) =>
    window.violations.push(`${event.violatedDirective} ${event.blockedURI}`)), true)"""


def journey(browser: Firefox, link: str, files: pathlib.Path, shots: pathlib.Path) -> None:
    browser.call("WebDriver:Navigate", {"url": link})
    browser.run(LISTEN)
    browser.wait('html[data-screen="welcome"]')
    browser.shoot(shots / "01-welcome.png")
    browser.click("#stage .button.is-primary")
    browser.click('[data-type="Passport"]')
    # No camera here: the page says so before anything was tried, and offers to take a file first.
    browser.wait('html[data-screen="intro"] [data-trouble="camera.absent"]')
    browser.shoot(shots / "02-no-camera.png")
    for number, (target, file) in enumerate((("part.DataPage", "document-1.jpg"), ("selfie", "selfie.jpg"))):
        browser.wait(f'html[data-screen="intro"][data-target="{target}"]')
        browser.choose('#stage input[type="file"]', files / file)
        browser.wait('.verdict[data-outcome="Good"]')
        browser.shoot(shots / f"{3 + number:02}-{target}-review.png")
        browser.click("#stage .actions .is-primary")
    browser.wait('html[data-screen="approved"]')
    browser.shoot(shots / "05-approved.png")
    violations = browser.run("window.violations")
    others = browser.run("performance.getEntriesByType('resource').map((entry) => entry.name)"
                         ".filter((name) => !name.startsWith(location.origin) && !/^(blob|data):/.test(name))")
    if violations or others:
        raise SystemExit(f"violations {violations}, requests to other origins {others}")


def main() -> int:
    executable, runtime = os.environ["COUTH_EXECUTABLE"], os.environ["COUTH_RUNTIME"]
    shots = pathlib.Path(os.environ.get("COUTH_ARTIFACTS", "artifacts")) / "screenshots" / "firefox"
    shots.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="couth-firefox-") as name:
        folder = pathlib.Path(name)
        subprocess.run([executable, "specimen", "--case", "approved", "--document", "passport", "--runtime", runtime,
                        "--out", str(folder / "files")], check=True, stdout=subprocess.DEVNULL)
        with Server(executable, runtime, folder / "data", folder / "server.log") as server:
            link = server.link()
            browser = Firefox(folder)
            try:
                journey(browser, link, folder / "files", shots)
            finally:
                browser.close()
    print("firefox: approved, with files in the place of a camera")
    return 0


if __name__ == "__main__":
    sys.exit(main())
