#!/usr/bin/env bash
# Builds the oracle (go/*.go) with Debian's Go 1.19 and with every newer Go that Debian offers, once per toolchain and per
# state of the sources, into a cache outside the checkout. Prints the folder that holds oracle-1.19, oracle-1.24, ...
#
# Needs golang-go (1.19) and a deb or deb822 source in /etc/apt: nothing but that Debian mirror is asked, and the system's
# own lists and packages stay as they are. About four minutes on two cores the first time, nothing afterwards.
set -euo pipefail

sources=$(cd "$(dirname "$0")" && pwd)/go
cache=${WEBHOOK_CERT_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/kubectl-webhook-cert}
recipe=1 # raise when what is built changes: it is part of the cache's key
keyring=/usr/share/keyrings/debian-archive-keyring.gpg
# Which suite offers which Go 1.x. One that it no longer offers is left out.
offers=(bookworm-backports:21 bookworm-backports:22 bookworm-backports:23 trixie:24 trixie-backports:25 trixie-backports:26 trixie-backports:27)

fail() {
  echo "error: $1" >&2
  echo "hint: $2" >&2
  exit 1
}

has_newer() {
  local minor
  for minor in 24 25 26 27; do
    [[ -x $target/oracle-1.$minor ]] && return
  done
  return 1
}

# All there, or all that could be had when it was last tried, at most a week ago.
is_complete() {
  local offer missing=0
  for offer in "${offers[@]}"; do
    [[ -x $target/oracle-1.${offer#*:} ]] || missing=1
  done
  [[ -x $target/oracle-1.19 ]] && has_newer && { (( ! missing )) || [[ -n $(find "$target" -name tried -mtime -7) ]]; }
}

# The address that this machine takes Debian 12 (or 13) from.
mirror() {
  local file
  for file in /etc/apt/sources.list /etc/apt/sources.list.d/*.list; do
    [[ -f $file ]] && sed -nE 's/^deb +(\[[^]]*\] +)?([^ ]+) +(bookworm|trixie) +(.* )?main( .*)?$/\2/p' "$file"
  done
  for file in /etc/apt/sources.list.d/*.sources; do
    [[ -f $file ]] && awk 'function give() { if (deb && suite && !off) print uri; deb = suite = off = 0; uri = "" }
      /^[[:space:]]*$/ { give() }
      /^Types:(.*[ \t])?deb([ \t]|$)/ { deb = 1 }
      /^URIs:/ { uri = $2 }
      /^Suites:/ { for (i = 2; i <= NF; i++) if ($i == "bookworm" || $i == "trixie") suite = 1 }
      /^Enabled: *no/ { off = 1 }
      END { give() }' "$file"
  done
  return 0
}

# build GO MINOR: with the module's version set to the toolchain's, as Kubernetes does: it decides on GODEBUG's defaults.
build() {
  local go=$1 minor=$2 module=$work/module-$2
  mkdir -p "$module" "$work/gocache"
  cp "$sources"/*.go "$module"
  printf 'module oracle\n\ngo 1.%s\n' "$minor" > "$module/go.mod"
  (cd "$module" && env -u GOROOT GOTOOLCHAIN=local CGO_ENABLED=0 GOFLAGS= GOPROXY=off GO111MODULE=on GOPATH="$work/gopath" \
    GOCACHE="$work/gocache" "$go" build -trimpath -buildvcs=false -ldflags '-s -w' -o "$target/oracle-1.$minor.partial" . >&2) || return 1
  # Under another name until it is whole: a build that was broken off is never taken for the program.
  mv "$target/oracle-1.$minor.partial" "$target/oracle-1.$minor"
  rm -rf "$module" "$work/gocache"
}

# offered PACKAGE SUITE: its versions there, newest first.
offered() {
  apt-cache "${private[@]}" madison "$1" | awk -F ' *[|] *' -v suite="$2/" 'index($3, " " suite) { print $2 }' | sort -rV | uniq
}

fetch_and_build() {
  local suite=$1 minor=$2 name=golang-1.$2 folder=$work/go-$2 version
  # Compiler and library of one version: an archive can be between two.
  version=$(comm -12 <(offered "$name-go" "$suite" | sort) <(offered "$name-src" "$suite" | sort) | sort -rV | head -n 1)
  if [[ -z $version ]]; then
    echo "left out: $suite does not offer Go 1.$minor" >&2
    return
  fi
  echo "building the oracle with Go 1.$minor ($suite, $version)" >&2
  mkdir -p "$folder/root"
  if (cd "$folder" && apt-get "${private[@]}" download "$name-go=$version" "$name-src=$version" >&2); then
    local package
    for package in "$folder"/*.deb; do
      dpkg -x "$package" "$folder/root"
      rm "$package"
    done
    build "$folder/root/usr/lib/go-1.$minor/bin/go" "$minor" || echo "left out: the oracle does not build with Go 1.$minor" >&2
  else
    echo "left out: Go 1.$minor cannot be downloaded from $suite" >&2
  fi
  chmod -R u+w "$folder"
  rm -rf "$folder"
}

old_go=/usr/lib/go-1.19/bin/go
[[ -x $old_go ]] || fail "Go 1.19 is not installed" "apt-get install golang-go (Debian 12)"
hash=$(cat "$sources"/*.go | sha256sum)
toolchain=$("$old_go" version | cut -d' ' -f3)
target="$cache/oracle-$toolchain-${hash:0:16}-$recipe"

if is_complete; then
  echo "$target"
  exit 0
fi

for tool in apt-get:apt dpkg:dpkg flock:util-linux awk:mawk; do
  command -v "${tool%%:*}" > /dev/null || fail "${tool%%:*} is not installed" "apt-get install ${tool##*:}"
done

# Two runs at once (two checkouts on one machine) must not build twice: who waited looks again.
mkdir -p "$target"
exec 9> "$cache/oracle.lock"
flock 9
if is_complete; then
  echo "$target"
  exit 0
fi

work=$(mktemp -d)
trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT # Go's caches are read-only

echo "building the oracle with every Go that Debian offers into $target: some minutes, once" >&2
[[ -x $target/oracle-1.19 ]] || build "$old_go" 19 || fail "the oracle does not build with Go 1.19" "see above"

uri=$(mirror | head -n 1)
[[ -n $uri ]] || fail "no Debian mirror in /etc/apt" "add one for bookworm or trixie"
[[ -r $keyring ]] || fail "$keyring is missing" "apt-get install debian-archive-keyring"

# Lists and sources of our own, beside the system's.
mkdir -p "$work/parts" "$work/lists/partial" "$work/archives/partial"
for suite in $(printf '%s\n' "${offers[@]%:*}" | sort -u); do
  printf 'Types: deb\nURIs: %s\nSuites: %s\nComponents: main\nSigned-By: %s\n\n' "$uri" "$suite" "$keyring"
done > "$work/parts/oracle.sources"
private=(-q -o "Dir::Etc::SourceList=/dev/null" -o "Dir::Etc::SourceParts=$work/parts" -o "Dir::State::Lists=$work/lists"
  -o "Dir::Cache=$work" -o "Dir::Cache::Archives=$work/archives" -o "Acquire::Languages=none" -o "APT::Sandbox::User=root")
apt-get "${private[@]}" update >&2 ||
  echo "left out: what apt cannot read (keys of newer suites come with: apt-get install --only-upgrade debian-archive-keyring)" >&2

for offer in "${offers[@]}"; do
  [[ -x $target/oracle-1.${offer#*:} ]] || fetch_and_build "${offer%:*}" "${offer#*:}"
done
has_newer || fail "no Go from 1.24 on can be had from the Debian mirror" "apt-get install --only-upgrade debian-archive-keyring, and try again"
touch "$target/tried"
echo "$target"
