#!/usr/bin/env python3
"""The hosted page in a frame of an integrator's page: what its script calls back, and whose pages may not have it.

The integrator's page is examples/embed, served by a small web server under two names, which makes two origins: the
setups list `localhost` and not `127.0.0.1`. Environment as for switches.py.
"""

from __future__ import annotations

import contextlib
import functools
import gzip
import http.server
import json
import pathlib
import sys
import threading
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator

from playwright.sync_api import TimeoutError

import switches
from switches import WAIT_MILLISECONDS, Device, Stage

EXAMPLE = pathlib.Path(__file__).resolve().parent.parent.parent / "examples" / "embed"
# In a frame of somebody else's a browser may refuse storage.
NO_STORAGE = """
    for (const storage of window === window.top ? [] : ['sessionStorage', 'localStorage']) {
        Object.defineProperty(window, storage, {
            get() { throw new DOMException('refused', 'SecurityError'); } });
    }
"""
SCRIPT_BYTES = 4_096


class Page(http.server.SimpleHTTPRequestHandler):
    """The example's page; with `camera=none` in the address it leaves no camera to its frames."""

    def end_headers(self) -> None:
        if "camera=none" in self.path:
            self.send_header("Permissions-Policy", "camera=()")
        super().end_headers()

    def log_message(self, *_: object) -> None:
        return


class Site:
    """The integrator's web server."""

    def __init__(self, port: int) -> None:
        self.listed, self.unlisted = f"http://localhost:{port}", f"http://127.0.0.1:{port}"


@contextlib.contextmanager
def serving() -> Iterator[Site]:
    handler = functools.partial(Page, directory=str(EXAMPLE))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield Site(server.server_address[1])
        server.shutdown()


class Visit(Device):
    """Somebody on the integrator's page."""

    def __init__(self, stage: Stage, origin: str, more: str = "", **options: object) -> None:
        super().__init__(stage, "desktop", **options)
        self.refusals: list[str] = []
        self.address = f"{origin}/?server={urllib.parse.quote(stage.business.base, safe='')}{more}"
        self.frame = self.page.frame_locator("dialog iframe")

    def note(self, kind: str, text: str) -> None:
        if kind == "error" and "frame-ancestors" in text:
            self.refusals.append(text)
        else:
            super().note(kind, text)

    def come(self) -> Visit:
        self.page.goto(self.address)
        self.page.wait_for_function("window.couth !== undefined")
        return self

    def begin(self) -> Visit:
        self.come()
        self.press("Confirm your identity")
        return self

    def sees(self, screen: str, is_shot: bool = False) -> None:
        try:
            self.frame.locator(f'html[data-screen="{screen}"]').wait_for(state="attached", timeout=WAIT_MILLISECONDS)
        except TimeoutError:
            self.stage.shoot(self.page, "stuck")
            raise SystemExit(f"{self.stage.name}: waited for {screen} in the frame") from None
        if is_shot:
            self.stage.shoot(self.page, screen)

    def choose(self, look: str) -> None:
        self.frame.locator(f"#stage .button.is-{look}").click()

    def is_told(self, words: str) -> None:
        """The page has been called back, the modal has gone, and the focus is where it was."""
        said = self.page.locator("#outcome")
        try:
            self.page.get_by_text(words, exact=True).wait_for(timeout=WAIT_MILLISECONDS)
        except TimeoutError:
            self.stage.fault(f"waited for {words!r}, it says {said.inner_text()!r}")
        self.stage.check(self.page.locator("dialog").count() == 0, "the modal has gone")
        focused = self.page.evaluate("document.activeElement.id")
        self.stage.check(focused == "begin", f"the focus is back at the button: {focused!r}")
        self.stage.check(self.page.url == self.address, f"the page is where it was: {self.page.url}")


def id_of(link: str) -> str:
    return link.split("id=")[1]


def verification(stage: Stage, site: Site, **members: object) -> str:
    link = stage.business.verification(embedding={"allowedOrigins": [site.listed]}, **members)
    return id_of(link)


def redirects(site: Site) -> dict:
    """Ends at once, and leads to the integrator's page where the page stands alone."""
    target = f"{site.listed}/README.md"
    return {"endScreen": {"enabled": False}, "webAppSetting": {"defaultLocalisationSetting": {
        "language": "en-GB", "successRedirectUrl": target, "consentDeclinedRedirectUrl": target}}}


def through(site: Site, stage: Stage) -> None:
    """To the end, in a browser that refuses storage to frames."""
    known = verification(stage, site, **redirects(site))
    visit = Visit(stage, site.listed, f"&id={known}")
    visit.context.add_init_script(NO_STORAGE)
    visit.begin()
    visit.sees("welcome", is_shot=True)
    allowed = visit.page.locator("dialog iframe").get_attribute("allow")
    stage.check(allowed == "camera", f"the frame may use the camera and nothing else: {allowed}")
    visit.choose("primary")
    visit.sees("intro")
    visit.frame.locator("#stage input[type=file]").set_input_files(stage.selfie)
    visit.sees("review")
    visit.choose("primary")
    visit.is_told(f"{known} is through: now the server of this page asks for the decision.")
    found = stage.business.call(f"/v1/identity-verifications/{known}")["status"]
    stage.check(found == "Completed", f"the verification is completed: {found}")


def declined(site: Site, stage: Stage) -> None:
    """Who does not agree ends at once, and the frame goes nowhere."""
    known = verification(stage, site, **redirects(site))
    visit = Visit(stage, site.listed, f"&id={known}")
    visited: list[str] = []
    visit.page.on("request", lambda request: visited.append(request.url))
    visit.begin()
    visit.sees("welcome")
    visit.choose("quiet")
    visit.sees("decline")
    visit.choose("quiet")
    visit.is_told(f"{known} ended with ConsentDeclined.")
    stage.check(not any("README" in url for url in visited), "nothing was redirected")
    visit.begin()
    visit.is_told(f"{known} ended with ConsentDeclined.")


def by_setup(site: Site, stage: Stage) -> None:
    """From the setup's own link, in the person's language, with the end screen before the callback."""
    first = verification(stage, site, webAppSetting={
        "defaultLocalisationSetting": {"language": "en-GB"},
        "localisationSettings": [{"language": "en-GB"}, {"language": "de-DE"}]})
    setup = stage.business.call(f"/v1/identity-verifications/{first}")["setup"]["id"]
    visit = Visit(stage, site.listed, f"&setup={setup}", locale="de-DE").begin()
    visit.sees("welcome")
    name = visit.page.locator("dialog").get_attribute("aria-label")
    title = visit.frame.locator("#name").inner_text()
    stage.check(name == title != "Identity check", f"the modal has the name of the page: {name!r}")
    visit.choose("quiet")
    visit.sees("decline")
    visit.choose("quiet")
    visit.sees("declined", is_shot=True)
    begun = urllib.parse.parse_qs(urllib.parse.urlsplit(visit.page.frames[1].url).query)["id"][0]
    stage.check(begun != first, "another verification has begun")
    visit.choose("primary")
    visit.is_told(f"{begun} ended with ConsentDeclined.")


def closed(site: Site, stage: Stage) -> None:
    """By the button, by Escape on either side, and without a word by the integrator; then the person goes on."""
    known = verification(stage, site)
    visit = Visit(stage, site.listed, f"&id={known}")
    words = f"{known} can go on whenever you like."
    for way in ("button", "outside", "inside"):
        visit.begin()
        visit.sees("welcome")
        dialog = visit.page.get_by_role("dialog", name="Identity check")
        stage.check(dialog.count() == 1, "the modal is a dialog with a name")
        stage.check(dialog.get_by_role("button", name="Close").count() == 1, "it can be closed")
        outside = visit.page.evaluate("document.getElementById('begin').focus(), document.activeElement.id")
        stage.check(outside != "begin", "what is behind the modal cannot be reached")
        if way == "button":
            dialog.get_by_role("button", name="Close").click()
        elif way == "outside":
            dialog.get_by_role("button", name="Close").press("Escape")
        else:
            visit.frame.locator("h1").press("Escape")
        visit.is_told(words)
    visit.begin()
    visit.sees("welcome")


def calls(site: Site, stage: Stage) -> None:
    """The module, a mode that there is none of, another verification than the open one, `end` and the redirect."""
    known, other = verification(stage, site), verification(stage, site)
    visit = Visit(stage, site.listed, f"&id={known}").come()
    told = visit.page.evaluate("""async ([server, known, other]) => {
        const { load } = await import(`${server}/couth.mjs`);
        const told = [];
        const note = (name) => (said) => told.push([name, said]);
        try { load({ mode: 'Test' }); } catch (error) { told.push([error.name]); }
        window.flow = load({ mode: 'Production', onClose: note('closed'), onFailure: note('failed of load') });
        window.flow.begin({ identityVerificationId: known });
        window.flow.begin({ identityVerificationId: other, onFailure: note('failed') });
        // What others say is not believed.
        for (const type of ['success', 'close']) window.postMessage({ source: 'couth', type, id: known }, '*');
        await new Promise((resolve) => setTimeout(resolve, 300));
        told.push(document.querySelectorAll('dialog').length);
        return told;
    }""", [stage.business.base, known, other])
    mismatch = {"id": other, "error": "CurrentSessionIdvIdAndPassedIdvIdMismatch"}
    stage.check(told == [["NotSupportedMode"], ["failed", mismatch], 1], f"the calls answer {json.dumps(told)}")
    visit.sees("welcome")
    visit.page.evaluate("window.flow.end()")
    stage.check(visit.page.locator("dialog").count() == 0, "end takes the modal away")
    visit.page.evaluate(
        "id => couth.load({ mode: 'Sandbox', display: 'redirect' }).begin({ id, language: 'lt' })", known)
    visit.arrives_at(f"{stage.business.base}/?id={known}&language=lt")
    visit.wait("welcome")
    with urllib.request.urlopen(f"{stage.business.base}/couth.js") as answer:
        size = len(gzip.compress(answer.read()))
    stage.check(size <= SCRIPT_BYTES, f"the script is small: {size} bytes")


def without_camera(site: Site, stage: Stage) -> None:
    """A page that keeps the camera to itself: the person is told, and can go on in a tab."""
    known = verification(stage, site)
    visit = Visit(stage, site.listed, f"&id={known}&camera=none").begin()
    visit.sees("welcome")
    visit.choose("primary")
    visit.sees("intro", is_shot=True)
    visit.frame.get_by_role("heading", name="The camera is switched off here").wait_for(timeout=WAIT_MILLISECONDS)
    with visit.context.expect_page() as opened:
        visit.frame.get_by_role("button", name="Open in a new tab").click()
    opened.value.wait_for_selector('html[data-screen="intro"]', timeout=WAIT_MILLISECONDS)
    stage.check(opened.value.url == f"{stage.business.base}/?id={known}", f"the tab has the link: {opened.value.url}")


def unlisted(site: Site, stage: Stage) -> None:
    """A page that the setup does not list gets nothing, and neither does one whose setup lists nobody."""
    nobodys = id_of(stage.business.verification())
    for origin, known in ((site.unlisted, verification(stage, site)), (site.listed, nobodys)):
        visit = Visit(stage, origin, f"&id={known}").begin()
        end = time.monotonic() + WAIT_MILLISECONDS / 1_000
        while not visit.refusals and time.monotonic() < end:
            visit.page.wait_for_timeout(50)
        stage.check(bool(visit.refusals), f"the browser refuses the frame on {origin}")
        stage.check(visit.frame.locator("#stage").count() == 0, "nothing of the page is there")
        visit.page.get_by_role("button", name="Close").click()
        visit.is_told(f"{known} can go on whenever you like.")
        found = stage.business.call(f"/v1/identity-verifications/{known}")["status"]
        stage.check(found == "Pending", f"nothing has begun: {found}")


SCENES = [through, declined, by_setup, closed, calls, without_camera, unlisted]


def main() -> int:
    with serving() as site:
        return switches.play("embed", {scene.__name__: functools.partial(scene, site) for scene in SCENES})


if __name__ == "__main__":
    sys.exit(main())
