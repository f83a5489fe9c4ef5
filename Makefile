# One line a job; the work is in setup/. `make run` and `make test` do their own set-up.

SWIFT_FILES = Package.swift Sources Tests
SHELL_FILES = .ci/run $(wildcard setup/*.sh setup/*/*.sh)

.PHONY: help run setup build test fuzz accuracy bench screenshots check format lint tidy clean

help:
	@echo "make run      set up, build and start Couth on 127.0.0.1:8080 (ARGS='…' go to couth serve)"
	@echo "make test     set up, build and run every test"
	@echo "make fuzz     ask the API for ten minutes, then each reader of files for one (ARGS='--seed …' go to the API's)"
	@echo "make accuracy measure the engines, and readers by others, on the pictures that are here"
	@echo "make bench    what reading a picture costs, beside readers by others (ARGS='…' go to couth bench evidence)"
	@echo "make screenshots  every state of the hosted page, on phone and desktop, light and dark, in two directions"
	@echo "make check    lint, every test, tidiness: what a change must pass"
	@echo "make setup    what a fresh machine lacks, and nothing else"
	@echo "make build    the release executable, into .runtime/bin"
	@echo "make format   lay the Swift files out; make lint only looks"
	@echo "make tidy     the rules of the house alone: sizes, floors, banned words, dead files"
	@echo "make clean    remove what was built and fetched into this checkout (the shared cache stays)"

run:
	@exec setup/run.sh $(ARGS)

setup:
	@setup/setup.sh

build: setup
	@setup/build.sh release

test:
	@setup/test.sh

fuzz:
	@setup/fuzz.sh $(ARGS)

accuracy:
	@setup/accuracy.sh

bench:
	@setup/bench.sh $(ARGS)

screenshots:
	@setup/screenshots.sh

check: lint shellcheck test

format:
	@swift format --in-place --parallel --recursive $(SWIFT_FILES)

lint:
	@swift format lint --strict --parallel --recursive $(SWIFT_FILES) || \
		{ echo "lint: make format lays the files out; what it leaves is for you" >&2; exit 1; }

tidy: shellcheck
	@setup/test.sh --filter TidyTests

.PHONY: shellcheck
shellcheck:
	@if command -v shellcheck >/dev/null; then shellcheck -x $(SHELL_FILES); \
	else echo "shellcheck is not installed (apt-get install shellcheck); the scripts were not looked at"; fi

clean:
	@rm -rf .runtime .build .build-* artifacts
	@echo "removed from this checkout; the shared cache is in $${COUTH_CACHE:-$${XDG_CACHE_HOME:-$$HOME/.cache}/couth}"
