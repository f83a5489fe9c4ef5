# shellcheck shell=bash
# What every set-up script needs: messages, progress, the cache, files named by their hash. Sourced, never run.

set -Eeuo pipefail
# What no message was written for must not end in silence; 70 is the status of what ended with one.
trap '(($? == 70)) || printf "couth: %s stopped at line %s: %s\n" "$0" "$LINENO" "$BASH_COMMAND" >&2' ERR

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
runtime=$root/.runtime

# Downloads and compiled dependencies outlive a clone, so they lie in the user's cache. Where that cannot be written, or
# where there is no home at all, everything stays inside the clone.
COUTH_CACHE=${COUTH_CACHE:-${XDG_CACHE_HOME:-${HOME:-$root/.runtime}/.cache}/couth}
if ! mkdir -p "$COUTH_CACHE/downloads" 2>/dev/null || [[ ! -w $COUTH_CACHE/downloads ]]; then
    COUTH_CACHE=$root/.runtime/cache
    mkdir -p "$COUTH_CACHE/downloads"
fi
downloads=$COUTH_CACHE/downloads
logs=$runtime/logs
mkdir -p "$logs"
export COUTH_CACHE

say() { printf '%s\n' "$*"; }

# fail WHAT [WHAT TO DO]...: the first line says what went wrong, the others what to do next.
fail() {
    printf '\ncouth: %s\n' "$1" >&2
    shift
    (($# == 0)) || printf '       %s\n' "$@" >&2
    exit 70
}

# with_progress TITLE LOG COMMAND...: runs the command with its output in the log. Quick commands are silent; from two
# seconds on a plain line tells the elapsed time. The command stays in the foreground, so that Ctrl-C reaches it.
with_progress() {
    local title=$1 log=$2 began=$SECONDS status=0 ticker
    shift 2
    tick "$title" "$log" "$began" $$ &
    ticker=$!
    "$@" >"$log" 2>&1 || status=$?
    kill "$ticker" 2>/dev/null || true
    wait "$ticker" 2>/dev/null || true
    if ((status == 0 && SECONDS - began > 2)); then say "$title: done, $((SECONDS - began)) s"; fi
    return "$status"
}

# One line after two seconds, then one every ten; with the last "[n/m]" of a compiler's log where there is one.
tick() {
    local title=$1 log=$2 began=$3 parent=$4 shown=0 elapsed step
    while kill -0 "$parent" 2>/dev/null; do
        sleep 0.5
        elapsed=$((SECONDS - began))
        ((elapsed >= 2 && elapsed >= shown)) || continue
        shown=$((elapsed + 10))
        step=$(tail -c 4096 "$log" 2>/dev/null | grep -aoE '^\[[0-9]+/[0-9]+\]' | tail -n 1 || true)
        say "$title … ${elapsed} s${step:+ $step}"
    done
}

# take_lock NAME MINUTES: waits, with a message, until no other process holds the lock; it is then held until this
# shell ends. False when the time is over.
take_lock() {
    local file=$COUTH_CACHE/$1.lock minutes=$2 began=$SECONDS
    exec {lock_descriptor}>"$file"
    until flock -w 10 "$lock_descriptor"; do
        say "waiting for another Couth build or set-up to end ($file) … $((SECONDS - began)) s"
        ((SECONDS - began < minutes * 60)) || return 1
    done
}

digest_of() { sha256sum "$1" | cut -d ' ' -f 1; }

# has_digest FILE SHA256
has_digest() { [[ -f $1 && $(digest_of "$1") == "$2" ]]; }

# keep FILE SHA256: moves a verified download into the cache under its hash, whole or not at all.
keep() {
    cp "$1" "$downloads/.$2.$$"
    chmod 0444 "$downloads/.$2.$$"
    mv -f "$downloads/.$2.$$" "$downloads/$2"
}

# place FILE DESTINATION: a hard link where the file system allows it, else a copy; whole or not at all.
place() {
    mkdir -p "$(dirname "$2")"
    ln -f "$1" "$2.part" 2>/dev/null || cp "$1" "$2.part"
    mv -f "$2.part" "$2"
    # A link onto a link of the same file moves nothing and leaves both names.
    rm -f "$2.part"
}

# place_cached SHA256 DESTINATION: true when the destination now holds that content.
place_cached() {
    has_digest "$2" "$1" && return 0
    has_digest "$downloads/$1" "$1" || return 1
    place "$downloads/$1" "$2"
}

# Debian's own Python first: it is the one that python3-venv belongs to, and it starts faster than a version manager's.
python_command() {
    if [[ -x /usr/bin/python3 ]]; then echo /usr/bin/python3; else command -v python3; fi
}

# The path of a pip of our own: Debian refuses installs into its system Python. Made at the first download only.
pip_command() {
    local venv=$COUTH_CACHE/pip
    if [[ ! -x $venv/bin/pip ]]; then
        rm -rf "$venv"
        "$(python_command)" -m venv "$venv" >"$logs/venv.log" 2>&1 || {
            rm -rf "$venv"
            fail "no Python environment could be made; the reason is in $logs/venv.log" \
                "Install Debian's python3-venv (make setup does it where it may) and try again."
        }
    fi
    echo "$venv/bin/pip"
}
