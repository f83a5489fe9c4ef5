#!/usr/bin/env python3
"""What people complain of in pages like this one, each as a test: a server, and cameras that see what the films show.

Every function of COMPLAINTS is one. A browser has one fake camera for its whole life: the films have one each, all else
shares another. The executable and the folder of models and portraits come from COUTH_EXECUTABLE and COUTH_RUNTIME.
"""

from __future__ import annotations

import contextlib
import functools
import gzip
import os
import pathlib
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Callable

from playwright.sync_api import Error, TimeoutError, sync_playwright

from cameras import CAUSES, asks_less
from pace import pace
from run import Server
from visits import FILE, INSECURE_HOST, PRIMARY, Flow, Gate, Visit, back, draw, photograph, reload, reopen

FITTING = {
    "steady": (0, set()), "shaky": (2, {"still", "blur", "searching"}), "glare": (2, {"glare"}),
    "dark": (2, {"dark"}), "empty": (3, {"searching"}), "far": (2, {"closer", "searching"}),
}


def a_film(flow: Flow, film: str) -> None:
    """The first picture is a good one, and until then the page has said what helps."""
    seconds, fitting = FITTING[film]
    browser = flow.launch(flow.paper(film, "document-1.mjpeg"))
    with contextlib.closing(browser), Visit(flow, flow.link("Passport"), browser) as visit:
        visit.to_intro()
        how = photograph(visit)
        outcome = visit.verdict()
        advice = visit.seen("advice")
        flow.tries[film] = (how, outcome)
        print(f"    {how}, {outcome}; {' '.join(f'{word}@{at / 1000:.1f}' for word, at in advice)}", flush=True)
        # Advice follows what is seen by two looks, and the camera by a moment.
        early = {word for word, at in advice if at < 1000 * (seconds + 0.5)}
        flow.check(not fitting or bool(fitting & early), f"the advice is one of {fitting}: {early}")
        too_early = [word for word, at in advice if word == "holding" and at < 1000 * seconds]
        flow.check(not too_early, "nobody is told to hold still before it is good")
        flow.check(outcome == "Good", f"the first picture is good: {outcome}, {visit.words()}")
        with visit.page.expect_request("**/use") as used:
            visit.press()
        sent = used.value.post_data_json
        flow.check(sent["captureSource"] == "camera" and bool(sent.get("cameraLabel")), f"the camera is named: {sent}")


def a_card_the_wrong_way_up(flow: Flow) -> None:
    """Nothing but the server tells a back from a front: it says so at once, and the front is taken then."""
    browser = flow.launch(flow.paper("wrong-side", "document-1.mjpeg"))
    with contextlib.closing(browser), Visit(flow, flow.link("IdCard"), browser) as visit:
        visit.to_intro()
        how = photograph(visit)
        outcome = visit.verdict()
        print(f"    {how}, {outcome}", flush=True)
        flow.check(outcome == "Bad" and "the other side" in visit.words(), f"the back is told: {visit.words()}")
        visit.press()
        visit.wait("camera")
        # The film would begin again with the back.
        visit.give(flow.paper("wrong-side", "document-1.jpg"))
        flow.check(visit.verdict() == "Good", f"the front is good: {visit.words()}")


def first_tries(flow: Flow) -> None:
    good = [film for film, (_, outcome) in flow.tries.items() if outcome == "Good"]
    automatic = [film for film, (how, _) in flow.tries.items() if how == "automatic"]
    print(f"    {len(good)} of {len(FITTING)} good at the first try, {len(automatic)} by the automatic shutter",
          flush=True)
    flow.check(len(good) >= 0.95 * len(FITTING), f"first tries that succeed: {good}")


# The camera.

def the_shutter_by_hand(flow: Flow) -> None:
    """Whatever the page thinks of the picture, a person may take it after three seconds."""
    film = flow.paper("empty", "document-1.mjpeg").read_bytes()
    desk = film[:film.index(b"\xff\xd8\xff", 3)]
    clip = flow.papers / "desk.mjpeg"
    clip.write_bytes(desk * 2)
    browser = flow.launch(clip.resolve())
    with contextlib.closing(browser), Visit(flow, flow.link("Passport"), browser) as visit:
        visit.to_intro()
        visit.press()
        visit.page.wait_for_selector(".shutter:enabled")
        waited = visit.seen("enabled - seen.opened")
        print(f"    enabled after {waited / 1000:.2f} s", flush=True)
        flow.check(waited <= 3500, f"the shutter can be pressed after 3.5 s: {waited} ms")
        flow.check("holding" not in dict(visit.seen("advice")), "the desk alone is never good")


def five_cameras_that_do_not_open(flow: Flow) -> None:
    """Each cause has its own words and its own way out, and a file is always one."""
    told = {}
    for cause, script in CAUSES.items():
        link = flow.link("Passport")
        if cause == "insecure":
            link = link.replace("127.0.0.1", INSECURE_HOST)
        with Visit(flow, link, script=script) as visit:
            visit.to_intro()
            mark = f'html[data-screen="intro"] .actions[data-trouble="camera.{cause}"]'
            if visit.page.locator(mark).count() == 0:
                visit.press()
            visit.page.wait_for_selector(mark)
            told[cause] = (visit.page.locator("h1").inner_text(), visit.page.locator("#stage .lead").first.inner_text())
            flow.check(visit.page.locator(FILE).count() == 1, f"{cause}: a file can be chosen")
            offered = visit.page.locator(PRIMARY).inner_text()
            flow.check(offered == "Choose a photo", f"{cause}: the file comes first: {offered}")
    flow.check(len(set(told.values())) == len(CAUSES), f"five causes, five screens: {told}")


def one_camera_at_a_time(flow: Flow) -> None:
    """Phones open the front camera only once the rear one is free."""
    with Visit(flow, flow.link("Passport", face=True)) as visit:
        visit.to_intro()
        visit.press()
        visit.wait("camera")
        visit.press(".camera-bottom .round")
        visit.wait("intro")
        photograph(visit)
        flow.check(visit.verdict() == "Good", "the passport is good")
        visit.press()
        visit.wait("intro", target="selfie")
        visit.press()
        visit.wait("camera", target="selfie")
        visit.page.wait_for_function("seen.live.length === 3")
        flow.check(visit.seen("live") == [0, 0, 0], f"cameras still open at each opening: {visit.seen('live')}")


def advice_that_is_asked_too_often(flow: Flow) -> None:
    """Where the server wants to be asked less, it is, and asked again: nobody sees anything of it."""
    with Visit(flow, flow.link(face=True)) as visit:
        asks_less(visit)


# Coming back.

def coming_back(flow: Flow) -> None:
    """Reload, back and a new tab lead on to the same step, and nothing that was used is asked for again.

    What was only chosen or taken, and not yet used, is there in a new tab too; back gives it up.
    """
    passport = flow.paper("steady", "document-1.jpg")
    with Visit(flow, flow.link("Passport", "IdCard", face=True)) as visit:

        def comes(step: str, disturb: Callable[[Visit], None], *screens: str, target: str = "") -> None:
            disturb(visit)
            try:
                visit.wait(*screens, target=target, seconds=10)
            except TimeoutError as error:
                flow.check(False, f"{disturb.__name__} at {step}: {error}")

        for disturb in (reload, back, reopen):
            visit.wait("welcome")
            comes("welcome", disturb, "welcome")
        visit.press()
        for disturb in (reload, back, reopen):
            visit.wait("document-type")
            comes("document-type", disturb, "document-type")
        for disturb in (reload, back, reopen):
            visit.to_intro()
            comes("intro", disturb, "document-type" if disturb is back else "intro")
        for disturb in (reload, back, reopen):
            visit.to_intro()
            visit.press()
            visit.wait("camera")
            comes("camera", disturb, "intro")
        for disturb in (reload, back, reopen):
            visit.to_intro()
            gate = Gate(visit, "**/verdict")
            visit.give(passport)
            gate.wait()
            comes("review before the verdict", disturb, "intro" if disturb is back else "review")
            gate.open()
            if disturb is not back:
                flow.check(visit.verdict() == "Good", f"the picture is looked at after {disturb.__name__}")
                comes("review", back, "intro")
        for disturb in (reload, back, reopen):
            visit.to_intro()
            visit.give(passport)
            visit.verdict()
            comes("review after the verdict", disturb, "intro" if disturb is back else "review")
            if disturb is not back:
                comes("review", back, "intro")
                comes("intro after back", reopen, "intro")
        for disturb in (reopen, reload):
            visit.to_intro()
            gate = Gate(visit, "**/pieces/**")
            visit.give(passport)
            visit.press()
            visit.wait("sending")
            # Nothing of it had come yet.
            comes("sending", disturb, "review" if disturb is reload else "intro")
            gate.open()
        flow.check(visit.verdict() == "Good", "the picture arrives after a reload")
        # Once more on its way, and back does not take it away from who has used it.
        comes("review", back, "intro")
        gate = Gate(visit, "**/pieces/**")
        visit.give(passport)
        visit.press()
        visit.wait("sending")
        comes("sending", back, "sending", "review")
        gate.open()
        if visit.wait("review", "intro") == "review":
            visit.press()
        for disturb in (reload, back, reopen):
            visit.wait("intro", target="selfie")
            comes("selfie", disturb, "intro", target="selfie")


# The line.

def padded(flow: Flow) -> pathlib.Path:
    """The passport as a file of several pieces: with comments, which no decoder looks at."""
    bytes_ = flow.paper("steady", "document-1.jpg").read_bytes()
    comment = b"\xff\xfe" + (60_002).to_bytes(2, "big") + bytes(60_000)
    file = flow.papers / "padded.jpg"
    file.write_bytes(bytes_[:2] + comment * 20 + bytes_[2:])
    return file


def broken_line(flow: Flow, interrupt: Callable[[Visit], None], mend: Callable[[Visit], None]) -> None:
    """Two pieces go, the third does not; once all is well it goes on by itself, with the rest alone."""
    file = padded(flow)
    with Visit(flow, flow.link("Passport")) as visit:
        visit.to_intro()
        gate = Gate(visit, "**/pieces/**", passes=2)
        visit.give(file)
        gate.wait()
        before = sum(piece["bytes"] for piece in visit.seen("sent") if piece.get("status") == 200)
        interrupt(visit)
        began = time.monotonic()
        gate.open()
        visit.page.get_by_text("The connection was lost.", exact=False).first.wait_for()
        print(f"    told after {time.monotonic() - began:.1f} s", flush=True)
        mend(visit)
        began = time.monotonic()
        flow.check(visit.verdict() == "Good", f"the picture arrives: {visit.words()}")
        print(f"    arrived and looked at after {time.monotonic() - began:.1f} s", flush=True)
        arrived = [piece for piece in visit.seen("sent") if piece.get("status") == 200]
        total = sum(piece["bytes"] for piece in arrived)
        flow.check(0 < before < total == file.stat().st_size, f"only the rest is sent: {visit.seen('sent')}")


def the_line_breaks(flow: Flow) -> None:
    broken_line(flow, lambda visit: visit.context.set_offline(True), lambda visit: visit.context.set_offline(False))


def the_server_is_restarted(flow: Flow) -> None:
    def start(_: Visit) -> None:
        flow.server.start()
        flow.server.link()

    broken_line(flow, lambda _: flow.server.stop(), start)


def the_same_side_twice(flow: Flow) -> None:
    """Who forgets to turn the card is told before it is too late."""
    front = flow.paper("wrong-side", "document-1.jpg")
    with Visit(flow, flow.link("IdCard")) as visit:
        visit.to_intro()
        visit.give(front)
        flow.check(visit.verdict() == "Good", f"the front is good: {visit.words()}")
        visit.press()
        visit.wait("intro", target="part.Back")
        visit.give(front)
        flow.check(visit.verdict() == "Bad", "the front is no back")
        flow.check("the side you have photographed before" in visit.words(), f"it is told: {visit.words()}")
        offered = visit.page.locator("#stage .actions .button").all_inner_texts()
        flow.check(offered[0] == "Choose another photo", f"another picture is offered first: {offered}")


# Ways of seeing and using the page.

FOCUS = """() => {
    const node = document.activeElement;
    const box = node.getBoundingClientRect();
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(node);
    return {
        isInside: node !== document.body && box.width > 0 && box.bottom > 0 && box.top < innerHeight
            && box.right > 0 && box.left < innerWidth,
        isMarked: outlineStyle !== 'none' && parseFloat(outlineWidth) > 0 || boxShadow !== 'none',
        name: node.tagName + ' ' + node.className,
    };
}"""


def keyboard_alone(flow: Flow) -> None:
    """From the link to the end with Tab, Enter and Space; files by the system's own dialog."""
    with Visit(flow, flow.link("Passport", "IdCard", face=True)) as visit:
        page = visit.page
        files: list[pathlib.Path] = []
        page.on("filechooser", lambda chooser: chooser.set_files(files.pop()))

        def arrives(*screens: str, target: str = "") -> None:
            visit.wait(*screens, target=target)
            focused = page.evaluate("document.activeElement.tagName")
            flow.check(focused == "H1", f"{screens}: the focus is on the heading: {focused}")

        def go_to(selector: str) -> None:
            for _ in range(20):
                page.keyboard.press("Tab")
                focus = page.evaluate(FOCUS)
                flow.check(focus["isInside"] and focus["isMarked"], f"the focus is inside and visible: {focus}")
                if page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
                    return
            raise TimeoutError(f"no Tab leads to {selector}")

        def hand_in(file: pathlib.Path) -> None:
            go_to("#stage .actions .button.is-secondary")
            files.append(file)
            page.keyboard.press("Enter")
            arrives("review")
            visit.verdict()
            go_to(PRIMARY)
            page.keyboard.press("Space")

        arrives("welcome")
        go_to(PRIMARY)
        page.keyboard.press("Enter")
        arrives("document-type")
        go_to('[data-type="Passport"]')
        page.keyboard.press("Space")
        arrives("intro")
        hand_in(flow.paper("steady", "document-1.jpg"))
        arrives("intro", target="selfie")
        hand_in(flow.paper("steady", "selfie.jpg"))
        arrives("approved", "submitted")


TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def small_and_large(flow: Flow) -> None:
    """320 pixels wide, at twice the size, and with text at 200 %: nothing is scrolled sideways."""
    sizes = [({"viewport": {"width": 320, "height": 640}}, 100),
             ({"viewport": {"width": 640, "height": 800}, "device_scale_factor": 2}, 100),
             ({"viewport": {"width": 640, "height": 800}}, 200), ({"viewport": {"width": 320, "height": 640}}, 200)]
    for options, percent in sizes:
        with Visit(flow, flow.link("Passport"), **options) as visit:

            def fits(screen: str) -> None:
                visit.page.evaluate("(size) => { document.documentElement.style.fontSize = size; }", f"{percent}%")
                wide = visit.page.evaluate(TOO_WIDE)
                width = options["viewport"]["width"]
                flow.check(wide <= 0, f"{screen} at {width} pixels and {percent} %: {wide} pixels too wide")

            visit.wait("welcome")
            fits("welcome")
            visit.press()
            visit.wait("intro")
            fits("intro")
            visit.give(flow.paper("steady", "document-1.jpg"))
            visit.verdict()
            fits("review")
            visit.press()
            fits(visit.wait("approved", "submitted"))


def reduced_motion(flow: Flow) -> None:
    """Who asks for less motion gets none."""
    # The style sheet makes transitions too short to be seen, but they are still there until the next frame.
    running = """document.getAnimations().filter(({ playState, effect }) =>
        playState === 'running' && effect.getTiming().duration > 1).length"""
    with Visit(flow, flow.link("Passport"), reduced_motion="reduce") as visit:

        def is_still(screen: str) -> None:
            count = visit.page.evaluate(running)
            flow.check(count == 0, f"{screen}: {count} animations run")

        visit.wait("welcome")
        is_still("welcome")
        visit.to_intro()
        visit.press()
        visit.wait("camera")
        is_still("camera")
        visit.wait("review")
        visit.verdict()
        gate = Gate(visit, "**/v1/kyc-identifications/*/verification")
        visit.press()
        visit.wait("waiting")
        is_still("waiting")
        gate.open()
        visit.wait("approved", "submitted")


# Weight and speed.

MOST_KILOBYTES = 150


def weight(flow: Flow) -> None:
    """Everything that the page loads up to the first camera, as a server that compresses would send it."""
    answers = []
    with Visit(flow, "about:blank") as visit:
        visit.page.on("requestfinished", lambda request: answers.append(request.response()))
        visit.page.goto(flow.link("Passport"))
        visit.to_intro()
        visit.press()
        visit.wait("camera")
        own = [answer for answer in answers if answer.url.startswith(flow.server.base) and answer.ok]
        # The browser keeps nothing of what had no content, such as the flight recorder's answers on a slow machine.
        bodies = [b"" if answer.status == 204 else answer.body() for answer in own]
        encodings = {answer.headers.get("content-encoding") for answer in answers} - {None}
    packed = sum(len(gzip.compress(body)) for body in bodies) / 1000
    plain = sum(map(len, bodies)) / 1000
    print(f"    {len(bodies)} answers, {packed:.0f} kB packed, {plain:.0f} kB plain; the server sends them "
          f"{' and '.join(encodings) or 'as they are'}", flush=True)
    flow.check(0 < packed <= MOST_KILOBYTES, f"{packed:.0f} kB until the camera, {MOST_KILOBYTES} allowed")


def first_step(flow: Flow) -> None:
    """How soon a slow phone on a slow line shows the first screen: measured and told, not judged."""
    with Visit(flow, "about:blank") as visit:
        session = visit.context.new_cdp_session(visit.page)
        session.send("Network.enable")
        session.send("Emulation.setCPUThrottlingRate", {"rate": 4})
        session.send("Network.emulateNetworkConditions", {
            "offline": False, "latency": 150, "downloadThroughput": 1_600_000 / 8, "uploadThroughput": 750_000 / 8})
        visit.page.goto(flow.link("Passport"))
        visit.wait("welcome")
        shown = next(at for screen, _, at in visit.seen("screens") if screen == "welcome")
        entries = visit.page.evaluate("""() => performance.getEntriesByType('resource').map(({ name, startTime,
            responseEnd, transferSize }) => [new URL(name).pathname, startTime, responseEnd, transferSize])""")
        document = visit.page.evaluate("performance.getEntriesByType('navigation')[0].responseEnd")
    print(f"    welcome after {shown / 1000:.2f} s; the document after {document / 1000:.2f} s", flush=True)
    if os.environ.get("COUTH_FLOW_DETAILS"):
        for path, start, end, size in entries:
            print(f"    {start:7.0f} {end:7.0f} {size:7} {path}", flush=True)


def nothing_from_elsewhere(flow: Flow) -> None:
    """Over all of the above."""
    flow.check(not flow.strangers, f"requests to others: {flow.strangers}")
    flow.check(not flow.violations, f"violations of the content security policy: {flow.violations}")


def named(film: str) -> Callable[[Flow], None]:
    test = functools.partial(a_film, film=film)
    test.__name__ = f"a_film_{film}"
    return test


COMPLAINTS: list[Callable[[Flow], None]] = [
    coming_back, five_cameras_that_do_not_open, one_camera_at_a_time, advice_that_is_asked_too_often, keyboard_alone,
    small_and_large, reduced_motion, weight, the_line_breaks, the_server_is_restarted, the_same_side_twice,
    the_shutter_by_hand, *map(named, FITTING), a_card_the_wrong_way_up, first_tries, first_step, pace,
    nothing_from_elsewhere,
]


def test(flow: Flow, complaint: Callable[[Flow], None]) -> bool:
    flow.name = complaint.__name__
    before, began = len(flow.faults), time.monotonic()
    try:
        complaint(flow)
    except Error as error:
        flow.check(False, str(error).splitlines()[0])
    passed = len(flow.faults) == before
    print(f"{flow.name}: {'passed' if passed else 'FAILED'}, {time.monotonic() - began:.1f} s", flush=True)
    return passed


def main() -> int:
    executable, runtime = os.environ["COUTH_EXECUTABLE"], os.environ["COUTH_RUNTIME"]
    # Names choose among the complaints; without any, all are heard.
    chosen = [complaint for complaint in COMPLAINTS if not sys.argv[1:] or complaint.__name__ in sys.argv[1:]]
    with (tempfile.TemporaryDirectory(prefix="couth-flow-") as name, sync_playwright() as playwright,
          ThreadPoolExecutor(2) as pool):
        folder = pathlib.Path(name)
        papers = folder / "papers"
        # Drawn while the first complaints are heard, in the order in which they need them.
        drawn = {film: pool.submit(draw, executable, runtime, papers, film)
                 for film in ("steady", "wrong-side", "empty", "shaky", "glare", "dark", "far")}
        with Server(executable, runtime, folder / "data", folder / "server.log") as server:
            flow = Flow(playwright, server, papers, drawn)
            passed = [test(flow, complaint) for complaint in chosen]
            flow.browser.close()
            if not all(passed):
                print(server.log.read_text(errors="replace")[-2000:])
    print("\n".join(flow.faults))
    print(f"flow.py: {sum(passed)} of {len(passed)} complaints passed")
    return 0 if all(passed) else 1


if __name__ == "__main__":
    sys.exit(main())
