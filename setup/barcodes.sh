#!/usr/bin/env bash
# Puts the barcode library into .runtime/lib: ZXing-C++ 3.1.1 (Apache-2.0), of which Debian has an older one only, is
# built from its pinned source archive, as a reader of the four symbologies that documents carry and nothing else. That
# takes a minute of two cores once; the result lies in the cache under its hash, found again by what it was made of.
#
# Everything else works without it. So whatever goes wrong here is said, barcodes are unavailable, and set-up goes on.
# shellcheck source=setup/shell.sh
source "$(dirname "$0")/shell.sh"

archive=zxing-cpp==3.1.1
archive_digest=1051a521b21a9fe206702ad4186aeb195154e3e1badcd99576d030723f36382b
requirements=$root/setup/barcodes-requirements.txt
library=$runtime/lib/libZXing.so
log=$logs/barcodes.log

# What the library is made of: this recipe, its tools, the compiler, the machine type.
made_of() {
    { cat "$0" "$requirements" && "${CXX:-c++}" --version && uname -m; } 2>&1 | sha256sum | cut -d ' ' -f 1
}

# Names the hash under which the cache has the library that was made of that.
record=$downloads/zxing-$(made_of || true)

from_cache() {
    local digest
    digest=$(cat "$record" 2>/dev/null) && [[ -n $digest ]] && place_cached "$digest" "$library"
}

# obtain FOLDER: the source archive. pip asks it for its description before it hands it over, with the pinned tools
# instead of whatever it would fetch for that.
obtain() {
    local folder=$1
    "$(python_command)" -m venv "$folder/venv" &&
        "$folder/venv/bin/pip" --disable-pip-version-check install --progress-bar off --only-binary :all: \
            --require-hashes --requirement "$requirements" &&
        printf '%s --hash=sha256:%s\n' "$archive" "$archive_digest" >"$folder/archive.txt" &&
        "$folder/venv/bin/pip" --disable-pip-version-check download --progress-bar off --no-deps \
            --no-binary zxing-cpp --no-build-isolation --require-hashes --dest "$folder" \
            --requirement "$folder/archive.txt" &&
        has_digest "$folder/zxing_cpp-3.1.1.tar.gz" "$archive_digest"
}

# compile FOLDER
compile() {
    local folder=$1 cmake=$1/venv/bin/cmake
    tar -xzf "$folder/zxing_cpp-3.1.1.tar.gz" -C "$folder" &&
        "$cmake" -S "$folder/zxing_cpp-3.1.1/core" -B "$folder/build" -DCMAKE_BUILD_TYPE=Release \
            -DBUILD_SHARED_LIBS=ON -DZXING_READERS=ON -DZXING_WRITERS=OFF -DZXING_C_API=ON \
            -DZXING_ENABLE_1D=OFF -DZXING_ENABLE_MAXICODE=OFF &&
        "$cmake" --build "$folder/build" --parallel "$(nproc)" &&
        cp -L "$folder/build/libZXing.so" "$folder/libZXing.so"
}

# make_library FOLDER: both, with their output in the log.
make_library() { obtain "$1" && compile "$1"; }

if from_cache; then exit 0; fi
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
if with_progress "building the barcode library" "$log" make_library "$folder"; then
    digest=$(digest_of "$folder/libZXing.so")
    keep "$folder/libZXing.so" "$digest"
    printf '%s\n' "$digest" >"$record"
    from_cache || fail "$library could not be written" "Is the disk full? See df -h ."
else
    # A library of an earlier recipe must not stand in for this one.
    rm -f "$library"
    say "BARCODES ARE UNAVAILABLE: their library could not be built (the reason is in $log); all else works"
fi
