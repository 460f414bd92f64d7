#!/usr/bin/env bash
# Breaks things around the service, and shows that nothing is lost or done twice; --help says more.
set -euo pipefail

root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)
jar=$root/target/bqdispatch.jar
main=$root/target/test-classes/dev/bqdispatch/chaos/ChaosRun.class
libraries=$root/target/test-classpath.txt

fail() {
  echo "chaos: $1" >&2
  exit 2
}

java=${JAVA_HOME:+$JAVA_HOME/bin/}java
command -v "$java" > /dev/null || fail "there is no $java; install a JDK, 17 or newer, or set JAVA_HOME"
version=$("$java" -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java.specification.version = //p')
[[ ${version%%.*} -ge 17 ]] || fail "$java is Java $version; a JDK 17 or newer is needed"

# The jar is the last thing that a build makes.
is_built() {
  [[ -f $jar && -f $main && -f $libraries ]] &&
    [[ -z $(find "$root/src" "$root/pom.xml" -newer "$jar" -print -quit) ]]
}

if ! is_built; then
  command -v mvn > /dev/null || fail "there is no mvn; install Maven, the service must be built first"
  command -v "${java}c" > /dev/null || fail "there is no ${java}c; a JDK is needed to build, not only a JRE"
  echo "Building the service; the first time this takes some minutes." >&2
  (cd "$root" && mvn -B -ntp -q package -DskipTests) || fail "the build failed; the lines above say why"
fi

bar=()
[[ ! -t 1 ]] || bar=(--bar)

exec "$java" -Dbqdispatch.chaos.jar="$jar" -Dbqdispatch.chaos.logs="$root/target/chaos" \
  -cp "$root/target/test-classes:$root/target/classes:$(< "$libraries")" dev.bqdispatch.chaos.ChaosRun ${bar[@]+"${bar[@]}"} "$@"
