#!/usr/bin/env python3
"""What a setup's switches make of the page: two devices, phones only, one network, redirects, words, languages, looks.

A server of its own, setups made by the API, and a desktop and a phone as two contexts of one browser. The pictures are
files of a drawn specimen. The executable, the folder of models and portraits and the folder for screenshots come from
COUTH_EXECUTABLE, COUTH_RUNTIME and COUTH_ARTIFACTS.
"""

from __future__ import annotations

import base64
import hashlib
import http.client
import json
import os
import pathlib
import re
import shutil
import socketserver
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
import urllib.request
from collections.abc import Callable

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, TimeoutError, sync_playwright

from cameras import CAUSES, INSECURE, no_file_for
from journey import REPORT_VIOLATIONS, RULES
from run import Server

CHROMIUM = "/usr/bin/chromium"
PHONE = "Mozilla/5.0 (Linux; Android 15; Invented) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36"
WAIT_MILLISECONDS = 30_000
ADDRESS_FIELD = "X-Forwarded-For"


class Relay(socketserver.ThreadingTCPServer):
    """A mail relay of this machine that keeps what it is handed."""

    daemon_threads = True

    class Talk(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            answers = {b"DATA": b"354 go on", b"QUIT": b"221 bye"}
            is_letter = False
            self.wfile.write(b"220 here\r\n")
            for line in self.rfile:
                self.server.lines.append(line.decode().rstrip("\r\n"))
                is_letter = is_letter and line != b".\r\n"
                if not is_letter:
                    self.wfile.write(answers.get(line.strip(), b"250 fine") + b"\r\n")
                is_letter = is_letter or line == b"DATA\r\n"

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), self.Talk)
        self.lines: list[str] = []
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def text(self) -> str:
        """What a person reads of the one letter."""
        return base64.b64decode("".join(self.lines[self.lines.index("") + 1:self.lines.index(".")])).decode()


class Business:
    """A client of the API, with what a new installation prints."""

    def __init__(self, server: Server) -> None:
        server.link()
        text = server.log.read_text()
        self.base = server.base
        self.client = re.search(r"client id +(\S+)", text)[1]
        secret = re.search(r"client secret +(\S+)", text)[1]
        form = urllib.parse.urlencode(
            {"grant_type": "client_credentials", "client_id": self.client, "client_secret": secret})
        with urllib.request.urlopen(f"{self.base}/connect/token", form.encode()) as answer:
            self.token = json.load(answer)["access_token"]

    def call(self, path: str, body: dict | None = None) -> dict:
        request = urllib.request.Request(
            self.base + path, None if body is None else json.dumps(body).encode(),
            {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"})
        with urllib.request.urlopen(request) as answer:
            return json.load(answer)

    def verification(
        self, omnichannel: dict | None = None, kyc_members: dict | None = None, **members: object
    ) -> str:
        """A verification of a flow that asks for a selfie and shows no result; answers its link."""
        kyc = self.call("/v1/identification-setups", {
            "name": "A selfie", "document": {"enabled": False}, "resultsWaiting": {"enabled": False},
            **(kyc_members or {})})
        setup = self.call("/v1/identity-verification-setups", {
            "name": "A flow", "omnichannel": omnichannel or {}, **members,
            "steps": [{"type": "Consent", "order": 0},
                      {"type": "KycIdentification", "order": 1, "setupId": kyc["id"]}]})
        made = self.call("/v1/identity-verifications", {"setupId": setup["id"]})
        return f"{self.base}/?id={made['id']}"

    def status(self, link: str) -> str:
        return self.call(f"/v1/identity-verifications/{link.split('id=')[1]}")["status"]


class Device:
    """A browser window of one device."""

    def __init__(self, stage: Stage, kind: str, **options: object) -> None:
        is_phone = kind == "phone"
        self.stage = stage
        self.kind = kind
        self.context = stage.browser.new_context(
            viewport={"width": 390, "height": 844} if is_phone else {"width": 1280, "height": 800},
            is_mobile=is_phone, has_touch=is_phone, **({"user_agent": PHONE} if is_phone else {}),
            **{"locale": "en-GB", **options})
        self.context.add_init_script(REPORT_VIOLATIONS)
        self.page: Page = self.context.new_page()
        self.links: list[str] = []
        self.page.on("pageerror", lambda error: stage.fault(f"script: {error}"))
        self.page.on("console", lambda message: self.note(message.type, message.text))
        self.page.on("response", self.keep_link)

    def note(self, kind: str, text: str) -> None:
        if kind == "error" and "content security policy" in text.lower():
            self.stage.fault(text)

    def keep_link(self, response: object) -> None:
        if response.url.endswith("/hand-off") and response.status == 201:
            self.links.append(response.json()["url"])

    def wait(self, *screens: str) -> None:
        """Waits for one of some screens, keeps a picture of it and asks axe about it."""
        screen = " or ".join(screens)
        selector = ", ".join(f'html[data-screen="{name}"]' for name in screens)
        try:
            self.page.wait_for_selector(selector, timeout=WAIT_MILLISECONDS)
        except TimeoutError:
            marks = json.dumps(self.page.evaluate("({...document.documentElement.dataset})"))
            self.stage.shoot(self.page, f"{self.kind}-stuck")
            raise SystemExit(f"{self.stage.name}: waited for {screen} on the {self.kind}; it says {marks}") from None
        self.stage.shoot(self.page, f"{self.kind}-{screens[0]}")

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).click()

    def number(self) -> str:
        """The number that a device which has taken a link shows."""
        self.wait("hand-off-number")
        return self.page.locator(".number [aria-hidden]").inner_text()

    def finish(self, selfie: pathlib.Path) -> None:
        """From the welcome to the last picture, by a file."""
        self.wait("welcome")
        self.page.locator("#stage .button.is-primary").click()
        self.wait("intro")
        self.page.locator("#stage input[type=file]").set_input_files(selfie)
        self.wait("review")
        self.page.locator("#stage .button.is-primary").click()

    def arrives_at(self, target: str) -> None:
        self.page.wait_for_url(target, timeout=WAIT_MILLISECONDS)


class Stage:
    """One scene: its name, its pictures, its faults."""

    def __init__(self, browser: Browser, shots: pathlib.Path, selfie: pathlib.Path, business: Business) -> None:
        self.browser, self.folder, self.selfie, self.business = browser, shots, selfie, business
        self.axe = Axe()
        self.relay: Relay | None = None
        self.faults: list[str] = []
        self.name = ""

    def fault(self, text: str) -> None:
        self.faults.append(f"{self.name}: {text}")

    def check(self, holds: bool, what: str) -> None:
        if not holds:
            self.fault(f"does not hold: {what}")

    def shoot(self, page: Page, name: str) -> None:
        page.wait_for_timeout(300)
        folder = self.folder / self.name
        folder.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=folder / f"{len(list(folder.iterdir())) + 1:02}-{name}.png")
        for violation in self.axe.run(page, options={"runOnly": RULES}).response["violations"]:
            self.fault(f"axe on {name}: {violation['id']}: {violation['nodes'][0]['target']}")


def two_devices(stage: Stage) -> None:
    """The desk offers the phone, the phone takes over, and the desk ends by itself."""
    link = stage.business.verification({"enabled": True})
    desk, phone = Device(stage, "desktop"), Device(stage, "phone")
    desk.page.goto(link)
    desk.wait("hand-off")
    code = desk.page.locator("img.code")
    stage.check(code.evaluate("image => image.complete && image.naturalWidth > 0"), "the code is drawn")
    streams: list[str] = []
    desk.page.on("request", lambda request: streams.append(request.url) if "/events" in request.url else None)
    # A stranger had the link first: none of the numbers is theirs to the person's eye.
    stranger = Device(stage, "phone")
    stranger.page.goto(desk.links[-1])
    strange = stranger.number()
    desk.wait("hand-off-confirm")
    numbers = desk.page.locator(".numbers .button").all_inner_texts()
    stage.check(len(numbers) == 3 and strange in numbers, f"one of three is the phone's: {numbers}")
    desk.press("None of these")
    desk.wait("hand-off-not-confirmed")
    stranger.wait("handOffOver")
    desk.press("Show a new code")
    desk.wait("hand-off")
    phone.page.goto(desk.links[-1])
    number = phone.number()
    stage.check("#" not in phone.page.url, "the token is out of the address")
    # The phone may load the page again while its person looks at the desk.
    phone.page.reload()
    stage.check(phone.number() == number, "the number outlives a reload")
    desk.wait("hand-off-confirm")
    desk.press(f"Number {number}")
    desk.wait("hand-off-taken")
    phone.page.wait_for_url(re.compile(r"/\?id="))
    stage.check(len(streams) == 1, "the new link is followed by a stream")
    phone.finish(stage.selfie)
    # The decision may come before the page has asked once more.
    phone.wait("submitted", "approved")
    desk.wait("submitted", "approved")
    stage.check(stage.business.status(link) == "Completed", "the verification is completed")
    late = Device(stage, "phone")
    late.page.goto(desk.links[-1])
    late.wait("handOffOver")


def the_desk_stays(stage: Stage) -> None:
    """Who has no phone goes on where they are, and is not asked again."""
    desk = Device(stage, "desktop", color_scheme="dark")
    desk.page.goto(stage.business.verification({"enabled": True}))
    desk.wait("hand-off")
    desk.press("Continue on this device")
    desk.wait("welcome")
    desk.page.reload()
    desk.wait("welcome")
    phone = Device(stage, "phone")
    phone.page.goto(stage.business.verification({"enabled": True}))
    phone.wait("welcome")


def an_old_code(stage: Stage) -> None:
    """A code that has run out is told of and replaced; the link can be copied instead of photographed."""
    desk = Device(stage, "desktop", locale="de-DE", permissions=["clipboard-read", "clipboard-write"])
    # Ten minutes are the server's to count; here it is only told that they are over.
    over = json.dumps(
        {"status": "Expired", "expiresUtc": "2026-01-01T00:00:00.000Z", "verificationStatus": "InProgress"})

    def answer(route: object) -> None:
        is_read = route.request.method == "GET"
        route.fulfill(content_type="application/json", body=over) if is_read else route.continue_()

    settings = {"defaultLocalisationSetting": {"language": "de-DE"}, "localisationSettings": []}
    # Without a stream the page asks.
    desk.page.route("**/v1/identity-verifications/*/hand-off/events", lambda route: route.abort())
    desk.page.route("**/v1/identity-verifications/*/hand-off", answer)
    desk.page.goto(stage.business.verification({"enabled": True}, webAppSetting=settings))
    desk.wait("hand-off")
    desk.wait("hand-off-expired")
    desk.page.unroute("**/v1/identity-verifications/*/hand-off")
    desk.press("Neuen Code zeigen")
    desk.wait("hand-off")
    desk.press("Stattdessen den Link kopieren")
    desk.page.get_by_role("button", name="Der Link ist kopiert").wait_for(timeout=WAIT_MILLISECONDS)
    copied = desk.page.evaluate("navigator.clipboard.readText()")
    stage.check(len(desk.links) == 2 and copied == desk.links[-1] != desk.links[0], "the newest link is copied")


def a_letter(stage: Stage) -> None:
    """The link comes by e-mail to whoever asks for it, from a desk that may not capture as well."""
    desk = Device(stage, "desktop", locale="lt-LT")
    desk.page.goto(stage.business.verification(
        {"enabled": True, "onlyMobileEnabled": True},
        webAppSetting={"defaultLocalisationSetting": {"language": "lt-LT"}, "localisationSettings": []}))
    desk.wait("hand-off")
    stage.check(desk.page.locator(".sending").count() == 1, "there is a field for e-mail, and none for a phone")
    desk.page.locator(".sending input").fill("person@post.example")
    desk.page.locator(".sending button").click()
    desk.page.locator(".sending [role=status]:not(:empty)").wait_for(timeout=WAIT_MILLISECONDS)
    stage.shoot(desk.page, "desktop-sent")
    stage.check("RCPT TO:<person@post.example>" in stage.relay.lines, "the letter goes to the address")
    stage.check(desk.links[-1] in stage.relay.text(), "the letter has the link")


def phones_only(stage: Stage) -> None:
    """A desk may not capture: it leads to the phone, follows, and is led back with the result at once."""
    target = f"{stage.business.base}/health?from=page"
    link = stage.business.verification(
        {"enabled": True, "onlyMobileEnabled": True}, endScreen={"enabled": False},
        webAppSetting={"defaultLocalisationSetting": {"language": "en-GB", "successRedirectUrl": target}})
    desk, phone = Device(stage, "desktop"), Device(stage, "phone")
    desk.page.goto(link)
    desk.wait("hand-off")
    stage.check(desk.page.get_by_role("button", name="Continue on this device").count() == 0, "there is no way to stay")
    phone.page.goto(desk.links[-1])
    number = phone.number()
    desk.wait("hand-off-confirm")
    desk.press(f"Number {number}")
    desk.wait("hand-off-taken")
    phone.finish(stage.selfie)
    ends = f"{target}&id={link.split('id=')[1]}"
    phone.arrives_at(ends)
    desk.arrives_at(ends)
    alone = Device(stage, "desktop")
    alone.page.goto(stage.business.verification({"onlyMobileEnabled": True}))
    alone.wait("mobileOnly")


def one_network(stage: Stage) -> None:
    """The second device comes from elsewhere."""
    link = stage.business.verification({"restrictToSameIpAddress": True})
    first = Device(stage, "desktop", extra_http_headers={ADDRESS_FIELD: "192.0.2.17"})
    first.page.goto(link)
    first.wait("welcome")
    second = Device(stage, "phone", extra_http_headers={ADDRESS_FIELD: "203.0.113.9"})
    second.page.goto(link)
    second.wait("otherAddress")
    neighbour = Device(stage, "phone", extra_http_headers={ADDRESS_FIELD: "192.0.2.17"})
    neighbour.page.goto(link)
    neighbour.wait("welcome")


def words_and_targets(stage: Stage) -> None:
    """Title, support and redirects are those of the person's language; what a language lacks is the default's."""
    base = stage.business.base
    settings = {
        "defaultLocalisationSetting": {
            "language": "en-GB", "pageTitle": "Account opening",
            "consentDeclinedRedirectUrl": f"{base}/health?declined=en"},
        "localisationSettings": [
            {"language": "lt-LT", "pageTitle": "Sąskaita", "consentDeclinedRedirectUrl": f"{base}/health?declined=lt"},
            {"language": "de-DE"}]}
    expected = {"en-GB": ("Account opening", "en"), "lt-LT": ("Sąskaita", "lt"), "de-DE": ("Account opening", "en"),
                "fr-FR": ("Account opening", "en")}
    for locale, (title, word) in expected.items():
        link = stage.business.verification(
            generalAppSetting={"supportEmail": "help@bank.example"}, endScreen={"enabled": False},
            webAppSetting=settings)
        phone = Device(stage, "phone", locale=locale)
        phone.page.goto(link)
        phone.wait("welcome")
        stage.check(phone.page.locator("#name").inner_text() == title, f"{locale}: the title is {title}")
        phone.page.locator(".help summary").click()
        mail = phone.page.locator(".help a").get_attribute("href")
        stage.check(mail == "mailto:help@bank.example", f"{locale}: the help names the address")
        phone.page.locator("#stage .button.is-quiet").click()
        phone.wait("decline")
        phone.page.locator("#stage .button.is-quiet").click()
        phone.arrives_at(f"{base}/health?declined={word}&id={link.split('id=')[1]}")
        stage.check(stage.business.status(link) == "Aborted", f"{locale}: the refusal ends it")


# 32 × 32 pixels of one blue.
LOGO = ("iVBORw0KGgoAAAANSUhEUgAAACAAAAAgAQMAAABJtOi3AAAAA1BMVEUAR7tE8Y4cAAAADElEQVR42mNgGNwAAACgAAGO+7G0AAAAAElFTkSu"
        "QmCC")
COLOUR_OF_BUTTON = "getComputedStyle(document.querySelector('.button.is-primary')).backgroundColor"


def an_own_look(stage: Stage) -> None:
    """Colours, logo and words of the business's own, by day and in the dark, and in the language that is chosen."""
    words = {"language": "de-DE", "heading": "Ihre Zustimmung", "text": "Ein <b>Absatz</b>.\n\nNoch einer."}
    link = stage.business.verification(
        brand={"name": "Bank of Rivers", "logo": {"imageBase64": LOGO}, "colours": {"light": {"brand": "#0047bb"}}},
        consent={"texts": [words], "privacyPolicyUrl": "https://bank.example/privacy"},
        webAppSetting={"defaultLocalisationSetting": {"language": "en-GB"},
                       "localisationSettings": [{"language": "en-GB"}, {"language": "de-DE"}]})
    colours = set()
    for scheme in ("light", "dark"):
        phone = Device(stage, "phone", color_scheme=scheme)
        phone.page.goto(link)
        phone.wait("welcome")
        colours.add(phone.page.evaluate(COLOUR_OF_BUTTON))
        stage.check(phone.page.locator("img.logo").get_attribute("alt") == "Bank of Rivers", "the logo has its name")
        stage.check(phone.page.locator("img.logo").evaluate("(logo) => logo.naturalWidth") == 32, "the logo is there")
        stage.check(phone.page.locator(".mark").count() == 0, "nothing of ours stands beside it")
    stage.check("rgb(0, 71, 187)" in colours and len(colours) == 2, f"light has the colour, dark its own: {colours}")
    phone.page.locator(".language select").select_option("de")
    phone.page.wait_for_selector('html[lang="de"][data-screen="welcome"]', timeout=WAIT_MILLISECONDS)
    stage.shoot(phone.page, "phone-welcome-de")
    shown = phone.page.locator(".consent > *").all_inner_texts()
    stage.check(shown[:3] == ["Ihre Zustimmung", "Ein <b>Absatz</b>.", "Noch einer."], f"the words are text: {shown}")
    for place in (".consent a", ".help a"):
        address = phone.page.locator(place).get_attribute("href")
        stage.check(address == "https://bank.example/privacy", f"the privacy policy is in {place}")
    phone.page.locator("#stage .button.is-primary").click()
    phone.wait("intro")
    phone.page.reload()
    phone.wait("intro")
    stage.check(phone.page.locator("html").get_attribute("lang") == "de", "the tab keeps the language")
    consent = stage.business.call(f"/v1/identity-verifications/{link.split('id=')[1]}")["step"]["consent"]
    digest = hashlib.sha256(f"{words['heading']}\n{words['text']}".encode()).hexdigest()
    stage.check(consent["textSha256"] == digest and consent["language"] == "de-DE", "the consent names the words")


def no_files(stage: Stage) -> None:
    """Where files are not taken none is offered, whatever is wrong with the camera; a desk leads to a phone instead."""
    told: dict[bool, set[str]] = {False: set(), True: set()}
    for cause in CAUSES:
        for is_live, kyc in ((False, {}), (True, {"face": {"activeLivenessEnabled": True}})):
            desk = Device(stage, "desktop")
            desk.context.add_init_script(CAUSES[cause] or INSECURE)
            desk.page.goto(stage.business.verification({"enabled": True}, {"fileUploadEnabled": False, **kyc}))
            desk.wait("hand-off")
            desk.press("Continue on this device")
            desk.wait("welcome")
            desk.page.locator("#stage .button.is-primary").click()
            desk.wait("intro")
            told[is_live].add(no_file_for(desk, cause, is_live))
            stage.shoot(desk.page, f"{cause}-{'liveness' if is_live else 'selfie'}")
            desk.context.close()
    stage.check(all(len(words) == len(CAUSES) for words in told.values()), f"each trouble has its words: {told}")


def a_stop(stage: Stage, server: Server) -> None:
    """A stream ends with the server, and holds it up for nothing."""
    id = stage.business.verification({"enabled": True}).split("id=")[1]
    host = urllib.parse.urlsplit(stage.business.base).netloc

    def call(method: str, path: str, token: str | None = None, body: object = None) -> http.client.HTTPResponse:
        headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {token}"} if token else {})
        connection = http.client.HTTPConnection(host, timeout=WAIT_MILLISECONDS / 1000)
        connection.request(method, f"/v1/{path}", None if body is None else json.dumps(body), headers)
        return connection.getresponse()

    token = json.load(call("POST", "sessions", body={"identityVerificationId": id}))["accessToken"]
    call("POST", f"identity-verifications/{id}/hand-off", token)
    stream = call("GET", f"identity-verifications/{id}/hand-off/events", token)
    stage.check(stream.readline().startswith(b'data: {"'), "the state comes at once")
    began = time.monotonic()
    server.process.terminate()
    stage.check(stream.read().strip() == b"", "the stream ends as a whole answer does")
    server.process.wait(WAIT_MILLISECONDS / 1000)
    stage.check(time.monotonic() - began < 5, f"the server stops at once: {time.monotonic() - began:.1f} s")


SCENES = [two_devices, the_desk_stays, an_old_code, a_letter, phones_only, one_network, words_and_targets, an_own_look,
          no_files]


def play(
    name: str, scenes: dict[str, Callable[[Stage], None]], last: Callable[[Stage, Server], None] | None = None
) -> int:
    """Scenes over a server and a browser of their own, and a last one that ends it; answers the status of the run."""
    executable, runtime = os.environ["COUTH_EXECUTABLE"], os.environ["COUTH_RUNTIME"]
    relay = Relay()
    os.environ |= {
        "COUTH_MESSAGES_SMTP_HOST": "127.0.0.1", "COUTH_MESSAGES_SMTP_PORT": str(relay.server_address[1]),
        "COUTH_MESSAGES_SMTP_SECURITY": "none", "COUTH_MESSAGES_SMTP_FROM": "no-reply@bank.example"}
    shots = pathlib.Path(os.environ.get("COUTH_ARTIFACTS", "artifacts")) / "screenshots" / name
    shutil.rmtree(shots, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix=f"couth-{name}-") as place, sync_playwright() as playwright:
        folder = pathlib.Path(place)
        subprocess.run(
            [executable, "specimen", "--case", "approved", "--document", "passport", "--runtime", runtime,
             "--out", str(folder / "papers")], check=True)
        selfie = next(path for path in sorted((folder / "papers").iterdir())
                      if path.name.startswith("selfie") and path.suffix in (".jpg", ".jpeg", ".png"))
        with Server(executable, runtime, folder / "data", folder / "server.log") as server:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
            stage = Stage(browser, shots, selfie, Business(server))
            stage.relay = relay
            for stage.name, scene in scenes.items():
                before = len(stage.faults)
                scene(stage)
                print(f"{stage.name}: {'passed' if len(stage.faults) == before else 'FAILED'}", flush=True)
            browser.close()
            if last:
                stage.name = last.__name__
                last(stage, server)
    print("\n".join(stage.faults) or f"{name}.py: {len(scenes)} of {len(scenes)} scenes passed")
    return 1 if stage.faults else 0


def main() -> int:
    """Plays every scene, or those whose names are given."""
    os.environ["COUTH_HTTP_CLIENT_ADDRESS_HEADER"] = ADDRESS_FIELD
    asked = sys.argv[1:]
    scenes = {scene.__name__: scene for scene in SCENES if not asked or scene.__name__ in asked}
    return play("switches", scenes, None if asked else a_stop)


if __name__ == "__main__":
    sys.exit(main())
