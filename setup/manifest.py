"""Prints models/manifest.json for the shell: one line a file, pack, file and SHA-256 separated by tabs."""

import json
import sys


def main() -> None:
    with open(sys.argv[1], encoding="utf-8") as file:
        manifest = json.load(file)
    for entry in manifest["models"]:
        name = entry["file"]
        if "/" in name or name.startswith("."):
            sys.exit(f"{sys.argv[1]}: {name!r} is not a bare file name")
        print(entry["pack"], name, entry["sha256"], sep="\t")


main()
