#!/usr/bin/env bash
# Runs other people's clients against the simulators. Prints one line per proof, and fails at the first that does not hold.
#
# SIMULATE names a simulator that is built already, TIEOUTCTL the terminal's program.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
target=${CARGO_TARGET_DIR:-$root/target}
work=$target/others

# One pip for all of them: unpacking it takes longer than what it installs.
pip=$work/pip/bin/pip

# Installs what a folder pins, once; again when what is pinned changed.
python_libraries() {
  local pinned=$here/$1/requirements.txt venv=$work/$1
  cmp -s "$pinned" "$venv/installed.txt" && return
  rm -rf "$venv"
  python3 -m venv --without-pip "$venv"
  "$pip" --quiet --disable-pip-version-check install --prefix "$venv" --require-hashes --only-binary :all: -r "$pinned"
  cp "$pinned" "$venv/installed.txt"
}

node_client() {
  local folder=$work/procore
  mkdir -p "$folder"
  cp "$here/procore/proof.mjs" "$folder/"
  cmp -s "$here/procore/package-lock.json" "$folder/installed.json" && return
  rm -rf "$folder/node_modules" "$folder/installed.json"
  cp "$here/procore/package.json" "$here/procore/package-lock.json" "$here/procore/.npmrc" "$folder/"
  (cd "$folder" && npm ci --silent --ignore-scripts --no-audit --no-fund)
  cp "$folder/package-lock.json" "$folder/installed.json"
}

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

python_clients() {
  [ -x "$pip" ] || python3 -m venv "$work/pip"
  python_libraries acumatica
  python_libraries files
}

mkdir -p "$work"
# At once: each waits for its registry and its disk.
python_clients &
python=$!
node_client &
node=$!
programs
# Both are waited for, also where the first failed: nothing is left running.
failed=0
wait "$python" || failed=1
wait "$node" || failed=1
[ "$failed" -eq 0 ]
simulator
"$work/acumatica/bin/python" -I "$here/acumatica/proof.py"
node "$work/procore/proof.mjs"
"$work/files/bin/python" -I "$here/files/proof.py"
