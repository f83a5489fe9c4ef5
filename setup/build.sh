#!/usr/bin/env bash
# Builds the shipped executable into .runtime/bin, or with "debug" the whole package with its tests.
# shellcheck source=setup/scratch.sh
source "$(dirname "$0")/scratch.sh"

# What the executable is made of, by name, time and size: reading that is quicker than asking SwiftPM.
fingerprint() {
    {
        echo "$toolchain"
        find "$root/Package.swift" "$root/Sources" -type f -printf '%p %T@ %s\n' | LC_ALL=C sort
    } | sha256sum | cut -d ' ' -f 1
}

# The executable leaves the shared folder, where another clone's build would take its place.
take_out() {
    local bin=$runtime/bin
    mkdir -p "$bin"
    cp --reflink=auto "$scratch/release/couth" "$bin/.couth"
    mv -f "$bin/.couth" "$bin/couth"
    find "$bin" -maxdepth 1 -name '*.resources' -exec rm -rf {} +
    find "$scratch/release/" -maxdepth 1 -name 'couth_*.resources' -exec cp -R {} "$bin/" \;
    printf '%s\n' "$1" >"$bin/couth.fingerprint"
}

check_toolchain
case ${1:-release} in
    debug)
        use_scratch debug
        compile debug
        ;;
    release)
        made_of=$(fingerprint)
        built_of=$(cat "$runtime/bin/couth.fingerprint" 2>/dev/null || true)
        if [[ -x $runtime/bin/couth && $built_of == "$made_of" ]]; then exit 0; fi
        use_scratch release
        compile release
        take_out "$made_of"
        ;;
    *) fail "unknown configuration: $1" "It is debug or release." ;;
esac
