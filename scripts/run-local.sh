#!/usr/bin/env bash
# Runs the service on this machine against faked Google APIs; --help says more.
set -euo pipefail

root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)
source "$root/scripts/built.sh"

run_main -Dbqdispatch.local.conf="$root/conf/local" dev.bqdispatch.local.LocalRun "$@"
