#!/usr/bin/env bash
# Makes Tesseract whole in .runtime/lib/tesseract: set-up took it and Leptonica out of a wheel, and the libraries of
# picture formats that Leptonica is linked to are stood in for by setup/tesseract/codecs.c, under their names.
#
# Everything else works without it. So whatever goes wrong here is said, Latin letters alone are read, and set-up goes
# on.
# shellcheck source=setup/shell.sh
source "$(dirname "$0")/shell.sh"

folder=$runtime/lib/tesseract
source=$root/setup/tesseract/codecs.c
log=$logs/tesseract.log

# The libraries that Leptonica is linked to and the wheel renamed: those with a hash in their names.
names() {
    readelf -d "$folder"/libleptonica-* | grep NEEDED | grep -oE 'lib[a-z0-9]+-[0-9a-f]{8}\.so[0-9.]*'
}

# stand_in FILE
stand_in() { "${CC:-cc}" -shared -fPIC -Os -nostdlib -o "$1" "$source"; }

make_whole() {
    local name wanted
    wanted=$(names) && [[ -n $wanted ]] && stand_in "$folder/codecs.part" || return 1
    for name in $wanted; do cp "$folder/codecs.part" "$folder/$name" || return 1; done
    rm -f "$folder/codecs.part"
}

is_whole() {
    local name
    for name in $(names); do [[ $folder/$name -nt $source ]] || return 1; done
}

# Another version of the wheel has other names: what is left of an older one goes.
tidy() {
    local path wanted
    wanted=$(awk -v on="$(uname -m)" '$1 == "member" && $3 == on { print $6 }' "$root/setup/pins.txt"; names)
    for path in "$folder"/*; do
        grep -qF "${path##*/}" <<<"$wanted" || rm -f "$path"
    done
}

if names >/dev/null 2>&1; then
    tidy
    if is_whole; then exit 0; fi
fi
with_progress "making Tesseract whole" "$log" make_whole || {
    rm -f "$folder/libtesseract.so"
    say "OTHER SCRIPTS ARE UNAVAILABLE: Tesseract could not be made whole (the reason is in $log); all else works"
}
