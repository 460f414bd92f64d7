# Builds the jar, then puts it on a small Java 25 runtime.
FROM maven:3.9-eclipse-temurin-17 AS build
WORKDIR /build
COPY pom.xml .
COPY .mvn .mvn
COPY src src
# Tests need emulators and have run before an image is built.
RUN mvn -B -q package -DskipTests

FROM eclipse-temurin:25-jre-alpine
# By number, since Kubernetes does not believe a name where it is told to runAsNonRoot.
RUN addgroup -S -g 10001 bqdispatch && adduser -S -u 10001 -G bqdispatch -H bqdispatch
COPY --from=build /build/target/bqdispatch.jar /app/bqdispatch.jar
# In this stage and not in the one before, since it fits only the very Java that it was made with.
COPY scripts/aot.sh /tmp/aot.sh
RUN sh /tmp/aot.sh java /app/bqdispatch.jar /app/bqdispatch.aot && rm /tmp/aot.sh
USER 10001:10001
ENV PORT=8080 LOG_FORMAT=json
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s \
  CMD wget -q -O /dev/null "http://127.0.0.1:${PORT}/health/live" || exit 1
# The JVM is the container's first process, so that SIGTERM reaches it and events are given back before the end. Three
# quarters of the container's memory for the heap: what lies outside it is mostly Netty's and gRPC's buffers. Libraries
# that still use Unsafe would have the JVM warn of it between the JSON lines of the log. Nothing is written to disk, so
# the root file system may be read-only: no data for jps and jstat, and no native libraries, which gRPC's Netty would
# unpack into a file first.
ENTRYPOINT ["java", "-XX:AOTCache=/app/bqdispatch.aot", "-XX:MaxRAMPercentage=75", "-XX:+ExitOnOutOfMemoryError", \
  "-XX:-UsePerfData", \
  "-Dio.grpc.netty.shaded.io.netty.transport.noNative=true", \
  "-Dio.grpc.netty.shaded.io.netty.handler.ssl.noOpenSsl=true", \
  "--sun-misc-unsafe-memory-access=allow", "-jar", "/app/bqdispatch.jar"]
CMD ["serve"]
