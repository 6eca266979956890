#!/bin/sh
# The sources are as clang-format lays them out; "./dev format" does it. Names the files that are not.
set -eu
cd "$(dirname -- "$0")/../.."
# shellcheck disable=SC2016
wrong=$(find src tests -name '*.[ch]' -print0 \
  | xargs -0 -r -n 1 -P 2 sh -c 'clang-format "$0" | cmp -s - "$0" || echo "$0"' | sort)
[ -n "$wrong" ] || exit 0
echo "To be formatted:"
echo "$wrong"
exit 1
