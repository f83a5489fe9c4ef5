#!/usr/bin/env python3
"""Every state of the page, photographed and asked by axe: phone and desktop, light and dark, left to right and back.

The page, its scripts, words and styles are the real ones of a server of its own; what the server would have to say for
a state to come up is said to the screens directly. `--all` takes every combination, as `make screenshots` does; without
it two are taken, which between them have every device, scheme and direction. The executable, the folder of models and
portraits and the folder for screenshots come from COUTH_EXECUTABLE, COUTH_RUNTIME and COUTH_ARTIFACTS.
"""

from __future__ import annotations

import base64
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, sync_playwright

from journey import REPORT_VIOLATIONS, RULES, VIEWPORTS
from run import Server

CHROMIUM = "/usr/bin/chromium"
COMBINATIONS = [("phone", "light", "en"), ("desktop", "dark", "ar")]
ALL = [(device, scheme, language) for language in ("en", "ar") for device in VIEWPORTS for scheme in ("light", "dark")]
CAUSES = ["refused", "busy", "absent", "insecure", "blocked"]
ENDS = ["approved", "submitted", "failed", "declined", "expired", "aborted", "suspended", "paused", "invalidLink",
        "unauthorized", "mobileOnly", "otherAddress", "handOffOver", "misconfigured"]
PARTS = [("Passport", "DataPage"), ("Passport", "FrontCover"), ("IdCard", "Front"), ("IdCard", "Back"),
         ("DriverLicense", "Front"), ("ResidencePermit", "Front")]
VERDICTS = {
    "pending": None,
    "good": {"outcome": "Good", "faults": []},
    "doubtful": {"outcome": "Doubtful", "faults": ["glare"]},
    "bad": {"outcome": "Bad", "faults": ["sameSide"]},
    "unchecked": {"outcome": "Unchecked", "faults": []},
}

# The page's own modules over the page's own frame; what a state needs to know comes with the call.
STAGE = """async (language) => {
    const load = (name) => import(`/flow/assets/${name}.js`);
    const names = ['camera', 'frame', 'picture', 'post', 'screen-camera', 'screen-capture', 'screen-document',
        'screen-liveness', 'screen-result', 'screen-welcome', 'session', 'targets', 'texts'];
    const modules = Object.fromEntries(await Promise.all(names.map(async (name) => [name, await load(name)])));
    const texts = await modules.texts.readTexts(language);
    const frame = new modules.frame.Frame(texts);
    frame.name(texts('title'));
    frame.foot({
        supportEmail: 'help@example.com', languages: ['en', 'ar'], keptDays: 7,
        privacyPolicyUrl: 'https://bank.example/privacy',
    });
    frame.progress(['welcome', 'document', 'selfie', 'result'].map((name) => texts(`progress.${name}`)), 2);
    window.stage = { ...modules, frame, texts };
}"""

SHOW = """({ name, details }) => {
    const { frame, texts } = window.stage;
    const { part, verdict, cause, kind, picture } = details;
    const note = () => undefined;
    const never = new Promise(() => undefined);
    const targets = window.stage.targets;
    const target = part === 'selfie' ? targets.targetOfSelfie() : part === 'face' ? targets.targetOfFace()
        : part?.startsWith('additional.') ? targets.targetOfAdditional(part.split('.')[1])
        : part && targets.targetOfPart({ type: details.type, part, number: 1, canChange: true }, texts);
    const blob = async () => window.stage.picture.fromBase64(picture, 'image/jpeg');
    const post = {
        kept: async () => (picture ? { blob: await blob(), fileType: 'Jpeg', source: 'camera' } : undefined),
        begin: () => ({
            send: async (progress) => {
                progress(0.4, details.isInterrupted);
                if (verdict === undefined) await never;
                if (details.status) throw new window.stage.session.Problem(details.status);
            },
            verdict: async () => verdict ?? never, use: () => never, stop: note, drop: note,
        }),
    };
    const { capture } = window.stage['screen-capture'];
    const result = window.stage['screen-result'];
    const shows = {
        welcome: () => window.stage['screen-welcome'].welcome(frame, { asksConsent: true }),
        welcomeFace: () => window.stage['screen-welcome'].welcome(frame, { asksConsent: true, isFaceAlone: true }),
        documentType: () => window.stage['screen-document'].chooseDocument(frame,
            ['Passport', 'IdCard', 'DriverLicense', 'ResidencePermit', 'SocialId'].map((type) => ({ name: type }))),
        intro: () => capture(frame, target, post, note),
        review: () => capture(frame, target, post, note),
        camera: () => window.stage['screen-camera'].cameraScreen(frame, target, note),
        liveness: () => window.stage['screen-liveness'].activeLiveness(frame, {}, note),
        waiting: () => result.waiting(frame),
        longer: () => { result.waiting(frame); result.stillWaiting(frame); },
        rejected: () => result.rejected(frame, kind),
        interrupted: () => result.interrupted(frame, kind),
        end: () => result.ending(frame, { kind }),
        leading: () => result.ending(frame, { kind: 'approved', target: 'https://bank.example/', leads: true }),
    };
    if (cause) {
        const names = { refused: 'NotAllowedError', busy: 'NotReadableError', absent: 'NotFoundError',
            blocked: 'SecurityError', insecure: 'SecurityError' };
        navigator.mediaDevices.getUserMedia = async () => { throw new DOMException('', names[cause]); };
        Object.defineProperty(window, 'isSecureContext', { value: cause !== 'insecure', configurable: true });
    }
    Promise.resolve(shows[name]()).catch((error) => console.error('stage', error));
}"""


class Gallery:
    """The pictures of one combination."""

    def __init__(self, page: Page, folder: pathlib.Path, picture: str) -> None:
        self.page = page
        self.folder = folder
        self.picture = picture
        self.count = 0
        self.faults: list[str] = []
        self.axe = Axe()

    def show(
        self, name: str, screen: str, label: str | None = None, ready: str | None = None, **details: object
    ) -> None:
        self.page.evaluate("delete document.documentElement.dataset.screen")
        self.page.evaluate(SHOW, {"name": name, "details": details})
        self.page.wait_for_selector(f'html[data-screen="{screen}"]', timeout=10_000)
        if ready:
            self.page.wait_for_selector(ready, timeout=10_000)
        self.take(label or name)

    def take(self, label: str) -> None:
        # What fades in is there.
        self.page.wait_for_timeout(120)
        self.count += 1
        self.page.screenshot(path=self.folder / f"{self.count:02}-{label}.png")
        result = self.axe.run(self.page, options={"runOnly": RULES})
        for violation in result.response["violations"]:
            self.faults.append(f"axe on {label}: {violation['id']}: {violation['nodes'][0]['target']}")
        wide = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if wide > 0:
            self.faults.append(f"{label} is {wide} pixels too wide")
        raw = self.page.evaluate(r"""[...document.querySelectorAll('#stage *, #foot *')]
            .filter((node) => node.children.length === 0 && /^[a-z][\w]*(\.[\w]+)+$/i.test(node.textContent.trim())
                && !node.closest('a, .address')).map((node) => node.textContent)""")
        self.faults += [f"{label} shows a key: {key}" for key in raw]

    def all_screens(self) -> None:
        self.show("welcome", "welcome")
        self.page.locator("#stage .button.is-quiet").click()
        self.take("decline")
        self.show("welcomeFace", "welcome")
        self.show("documentType", "document-type")
        for type_, part in PARTS:
            self.show("intro", "intro", f"intro-{type_}-{part}", type=type_, part=part)
        for part in ("selfie", "face", "additional.SelfieWithDoc", "additional.ProofOfAddress"):
            self.show("intro", "intro", f"intro-{part}", part=part)
        for name, verdict in VERDICTS.items():
            ready = f'.verdict[data-outcome="{verdict["outcome"]}"]' if verdict else None
            self.show("review", "review", f"review-{name}", ready, type="IdCard", part="Back", picture=self.picture,
                      verdict=verdict)
        self.show("review", "review", "review-interrupted", type="Passport", part="DataPage", picture=self.picture,
                  isInterrupted=True)
        self.show("review", "review", "review-refused", "#stage .notice", type="Passport",
                  part="DataPage", picture=self.picture, verdict={"outcome": "Good", "faults": []}, status=400)
        self.page.evaluate("delete document.documentElement.dataset.screen")
        self.show("review", "review", "review-selfie", part="selfie", picture=self.picture, verdict=VERDICTS["good"])
        self.show("liveness", "intro", "liveness-intro")
        self.show("waiting", "waiting")
        self.show("longer", "waiting", "waiting-longer")
        for reason in ("BlurredPhoto", "FacesDoesNotMatch"):
            self.show("rejected", "rejected", f"rejected-{reason}", kind=reason)
        for kind in ("offline", "failure"):
            self.show("interrupted", "interrupted", f"interrupted-{kind}", kind=kind)
        for kind in ENDS:
            self.show("end", kind, f"end-{kind}", kind=kind)
        for part in ("DataPage", "Front", "selfie"):
            self.show("camera", "camera", f"camera-{part}", ".shutter:enabled", type="Passport", part=part)
            # Left as a person leaves it, so that the camera is closed.
            self.page.locator("#stage .round").click()
        for cause in CAUSES:
            self.show("intro", "intro", f"camera-{cause}", type="Passport", part="DataPage", cause=cause)
            if not self.page.locator(f'.actions[data-trouble="camera.{cause}"]').count():
                self.page.locator("#stage .button.is-primary").first.click()
                self.page.wait_for_selector(f'.actions[data-trouble="camera.{cause}"]', timeout=10_000)
                self.take(f"camera-{cause}-told")
        # Last: it leads away by itself.
        self.show("leading", "approved", "end-leading")


def main() -> int:
    executable, runtime = os.environ["COUTH_EXECUTABLE"], os.environ["COUTH_RUNTIME"]
    root = pathlib.Path(os.environ.get("COUTH_ARTIFACTS", "artifacts")) / "screenshots" / "states"
    combinations = ALL if "--all" in sys.argv[1:] else COMBINATIONS
    shutil.rmtree(root, ignore_errors=True)
    faults: list[str] = []
    with tempfile.TemporaryDirectory(prefix="couth-screens-") as name, sync_playwright() as playwright:
        folder = pathlib.Path(name)
        subprocess.run([executable, "specimen", "--case", "approved", "--document", "passport", "--runtime", runtime,
                        "--out", str(folder / "clips")], check=True, stdout=subprocess.DEVNULL)
        with Server(executable, runtime, folder / "data", folder / "server.log") as server:
            link = server.link()
            # A camera that sees nothing good, so that its screen stays; the picture is the drawn one.
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=[
                "--no-sandbox", "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"])
            picture = base64.b64encode((folder / "clips" / "document-1.jpg").read_bytes()).decode()
            for device, scheme, language in combinations:
                began = time.monotonic()
                width, height = VIEWPORTS[device]
                context = browser.new_context(
                    viewport={"width": width, "height": height}, color_scheme=scheme, reduced_motion="reduce",
                    is_mobile=device == "phone", has_touch=device == "phone", locale=language)
                context.add_init_script(REPORT_VIOLATIONS)
                page = context.new_page()
                target = root / f"{device}-{scheme}-{language}"
                target.mkdir(parents=True)
                gallery = Gallery(page, target, picture)
                page.on("pageerror", lambda error: gallery.faults.append(f"script: {error}"))
                page.on("console", lambda message: gallery.faults.append(message.text)
                        if message.type == "error" and "policy" in message.text.lower() else None)
                page.goto(link)
                page.wait_for_selector('html[data-screen="welcome"]')
                page.evaluate(STAGE, language)
                gallery.all_screens()
                context.close()
                print(f"{target.name}: {gallery.count} states in {time.monotonic() - began:.0f} s, "
                      f"{len(gallery.faults)} faults", flush=True)
                faults += [f"{target.name}: {fault}" for fault in gallery.faults]
            browser.close()
    print("\n".join(faults))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
