#!/usr/bin/env bash
# Installs other people's clients as they are pinned, once; again when what is pinned changed.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
work=${CARGO_TARGET_DIR:-$root/target}/others

# One pip for all of them: unpacking it takes longer than what it installs.
pip=$work/pip/bin/pip

python_libraries() {
  local pinned=$here/$1/requirements.txt venv=$work/$1
  cmp -s "$pinned" "$venv/installed.txt" && return
  rm -rf "$venv"
  python3 -m venv --without-pip "$venv"
  "$pip" --quiet --disable-pip-version-check install --prefix "$venv" --require-hashes --only-binary :all: -r "$pinned"
  cp "$pinned" "$venv/installed.txt"
}

python_clients() {
  [ -x "$pip" ] || python3 -m venv "$work/pip"
  python_libraries acumatica
  python_libraries files
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

mkdir -p "$work"
# At once: each waits for its registry and its disk.
python_clients &
python=$!
node_client &
node=$!
# Both are waited for, also where the first failed: nothing is left running.
failed=0
wait "$python" || failed=1
wait "$node" || failed=1
exit "$failed"
