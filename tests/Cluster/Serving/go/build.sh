#!/usr/bin/env bash
# Builds the webhook server of the tests that sends any certificates, once per Go version and source,
# into a cache outside the checkout. Prints the path of the binary.
#
# Needs golang-go; the standard library is all it is made of. Half a minute the first time, nothing afterwards.
set -euo pipefail
cd "$(dirname "$0")"

cache=${WEBHOOK_CERT_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/kubectl-webhook-cert}

fail() {
  echo "error: $1" >&2
  echo "hint: $2" >&2
  exit 1
}

command -v go > /dev/null || fail "go is not installed" "apt-get install golang-go"

export GO111MODULE=off CGO_ENABLED=0 GOTOOLCHAIN=local GOPROXY=off GOFLAGS=-trimpath
key=$({ go version; cat -- *.go build.sh; } | sha256sum | cut -c 1-16)
target="$cache/webhook-server-$key"

if [[ ! -x $target/webhook-server ]]; then
  echo "building the webhook server of the tests into $target" >&2
  mkdir -p "$target"
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  # Under another name until it is whole, and one of its own: two runs at once may both build it.
  GOCACHE="$work/gocache" go build -ldflags "-s -w" -o "$work/webhook-server" ./*.go
  install -m 0755 "$work/webhook-server" "$target/webhook-server.$$"
  mv "$target/webhook-server.$$" "$target/webhook-server"
fi
echo "$target/webhook-server"
