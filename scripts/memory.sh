#!/usr/bin/env bash
# Gives the packaged service a small heap and a large backlog; --help says more.
set -euo pipefail

root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)
source "$root/scripts/built.sh"

run_main -Xmx2g dev.bqdispatch.local.MemoryRun "$@"
