#!/usr/bin/env bash
# Installs the Debian packages that are missing. With --test also those that only the tests need.
# shellcheck source=setup/shell.sh
source "$(dirname "$0")/shell.sh"

packages=(
    # Tools: SwiftPM fetches by git and finds libraries by pkg-config; g++ brings the C++ headers for the C shims.
    ca-certificates curl g++ git pkg-config python3 python3-venv
    # What the Swift toolchain is linked to.
    libcurl4 libncurses6 libsqlite3-0 libxml2 tzdata zlib1g-dev
    # Libraries that are linked.
    libsqlite3-dev libopencv-core-dev libopencv-imgproc-dev libjpeg62-turbo-dev libpng-dev libwebp-dev libheif-dev
    libcairo2-dev libfreetype-dev libfontconfig-dev libqrencode-dev
    # Fonts of the drawn specimens.
    fonts-ocr-b fonts-dejavu-core
    # Tesseract's data for scripts that the text models lack; they bring no library and no other package.
    tesseract-ocr-ara tesseract-ocr-bel tesseract-ocr-bul tesseract-ocr-ell tesseract-ocr-kaz tesseract-ocr-mkd
    tesseract-ocr-rus tesseract-ocr-srp tesseract-ocr-ukr
)
if [[ ${1:-} == --test ]]; then
    # Two real browsers for the journeys; what the guide's lines call; the database's own shell for looking into what a
    # killed server left.
    packages+=(chromium firefox-esr jq openssl sqlite3)
fi

[[ ${COUTH_SKIP_PACKAGES:-} != 1 ]] || exit 0
command -v dpkg-query >/dev/null || fail "this is no Debian system, so nothing can be installed here" \
    "Install what stands for these Debian packages: ${packages[*]}" "Then run again with COUTH_SKIP_PACKAGES=1."

installed=$(dpkg-query -W -f '${db:Status-Status} ${Package}\n' "${packages[@]}" 2>/dev/null |
    awk '$1 == "installed" { print $2 }' || true)
missing=()
for package in "${packages[@]}"; do
    grep -qxF "$package" <<<"$installed" || missing+=("$package")
done
((${#missing[@]} > 0)) || exit 0

by_hand="apt-get update && apt-get install -y --no-install-recommends ${missing[*]}"
as_root=()
if ((EUID != 0)); then
    command -v sudo >/dev/null || fail "Debian packages are missing and there is no sudo to install them" \
        "As root: $by_hand" "Then run again."
    as_root=(sudo)
    # Without a terminal nobody could type a password.
    [[ -t 0 ]] || as_root+=(-n)
    "${as_root[@]}" true || fail "Debian packages are missing and sudo refused" "As root: $by_hand" "Then run again."
fi

say "Debian packages to install: ${missing[*]}"
install=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300)
log=$logs/packages.log
with_progress "apt-get update" "$log" "${install[@]}" update ||
    say "apt-get update failed; trying with the lists that are here"
with_progress "apt-get install" "$log" "${install[@]}" install -y --no-install-recommends "${missing[@]}" || {
    tail -n 15 "$log" >&2
    fail "apt-get could not install them; the lines above are the end of $log" "By hand, as root: $by_hand"
}
