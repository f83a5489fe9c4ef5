#!/usr/bin/env python3
"""A person in a real browser: from the link to the result, with a camera that sees what the clips show.

    journey.py --base http://127.0.0.1:8080 --link 'http://127.0.0.1:8080/?id=…' \
        --document-clip passport.mjpeg --selfie-clip selfie.mjpeg --shots build/shots

Without a document's clip the face alone is shown, first by a stranger where `--stranger-clip` has one.

A browser has one fake camera for its whole life. So it is closed after each picture and opened again with the next
clip: whatever the page knows then, it knows from the server, and going on where the person stopped is tested too.
"""

from __future__ import annotations

import argparse
import json
import pathlib
import re
import sys
import time

from playwright.sync_api import Page, Playwright, TimeoutError, sync_playwright

VIEWPORTS = {"phone": (390, 844), "desktop": (1280, 800)}
ENDS = ("approved", "submitted", "failed", "rejected", "declined", "expired", "aborted", "suspended",
        "interrupted", "invalidLink")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# How long the page is given to find the picture good.
AUTOMATIC_SECONDS = 8.0
OUTCOMES = ("Good", "Doubtful", "Bad", "Unchecked", "None")
VERDICT = ", ".join(f'.verdict[data-outcome="{outcome}"]' for outcome in OUTCOMES)
REPORT_VIOLATIONS = """
    addEventListener('securitypolicyviolation', (event) =>
        console.error(`content security policy: ${event.violatedDirective} ${event.blockedURI}`));
"""


class Journey:
    """One verification, over as many browsers as there are clips."""

    def __init__(self, playwright: Playwright, options: argparse.Namespace) -> None:
        self.playwright = playwright
        self.options = options
        self.faults: list[str] = []
        self.pictures = 0
        self.shutters: list[str] = []
        self.verdicts: list[str] = []
        self.browser = None
        self.page: Page
        options.shots.mkdir(parents=True, exist_ok=True)

    def open(self, clip: pathlib.Path) -> None:
        """Starts a browser whose camera shows `clip`, and opens the link in it."""
        self.close()
        self.browser = self.playwright.chromium.launch(
            executable_path=self.options.browser,
            args=[
                "--no-sandbox",
                "--use-fake-device-for-media-stream",
                "--use-fake-ui-for-media-stream",
                f"--use-file-for-fake-video-capture={clip.resolve()}",
            ],
        )
        width, height = VIEWPORTS[self.options.device]
        context = self.browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme=self.options.scheme,
            locale=self.options.locale,
            is_mobile=self.options.device == "phone",
            has_touch=self.options.device == "phone",
        )
        context.add_init_script(REPORT_VIOLATIONS)
        self.page = context.new_page()
        self.page.on("console", lambda message: self.note(message.type, message.text))
        self.page.on("pageerror", lambda error: self.faults.append(f"script: {error}"))
        self.page.on("request", lambda request: self.check_origin(request.url))
        self.page.goto(self.options.link)

    def close(self) -> None:
        if self.browser is not None:
            self.browser.close()
            self.browser = None

    def note(self, kind: str, text: str) -> None:
        if kind == "error" and "content security policy" in text.lower():
            self.faults.append(text)

    def check_origin(self, address: str) -> None:
        allowed = (self.options.base, "blob:", "data:", *self.options.allow)
        if not address.startswith(allowed):
            self.faults.append(f"request to another origin: {address}")

    def wait(
        self, *screens: str, target: str | None = None, other_than: str | None = None, seconds: float = 60
    ) -> str:
        """Waits for one of `screens`, about `target` or about another picture, and says which came."""
        place = f'[data-target="{target}"]' if target else f':not([data-target="{other_than}"])' if other_than else ""
        selector = ", ".join(f'html[data-screen="{screen}"]{place}' for screen in screens)
        try:
            return self.page.wait_for_selector(selector, timeout=seconds * 1000).get_attribute("data-screen")
        except TimeoutError:
            marks = json.dumps(self.page.evaluate("({...document.documentElement.dataset})"))
            self.shoot("stuck")
            raise SystemExit(f"waited {seconds} s for {', '.join(screens)}; the page says {marks}") from None

    def press(self, selector: str) -> None:
        self.page.locator(f"#stage {selector}").first.click()

    def shoot(self, name: str, waits: bool = True) -> None:
        """Keeps a picture of the page, and asks axe about it where axe is installed."""
        if waits:
            self.page.wait_for_timeout(400)
        number = len(list(self.options.shots.glob("*.png"))) + 1
        self.page.screenshot(path=self.options.shots / f"{number:02}-{name}.png")
        if self.options.axe is None or not waits:
            return
        result = self.options.axe.run(self.page, options={"runOnly": RULES})
        for violation in result.response["violations"]:
            self.faults.append(f"axe on {name}: {violation['id']}: {violation['nodes'][0]['target']}")

    def begin(self) -> None:
        """Welcome, consent and the choice of the document, each once more after a reload."""
        self.wait("welcome")
        self.page.reload()
        self.wait("welcome")
        self.shoot("welcome")
        self.press(".button.is-primary")
        if not self.options.document_clip:
            return
        if self.wait("document-type", "intro") == "document-type":
            self.page.reload()
            self.wait("document-type")
            self.shoot("document-type")
            self.press(f'[data-type="{self.options.document}"]')

    def photograph(self) -> str:
        """Takes the picture that the page asks for, and says which it was."""
        self.wait("intro")
        self.page.reload()
        self.wait("intro")
        target = self.page.locator("html").get_attribute("data-target")
        self.pictures += 1
        self.shoot(f"{target}-intro")
        self.press(".button.is-primary")
        self.wait("camera", "review", target=target)
        self.release(target)
        self.page.wait_for_selector(VERDICT, timeout=60_000, state="attached")
        self.verdicts.append(self.page.locator(".verdict").get_attribute("data-outcome"))
        self.shoot(f"{target}-review")
        # The button to use it is the first of those that send; a bad picture offers it second.
        self.page.locator("#stage .actions .button", has_text=re.compile("Use")).first.click()
        return target

    def release(self, target: str) -> None:
        """The shutter: it goes off by itself where the page finds the picture good, by hand where it does not."""
        self.shoot(f"{target}-camera", waits=False)
        try:
            self.page.wait_for_selector(f'html[data-screen="review"][data-target="{target}"]',
                                        timeout=AUTOMATIC_SECONDS * 1000)
            self.shutters.append("automatic")
        except TimeoutError:
            self.page.locator(".shutter:enabled").click(timeout=20_000)
            self.shutters.append("manual")
            self.wait("review", target=target)

    def check_redirects(self) -> None:
        """The page's own rule for the way back: .contract("4.7 id"), the target's query kept, no other scheme."""
        made = self.page.evaluate("""async () => {
            const { redirectAddress } = await import('/flow/assets/steps.js');
            return ['https://bank.example/a', 'https://bank.example/a?case=7%20b#c', 'javascript:alert(1)']
                .map((target) => redirectAddress(target, '0192f3c1') ?? null);
        }""")
        if made != ["https://bank.example/a?id=0192f3c1", "https://bank.example/a?case=7%20b&id=0192f3c1#c", None]:
            self.faults.append(f"the redirect's address: {made}")

    def run(self) -> dict[str, object]:
        started = time.monotonic()
        clips = self.options.document_clip
        self.open((clips or self.options.stranger_clip or [self.options.selfie_clip])[0])
        self.begin()
        for index, clip in enumerate(clips):
            if index > 0:
                self.open(clip)
            # Sent when the page asks for another picture, live or with advice first.
            self.wait("intro", "camera", other_than=self.photograph())
        for clip in self.options.stranger_clip:
            self.photograph()
            self.wait("rejected")
            self.shoot("rejected")
            self.open(self.options.selfie_clip)
            self.wait("rejected")
            self.press(".button.is-primary")
        if clips:
            self.open(self.options.selfie_clip)
        self.photograph()
        submitted = time.monotonic()
        self.wait("waiting", *ENDS)
        if self.wait("waiting", *ENDS) == "waiting":
            self.shoot("waiting")
        end = self.wait(*ENDS, seconds=self.options.timeout)
        decided = time.monotonic()
        self.shoot(end)
        self.check_redirects()
        return {
            "end": end,
            "pictures": self.pictures,
            "shutters": self.shutters,
            "verdicts": self.verdicts,
            "secondsToSubmit": round(submitted - started, 2),
            "secondsToResult": round(decided - submitted, 2),
            "faults": self.faults,
        }


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--base", required=True, help="origin of the server")
    parser.add_argument("--link", required=True, help="the link of one identity verification")
    parser.add_argument("--document-clip", default=[], type=pathlib.Path, action="append",
                        help="what the rear camera sees; once for each part of the document")
    parser.add_argument("--stranger-clip", default=[], type=pathlib.Path, action="append",
                        help="what the front camera sees first, of somebody else who is refused")
    parser.add_argument("--selfie-clip", required=True, type=pathlib.Path, help="what the front camera sees")
    parser.add_argument("--shots", required=True, type=pathlib.Path, help="folder for the screenshots")
    parser.add_argument("--document", default="Passport", help="document type to choose")
    parser.add_argument("--expect", default="approved", choices=ENDS, help="the end that counts as passed")
    parser.add_argument("--device", default="desktop", choices=sorted(VIEWPORTS))
    parser.add_argument("--scheme", default="light", choices=["light", "dark"])
    parser.add_argument("--locale", default="en-GB")
    parser.add_argument("--timeout", default=90.0, type=float, help="seconds to wait for the result")
    parser.add_argument("--allow", default=[], action="append", help="another origin that may be asked: the redirect's")
    parser.add_argument("--browser", default="/usr/bin/chromium")
    options = parser.parse_args()
    try:
        from axe_playwright_python.sync_playwright import Axe
        options.axe = Axe()
    except ImportError:
        options.axe = None
    return options


def main() -> int:
    options = arguments()
    with sync_playwright() as playwright:
        journey = Journey(playwright, options)
        try:
            result = journey.run()
        finally:
            journey.close()
    result["axe"] = "run" if options.axe else "not installed"
    print(json.dumps(result, indent=2))
    return 0 if result["end"] == options.expect and not result["faults"] else 1


if __name__ == "__main__":
    sys.exit(main())
