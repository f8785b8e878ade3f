#!/bin/sh
# The browser tests drive the system's Chromium; install it where there is none. Where nobody is surprised
# by it, in a container or a workflow, take its shell without windows: the same browser in half the time.
# The test of the API's client in a shell runs curl and jq.
set -eu

has() {
  for name in "$@"; do
    if command -v "$name" >/dev/null; then return 0; fi
  done
  return 1
}

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

apt_install() {
  as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq install --yes --no-install-recommends "$1" >/dev/null
}

for tool in curl jq; do
  if ! has "$tool" && has apt-get; then
    apt_install "$tool" 2>/dev/null || { as_root apt-get -qq update && apt_install "$tool"; }
  fi
done
if has chromium-headless-shell; then exit 0; fi
if has apt-get && { [ "$(id -u)" = 0 ] || [ -n "${CI:-}" ]; }; then
  if apt_install chromium-headless-shell 2>/dev/null; then exit 0; fi
  if as_root apt-get -qq update && apt_install chromium-headless-shell 2>/dev/null; then exit 0; fi
fi
if has chromium chromium-browser google-chrome google-chrome-stable; then exit 0; fi
if has apt-get; then
  as_root apt-get -qq update
  apt_install chromium
else
  .venv/bin/playwright install chromium
fi
