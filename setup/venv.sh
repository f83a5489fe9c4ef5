#!/usr/bin/env bash
# Makes .runtime/venv: the Python packages of setup/test-requirements.txt, for tests only. The environment itself lies
# in the cache under the hash of its requirements, because one cannot be moved; .runtime/venv leads there.
# shellcheck source=setup/shell.sh
source "$(dirname "$0")/shell.sh"

requirements=$root/setup/test-requirements.txt
key=$( ("$(python_command)" --version && cat "$requirements") | sha256sum | cut -c 1-16)
venv=$COUTH_CACHE/venv-$key

if [[ ! -e $venv/complete ]]; then
    rm -rf "$venv"
    log=$logs/venv.log
    with_progress "making the tests' Python environment" "$log" "$(python_command)" -m venv "$venv" ||
        fail "no Python environment could be made; the reason is in $log" "Install Debian's python3-venv and try again."
    with_progress "installing the tests' Python packages" "$log" \
        "$venv/bin/pip" --disable-pip-version-check install --progress-bar off --only-binary :all: \
        --requirement "$requirements" ||
        fail "the tests' Python packages did not install; the reason is in $log" \
            "Check that this machine reaches PyPI (a proxy goes into HTTPS_PROXY)."
    touch "$venv/complete"
fi
ln -sfn "$venv" "$runtime/venv"
