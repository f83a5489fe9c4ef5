"""How soon it is over for a person who reads nothing: from opening the link to the end, with the camera alone.

A complaint of flow.py as the others are; it is a row of its own because its figure is one that people compare.
"""

from __future__ import annotations

import contextlib
import os
import pathlib
import statistics
import time

from visits import Flow, Visit, photograph

PEOPLE = 5
MOST_SECONDS = 45.0


def show(camera: pathlib.Path, film: pathlib.Path) -> None:
    """The camera's file, which the browser opens anew with each camera: a phone is turned from the desk to the face."""
    beside = camera.with_suffix(".next")
    beside.unlink(missing_ok=True)
    os.symlink(film, beside)
    os.replace(beside, camera)


def one_person(flow: Flow, camera: pathlib.Path) -> dict[str, float]:
    """A passport and a selfie on a phone; answers after how many seconds each step was done."""
    show(camera, flow.paper("steady", "document-1.mjpeg"))
    done: dict[str, float] = {}
    browser = flow.launch(camera)
    with contextlib.closing(browser), Visit(flow, "about:blank", browser, is_mobile=True, has_touch=True) as visit:
        link = flow.link("Passport", "IdCard", face=True)
        began = time.monotonic()
        visit.page.goto(link)
        visit.to_intro()
        done["agreed"] = time.monotonic() - began
        hows = [photograph(visit)]
        flow.check(visit.verdict() == "Good", f"the passport is good: {visit.words()}")
        done["document"] = time.monotonic() - began
        show(camera, flow.paper("steady", "selfie.mjpeg"))
        visit.press()
        visit.wait("intro", target="selfie")
        hows.append(photograph(visit))
        flow.check(visit.verdict() == "Good", f"the selfie is good: {visit.words()}")
        done["selfie"] = time.monotonic() - began
        visit.press()
        end = visit.wait("approved", "submitted", seconds=60)
        done[end] = time.monotonic() - began
    flow.check(hows == ["automatic", "automatic"], f"the camera takes both by itself: {hows}")
    status = flow.business.call(f"/v1/identity-verifications/{link.split('id=')[1]}")["status"]
    flow.check(status == "Completed", f"the server has all of it: {status}")
    return done


def pace(flow: Flow) -> None:
    """Five people, one after another, without reloads and pictures of the page; the one in the middle counts."""
    times = []
    for _ in range(PEOPLE):
        done = one_person(flow, flow.papers / "camera.mjpeg")
        times.append(list(done.values())[-1])
        print("    " + ", ".join(f"{step} {seconds:.1f} s" for step, seconds in done.items()), flush=True)
    middle = statistics.median(times)
    print(f"    from the link to the end: {middle:.1f} s in the middle, {min(times):.1f} to {max(times):.1f} s",
          flush=True)
    flow.check(middle <= MOST_SECONDS, f"{middle:.1f} s from the link to the end, {MOST_SECONDS:.0f} allowed")
