# shellcheck shell=sh
# Build directories.

# Where a compiler cache is in use, it may keep what was compiled with headers that were read before.
export CCACHE_SLOPPINESS="${CCACHE_SLOPPINESS:-pch_defines,time_macros}"

# configure DIR OPTION…: sets DIR up, anew where it was set up with other options, by another
# checkout, or was left half made.
configure ()
{
  dir=$1
  shift
  wanted="$root $*"
  if [ -f "$dir/build.ninja" ] && [ "$(cat "$dir/.options" 2>/dev/null)" = "$wanted" ]; then
    return 0
  fi
  rm -rf "$dir/.options" "$dir/meson-private" "$dir/meson-info" "$dir/build.ninja"
  meson setup "$dir" "$@" || return 1
  printf '%s\n' "$wanted" > "$dir/.options"
}

# The program as a person has it: installed, in a prefix of its own, so that icons,
# translations, settings and studies are found where they will be.
build_program ()
{
  prefix=$root/_build/prefix
  configure _build --buildtype=debugoptimized -Dtests=false --prefix="$prefix" --libdir=lib || return 1
  meson compile -C _build || return 1
  meson install -C _build --no-rebuild --only-changed --quiet || return 1
  PATH=$prefix/bin:$PATH
  XDG_DATA_DIRS=$prefix/share:${XDG_DATA_DIRS:-/usr/local/share:/usr/share}
  export PATH XDG_DATA_DIRS
}
