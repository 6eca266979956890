# shellcheck shell=sh
# The program on a demonstration site.  All of its subjects are invented.  (Variables are global here:
# no function uses a caller's name.)
demo=$root/_build/demo

# Makes the site once; --fresh makes it anew.  The password is no secret, since nothing else is.
make_demo ()
{
  if [ "${1:-}" = --fresh ]; then
    rm -rf "$demo"
  fi
  if [ -f "$demo/site.podocyte" ]; then
    return 0
  fi
  # What an interrupted run left is no site: it is made aside and then given its name.
  rm -rf "$demo" "$demo.part"
  (umask 077 && mkdir -p "$demo.part" && printf 'demo-foot-process\n' > "$demo.part/password") || return 1
  echo "Making a demonstration site of 36 invented subjects…"
  (umask 077 && podocytectl init --study nct07241468 --demo 36 --seed 1 --db "$demo.part/site.podocyte" \
    --user pi --password-file "$demo.part/password") || return 1
  mv "$demo.part" "$demo"
}

# walk DIR LANGUAGE STYLE SIZE [OPTION]: through all pages, or what the option says; the style is light, dark, contrast or contrast-dark.  A
# walk records something: it goes through a copy of the site, which is thrown away.
walk ()
{
  mkdir -p "$1" || return 1
  dark=
  contrast=0
  case $3 in *dark) dark=--dark ;; esac
  case $3 in contrast*) contrast=1 ;; esac
  aside=$(mktemp -d) || return 1
  taken=0
  # shellcheck disable=SC2086
  cp "$demo"/site.podocyte* "$demo/password" "$aside" &&
    LANGUAGE=$2 ADW_DEBUG_HIGH_CONTRAST=$contrast timeout 600 tests/headless.sh podocyte --screenshots "$1" --db "$aside/site.podocyte" \
      --user pi --password-file "$aside/password" --size "$4" $dark ${5:-} || taken=1
  rm -rf "$aside"
  return "$taken"
}

# Results: with none, one, 60 and 5,000.
take_amounts ()
{
  walk "$@" --amounts
}

# take_prints DIR LANGUAGE: what is printed, which is grey, page by page; what is saved, in its colours and as a grey printer shows it.
take_prints ()
{
  walk "$1" "$2" light 1024x768 --prints || return 1
  for pdf in "$1"/*.pdf; do
    pdftocairo -png -r 96 "$pdf" "${pdf%.pdf}" || return 1
  done
  for pdf in "$1"/*-file-*.pdf; do
    pdftocairo -png -gray -r 96 "$pdf" "${pdf%.pdf}-grey" || return 1
  done
}

# take_sizes STYLE SIZE…: in both languages.
take_sizes ()
{
  style=$1
  shift
  for language in en zh_CN; do
    for size in "$@"; do
      "$take" "$shots/$language-$style-$size" "$language" "$style" "$size" || return 1
    done
  done
}

# take_all_shots [--amounts] [DIR]
take_all_shots ()
{
  take=walk
  if [ "${1:-}" = --amounts ]; then
    take=take_amounts
    shift
  fi
  shots=${1:-_build/shots}
  make_demo || return 1
  take_sizes light 1024x768 1920x1080 && take_sizes dark 1024x768 1920x1080 || return 1
  take_sizes contrast 1024x768 && take_sizes contrast-dark 1024x768 || return 1
  if [ "$take" = walk ]; then
    take_prints "$shots/en-print" en && take_prints "$shots/zh_CN-print" zh_CN || return 1
  fi
  echo "Screenshots: $(find "$shots" -name '*.png' | wc -l) in $shots"
}

export_demo ()
{
  rm -rf _build/export
  podocytectl export _build/export --db "$demo/site.podocyte" --user pi --password-file "$demo/password"
}

# Who can sign in, which is needed on the command line too.
say_how_to_enter ()
{
  echo "User: pi (also coordinator, monitor). Password: $(cat "$demo/password")"
}

show_without_display ()
{
  echo "There is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set)."
  echo "So every page is walked on a virtual one, and the site is exported."
  rm -rf _build/shots
  # One page that is not drawn in time takes nothing else away.
  walked=0
  walk _build/shots/en-light-1920x1080 en light 1920x1080 || walked=1
  walk _build/shots/zh_CN-dark-1920x1080 zh_CN dark 1920x1080 || walked=1
  export_demo || return 1
  echo "Screenshots:"
  find "$root/_build/shots" -name '*.png' | sort
  echo "Export:      $root/_build/export"
  echo "Database:    $demo/site.podocyte (password file: $demo/password)"
  echo "Commands:    $root/_build/prefix/bin/podocytectl"
  say_how_to_enter
  [ "$walked" -eq 0 ] || echo "Some pages could not be shown: see above." >&2
  return "$walked"
}

run_program ()
{
  build_program || return 1
  make_demo "$@" || return 1
  if [ -z "${DISPLAY:-}" ] && [ -z "${WAYLAND_DISPLAY:-}" ]; then
    show_without_display
    return
  fi
  say_how_to_enter
  podocyte --db "$demo/site.podocyte"
}
