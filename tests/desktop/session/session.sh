#!/usr/bin/env bash
# Runs a command on a test desktop of its own: a screen in memory, a session bus, a window manager, a keychain, notifications.
# Nothing of the user's desktop, keychain or settings is seen or touched, and nothing is left behind. See README.md beside this file.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
[ $# -gt 0 ] || { echo "usage: session.sh COMMAND [ARGUMENT…]" >&2; exit 2; }

# Rust's tools find themselves by HOME, which is about to change.
export RUSTUP_HOME=${RUSTUP_HOME:-$HOME/.rustup} CARGO_HOME=${CARGO_HOME:-$HOME/.cargo}

# A short path: sockets below it must fit into 108 bytes.
TIEOUT_SESSION=$(mktemp -d /tmp/tieout-session.XXXXXX)
export TIEOUT_SESSION
processes=$TIEOUT_SESSION/processes
touch "$processes"
session='' screen=''

clean_up() {
  local status=$?
  trap - EXIT INT TERM
  # The newest first: who uses the bus goes before it, and the screen last. A minus sign means a whole process group.
  tac "$processes" | while read -r process; do kill -- "$process" 2>/dev/null || true; done
  # dbus-run-session takes its bus along when its command has ended; killed itself, it would leave the bus behind.
  if [ -n "$session" ]; then
    for _ in $(seq 50); do kill -0 "$session" 2>/dev/null || break; sleep 0.1; done
    kill "$session" 2>/dev/null || true
  fi
  [ -z "$screen" ] || kill "$screen" 2>/dev/null || true
  wait 2>/dev/null || true
  rm -rf "$TIEOUT_SESSION"
  exit "$status"
}
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

export HOME=$TIEOUT_SESSION/home XDG_RUNTIME_DIR=$TIEOUT_SESSION/run
export XDG_DATA_HOME=$HOME/.local/share XDG_CONFIG_HOME=$HOME/.config XDG_CACHE_HOME=$HOME/.cache XDG_STATE_HOME=$HOME/.local/state
mkdir -p "$HOME" "$XDG_DATA_HOME" "$XDG_CONFIG_HOME" "$XDG_CACHE_HOME" "$XDG_STATE_HOME"
mkdir -m 700 "$XDG_RUNTIME_DIR"

# Without a graphics card the web view would draw in layers that a software renderer puts together again, and that took more than half of
# all that the tests took. Set empty, it draws as it does on a card.
export WEBKIT_DISABLE_COMPOSITING_MODE=${WEBKIT_DISABLE_COMPOSITING_MODE-1}
export GDK_BACKEND=x11 LIBGL_ALWAYS_SOFTWARE=1 NO_AT_BRIDGE=${NO_AT_BRIDGE-1}
export XDG_SESSION_TYPE=x11 XDG_CURRENT_DESKTOP=Tieout-Test LANG=C.UTF-8
unset WAYLAND_DISPLAY DBUS_SESSION_BUS_ADDRESS

case ${TIEOUT_APPEARANCE:=light} in
  light) export GTK_THEME=Adwaita ;;
  dark) export GTK_THEME=Adwaita:dark ;;
  *) echo "TIEOUT_APPEARANCE is light or dark, not $TIEOUT_APPEARANCE" >&2; exit 2 ;;
esac

# Links that are opened are written down instead of opened: ours comes before the system's xdg-open.
export TIEOUT_OPENED_LINKS=$TIEOUT_SESSION/opened-links PATH=$here/bin:$PATH
touch "$TIEOUT_OPENED_LINKS"

# Xvfb chooses a free number and tells it once it listens.
mkfifo "$TIEOUT_SESSION/display"
Xvfb -displayfd 3 -screen 0 "${TIEOUT_SCREEN:-1440x900}x24" -dpi 96 -nolisten tcp 3>"$TIEOUT_SESSION/display" >"$TIEOUT_SESSION/xvfb.log" 2>&1 &
screen=$!
read -r -t 20 number <>"$TIEOUT_SESSION/display" || { echo "Xvfb did not start:" >&2; cat "$TIEOUT_SESSION/xvfb.log" >&2; exit 1; }
export DISPLAY=:$number

bus=()
case ${TIEOUT_KEYCHAIN:=unlocked} in
  unlocked | locked) ;;
  none) bus=(--config-file "$here/bare-bus.conf") ;;
  *) echo "TIEOUT_KEYCHAIN is unlocked, locked or none, not $TIEOUT_KEYCHAIN" >&2; exit 2 ;;
esac
export TIEOUT_KEYCHAIN

# In the background, because bash answers signals while it waits, but not while it runs something.
dbus-run-session "${bus[@]}" -- bash "$here/inside.sh" "$@" &
session=$!
wait "$session"
