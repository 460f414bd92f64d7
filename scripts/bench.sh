#!/usr/bin/env bash
# Measures how fast the service is; --help says more.
set -euo pipefail

root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)
source "$root/scripts/built.sh"

run_main -Dbqdispatch.bench.out="$root/target/bench" dev.bqdispatch.bench.BenchRun "$@"
