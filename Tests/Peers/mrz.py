#!/usr/bin/env python3
"""Other readers of machine-readable zones over the same labelled pictures as `couth accuracy mrz`.

    Tests/Peers/mrz.py SPECIMENS [--limit N] [--json FILE]

SPECIMENS is a folder with labels.json (file -> type, mrz, kind). Prints a Markdown table: of each peer, per kind, how
many zones are exact to the last character, and its processor seconds a picture. A peer gets the benefit of the doubt:
of the lines that it reads, those that fit best are compared. Each peer runs in a process of its own.
"""

from __future__ import annotations

import argparse
import collections
import difflib
import json
import os
import pathlib
import re
import resource
import subprocess
import sys

# ONNX Runtime as published reports to its makers.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
os.environ["OMP_NUM_THREADS"] = os.environ["OMP_THREAD_LIMIT"] = "1"
SECONDS = 3600


def rapidocr():
    """Every line of the page."""
    from rapidocr import RapidOCR

    engine = RapidOCR(params={"EngineConfig.onnxruntime.intra_op_num_threads": 1,
                              "EngineConfig.onnxruntime.inter_op_num_threads": 1})
    return lambda path: list(engine(str(path)).txts or ())


def passporteye():
    """Its own zone, with the language that it takes where none is named."""
    from passporteye import read_mrz

    def read(path):
        found = read_mrz(str(path))
        return (found.aux.get("text", "") if found else "").splitlines()

    return read


def fastmrz():
    """The zone's text, where it gives one."""
    from fastmrz import FastMRZ

    engine = FastMRZ()

    def read(path):
        found = engine.get_details(str(path), include_checkdigit=True)
        return str((found or {}).get("mrz_text", "")).splitlines()

    return read


PEERS = {"RapidOCR 3.10.0": rapidocr, "PassportEye 2.2.2": passporteye, "fastmrz 2.1.2": fastmrz}


def zone(lines: list[str], wanted: list[str]) -> list[str]:
    """Of what was read, the successive lines that are most like the zone."""
    lines = [re.sub(r"[^A-Z0-9<]", "", line.upper().replace("«", "<<").replace("‹", "<")) for line in lines]
    lines = [line for line in lines if len(line) >= 20]
    runs = [lines[start:start + len(wanted)] for start in range(len(lines))]
    return max(runs, default=[], key=lambda run: difflib.SequenceMatcher(
        None, "\n".join(run), "\n".join(wanted), autojunk=False).ratio())


def measure(name: str, folder: pathlib.Path, limit: int | None) -> None:
    """The work of one process: prints a line of JSON for each picture."""
    read = PEERS[name]()
    labels = json.loads((folder / "labels.json").read_text())
    pictures = [(file, label) for file, label in sorted(labels.items()) if label.get("mrz")]
    for file, label in pictures[:limit]:
        wanted = label["mrz"] if isinstance(label["mrz"], list) else label["mrz"].splitlines()
        before = seconds()
        try:
            found = zone(read(folder / file), wanted)
        except Exception as error:  # noqa: BLE001 - a peer that gives up has not read it
            found = [f"{type(error).__name__}"]
        row = {"peer": name, "file": file, "kind": label["kind"], "exact": found == wanted,
               "seconds": seconds() - before}
        print(json.dumps(row), flush=True)


def seconds() -> float:
    """Of this process and of the programs that it ran."""
    own, others = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + others.ru_utime + others.ru_stime


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("specimens", type=pathlib.Path)
    parser.add_argument("--limit", type=int)
    parser.add_argument("--json", type=pathlib.Path, help="a file for a line of JSON a picture and peer")
    parser.add_argument("--peer", choices=PEERS, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.peer:
        measure(options.peer, options.specimens, options.limit)
        return 0
    print("| peer | kind | pictures | exact | CPU s/picture |\n| --- | --- | --- | --- | --- |")
    kept = []
    for name in PEERS:
        command = [sys.executable, __file__, str(options.specimens), "--peer", name]
        command += ["--limit", str(options.limit)] if options.limit else []
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, check=False,
                              timeout=SECONDS)
        kinds = collections.defaultdict(list)
        for line in done.stdout.splitlines():
            if line.startswith("{"):
                row = json.loads(line)
                kinds[row["kind"]].append(row)
                kept.append(line)
        if not kinds:
            reason = (done.stderr.strip().splitlines() or ["no reason"])[-1][:80]
            print(f"| {name} | – | 0 | did not run: {reason} | – |")
        for kind, rows in sorted(kinds.items()):
            exact = sum(row["exact"] for row in rows)
            cost = sum(row["seconds"] for row in rows) / len(rows)
            print(f"| {name} | {kind} | {len(rows)} | {exact}/{len(rows)} ({100 * exact / len(rows):.2f} %)"
                  f" | {cost:.2f} |", flush=True)
    if options.json:
        options.json.write_text("".join(f"{line}\n" for line in kept))
    return 0


if __name__ == "__main__":
    sys.exit(main())
