#!/usr/bin/env bash
# The part of the test desktop that needs the session bus; started by session.sh, which also ends what is started here.
set -euo pipefail
processes=$TIEOUT_SESSION/processes
echo $$ >>"$processes"

begin() { # NAME COMMAND…
  local log=$TIEOUT_SESSION/$1.log
  shift
  # Told to, because bash would give a background command an empty standard input.
  "$@" <&0 >"$log" 2>&1 &
  echo $! >>"$processes"
}

wait_for() { # BUS-NAME LOG-NAME
  gdbus wait --session --timeout 20 "$1" || { echo "$2 did not start:" >&2; cat "$TIEOUT_SESSION/$2.log" >&2; exit 1; }
}

begin openbox openbox
begin dunst dunst
if [ "$TIEOUT_KEYCHAIN" != none ]; then
  # The password comes on standard input; the first unlocking makes the login collection.
  begin keyring gnome-keyring-daemon --foreground --unlock --components=secrets < <(printf tieout)
  wait_for org.freedesktop.secrets keyring
fi
if [ "$TIEOUT_KEYCHAIN" = locked ]; then
  # Asked over the bus: Debian 12's `secret-tool lock` crashes.
  gdbus call --session -d org.freedesktop.secrets -o /org/freedesktop/secrets \
    -m org.freedesktop.Secret.Service.Lock "['/org/freedesktop/secrets/collection/login']" >/dev/null
fi
wait_for org.freedesktop.Notifications dunst

# A process group of its own, so that whatever the command leaves running ends with it.
set -m
"$@" &
command=$!
echo "-$command" >>"$processes"
set +m
wait "$command"
