#!/usr/bin/env bash
# Set-up, release build, then the server in this terminal. Arguments go to `couth serve`.
# shellcheck source=setup/shell.sh
source "$(dirname "$0")/shell.sh"

"$root/setup/setup.sh"
"$root/setup/build.sh" release
cd "$root"
export COUTH_RUNTIME=$runtime
exec "$runtime/bin/couth" serve "$@"
