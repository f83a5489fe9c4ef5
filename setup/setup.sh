#!/usr/bin/env bash
# Everything a fresh Debian 12 machine with a Swift toolchain lacks; quick when nothing is missing. With --test also
# what only the tests need. It may be run again at any time, and goes on where it stopped.
# shellcheck source=setup/scratch.sh
source "$(dirname "$0")/scratch.sh"

find_toolchain
# The toolchain itself needs some of the packages.
"$root/setup/packages.sh" "$@"
check_toolchain
# Two clones setting up at the same time would download everything twice and build one environment over the other.
take_lock setup 30 || fail "another set-up has been running for half an hour" \
    "If that is not so, remove $COUTH_CACHE/setup.lock and try again."
"$root/setup/runtime.sh"
"$root/setup/models.sh"
"$root/setup/barcodes.sh"
"$root/setup/tesseract.sh"
"$root/setup/portraits/fetch.sh" "$runtime/portraits"
if [[ ${1:-} == --test ]]; then "$root/setup/venv.sh"; fi
