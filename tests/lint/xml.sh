#!/bin/sh
# Every template, picture and resource list is well-formed.
set -eu
cd "$(dirname -- "$0")/../.."
find ui data -name '*.ui' -o -name '*.svg' -o -name '*.xml' -o -name '*.xml.in' \
  | xargs -r xmllint --nonet --noout
