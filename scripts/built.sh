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

# The jar is the last thing that a build makes.
is_built() {
  [[ -f $jar && -f $libraries ]] && [[ -z $(find "$root/src" "$root/pom.xml" -newer "$jar" -print -quit) ]]
}

# run_main JVM-OPTION CLASS ARGUMENT...
run_main() {
  if ! is_built; then
    command -v mvn > /dev/null || fail "there is no mvn; install Maven, the service must be built first"
    echo "Building the service; the first time this takes some minutes." >&2
    (cd "$root" && mvn -B -ntp -q package -DskipTests) || fail "the build failed; the lines above say why"
  fi
  exec "$java" "$1" -Dbqdispatch.local.jar="$jar" \
    -cp "$root/target/test-classes:$root/target/classes:$(< "$libraries")" "${@:2}"
}
