#!/usr/bin/env python3
"""Every step of the hosted page, cut off in every way, and gone on with: a table, each cell a result.

One verification a column: at each step the column's failure happens, the page has to stand where it stood or further
on, and then the person goes on. A picture that was used is never asked for again, and every column ends approved.
Active liveness has verifications of its own, one a cell. The executable and the folder of models and portraits come
from COUTH_EXECUTABLE and COUTH_RUNTIME; names of columns choose among them.
"""

from __future__ import annotations

import base64
import contextlib
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from playwright.sync_api import Browser, Error, TimeoutError, sync_playwright

from journey import VERDICT
from liveness import CAMERA, PROMPTS
from run import Server
from switches import CHROMIUM
from visits import FILE, PRIMARY, Flow, Gate, Visit, back, draw, reload, reopen

ENDS = ("approved", "submitted")
FILES = {"part.Front": "document-1.jpg", "part.Back": "document-2.jpg", "selfie": "selfie.jpg"}
# Step → the screen and the picture it is about.
STEPS = {
    "welcome": ("welcome", ""), "consent given": ("document-type", ""), "type chosen": ("intro", "part.Front"),
    "front camera open": ("camera", "part.Front"), "front review": ("review", "part.Front"),
    "front used": ("intro", "part.Back"), "back review": ("review", "part.Back"),
    "selfie camera open": ("camera", "selfie"), "selfie review": ("review", "selfie"), "submitting": ("waiting", ""),
    "submitted": ("approved", ""),
}
CHALLENGE, OTHER = "challenge open", "another browser"
SUBMISSION = "**/v1/kyc-identifications/*/verification"
DRIVE_SECONDS = 60.0
LAND_SECONDS = 20.0
STEP_MILLISECONDS = 3_000
DECISION_SECONDS = 60.0
# A busy machine draws the person's motions slowly.
MOTION_SECONDS = 150.0


class Stage(Flow):
    """One card for everybody, and a camera that sees nothing good, so that no shutter goes off by itself."""

    def paper(self, film: str, name: str) -> pathlib.Path:
        return super().paper("wrong-side", name)

    def launch(self, _: pathlib.Path) -> Browser:
        return self.playwright.chromium.launch(executable_path=CHROMIUM, args=[
            "--no-sandbox", "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"])

    def end(self, link: str) -> tuple[str, str]:
        """What the server says of a verification and its identification, once that is decided."""
        until = time.monotonic() + DECISION_SECONDS
        while True:
            found = self.business.call(f"/v1/identity-verifications/{link.split('id=')[1]}")
            kyc = self.business.call(f"/v1/identifications/{found['step']['kycIdentification']['id']}")
            if kyc["status"] != "Awaiting" or kyc["rules"] or time.monotonic() > until:
                return found["status"], kyc["status"]
            time.sleep(0.5)

    def told(self, link: str) -> list[str]:
        """What of the decision was no success."""
        found = self.business.call(f"/v1/identity-verifications/{link.split('id=')[1]}")
        kyc = found["step"]["kycIdentification"]["id"]
        rules = self.business.call(f"/v1/identifications/{kyc}/decision")["rules"]
        return [f"{check['check']} {check.get('reason')} {check.get('measure')}"
                for rule in rules if rule["isDeciding"] and rule["outcome"] != "Success"
                for check in rule["checks"] if check["outcome"] != "Success"]

    def liveness_link(self) -> str:
        """The face alone, with motions; the page does not wait for the result."""
        if "motions" not in self.setups:
            kyc = self.business.call("/v1/identification-setups", {
                "name": "Motions", "document": {"enabled": False}, "resultsWaiting": {"enabled": False},
                "face": {"enabled": True, "activeLivenessEnabled": True}})
            self.setups["motions"] = self.business.call("/v1/identity-verification-setups", {
                "name": "Motions", "steps": [{"type": "Consent", "order": 0},
                                             {"type": "KycIdentification", "order": 1, "setupId": kyc["id"]}]})["id"]
        made = self.business.call("/v1/identity-verifications", {"setupId": self.setups["motions"]})
        return f"{self.server.base}/?id={made['id']}"


def press_if_there(visit: Visit) -> None:
    button = visit.page.locator(PRIMARY)
    with contextlib.suppress(Error):
        if button.count() > 0:
            button.first.click(timeout=1_000)


def line_lost(visit: Visit) -> None:
    """The person goes on while there is no line; then it is back."""
    visit.context.set_offline(True)
    press_if_there(visit)
    visit.page.wait_for_timeout(700)
    visit.context.set_offline(False)


def server_killed(visit: Visit) -> None:
    """In the middle of what the person asks for, if anything."""
    press_if_there(visit)
    visit.flow.server.kill()
    visit.flow.server.start()
    visit.flow.server.link()


FAILURES: dict[str, Callable[[Visit], None]] = {
    "reload": reload, "back": back, "new tab": reopen, "line lost": line_lost, "kill -9": server_killed,
}


# What happens while the person goes on, so that the page may stand further on afterwards.
PRESSING = ("line lost", "kill -9")


class Person:
    """Goes through the page like anybody, and notes what was asked for twice."""

    def __init__(self, stage: Stage, visit: Visit) -> None:
        self.stage, self.visit = stage, visit
        self.used: set[str] = set()
        self.pressed = ""
        self.twice: set[str] = set()

    def look(self) -> tuple[str, str]:
        """The screen and its target, until the page is there again."""
        while True:
            self.visit.page.wait_for_selector("html[data-screen]", state="attached")
            # The page may be loaded again between the two.
            with contextlib.suppress(Error):
                marks = self.visit.page.evaluate("({...document.documentElement.dataset})")
                if "screen" in marks:
                    break
        screen, target = marks["screen"], marks.get("target", "")
        if self.pressed and target != self.pressed and screen not in ("interrupted", "sending"):
            self.used.add(self.pressed)
            self.pressed = ""
        if target in self.used:
            self.twice.add(target)
        return screen, target

    def go_on(self, screen: str, target: str, goal: tuple[str, str]) -> None:
        page = self.visit.page
        # The page may have moved on since it was looked at: nothing of the next screen is meant.
        here = f'html[data-screen="{screen}"][data-target="{target}"]'
        press = '[data-type="IdCard"]' if screen == "document-type" else PRIMARY
        with contextlib.suppress(TimeoutError):
            if screen == "camera" or screen == "intro" and goal != ("camera", target):
                page.locator(f"{here} {FILE}").first.set_input_files(
                    self.stage.paper("", FILES[target]), timeout=STEP_MILLISECONDS)
            elif screen in ("document-type", "welcome", "intro", "review", "interrupted"):
                if screen == "review":
                    # What could not be used is offered to be sent again.
                    page.locator(f"{here} .verdict:is({VERDICT}, [data-outcome=Trouble])").wait_for(
                        timeout=DRIVE_SECONDS * 1000, state="attached")
                    self.pressed = target
                page.locator(f"{here} {press}").first.click(timeout=STEP_MILLISECONDS)
        page.wait_for_timeout(60)

    def drive(self, goal: tuple[str, str]) -> None:
        """Up to a step, from wherever the page stands."""
        end = time.monotonic() + DRIVE_SECONDS
        while (seen := self.look()) != goal and not (goal[0] in ENDS and seen[0] in ENDS):
            if time.monotonic() > end:
                raise TimeoutError(f"on the way to {goal} the page stays at {seen}")
            self.go_on(*seen, goal)

    def land(self, fitting: Callable[[str, str], bool]) -> str:
        """Where the page stands after a failure; who is told to ask again does."""
        end = time.monotonic() + LAND_SECONDS
        while True:
            screen, target = self.look()
            if fitting(screen, target):
                return f"{screen} {target}".strip()
            if time.monotonic() > end:
                raise TimeoutError(f"stays at {screen} {target}")
            if screen == "interrupted":
                press_if_there(self.visit)
            self.visit.page.wait_for_timeout(60)


def rank(screen: str, target: str) -> float:
    """How far on a screen is; nothing of a screen that is only on the way."""
    if screen in ENDS:
        return len(STEPS)
    places = list(FILES)
    order = {"welcome": 0, "document-type": 1, "waiting": 2 * len(places) + 2}
    if target in places:
        return 2 + 2 * places.index(target) + (screen == "review")
    return order.get(screen, -1)


def fits(step: str, failure: str) -> Callable[[str, str], bool]:
    """Whether a screen is the right one after a failure at a step."""
    screen, target = STEPS[step]
    if failure in PRESSING:
        return lambda *seen: rank(*seen) >= rank(screen, target)
    if failure == "back" and screen == "review" or screen == "camera":
        return lambda *seen: seen == ("intro", target)
    if failure == "back" and step == "type chosen":
        return lambda *seen: seen == ("document-type", "")
    if step == "submitted":
        return lambda *seen: seen[0] in ENDS
    return lambda *seen: seen == (screen, target)


def column(stage: Stage, failure: str) -> dict[str, str]:
    """One verification, with the failure at every step."""
    cells: dict[str, str] = {}
    link = stage.link("Passport", "IdCard", face=True)
    with Visit(stage, link) as visit:
        person = Person(stage, visit)
        gate = Gate(visit, SUBMISSION)
        for step, goal in STEPS.items():
            try:
                if step == "submitted":
                    gate.open()
                person.drive(goal)
                if failure == "new tab" and goal[0] == "review":
                    # What has not come goes with its tab.
                    visit.page.wait_for_selector(VERDICT, timeout=DRIVE_SECONDS * 1000, state="attached")
                if failure in PRESSING and goal[0] == "review":
                    person.pressed = goal[1]
                FAILURES[failure](visit)
                cells[step] = person.land(fits(step, failure))
            except (Error, TimeoutError) as error:
                cells[step] = "FAILED"
                stage.check(False, f"{failure} at {step}: {str(error).splitlines()[0]}")
        stage.check(not person.twice, f"{failure}: asked twice for {person.twice}")
        stage.check(set(FILES) <= person.used, f"{failure}: used are {person.used}")
    status = stage.end(link)
    stage.check(status == ("Completed", "Approved"), f"{failure}: the server says {status}")
    cells["the server says"] = " ".join(status)
    if failure == "new tab":
        cells[OTHER] = another_browser(stage)
    return cells


def another_browser(stage: Stage) -> str:
    """Whoever else has the link is told which document was chosen, and does not see what was photographed."""
    link = stage.link("Passport", "IdCard", face=True)
    with Visit(stage, link) as first:
        Person(stage, first).drive(("review", "part.Front"))
        first.verdict()
        with Visit(stage, link) as second:
            return Person(stage, second).land(lambda *seen: seen == ("intro", "part.Front"))


def challenge(stage: Stage, failure: str, script: str) -> str:
    """A failure while the person moves: they go on by themselves, or begin that one step anew."""
    link = stage.liveness_link()
    with Visit(stage, link, script=script) as visit:
        visit.wait("welcome")
        visit.press()
        visit.wait("intro", target="liveness")
        visit.press()
        motions = ", ".join(f'[data-prompt="{name}"]' for name in PROMPTS)
        visit.page.wait_for_selector(motions, timeout=MOTION_SECONDS * 1000)
        FAILURES[failure](visit)
        goes_on = failure in PRESSING
        if not goes_on:
            visit.wait("intro", target="liveness")
            visit.press("#stage .button.is-quiet")
            visit.wait("intro", target="selfie")
            visit.give(stage.paper("", "selfie.jpg"))
            visit.verdict()
            visit.press()
        landed = visit.wait(*ENDS, seconds=MOTION_SECONDS)
        screens = [screen for screen, target, _ in visit.seen("screens") if target == "liveness" and screen == "intro"]
        if goes_on:
            stage.check(len(screens) == 1, f"{failure}: the motions are not asked for again: {screens}")
    status = stage.end(link)
    # Who cannot move so is looked at by a person; so is a motion that a busy machine drew in jumps.
    wanted = ("Approved", "Awaiting") if goes_on else ("Awaiting",)
    if status[0] != "Completed" or status[1] not in wanted:
        stage.check(False, f"{failure} at {CHALLENGE}: the server says {status}: {stage.told(link)}")
    return f"{landed}, {status[1]}"


def turns(executable: str, runtime: str, folder: pathlib.Path) -> str:
    """The page's camera, which shows the turn that it asks for."""
    subprocess.run(
        [executable, "specimen", "--case", "approved", "--document", "passport", "--turns", "--runtime", runtime,
         "--out", str(folder)], check=True, stdout=subprocess.DEVNULL)
    pictures = {name: "data:image/jpeg;base64," + base64.b64encode((folder / file).read_bytes()).decode()
                for name, file in [("Neutral", "selfie.jpg")] + [(prompt, f"{prompt}.jpg") for prompt in PROMPTS]}
    return f"if (navigator.mediaDevices) ({CAMERA})({json.dumps(pictures)})"


def show(table: dict[str, dict[str, str]]) -> None:
    rows = [*STEPS, "the server says", CHALLENGE, OTHER]
    print("\n" + " | ".join(f"{title:20}" for title in ["", *table]))
    for row in rows:
        print(" | ".join(f"{text:20}" for text in [row, *(cells.get(row, "-") for cells in table.values())]))


def main() -> int:
    executable, runtime = os.environ["COUTH_EXECUTABLE"], os.environ["COUTH_RUNTIME"]
    chosen = [name for name in FAILURES if not sys.argv[1:] or name in sys.argv[1:]]
    with (tempfile.TemporaryDirectory(prefix="couth-resume-") as name, sync_playwright() as playwright,
          ThreadPoolExecutor(2) as pool):
        folder = pathlib.Path(name)
        papers = folder / "papers"
        drawn = {"wrong-side": pool.submit(draw, executable, runtime, papers, "wrong-side")}
        turned = pool.submit(turns, executable, runtime, folder / "turns")
        table: dict[str, dict[str, str]] = {}
        with Server(executable, runtime, folder / "data", folder / "server.log") as server:
            stage = Stage(playwright, server, papers, drawn)
            for failure in chosen:
                began = time.monotonic()
                stage.name = failure
                try:
                    table[failure] = column(stage, failure)
                    table[failure][CHALLENGE] = challenge(stage, failure, turned.result())
                except (Error, TimeoutError) as error:
                    stage.check(False, str(error).splitlines()[0])
                print(f"{failure}: {time.monotonic() - began:.1f} s", flush=True)
            stage.check(not stage.strangers, f"requests to others: {stage.strangers}")
            stage.check(not stage.violations, f"violations of the content security policy: {stage.violations}")
            stage.browser.close()
            show(table)
            if stage.faults:
                print(server.log.read_text(errors="replace")[-2000:])
            print("\n".join(stage.faults))
    cells = sum(len(cells) for cells in table.values())
    print(f"resume.py: {cells} cells, {len(stage.faults)} faults")
    return 1 if stage.faults or len(table) < len(chosen) else 0


if __name__ == "__main__":
    sys.exit(main())
