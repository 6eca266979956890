#!/bin/sh
# The sources are as clang-format lays them out; "./dev format" does it. Names each place that is not.
set -eu
cd "$(dirname -- "$0")/../.."
# Many files a process: to begin one costs more than to lay out a file.
find src tests -name '*.[ch]' -print0 | xargs -0 -r clang-format --dry-run -Werror
