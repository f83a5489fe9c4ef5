#!/usr/bin/env bash
# Every test: set-up, one debug build, the Swift suites, then the journeys that need a running server.
# Arguments go to `swift test` (for example: --filter TidyTests) and leave the journeys out.
# shellcheck source=setup/scratch.sh
source "$(dirname "$0")/scratch.sh"

# What follows the Swift suites: two lanes side by side, about equally long, each in its order. A browser waits more
# than it computes. One entry is a title, a colon and a command run from the checkout with COUTH_EXECUTABLE,
# COUTH_RUNTIME and COUTH_ARTIFACTS set; it ends with 0 when all is well.
first_lane=(
    'a person in a browser: .runtime/venv/bin/python Tests/Browser/run.py'
    'the switches of a setup in a browser: .runtime/venv/bin/python Tests/Browser/switches.py'
    'every state of the page, asked by axe: .runtime/venv/bin/python Tests/Browser/screenshots.py'
    'the page in a frame in a browser: .runtime/venv/bin/python Tests/Browser/embed.py'
    'a complaint at a time in a browser: .runtime/venv/bin/python Tests/Browser/flow.py'
)
second_lane=(
    'every case with a passport: simulate --case all'
    'an identity card: simulate --case approved --document idCard'
    'a person who comes back: simulate --case face-authentication'
    'the guide, pasted line by line: python Tests/Guide/run.py'
    'clients with manners of their own: python Tests/Clients/run.py'
    'the webhook receivers of the examples: python Tests/Examples/run.py'
    'webhooks verified by two receivers: .runtime/venv/bin/python Tests/Webhooks/verify.py'
    'a hand-off by text message, and a long one: .runtime/venv/bin/python Tests/Browser/hand_off.py'
    'a person in another browser: .runtime/venv/bin/python Tests/Browser/firefox.py'
    'every step cut off and resumed in a browser: .runtime/venv/bin/python Tests/Browser/resume.py'
    'the API fuzzed over its document: .runtime/venv/bin/python Tests/Fuzz/run.py'
    'thirty kills under load: python Tests/Crash/kill.py --kills 30 --control'
    'twenty kills, and every event told: python Tests/Webhooks/kill.py --kills 20'
)

simulate() { "$COUTH_EXECUTABLE" simulate "$@"; }

# Leaves nothing compiled in the checkout.
python() { PYTHONDONTWRITEBYTECODE=1 "$(python_command)" "$@"; }

# issues LOG: every recorded issue with the lines that belong to it; the log's end where there is none, as in a crash.
issues() {
    awk '/^(◇|✔|✘)/ { inside = /recorded an issue/ } inside || /: error: / { print; any = 1 } END { exit !any }' "$1" ||
        tail -n 40 "$1"
}

swift_suites() {
    local log=$logs/test.log status=0
    with_progress "running the Swift suites" "$log" \
        swift test --package-path "$root" --scratch-path "$scratch" --skip-build "$@" || status=$?
    if ((status != 0)); then
        issues "$log" >&2
        fail "the Swift suites failed (status $status); all of it is in $log" \
            "One suite alone: setup/test.sh --filter SUITE"
    fi
    # A run without a closing line, or with nothing in it, is no pass.
    grep -aE 'Test run with [1-9][0-9]* tests? .*passed' "$log" ||
        fail "the Swift suites ended without running a test; all of it is in $log"
}

journey() {
    local title=${1%%:*} log=$logs/journey-$2.log
    # shellcheck disable=SC2086 # The command is split into its words on purpose.
    with_progress "$title" "$log" ${1#*: } {lock_descriptor}>&- || {
        tail -n 40 "$log" >&2
        fail "failed: $title; all of it is in $log"
    }
    say "passed: $title"
}

# lane NAME JOURNEY...: one journey after another.
lane() {
    local name=$1 number
    shift
    for ((number = 1; number <= $#; number++)); do journey "${!number}" "$name-$number"; done
}

# The first lane that fails ends the other.
both_lanes() {
    lane first "${first_lane[@]}" &
    local first=$!
    lane second "${second_lane[@]}" &
    local second=$!
    trap 'end_with_children '"$first $second $readers" EXIT
    wait -n "$first" "$second" || exit
    wait "$first" || exit
    wait "$second" || exit
}

# end_with_children PROCESS...: each with what it started, the youngest first.
end_with_children() {
    local process child
    for process in "$@"; do
        for child in $(pgrep -P "$process" || true); do end_with_children "$child"; done
        kill "$process" 2>/dev/null || true
    done
}

# The fuzzers take their minute for each reader whatever the machine is: they run beside the journeys and behind them.
fuzz_readers() {
    nice -n 19 "$root/setup/readers.sh" 60 1 >"$logs/fuzz-readers.log" 2>&1 {lock_descriptor}>&- &
    readers=$!
    trap 'end_with_children "$readers"' EXIT
}

await_readers() {
    wait "$readers" || {
        tail -n 40 "$logs/fuzz-readers.log" >&2
        fail "failed: the readers fuzzed; all of it is in $logs/fuzz-readers.log"
    }
    trap - EXIT
    grep -aE '^[a-z]+: Done' "$logs/fuzz-readers.log"
    say "passed: the readers fuzzed"
}

cd "$root"
began=$SECONDS
check_toolchain
"$root/setup/setup.sh" --test
use_scratch debug
compile debug
export COUTH_RUNTIME=$runtime COUTH_EXECUTABLE=$scratch/debug/couth COUTH_ARTIFACTS=$root/artifacts
swift_suites "$@"
if (($# == 0)); then
    fuzz_readers
    both_lanes
    await_readers
fi
say "all tests passed in $((SECONDS - began)) s"
