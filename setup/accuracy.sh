#!/usr/bin/env bash
# Every table of docs/accuracy.md in one run: set-up, a release build, then each measurement whose pictures are here,
# and the peers over the same pictures. COUTH_MEASURES names the folder of pictures (default: shared, beside the
# checkout).
# shellcheck source=setup/peers.sh
source "$(dirname "$0")/peers.sh"

measures=${COUTH_MEASURES:-$root/../shared}
out=$root/artifacts/accuracy

# table TITLE FOLDER COMMAND…: prints a heading and what the command says; leaves out what has no pictures.
table() {
    local title=$1 folder=$2
    shift 2
    printf '\n## %s\n\n' "$title"
    if [[ -z $folder || -d $folder ]]; then
        "$@" || printf '\nThis measurement failed.\n'
    else
        printf 'Not measured: %s is not here.\n' "$(basename "$folder")"
    fi
}

mrz_peers() {
    install_peers || {
        printf 'Not measured: they could not be installed (%s).\n' "$logs/peers.log"
        return 0
    }
    peers_read "$measures/specimens"
}

# Documents that are drawn here and now, in layouts that no reader was made for: they need no pictures.
drawn_documents() {
    local difficulty folder
    for difficulty in easy moderate hard; do
        folder=$out/drawn-$difficulty
        rm -rf "$folder"
        "$couth" specimens --out "$folder" --count 90 --seed "$1" --difficulty "$difficulty" --today 2026-11-26 \
            --kinds passport,idCardBack,td2Card,visaA,visaB --layouts alder,birch,cedar,delta,ember >/dev/null &&
            "$couth" accuracy mrz --specimens "$folder" || return 1
    done
}

drawn_barcodes() {
    local difficulty folder
    for difficulty in easy moderate hard; do
        folder=$out/barcodes-$difficulty
        rm -rf "$folder"
        "$couth" specimens --out "$folder" --count 40 --seed "$1" --difficulty "$difficulty" --today 2026-11-26 \
            --kinds aamvaBack >/dev/null && "$couth" accuracy barcodes --specimens "$folder" || return 1
    done
}

"$root/setup/setup.sh"
"$root/setup/build.sh" release
cd "$root"
export COUTH_RUNTIME=$runtime PYTHONDONTWRITEBYTECODE=1
couth=$runtime/bin/couth
mkdir -p "$out"
# Swapped portraits show other people's pictures: without them that one species is left out.
portraits=()
[[ -d $measures/faces ]] && portraits=(--faces "$measures/faces")
printf '# Accuracy, measured on %s\n' "$(date -u +%F)"
table 'Machine-readable zones' "$measures/specimens" "$couth" accuracy mrz --specimens "$measures/specimens"
table 'Visual zones' "$measures/specimens" "$couth" accuracy fields --specimens "$measures/specimens"
table 'Machine-readable zones, by others' "$measures/specimens" mrz_peers
table 'Machine-readable zones, published pictures spoiled anew' "$measures/specimens" \
    "$couth" accuracy mrz --specimens "$measures/specimens" --spoiled 2 --seed 2601
table 'Machine-readable zones, drawn' '' drawn_documents 2711
table 'Quality verdict' "$measures/specimens" "$couth" accuracy quality --specimens "$measures/specimens"
table 'Quality verdict, on drawn pictures' '' "$couth" accuracy quality --drawn 150
table 'Document boundary' '' "$couth" accuracy boundary
table 'Barcodes' "$measures/specimens" "$couth" accuracy barcodes --specimens "$measures/specimens"
table 'Barcodes, drawn' '' drawn_barcodes 2712
table 'Other scripts' '' "$couth" accuracy scripts
table 'Faces' "$measures/faces" "$couth" accuracy faces --faces "$measures/faces" --liveness "$measures/liveness"
rm -f "$out"/faces/thresholds.json
table 'Face calibration' "$measures/faces" "$couth" accuracy calibrate --faces "$measures/faces" \
    --out "$out/faces" --match-fmr 1e-3 --review-fmr 1e-2
table 'Attacks, simulated' "$measures/faces" "$couth" accuracy attacks --faces "$measures/faces" --limit 45
table 'Authenticity signals, simulated' "$measures/specimens" "$couth" accuracy authenticity \
    --specimens "$measures/specimens" "${portraits[@]}"
table 'Backgrounds known again, drawn' '' "$couth" accuracy backgrounds
table 'Active liveness, on drawn turns' "$measures/faces" "$couth" accuracy liveness --faces "$measures/faces"
