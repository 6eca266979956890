# shellcheck shell=sh
# Which Debian packages the work needs, and getting those that are missing.
packages='build-essential meson ninja-build pkg-config gettext
  libgtk-4-dev libadwaita-1-dev libsqlite3-dev libjson-glib-dev libsodium-dev libatspi2.0-dev
  libglib2.0-bin libglib2.0-dev-bin librsvg2-common adwaita-icon-theme gtk-update-icon-cache
  xvfb xauth xdotool dbus at-spi2-core fonts-dejavu-core fonts-noto-cjk
  desktop-file-utils appstream libxml2-utils clang-format lld
  strace python3 python3-jsonschema tzdata sqlite3 poppler-utils jq'

missing_packages ()
{
  for package in $packages "$@"; do
    status=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true)
    [ "$status" = installed ] || printf '%s ' "$package"
  done
}

# apt never asks anything here; who runs it has been asked before.
apt_as ()
{
  "$@" env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=120 update &&
    "$@" env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=120 \
      install --no-install-recommends $missing
}

agree_to_sudo ()
{
  printf 'These packages are missing: %s\nInstall them with sudo apt-get? [Y/n] ' "$missing" >&2
  read -r answer || return 1
  case $answer in
    '' | [Yy]*) return 0 ;;
    *) return 1 ;;
  esac
}

# need_packages [MORE…]: the list above, and MORE, are installed when it returns 0.
need_packages ()
{
  if ! command -v dpkg-query >/dev/null; then
    echo "This is not Debian: what .ci/packages.sh lists must be there already." >&2
    return 0
  fi
  missing=$(missing_packages "$@")
  [ -n "$missing" ] || return 0
  if [ "$(id -u)" -eq 0 ]; then
    echo "Installing: $missing" >&2
    apt_as >&2
  elif ! command -v sudo >/dev/null; then
    echo "Run this as root: apt-get install --no-install-recommends $missing" >&2
    return 1
  elif [ -t 0 ]; then
    agree_to_sudo && apt_as sudo >&2
  else
    apt_as sudo -n >&2
  fi
}
