#!/usr/bin/env bash
# What reading a picture costs, beside what it costs others: set-up, a release build, the peers over the documents that
# are here, then `couth bench evidence` over the same. COUTH_MEASURES names the folder of pictures (default: shared,
# beside the checkout); without it the pictures are drawn, and no peer is asked.
# shellcheck source=setup/peers.sh
source "$(dirname "$0")/peers.sh"

measures=${COUTH_MEASURES:-$root/../shared}
out=$root/artifacts/bench
options=()

"$root/setup/setup.sh"
"$root/setup/build.sh" release
cd "$root"
export COUTH_RUNTIME=$runtime PYTHONDONTWRITEBYTECODE=1
mkdir -p "$out"
if [[ -d $measures/faces ]]; then options+=(--faces "$measures/faces"); fi
if [[ -d $measures/specimens ]]; then
    options+=(--specimens "$measures/specimens")
    if install_peers; then
        with_progress "asking the peers" "$logs/bench-peers.log" \
            peers_read "$measures/specimens" --json "$out/peers.jsonl" && options+=(--peers "$out/peers.jsonl")
    else
        say "the peers could not be installed ($logs/peers.log); ours are measured alone"
    fi
fi
"$runtime/bin/couth" bench evidence "${options[@]}" "$@"
