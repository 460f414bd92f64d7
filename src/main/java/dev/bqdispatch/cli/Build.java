package dev.bqdispatch.cli;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** Which build this is, and on which Java it runs. */
public final class Build implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String built = Build.class.getPackage().getImplementationVersion();
        return new String[] {
            "bqdispatch " + Objects.requireNonNullElse(built, "(not packaged)") + ", Java "
                    + Runtime.version().feature()
        };
    }
}
