#!/usr/bin/env bash
# Builds kube-apiserver (and kubectl, with WITH_KUBECTL=1) out of Debian's source package `kubernetes`,
# once per package version, into a cache outside the checkout. Prints the folder that holds the binaries.
#
# Needs golang-go, dpkg-dev and a deb or deb822 source in /etc/apt: nothing but the Debian archive is asked.
# About ten minutes on two cores the first time, nothing afterwards.
set -euo pipefail

cache=${WEBHOOK_CERT_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/kubectl-webhook-cert}
release=v1.20.2
recipe=1 # raise when what is built changes: it is part of the cache's key
wanted=(kube-apiserver)
[[ ${WITH_KUBECTL:-} == 1 ]] && wanted+=(kubectl)

fail() {
  echo "error: $1" >&2
  echo "hint: $2" >&2
  exit 1
}

# Sets `missing` to the programs that are not in the folder yet.
look() {
  missing=()
  local program
  for program in "${wanted[@]}"; do
    [[ -x $target/$program ]] || missing+=("$program")
  done
}

# The version is read from the binary package, which needs no list of sources. A machine whose package lists are
# gone (a container image, another distribution with a copied cache) uses the newest folder that is there.
version=
if command -v apt-cache > /dev/null; then
  version=$(apt-cache show kubernetes-client 2> /dev/null | sed -n 's/^Version: //p' | sort -V | tail -n 1 || true)
fi
if [[ -n $version ]]; then
  target="$cache/kubernetes-${version//[^A-Za-z0-9.]/_}-$recipe"
else
  target=$(find "$cache" -maxdepth 1 -type d -name "kubernetes-*-$recipe" 2> /dev/null | sort -V | tail -n 1 || true)
  [[ -n $target ]] || fail "package kubernetes-client is unknown to apt" "apt-get update"
fi

look
if (( ${#missing[@]} == 0 )); then
  echo "$target"
  exit 0
fi

for tool in go:golang-go dpkg-source:dpkg-dev flock:util-linux apt-get:apt; do
  command -v "${tool%%:*}" > /dev/null || fail "${tool%%:*} is not installed" "apt-get install ${tool##*:}"
done

# Two runs at once (two checkouts on one machine) must not build twice: who waited looks again.
mkdir -p "$target"
exec 9> "$cache/build.lock"
flock 9
look
if (( ${#missing[@]} == 0 )); then
  echo "$target"
  exit 0
fi

work=$(mktemp -d)
trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT # Go's caches are read-only

# The machine's own package sources, asked for source packages, in a list directory of our own:
# the system's configuration stays as it is.
mkdir -p "$work/lists/partial" "$work/parts" "$work/download"
for file in /etc/apt/sources.list /etc/apt/sources.list.d/*.list; do
  [[ -f $file ]] && sed -n 's/^deb /deb-src /p' "$file" >> "$work/parts/source.list"
done
for file in /etc/apt/sources.list.d/*.sources; do
  [[ -f $file ]] && { sed 's/^Types:.*/Types: deb-src/' "$file"; echo; } >> "$work/parts/source.sources"
done
source_apt=(-o "Dir::Etc::SourceList=/dev/null" -o "Dir::Etc::SourceParts=$work/parts" -o "Dir::State::Lists=$work/lists" -q)

echo "building ${missing[*]} $release (Debian $version) into $target: about ten minutes, once" >&2
cd "$work/download"
apt-get "${source_apt[@]}" update >&2
apt-get "${source_apt[@]}" --download-only source "kubernetes=${version%+b[0-9]*}" >&2 ||
  apt-get "${source_apt[@]}" --download-only source kubernetes >&2
# Its reflect2 dies on Go 1.18 and newer (SIGSEGV in reflect.mapiterinit on the first custom resource).
apt-get download -q golang-github-modern-go-reflect2-dev >&2

export GOPATH="$work/go" GOCACHE="$work/gocache" GO111MODULE=off CGO_ENABLED=0 GOTOOLCHAIN=local GOPROXY=off GOFLAGS=-trimpath
root="$GOPATH/src/k8s.io/kubernetes"
mkdir -p "${root%/*}"
dpkg-source --no-check -x kubernetes_*.dsc "$root" >&2
dpkg -x golang-github-modern-go-reflect2-dev_*.deb "$work/reflect2"
rm "$root"/vendor/github.com/modern-go/reflect2/*.go
cp "$work"/reflect2/usr/share/gocode/src/github.com/modern-go/reflect2/*.go "$root/vendor/github.com/modern-go/reflect2/"

cd "$root"
# The one generated file that the source package leaves out.
openapi=pkg/generated/openapi/zz_generated.openapi.go
if [[ ! -f $openapi ]]; then
  go build -o "$work/openapi-gen" k8s.io/kubernetes/vendor/k8s.io/kube-openapi/cmd/openapi-gen
  inputs=$(grep -RlE --include='*.go' '^// \+k8s:openapi-gen=' pkg vendor/k8s.io 2> /dev/null |
    xargs -n 1 dirname | sort -u | grep -v -e /testdata/ -e /test/ | sed 's#^#k8s.io/kubernetes/#' | paste -sd,)
  printf '// Generated.\n' > "$work/boilerplate.txt"
  # A binary built with -trimpath does not know where the standard library's sources are.
  GOROOT=$(go env GOROOT) "$work/openapi-gen" -O zz_generated.openapi -i "$inputs" -p k8s.io/kubernetes/pkg/generated/openapi \
    -o "$GOPATH/src" -h "$work/boilerplate.txt" -r "$work/violations.txt" >&2
fi

flags="-s -w"
for package in component-base/version client-go/pkg/version; do
  for value in gitVersion=$release gitMajor=1 gitMinor=20 gitTreeState=clean gitCommit=faecb196815e248d3ecfb03c680a4507229c2a56 buildDate=2021-01-13T13:20:00Z; do
    flags+=" -X k8s.io/kubernetes/vendor/k8s.io/$package.$value"
  done
done
for program in "${missing[@]}"; do
  # Under another name until it is whole: a build that was broken off is never taken for the program.
  go build -ldflags "$flags" -o "$target/$program.partial" "k8s.io/kubernetes/cmd/$program"
  mv "$target/$program.partial" "$target/$program"
done
echo "$target"
