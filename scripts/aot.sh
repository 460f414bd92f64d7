#!/bin/sh
# Makes a cache of what Java makes of the jar at every start, which makes that take about half as long:
#
#   scripts/aot.sh JAVA JAR CACHE
#
# JAVA is a java of 25 or newer. The cache fits only that very Java and jar, and the options below; with another heap or
# jar Java starts as ever. The training is a start, some questions and an end with nobody to talk to: what is sent to
# Pub/Sub is refused. That brings in all but what first needs an answer of Google's, and needs no network, no credentials,
# and no fakes. The Dockerfile runs this, so it needs no more than a small image has.
set -eu

[ $# -eq 3 ] || { echo "usage: aot.sh JAVA JAR CACHE" >&2; exit 2; }
java=$1 jar=$2 cache=$3

export CONFIG='{"ProjectID": "none", "Subscription": "none", "JournalURL": "gs://none/journal/",
  "ErrorURL": "gs://none/errors/", "DeferTaskURL": "gs://none/tasks/", "DrainTimeoutMs": 0, "Routes": [
  {"When": {"Dest": "none$"}, "OnSuccess": [{"Action": "copy", "Request": {"Dest": "none.none"}}]}]}'
export PUBSUB_EMULATOR_HOST=127.0.0.1:1 STORAGE_EMULATOR_HOST=127.0.0.1:1 BIGQUERY_EMULATOR_HOST=127.0.0.1:1
export HOST=127.0.0.1 PORT="${PORT:-8080}" LOG_FORMAT=json

"$java" -XX:AOTCacheOutput="$cache" -Xlog:aot=error -XX:-UsePerfData \
  -Dio.grpc.netty.shaded.io.netty.transport.noNative=true \
  -Dio.grpc.netty.shaded.io.netty.handler.ssl.noOpenSsl=true \
  --sun-misc-unsafe-memory-access=allow -jar "$jar" serve > /dev/null &
service=$!
trap 'kill $service 2> /dev/null || true' EXIT
until wget -q -O /dev/null "http://127.0.0.1:$PORT/health/live"; do
  kill -0 $service || { echo "aot.sh: the service did not start" >&2; exit 1; }
  sleep 1
done
wget -q -O /dev/null "http://127.0.0.1:$PORT/metrics"
# Until it has tried to pull, and given up.
sleep 5
kill $service
wait $service
[ -s "$cache" ] || { echo "aot.sh: $java made no cache" >&2; exit 1; }
