# To be sourced with $root set: builds the service and its tests if need be, and runs a main class of the test tree.

jar=$root/target/bqdispatch.jar
libraries=$root/target/test-classpath.txt
name=$(basename "$0" .sh)

fail() {
  echo "$name: $1" >&2
  exit 2
}

java=${JAVA_HOME:+$JAVA_HOME/bin/}java
command -v "$java" > /dev/null || fail "there is no $java; install a JDK, 17 or newer, or set JAVA_HOME"
version=$("$java" -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java.specification.version = //p')
[[ ${version%%.*} -ge 17 ]] || fail "$java is Java $version; a JDK 17 or newer is needed"

# The jar is the last thing that a build makes.
is_built() {
  [[ -f $jar && -f $libraries && -d $root/target/test-classes ]] &&
    [[ -z $(find "$root/src" "$root/pom.xml" -newer "$jar" -print -quit) ]]
}

# run_main JVM-OPTION CLASS ARGUMENT...
run_main() {
  if ! is_built; then
    command -v mvn > /dev/null || fail "there is no mvn; install Maven, the service must be built first"
    command -v "${java}c" > /dev/null || fail "there is no ${java}c; a JDK is needed to build, not only a JRE"
    echo "Building the service; the first time this takes some minutes." >&2
    (cd "$root" && mvn -B -ntp -q package -DskipTests) || fail "the build failed; the lines above say why"
  fi
  local bar=false
  [[ ! -t 1 ]] || bar=true
  exec "$java" "$1" -Dbqdispatch.local.jar="$jar" -Dbqdispatch.local.bar="$bar" -Dbqdispatch.scripts="$root/scripts" \
    -cp "$root/target/test-classes:$root/target/classes:$(< "$libraries")" "${@:2}"
}
