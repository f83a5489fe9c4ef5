#!/usr/bin/env bash
# fetch.sh FOLDER: puts three portraits into FOLDER, for the specimens of `couth simulate`, `couth bench` and the tests:
# two photographs of one person and one of another. They are never part of the checkout.
#
# They are official photographs of the White House (P. Souza), works of the United States government and so in the
# public domain there (17 U.S.C. § 105); a notice in the files asks that they not be used to suggest an endorsement.
# The source package of face_recognition 1.3.0 on PyPI carries them among its tests. Who is on them plays no part: the
# documents that they are drawn on are made out to invented people of an invented state and say SPECIMEN.
# shellcheck source=setup/shell.sh
source "$(dirname "$0")/../shell.sh"

requirement=face_recognition==1.3.0
archive_digest=5e5efdd1686aa566af0d3cc1313b131e4b197657a8ffd03669e6d3fad92705ec
inside=face_recognition-1.3.0/tests/test_images

# name here, name in the archive, SHA-256
portraits="
person-a-portrait.jpg obama3.jpg 76ac6bf97c36dc2da0ad16a537d6a5ac1b10f48d49aac29a0cca9a17cdbc3ca3
person-a-selfie.jpg   obama.jpg  0930e3aa8cae5920329c0c8cbc6a2ab70f47b0e67b432875beaa95cbf7e741f6
person-b-selfie.jpg   biden.jpg  3c17508bb91554c637a2eabddfae790e5bb1caba93130814fc2ac50be9760c4c
"

(($# == 1)) || fail "usage: setup/portraits/fetch.sh FOLDER"
folder=$1
mkdir -p "$folder"

# True when every portrait is in the folder or in the cache, and then in the folder.
placed() {
    local name _ digest
    while read -r name _ digest; do
        [[ -z $name ]] || place_cached "$digest" "$folder/$name" || return 1
    done <<<"$portraits"
}

# True when the cache holds the archive. pip checks the digest before it looks inside; as the package has no wheel with
# its tests, pip insists on asking the archive for its metadata, for which it makes an environment of its own.
archive_cached() {
    has_digest "$downloads/$archive_digest" "$archive_digest" && return 0
    local pip part log=$logs/portraits.log
    pip=$(pip_command)
    part=$(mktemp -d "$downloads/.portraits.XXXXXX")
    printf '%s --hash=sha256:%s\n' "$requirement" "$archive_digest" >"$part/requirements.txt"
    with_progress "downloading the specimens' portraits ($requirement)" "$log" \
        "$pip" --disable-pip-version-check download --no-deps --no-binary :all: --progress-bar off \
        --requirement "$part/requirements.txt" --dest "$part" && keep "$part"/*.tar.gz "$archive_digest"
    local status=$?
    rm -rf "$part"
    return "$status"
}

take_out() {
    local name member digest part
    while read -r name member digest; do
        [[ -n $name ]] || continue
        part=$(mktemp "$downloads/.portrait.XXXXXX")
        tar -xOzf "$downloads/$archive_digest" "$inside/$member" >"$part" ||
            fail "$requirement has no $inside/$member" "Delete $downloads/$archive_digest and run this again."
        has_digest "$part" "$digest" ||
            fail "$inside/$member of $requirement is not the picture it was" \
                "Expected SHA-256 $digest, found $(digest_of "$part")."
        keep "$part" "$digest"
        rm -f "$part"
    done <<<"$portraits"
}

placed && exit 0
archive_cached ||
    fail "the portraits could not be downloaded; the reason is in $logs/portraits.log" \
        "Check that this machine reaches PyPI (a proxy goes into HTTPS_PROXY), then run this again."
take_out
placed || fail "the portraits could not be put into $folder" "Check that the folder can be written."
