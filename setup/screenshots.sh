#!/usr/bin/env bash
# Every state of the hosted page, photographed on phone and desktop, light and dark, left to right and right to left,
# into artifacts/screenshots/states; axe is asked about each, and a fault ends the run with its list.
# shellcheck source=setup/scratch.sh
source "$(dirname "$0")/scratch.sh"

"$root/setup/setup.sh" --test
"$root/setup/build.sh" release
cd "$root"
export COUTH_EXECUTABLE=$runtime/bin/couth COUTH_RUNTIME=$runtime COUTH_ARTIFACTS=$root/artifacts
export PYTHONDONTWRITEBYTECODE=1
"$runtime/venv/bin/python" Tests/Browser/screenshots.py --all
say "the pictures are in artifacts/screenshots/states"
