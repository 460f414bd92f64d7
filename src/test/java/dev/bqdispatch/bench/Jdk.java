package dev.bqdispatch.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A JDK of this machine.
 *
 * @param feature 17, 25 and so on
 */
record Jdk(Path home, int feature) {
    private static final Pattern VERSION = Pattern.compile("JAVA_VERSION=\"(?<feature>\\d+).*");

    /** The one that this runs on. */
    static Jdk current() {
        return new Jdk(
                Path.of(System.getProperty("java.home")), Runtime.version().feature());
    }

    /**
     * The newest of a folder, if it is newer than the current one.
     *
     * @param folder as {@code /usr/lib/jvm}
     */
    static Optional<Jdk> newer(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> homes = Files.list(folder)) {
            return homes.filter(home -> Files.isExecutable(home.resolve("bin/java")))
                    .map(Jdk::read)
                    .flatMap(Optional::stream)
                    .max(Comparator.comparingInt(Jdk::feature))
                    .filter(jdk -> jdk.feature() > current().feature());
        }
    }

    private static Optional<Jdk> read(Path home) {
        try (Stream<String> lines = Files.lines(home.resolve("release"))) {
            return lines.map(VERSION::matcher)
                    .filter(Matcher::matches)
                    .map(version -> new Jdk(home, Integer.parseInt(version.group("feature"))))
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
