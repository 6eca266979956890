#!/bin/sh
# fuzz.sh BUILD SECONDS: every fuzzer for so long. Seeds lie in tests/fuzz/corpus, what earlier runs found in tests/fuzz/found, what is
# found now in BUILD.
set -eu
build=$1
seconds=$2
# Some of them need a study.
export PODOCYTE_DATA_DIR="$PWD/data"
count=0
crashed=
for fuzzer in "$build"/tests/fuzz/fuzz-*; do
  [ -f "$fuzzer" ] && [ -x "$fuzzer" ] || continue
  name=$(basename "$fuzzer")
  name=${name#fuzz-}
  mkdir -p "$build/corpus/$name" "$build/crashes/$name"
  [ -f "tests/fuzz/found/$name.tar.gz" ] && tar -xzf "tests/fuzz/found/$name.tar.gz" -C "$build/corpus/$name"
  echo "== $name, $seconds s"
  "$fuzzer" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -max_len=65536 -print_final_stats=1 \
    -artifact_prefix="$build/crashes/$name/" "$build/corpus/$name" "tests/fuzz/corpus/$name" \
    || crashed="$crashed $name"
  count=$((count + 1))
done
if [ "$count" -eq 0 ]; then
  echo "No fuzzer was built." >&2
  exit 1
fi
if [ -n "$crashed" ]; then
  echo "Of $count fuzzers, these found a fault:$crashed (see $build/crashes)"
  exit 1
fi
echo "$count fuzzers, $seconds s each, no fault found"
