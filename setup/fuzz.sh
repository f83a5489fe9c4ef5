#!/usr/bin/env bash
# Both fuzzes for longer than a test run has time: set-up, a debug build, Tests/Fuzz/run.py with more of it all, then a
# minute for each reader of files and texts. Arguments go to the first, after these.
# shellcheck source=setup/scratch.sh
source "$(dirname "$0")/scratch.sh"

cd "$root"
check_toolchain
"$root/setup/setup.sh" --test
use_scratch debug
compile debug
export COUTH_RUNTIME=$runtime COUTH_EXECUTABLE=$scratch/debug/couth
PYTHONDONTWRITEBYTECODE=1 "$runtime/venv/bin/python" Tests/Fuzz/run.py --examples 500 --seconds 600 "$@"
exec setup/readers.sh 60
