#!/usr/bin/env bash
# Breaks things around the service, and shows that nothing is lost or done twice; --help says more.
set -euo pipefail

root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)
source "$root/scripts/built.sh"

run_main -Dbqdispatch.chaos.logs="$root/target/chaos" dev.bqdispatch.chaos.ChaosRun "$@"
