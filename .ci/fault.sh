#!/bin/sh
# fault.sh BUILD [NAME…]: the long run of tests/fault, whole, on a demonstration site where the rows are what matters; and of
# "rules", 100,000 random rules and casebooks answered by two evaluators (CI runs a quarter of them).
# The figures, a line each; what is said besides is in BUILD/fault.
set -eu
build=$1
shift
# On a disk in memory a sync costs nothing, and what a sync is for is played, not done.
[ -n "${TMPDIR:-}" ] || { [ -w /dev/shm ] && TMPDIR=/dev/shm && export TMPDIR; }
export POD_FAULT=whole G_DEBUG=fatal-warnings PODOCYTE_DATA_DIR="$PWD/data" GSETTINGS_BACKEND=memory
mkdir -p "$build/fault"
site=$build/fault/site.podocyte
if [ ! -f "$site" ] && [ -x "$build/src/cli/podocytectl" ]; then
  echo demonstration > "$build/fault/password"
  "$build/src/cli/podocytectl" init --db "$site" --study nct07241468 --user pi \
    --password-file "$build/fault/password" --demo 4 --seed 1 >"$build/fault/site.log" 2>&1 \
    || { cat "$build/fault/site.log" >&2; exit 1; }
fi
[ ! -f "$site" ] || export POD_FAULT_SITE="$site"
if [ $# -eq 0 ]; then
  for program in "$build"/tests/fault/test-fault-*; do
    [ ! -f "$program" ] || set -- "$@" "${program##*/test-fault-}"
  done
  set -- "$@" rules
fi
export PODOCYTE_RULES_CASES="${PODOCYTE_RULES_CASES:-100000}"
failed=
for name in "$@"; do
  log=$build/fault/$name.log
  program=$build/tests/fault/test-fault-$name
  [ "$name" != rules ] || program=$build/tests/rules/test-rules-naive
  if ! "$program" >"$log" 2>&1; then
    failed="$failed $name"
  fi
  grep -E '^(# .*: |not ok|Bail out)' "$log" | grep -v '^# random seed' | sed 's/^# //' || true
done
if [ -n "$failed" ]; then
  echo "These failed:$failed (see $build/fault)"
  exit 1
fi
echo "$# of the fault tests, whole: no violation"
