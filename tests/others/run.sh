#!/usr/bin/env bash
# Runs other people's clients against the simulators. Prints one line per proof, and fails at the first that does not hold.
#
# SIMULATE names a simulator that is built already, TIEOUTCTL the terminal's program.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
target=${CARGO_TARGET_DIR:-$root/target}
work=$target/others

programs() {
  if [ -z "${SIMULATE:-}" ] || [ -z "${TIEOUTCTL:-}" ]; then
    (cd "$root" && cargo build --quiet --locked --package simulators --bin simulate --package tieoutctl --bin tieoutctl)
    SIMULATE=$target/debug/simulate
    TIEOUTCTL=$target/debug/tieoutctl
  fi
  export TIEOUTCTL
}

simulator() {
  # The pipe to its input ends with this script, and the simulator ends with the pipe.
  coproc SIMULATOR { exec "$SIMULATE"; }
  if ! read -r -t 60 READY <&"${SIMULATOR[0]}"; then
    echo "the simulator did not start: $SIMULATE" >&2
    exit 1
  fi
  export READY
}

"$here/install.sh"
programs
simulator
"$work/acumatica/bin/python" -I "$here/acumatica/proof.py"
node "$work/procore/proof.mjs"
"$work/files/bin/python" -I "$here/files/proof.py"
