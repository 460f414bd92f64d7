#!/usr/bin/env bash
# Throws mutated messages at the packaged service; --help says more.
set -euo pipefail

root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)
source "$root/scripts/built.sh"

# The faked Cloud Storage keeps all that the service writes.
run_main -Xmx4g dev.bqdispatch.local.FuzzRun "$@"
