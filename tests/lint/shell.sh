#!/bin/sh
# Every shell script can be read by a POSIX shell.
set -eu
cd "$(dirname -- "$0")/../.."
find .ci tests -name '*.sh' | { cat; echo dev; echo .ci/run; } | while read -r script; do
  sh -n "$script"
done
