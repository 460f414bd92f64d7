package dev.bqdispatch.cli;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** Which build this is, and on which Java it runs. */
public final class Build implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {"bqdispatch " + version() + ", Java " + java()};
    }

    /** The version that the jar names; {@code (not packaged)} where there is none. */
    public static String version() {
        String built = Build.class.getPackage().getImplementationVersion();
        return Objects.requireNonNullElse(built, "(not packaged)");
    }

    /** The feature release of the JVM, as {@code 17}. */
    public static String java() {
        return Integer.toString(Runtime.version().feature());
    }
}
