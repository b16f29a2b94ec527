#!/usr/bin/env bash
# Runs every test of cargo's test program on test desktops, several of them at once: a test that drives the window mostly waits for it.
# The desktops take the tests from one list, the next where one is done. See README.md beside this file.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

# One desktop: `--from LIST PROGRAM`, inside session.sh.
if [ "${1-}" = --from ]; then
  list=$2 program=$3 failed=0
  next() { flock "$list" bash -c 'head -n 1 "$1"; sed -i 1d "$1"' take "$list.tests"; }
  while test=$(next) && [ -n "$test" ]; do
    "$program" --exact "$test" --test-threads 1 --nocapture || failed=1
  done
  exit "$failed"
fi

[ $# -gt 1 ] || { echo "usage: side_by_side.sh DESKTOPS COMMAND [ARGUMENT…]" >&2; exit 2; }
desktops=$1
shift
folder=$(mktemp -d /tmp/tieout-desktops.XXXXXX)
running=()
clean_up() {
  local status=$?
  trap - EXIT INT TERM
  [ ${#running[@]} -eq 0 ] || kill "${running[@]}" 2>/dev/null || true
  wait || true
  rm -rf "$folder"
  exit "$status"
}
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# cargo says which program it runs: from here on that one is, so that nobody's next change is compiled in between.
touch "$folder/list"
"$@" --list --format terse 2>"$folder/cargo" | sed -n 's/: test$//p' >"$folder/list.tests" || { cat "$folder/cargo" >&2; exit 1; }
program=$(sed -n 's/^ *Running .*(\(.*\))$/\1/p' "$folder/cargo")
[ -s "$folder/list.tests" ] && [ -x "$program" ] || { cat "$folder/cargo" >&2; echo "$* has no tests" >&2; exit 1; }

for desktop in $(seq "$desktops"); do
  "$here/session.sh" "$here/side_by_side.sh" --from "$folder/list" "$program" >"$folder/said.$desktop" 2>&1 &
  running+=($!)
done

# What failed is printed last, where one looks first.
failed=()
for desktop in $(seq "$desktops"); do
  if wait "${running[$desktop - 1]}"; then cat "$folder/said.$desktop"; else failed+=("$desktop"); fi
done
running=()
for desktop in "${failed[@]}"; do cat "$folder/said.$desktop"; done
[ ${#failed[@]} -eq 0 ]
