# shellcheck shell=bash
# Compiling in a scratch folder that all clones share. Sourced, never run.
#
# The dependencies cost nine minutes to compile and are the same in every clone; in a shared scratch folder a new clone
# compiles only the project's own modules. Each configuration has a folder: other flags would compile
# everything anew. One build at a time uses a folder, and holds it until its tests have run.

# shellcheck source=setup/shell.sh
source "$(dirname "${BASH_SOURCE[0]}")/shell.sh"

# SwiftPM hands package traits to the compiler in an order that is random per process; a fixed seed keeps it from
# recompiling what has not changed. It must be the same for every call.
export SWIFT_DETERMINISTIC_HASHING=1

lock_minutes=30

find_toolchain() {
    command -v swift >/dev/null || fail "there is no Swift toolchain on the PATH" \
        "Install Swift 6.3 for this system as swift.org/install tells, and try again."
}

# Sets `toolchain` to the compiler's version line, or says what is missing.
check_toolchain() {
    find_toolchain
    local major minor answer
    answer=$(swift --version 2>&1) || true
    toolchain=$(grep -m 1 -oE 'Swift version [0-9]+\.[0-9]+.*' <<<"$answer") ||
        fail "the Swift toolchain does not start:" "$answer" "swift.org/install lists the libraries that it needs."
    IFS=. read -r major minor _ <<<"${toolchain#Swift version }"
    minor=${minor%%[^0-9]*}
    ((major > 6 || (major == 6 && minor >= 3))) || fail "Couth needs Swift 6.3 or later; this is $toolchain" \
        "Install Swift 6.3 for this system as swift.org/install tells, and try again."
}

# use_scratch debug|release|readers: sets `scratch`, and holds the folder until this shell ends.
use_scratch() {
    local configuration=$1 stamp=$COUTH_CACHE/$1.toolchain
    scratch=$COUTH_CACHE/$configuration
    if [[ $COUTH_CACHE == "$runtime"/* ]] || ! take_lock "$configuration" "$lock_minutes"; then
        say "the shared build folder cannot be used; building inside the checkout, which takes longer"
        scratch=$root/.build-$configuration
        stamp=$scratch.toolchain
    fi
    # Objects of another compiler are of no use, and mixing them has odd effects.
    if [[ -f $stamp && $(<"$stamp") != "$toolchain" ]]; then rm -rf "$scratch"; fi
    mkdir -p "$scratch"
    printf '%s\n' "$toolchain" >"$stamp"
}

# compile debug|release|readers: the whole package with its tests, the shipped executable, or the readers with the
# fuzzer that is made for them.
compile() {
    local configuration=$1 log=$logs/build-$1.log flags
    case $configuration in
        debug) flags=(--build-tests) ;;
        release) flags=(-c release --static-swift-stdlib --product couth) ;;
        readers)
            # The fuzzer brings a main function, and counts what the readers' own modules run through.
            flags=(-c release --sanitize fuzzer --product readers-fuzz)
            export COUTH_FUZZ=1
            ;;
    esac
    with_progress "building ($configuration)" "$log" \
        swift build --package-path "$root" --scratch-path "$scratch" "${flags[@]}" && return 0
    grep -aE '(error|fatal):' "$log" | sort -u | head -n 40 >&2 || true
    tail -n 15 "$log" >&2
    fail "the $configuration build failed; all of it is in $log" \
        "Where the message is about a file under $scratch, remove that folder and build again."
}
