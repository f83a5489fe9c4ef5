#!/usr/bin/env bash
# The API fuzz for longer than a test run has time: set-up, a debug build, then Tests/Fuzz/run.py with more of it all.
# Arguments go to it, after these.
# shellcheck source=setup/scratch.sh
source "$(dirname "$0")/scratch.sh"

cd "$root"
check_toolchain
"$root/setup/setup.sh" --test
use_scratch debug
compile debug
export COUTH_RUNTIME=$runtime COUTH_EXECUTABLE=$scratch/debug/couth
PYTHONDONTWRITEBYTECODE=1 exec "$runtime/venv/bin/python" Tests/Fuzz/run.py --examples 500 --seconds 600 "$@"
