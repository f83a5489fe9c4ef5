"""Active liveness in a real browser: who does what the page says is approved, who cannot goes to a reviewer.

The motions are drawn by the server's own chance, so no film can be made before: the page's camera is a canvas that
shows the drawn turn of whatever the page asks for at that moment. Everything behind the camera is the real page and
server.
"""

from __future__ import annotations

import base64
import json
import pathlib
import re
import subprocess
import urllib.request
from collections.abc import Callable

from playwright.sync_api import Browser, Page, sync_playwright

# A screen fades in; a picture of it is taken when it is there.
FADE_MILLISECONDS = 600
PROMPTS = ["TurnLeft", "TurnRight", "LookUp", "LookDown"]
WAIT_MILLISECONDS = 120_000
CAMERA = """(pictures) => {
    const canvas = document.createElement('canvas');
    const context = canvas.getContext('2d');
    const loaded = {};
    for (const [prompt, address] of Object.entries(pictures)) {
        loaded[prompt] = new Image();
        loaded[prompt].src = address;
    }
    const draw = () => {
        const prompt = document.querySelector('[data-prompt]')?.dataset.prompt;
        const image = loaded[prompt] ?? loaded.Neutral;
        if (image.complete && image.naturalWidth) {
            if (canvas.width !== image.naturalWidth) {
                canvas.width = image.naturalWidth;
                canvas.height = image.naturalHeight;
            }
            // A person sways: frames of which nothing moves are told as one still. More than this leaves a seam at the
            // edges in which the detector sees a second face now and then.
            const time = performance.now();
            context.drawImage(image, 0, 0);
            context.drawImage(image, 2.5 * Math.sin(time / 400), 2 * Math.sin(time / 530));
            // A sensor's noise: without it every frame would be a copy of the one before. Above the face alone, where
            // it leaves the poses as they were drawn.
            context.fillStyle = `rgb(${Math.floor(256 * Math.random())} 0 0 / 20%)`;
            for (let grain = 0; grain < 200; grain += 1) {
                context.fillRect(canvas.width * Math.random(), canvas.height * 0.1 * Math.random(), 3, 3);
            }
        }
        requestAnimationFrame(draw);
    };
    draw();
    navigator.mediaDevices.getUserMedia = async () => canvas.captureStream(30);
}"""


class API:
    """The calls that stand around the page: a business's, and the person's document."""

    def __init__(self, base: str, log: str) -> None:
        self.base = base
        found = {key: re.search(rf"{key} +(\S+)", log)[1] for key in ("client id", "client secret", "sandbox setup")}
        self.setup = found["sandbox setup"]
        form = (f"grant_type=client_credentials&client_id={found['client id']}"
                f"&client_secret={found['client secret']}").encode()
        request = urllib.request.Request(f"{base}/connect/token", data=form)
        self.token = json.load(urllib.request.urlopen(request))["access_token"]

    def call(self, method: str, path: str, body: dict | None = None, token: str | None = None) -> dict:
        request = urllib.request.Request(
            f"{self.base}/v1/{path}", method=method, data=None if body is None else json.dumps(body).encode(),
            headers={"Authorization": f"Bearer {token or self.token}", "Content-Type": "application/json"})
        with urllib.request.urlopen(request) as answer:
            text = answer.read()
        return json.loads(text) if text else {}

    def ask_for_motions(self) -> None:
        steps = self.call("GET", f"identity-verification-setups/{self.setup}")["steps"]
        kyc = next(step["setupId"] for step in steps if step["type"] == "KycIdentification")
        self.call("PUT", f"identification-setups/{kyc}", {"face": {"activeLivenessEnabled": True}})

    def with_document(self, page: pathlib.Path) -> tuple[str, str]:
        """A verification whose document is handed in already, and its identification."""
        verification = self.call("POST", "identity-verifications", {"setupId": self.setup})["id"]
        first = self.call("POST", "sessions", {"identityVerificationId": verification})["accessToken"]
        full = self.call("POST", f"sessions/{verification}/full-access-token", {}, first)["accessToken"]
        self.call("PUT", f"identity-verifications/{verification}/consent", {"isConsented": True}, full)
        kyc = self.call("POST", "kyc-identifications", {"identityVerificationId": verification}, full)["id"]
        picture = base64.b64encode(page.read_bytes()).decode()
        self.call("PUT", f"kyc-identifications/{kyc}/document",
                  {"type": "Passport", "part": "DataPage", "imageBase64": picture}, full)
        return verification, kyc

    def told(self, kyc: str) -> list[str]:
        """What of the deciding rules did not succeed, in one line each: no more than a log may hold."""
        rules = self.call("GET", f"identifications/{kyc}/decision")["rules"]
        return [f"{rule['name']}: {check['check']} {check.get('reason')} {check.get('measure')}"
                for rule in rules if rule["isDeciding"] and rule["outcome"] != "Success"
                for check in rule["checks"] if check["outcome"] != "Success"]

    def rule(self, kyc: str) -> tuple[str, str | None]:
        found = self.call("GET", f"identifications/{kyc}")
        rules = {rule["name"]: rule["status"] for rule in found["rules"]}
        return found["status"], rules.get("SuccessfulActiveLivenessCheck")


def opened(browser: Browser, address: str, pictures: dict[str, str] | None, scheme: str) -> Page:
    context = browser.new_context(viewport={"width": 390, "height": 844}, color_scheme=scheme, locale="en-GB")
    page = context.new_page()
    if pictures:
        page.add_init_script(f"({CAMERA})({json.dumps(pictures)})")
    page.goto(address)
    page.wait_for_selector('html[data-screen="intro"][data-target="liveness"]')
    return page


def moves(browser: Browser, api: API, clips: pathlib.Path, shots: pathlib.Path) -> bool:
    verification, kyc = api.with_document(clips / "document-1.jpg")
    pictures = {name: "data:image/jpeg;base64," + base64.b64encode((clips / file).read_bytes()).decode()
                for name, file in [("Neutral", "selfie.jpg")] + [(prompt, f"{prompt}.jpg") for prompt in PROMPTS]}
    page = opened(browser, f"{api.base}/?id={verification}", pictures, "light")
    page.screenshot(path=shots / "1-intro.png")
    page.click("#stage .button.is-primary")
    asked = []
    for _ in range(3):
        prompt = page.wait_for_selector(
            ", ".join(f'[data-prompt="{name}"]' for name in PROMPTS)).get_attribute("data-prompt")
        asked.append(prompt)
        page.wait_for_timeout(1_000)
        page.screenshot(path=shots / f"2-{prompt}.png")
        page.wait_for_selector(f'html:not(:has([data-prompt="{prompt}"]))', timeout=WAIT_MILLISECONDS, state="attached")
    page.wait_for_selector('html[data-screen="approved"], html[data-screen="rejected"], html[data-screen="failed"],'
                           ' html[data-screen="submitted"]', timeout=WAIT_MILLISECONDS)
    page.wait_for_timeout(FADE_MILLISECONDS)
    page.screenshot(path=shots / "3-end.png")
    answer = api.rule(kyc)
    print(f"liveness, moves: {', '.join(asked)}: {answer}")
    if answer != ("Approved", "Success"):
        print("\n".join(api.told(kyc)))
    return answer == ("Approved", "Success")


def cannot(browser: Browser, api: API, clips: pathlib.Path, shots: pathlib.Path) -> bool:
    """Without a camera: says so, and leaves the one way out."""
    verification, kyc = api.with_document(clips / "document-1.jpg")
    page = opened(browser, f"{api.base}/?id={verification}", None, "dark")
    page.click("#stage .button.is-primary")
    page.wait_for_selector("#stage .art-camera-off")
    page.wait_for_timeout(FADE_MILLISECONDS)
    page.screenshot(path=shots / "4-no-camera.png")
    page.click("#stage .button.is-quiet")
    page.wait_for_selector('html[data-target="selfie"]')
    page.wait_for_timeout(FADE_MILLISECONDS)
    page.screenshot(path=shots / "5-cannot.png")
    page.set_input_files("#stage input[type=file] >> nth=0", clips / "selfie.jpg")
    page.wait_for_selector('html[data-screen="review"]')
    page.click("#stage .button.is-primary")
    page.wait_for_selector('html[data-screen="waiting"]', timeout=WAIT_MILLISECONDS)
    for _ in range(60):
        page.wait_for_timeout(1_000)
        answer = api.rule(kyc)
        if answer[1] is not None:
            break
    print(f"liveness, cannot: {answer}")
    return answer == ("Awaiting", "Unavailable")


def play(executable: str, runtime: str, folder: pathlib.Path, shots: pathlib.Path, server: Callable) -> bool:
    clips, shots = folder / "liveness", shots / "liveness"
    subprocess.run(
        [executable, "specimen", "--case", "approved", "--document", "passport", "--turns", "--runtime", runtime,
         "--out", str(clips)], check=True)
    shots.mkdir(parents=True, exist_ok=True)
    log = folder / "liveness.log"
    with server(executable, runtime, folder / "liveness-data", log) as running, sync_playwright() as playwright:
        running.link()
        api = API(running.base, log.read_text(errors="replace"))
        api.ask_for_motions()
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        passed = [moves(browser, api, clips, shots), cannot(browser, api, clips, shots)]
        browser.close()
    print(f"liveness: {'passed' if all(passed) else 'FAILED'}", flush=True)
    return all(passed)
