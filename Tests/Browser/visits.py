"""What the complaints of flow.py are played with: a server, its papers and films, and a person's visit to the page."""

from __future__ import annotations

import contextlib
import json
import pathlib
import subprocess
import time
from concurrent.futures import Future

from playwright.sync_api import Browser, Error, Page, Playwright, Route, TimeoutError

from journey import REPORT_VIOLATIONS, VERDICT
from run import Server
from switches import CHROMIUM, WAIT_MILLISECONDS, Business

PHONE = {"width": 390, "height": 844}
# A name that no loopback rule knows, so that the browser takes the page for an insecure one.
INSECURE_HOST = "couth.test"
PRIMARY = "#stage .actions .button.is-primary"
FILE = "#stage input[type=file]"
# Every film is good again then, however often it has come round.
MANUAL_SECONDS = 6.5 + 4.0

# What the page's own code does with camera, advice, shutter and pieces, and when.
WATCH = """
    window.seen = { advice: [], screens: [], live: [], sent: [] };
    const tracks = [];
    const devices = navigator.mediaDevices;
    const open = devices?.getUserMedia.bind(devices);
    if (open) devices.getUserMedia = async (wish) => {
        seen.live.push(tracks.filter(({ readyState }) => readyState === 'live').length);
        const stream = await open(wish);
        tracks.push(...stream.getTracks());
        seen.opened = performance.now();
        seen.enabled = undefined;
        return stream;
    };
    new MutationObserver((changes) => {
        const now = performance.now();
        const { screen, target } = document.documentElement.dataset;
        const isNew = changes.some(({ attributeName }) => attributeName === 'data-screen');
        if (isNew) seen.screens.push([screen, target, now]);
        if (seen.enabled === undefined && document.querySelector('.shutter:enabled')) seen.enabled = now;
        const advice = document.querySelector('.camera-advice')?.dataset.advice;
        if (advice && advice !== seen.advice.at(-1)?.[0]) seen.advice.push([advice, now - seen.opened]);
    }).observe(document, { subtree: true, childList: true, attributes: true });
    const { open: openRequest, send } = XMLHttpRequest.prototype;
    XMLHttpRequest.prototype.open = function (method, path) {
        this.path = path;
        return openRequest.call(this, method, path);
    };
    XMLHttpRequest.prototype.send = function (body) {
        const offset = /\\/pieces\\/(\\d+)$/.exec(this.path)?.[1];
        if (offset) {
            const piece = { offset: Number(offset), bytes: body.size };
            seen.sent.push(piece);
            this.addEventListener('loadend', () => { piece.status = this.status; });
        }
        return send.call(this, body);
    };
"""


class Flow:
    """The one server, its business, the browser that most complaints share, and what went wrong."""

    def __init__(
        self, playwright: Playwright, server: Server, papers: pathlib.Path, drawn: dict[str, Future[None]]
    ) -> None:
        self.playwright, self.server, self.papers, self.drawn = playwright, server, papers, drawn
        self.business = Business(server)
        self.setups: dict[str, str] = {}
        self.name = ""
        self.faults: list[str] = []
        self.strangers: set[str] = set()
        self.violations: set[str] = set()
        self.tries: dict[str, tuple[str, str]] = {}
        self.browser = self.launch(self.paper("steady", "document-1.mjpeg"))

    def launch(self, clip: pathlib.Path) -> Browser:
        return self.playwright.chromium.launch(executable_path=CHROMIUM, args=[
            "--no-sandbox", "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream",
            f"--host-resolver-rules=MAP {INSECURE_HOST} 127.0.0.1", f"--use-file-for-fake-video-capture={clip}"])

    def paper(self, film: str, name: str) -> pathlib.Path:
        self.drawn[film].result()
        return (self.papers / film / name).resolve()

    def check(self, holds: bool, what: str) -> None:
        if not holds:
            self.faults.append(f"{self.name}: {what}")
            print(f"    does not hold: {what}", flush=True)

    def link(self, *types: str, face: bool = False) -> str:
        """A new verification that asks for one of `types`, and for the face where told."""
        key = f"{types} {face}"
        if key not in self.setups:
            kyc = self.business.call("/v1/identification-setups", {
                "name": key, "document": {"enabled": bool(types), "types": [{"name": name} for name in types]},
                "face": {"enabled": face}})
            self.setups[key] = self.business.call("/v1/identity-verification-setups", {
                "name": key, "steps": [{"type": "Consent", "order": 0},
                                       {"type": "KycIdentification", "order": 1, "setupId": kyc["id"]}]})["id"]
        made = self.business.call("/v1/identity-verifications", {"setupId": self.setups[key]})
        return f"{self.server.base}/?id={made['id']}"


class Visit:
    """A person with a browser of their own, at one link."""

    def __init__(
        self, flow: Flow, link: str, browser: Browser | None = None, script: str = "", **options: object
    ) -> None:
        self.flow, self.link = flow, link
        self.context = (browser or flow.browser).new_context(**{"viewport": PHONE, "locale": "en-GB", **options})
        self.context.set_default_timeout(WAIT_MILLISECONDS)
        for text in (REPORT_VIOLATIONS, script, WATCH):
            self.context.add_init_script(text)
        self.context.on("request", self.check_origin)
        self.context.on("console", lambda message: self.note(message.type, message.text))
        self.context.on("weberror", lambda error: flow.check(False, f"script: {error.error}"))
        self.page: Page = self.context.new_page()

    def __enter__(self) -> Visit:
        self.page.goto(self.link)
        return self

    def __exit__(self, *_: object) -> None:
        self.context.unroute_all(behavior="ignoreErrors")
        self.context.close()

    def check_origin(self, request: object) -> None:
        if not request.url.startswith((self.flow.server.base, f"http://{INSECURE_HOST}:", "blob:", "data:")):
            self.flow.strangers.add(request.url)

    def note(self, kind: str, text: str) -> None:
        if kind == "error" and "content security policy" in text.lower():
            self.flow.violations.add(text)

    def seen(self, what: str) -> object:
        return self.page.evaluate(f"seen.{what}")

    def wait(self, *screens: str, target: str = "", seconds: float = WAIT_MILLISECONDS / 1000) -> str:
        about = f'[data-target="{target}"]' if target else ""
        selector = ", ".join(f'html[data-screen="{screen}"]{about}' for screen in screens)
        try:
            return self.page.wait_for_selector(selector, timeout=seconds * 1000).get_attribute("data-screen")
        except TimeoutError:
            marks = json.dumps(self.page.evaluate("({...document.documentElement.dataset})"))
            raise TimeoutError(f"waited for {' or '.join(screens)} {target}; the page says {marks}") from None

    def press(self, selector: str = PRIMARY) -> None:
        self.page.locator(selector).first.click()

    def give(self, file: pathlib.Path) -> None:
        self.page.locator(FILE).first.set_input_files(file)
        self.wait("review")

    def to_intro(self, document: str = "Passport") -> None:
        """From wherever a link can lead, up to the first picture that is asked for."""
        screen = self.wait("welcome", "document-type", "intro")
        if screen == "welcome":
            self.press()
            screen = self.wait("document-type", "intro")
        if screen == "document-type":
            self.press(f'[data-type="{document}"]')
            self.wait("intro")

    def verdict(self) -> str:
        return self.page.wait_for_selector(VERDICT, timeout=60_000).get_attribute("data-outcome")

    def words(self) -> str:
        return self.page.locator(".verdict").inner_text()


class Gate:
    """Holds requests back, from the one after `passes` on."""

    def __init__(self, visit: Visit, pattern: str, passes: int = 0) -> None:
        self.visit, self.pattern, self.left = visit, pattern, passes
        self.held: list[Route] = []
        visit.context.route(pattern, self.hold)

    def hold(self, route: Route) -> None:
        self.left -= 1
        if self.left >= 0:
            route.continue_()
        else:
            self.held.append(route)

    def wait(self) -> None:
        """Until something is held."""
        end = time.monotonic() + WAIT_MILLISECONDS / 1000
        while not self.held and time.monotonic() < end:
            self.visit.page.wait_for_timeout(20)

    def open(self) -> None:
        self.visit.context.unroute(self.pattern)
        for route in self.held:
            # The page that asked may be gone.
            with contextlib.suppress(Error):
                route.continue_()


# Films: what is seen, for how long it is bad, and the advice that helps.


def photograph(visit: Visit) -> str:
    """Opens the camera and waits for the shutter; by hand where the page never finds the picture good."""
    visit.press()
    visit.wait("camera", "review")
    try:
        visit.wait("review", seconds=MANUAL_SECONDS)
        return "automatic"
    except TimeoutError:
        # On a slow machine the page may find it good just now.
        with contextlib.suppress(TimeoutError):
            visit.page.locator(".shutter:enabled").click(timeout=2000)
            visit.wait("review")
            return "manual"
        visit.wait("review")
        return "automatic"


def reload(visit: Visit) -> None:
    visit.page.reload()


def back(visit: Visit) -> None:
    visit.page.go_back()
    visit.page.wait_for_timeout(100)
    if not visit.page.url.startswith(visit.flow.server.base):
        visit.page.goto(visit.link)


def reopen(visit: Visit) -> None:
    visit.page.close()
    visit.page = visit.context.new_page()
    visit.page.goto(visit.link)


def draw(executable: str, runtime: str, papers: pathlib.Path, film: str) -> None:
    document = "idCard" if film == "wrong-side" else "passport"
    subprocess.run([executable, "specimen", "--case", "approved", "--document", document, "--film", film, "--runtime",
                    runtime, "--out", str(papers / film)], check=True, stdout=subprocess.DEVNULL)
