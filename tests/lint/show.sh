#!/bin/sh
# "./dev run" without a display says how to go on: who may sign in, with which password, and where podocytectl is.
set -eu
cd "$(dirname -- "$0")/../.."
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
. .ci/show.sh

# What takes long stands aside: only the words are asked for.
build_program () { :; }
walk () { mkdir -p "$1"; }
export_demo () { :; }
make_demo ()
{
  mkdir -p "$demo"
  echo 'an invented phrase' > "$demo/password"
}

unset DISPLAY WAYLAND_DISPLAY
here=$PWD
cd "$root"
said=$(run_program)
cd "$here"
for words in 'User: pi (also coordinator, monitor). Password: an invented phrase' \
             "$root/_build/prefix/bin/podocytectl" "$root/_build/demo/site.podocyte"; do
  case $said in
    *"$words"*) ;;
    *) echo "\"./dev run\" does not say: $words"; exit 1 ;;
  esac
done
