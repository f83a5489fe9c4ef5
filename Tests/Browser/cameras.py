"""What can be wrong with a camera, as scripts for a page that is about to load, and a server that gives no advice."""

from __future__ import annotations

import time

REJECTING = """if (navigator.mediaDevices) {
    navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('No', '%s'));
}"""
CAUSES = {
    "refused": REJECTING % "NotAllowedError", "busy": REJECTING % "NotReadableError",
    "absent": REJECTING % "NotFoundError", "insecure": "",
    "blocked": "document.featurePolicy.allowsFeature = () => false;",
}
# In place of a page that came without TLS from elsewhere.
INSECURE = "Object.defineProperty(window, 'isSecureContext', { value: false });"


def asks_less(visit: object) -> None:
    """Opens the camera of a selfie, over a server that has been asked too often four times."""
    asked: list[float] = []

    def answer(route: object) -> None:
        asked.append(time.monotonic())
        if len(asked) > 4:
            return route.fulfill(json={"advice": "faceCloser"})
        problem = {"type": "urn:couth:problem:too-many-requests", "title": "Too many requests", "status": 429}
        return route.fulfill(status=429, headers={"Retry-After": "1"}, json=problem)

    visit.context.route("**/selfie-advice", answer)
    visit.to_intro()
    visit.press()
    visit.wait("camera")
    visit.page.wait_for_selector('.camera-advice[data-advice="unknown"]')
    words = visit.page.locator(".camera-advice").inner_text()
    visit.flow.check("." not in words, f"the person is told what to do: {words}")
    visit.page.wait_for_selector('.camera-advice[data-advice="faceCloser"]')
    waits = [later - earlier for earlier, later in zip(asked[:5], asked[1:5])]
    visit.flow.check(min(waits) >= 1, f"it waits as long as it is told: {waits}")


def no_file_for(desk: object, cause: str, is_live: bool) -> str:
    """Leads a device to where a file would be offered; answers the words for the trouble with its camera."""
    def check_offers(where: str) -> None:
        desk.stage.check(desk.page.locator("input[type=file]").count() == 0, f"{cause}: no file is offered {where}")

    again = desk.page.get_by_role("button", name="Try the camera again")
    trouble = again if is_live else desk.page.locator(f'.actions[data-trouble="camera.{cause}"]')
    # What can be told beforehand is: of this browser, that it has no camera.
    if trouble.count() == 0:
        desk.page.locator("#stage .button.is-primary").click()
        trouble.wait_for()
    words = desk.page.locator("h1").inner_text()
    check_offers("beside the trouble")
    if is_live:
        desk.press("I cannot do this")
        desk.page.get_by_role("button", name="Follow the motions after all").wait_for()
        check_offers("to who cannot move")
        return words
    desk.stage.check("a file cannot be used" in desk.page.locator("#stage").inner_text(), f"{cause}: it is said")
    desk.press("Continue on your phone")
    desk.wait("hand-off")
    return words
