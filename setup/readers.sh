#!/usr/bin/env bash
# Fuzzes every reader of bytes that nobody vouches for, guided by coverage: zones, cells, licences, pictures, requests.
# The files of the damaged corpus come first, for their memory. Arguments: seconds for each reader (60), a seed (1).
# shellcheck source=setup/scratch.sh
source "$(dirname "$0")/scratch.sh"

seconds=${1:-60}
seed=${2:-1}

# What a reader may take: the largest picture that is allowed costs 300 MB, a slow machine takes a second for it.
memory_mb=512
input_seconds=10
found=$root/artifacts/readers

# fuzz READER OPTION...: what ended it is told in full, so that it can be asked again from a log alone.
fuzz() {
    local reader=$1 log=$logs/readers-$1.log file
    shift
    mkdir -p "$corpora/$reader"
    with_progress "fuzzing $reader" "$log" "$scratch/release/readers-fuzz" "$corpora/$reader" -seed="$seed" \
        -rss_limit_mb="$memory_mb" -timeout="$input_seconds" -artifact_prefix="$found/$reader-" "$@" && {
        grep -aE '^Done [0-9]+ runs' "$log" | sed "s/^/$reader: /"
        return
    }
    tail -n 20 "$log" >&2
    for file in "$found/$reader-"*; do
        [[ -f $file ]] && printf '%s in base64: %s\n' "${file##*/}" "$(base64 -w 0 "$file")" >&2
    done
    fail "the reader $reader was stopped by an input; all of it is in $log" \
        "Again: $scratch/release/readers-fuzz FOLDER -runs=0, with the input in a folder called $reader."
}

cd "$root"
check_toolchain
use_scratch readers
compile readers
corpora=$(mktemp -d)
trap 'rm -rf "$corpora"' EXIT
rm -rf "$found"
mkdir -p "$found"
# A trap is libFuzzer's to report: with the language's own report the input would be lost.
export SWIFT_BACKTRACE=enable=no
fuzz damaged -runs=0 -max_len=1048576
for reader in mrz cells aamva pictures requests; do fuzz "$reader" -max_total_time="$seconds"; done
