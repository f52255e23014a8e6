#!/bin/sh
# Installs the Debian packages that building, testing and running seedream needs.
#
# Says what it does, does nothing (and uses no network) when all are there, works as root or
# through sudo, and from any folder. Swift itself is not installed, only looked for.
set -eu

swift_wanted=6.2
# The last row is opened while the program runs: symbols and sixels, words on contact sheets, fonts.
packages="ca-certificates libc6-dev libcurl4-openssl-dev libjpeg62-turbo-dev libmd-dev
libmicrohttpd-dev libncurses-dev libpng-dev libsqlite3-dev libvterm-dev libwebp-dev
libchafa0 libpangocairo-1.0-0 fonts-dejavu-core fonts-droid-fallback"

say() { printf '%s\n' "$*"; }
fail() {
  printf 'setup.sh: %s\n' "$*" >&2
  exit 1
}

# Prints the version of the Swift that is found first, for example 6.3.1; nothing without one.
swift_version() {
  swift --version 2>/dev/null | sed -n 's/.*Swift version \([0-9][0-9.]*\).*/\1/p' | head -n 1
}

# True when version $1 is $2 or later; only the first two numbers count.
is_at_least() {
  [ "$(printf '%s\n%s\n' "$2" "$1" | sort -t . -k 1,1n -k 2,2n | head -n 1)" = "$2" ]
}

is_installed() {
  [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

# Runs apt-get as root, without questions. Another apt that is at work is waited for.
apt() {
  set -- env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 "$@"
  if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}

install() { apt install -y --no-install-recommends "$@"; }

check_swift() {
  found=$(swift_version)
  if [ -z "$found" ]; then
    fail "swift is missing: install Swift $swift_wanted or later from https://www.swift.org/install"
  fi
  if ! is_at_least "$found" "$swift_wanted"; then
    fail "swift is $found, and $swift_wanted or later is needed: see https://www.swift.org/install"
  fi
  say "Swift $found is there."
}

command -v dpkg-query >/dev/null 2>&1 && command -v apt-get >/dev/null 2>&1 ||
  fail "this is not a Debian system; install the equivalents of:
$packages"

missing=
for package in $packages; do
  is_installed "$package" || missing="$missing $package"
done
missing=${missing# }

if [ -z "$missing" ]; then
  say "All packages are there; nothing to install."
  check_swift
  exit 0
fi

if [ "$(id -u)" -ne 0 ] && ! command -v sudo >/dev/null 2>&1; then
  fail "packages are missing, and neither root nor sudo is at hand. As root, run:
  apt-get install --no-install-recommends $missing"
fi

say "Installing: $missing"
# The lists are fetched only when those at hand do not know a package or name a file that is gone.
# A dry run needs neither root nor a lock, so only the lists can make it fail.
# shellcheck disable=SC2086 # each word is a package
if ! apt-get install -s --no-install-recommends $missing >/dev/null 2>&1 ||
  ! install --download-only $missing; then
  say "Fetching the lists of packages."
  apt update
fi
# shellcheck disable=SC2086 # each word is a package
install $missing || fail "apt-get could not install: $missing"
say "Done."
check_swift
