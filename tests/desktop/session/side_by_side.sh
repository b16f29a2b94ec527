#!/usr/bin/env bash
# Runs every test of cargo's test program on a test desktop of its own, several of them at once: a test that drives the window waits for it
# half of the time. See README.md beside this file.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
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
touch "$folder/lock"
"$@" --list --format terse 2>"$folder/cargo" | sed -n 's/: test$//p' >"$folder/tests" || { cat "$folder/cargo" >&2; exit 1; }
program=$(sed -n 's/^ *Running .*(\(.*\))$/\1/p' "$folder/cargo")
[ -s "$folder/tests" ] && [ -x "$program" ] || { cat "$folder/cargo" >&2; echo "$* has no tests" >&2; exit 1; }

# The longest begin first: one that began last would be waited for on a desktop of its own. A name that is no longer there does no harm.
longest='^(geometry|comparison|tour|accepting|access|guarded|mapping|watch|sign_in)::'
{ grep -E "$longest" "$folder/tests"; grep -Ev "$longest" "$folder/tests"; } >"$folder/ordered" || true
mv "$folder/ordered" "$folder/tests"

# The next test of the list, which is then no longer on it.
next() { flock "$folder/lock" bash -c 'head -n 1 "$1"; sed -i 1d "$1"' take "$folder/tests"; }

# Runs tests until none is left. In the background, because bash answers signals while it waits, but not while it runs something.
one_after_the_other() {
  local test child='' failed=0
  trap '[ -z "$child" ] || kill "$child" 2>/dev/null; exit 143' TERM
  while test=$(next) && [ -n "$test" ]; do
    "$here/session.sh" "$program" --exact "$test" --test-threads 1 --nocapture &
    child=$!
    wait "$child" || failed=1
    child=''
  done
  return "$failed"
}

for desktop in $(seq "$desktops"); do
  one_after_the_other >"$folder/said.$desktop" 2>&1 &
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
