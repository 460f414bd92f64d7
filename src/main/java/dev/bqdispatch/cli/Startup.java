package dev.bqdispatch.cli;

import dev.bqdispatch.config.ConfigLoader;
import dev.bqdispatch.config.ConfigReader;
import dev.bqdispatch.config.ConfigSource;
import dev.bqdispatch.config.Environment;
import dev.bqdispatch.config.Loaded;
import dev.bqdispatch.config.ServeOptions;
import dev.bqdispatch.config.Settings;
import dev.bqdispatch.gcp.CallMeter;
import dev.bqdispatch.gcp.CredentialsProject;
import dev.bqdispatch.gcp.GcsPlaces;
import dev.bqdispatch.rule.Parsed;
import dev.bqdispatch.rule.Problem;
import java.util.ArrayList;
import java.util.List;

/** Everything that is known before the service starts, and was found good. */
public record Startup(ServeOptions options, ConfigSource source, ConfigReader reader, Loaded loaded) {

    /** What the service goes by: of a dry run, with a folder of its own. */
    public Settings settings() {
        Settings settings = loaded.configuration().settings();
        return options.dryRun() ? settings.ofDryRun() : settings;
    }

    /** Reads environment, flags and configuration; blocks. Every fault is a value. */
    public static Parsed<Startup> read(Environment environment) {
        return read(environment, ConfigSource.of(environment));
    }

    /** As {@link #read(Environment)}, of a configuration that was named otherwise. */
    static Parsed<Startup> read(Environment environment, Parsed<ConfigSource> source) {
        Parsed<ServeOptions> options = ServeOptions.read(environment);
        if (options instanceof Parsed.Good<ServeOptions> outside && source instanceof Parsed.Good<ConfigSource> place) {
            return load(outside.value(), place.value(), environment);
        }
        List<Problem> problems = new ArrayList<>(options.problems());
        problems.addAll(source.problems());
        return new Parsed.Bad<>(problems);
    }

    private static Parsed<Startup> load(ServeOptions options, ConfigSource source, Environment environment) {
        ConfigReader reader = new ConfigReader(environment, new CredentialsProject(options.emulated()));
        Parsed<Loaded> loaded =
                new ConfigLoader(reader, new GcsPlaces(options.storageEmulator(), CallMeter.none())).load(source);
        if (loaded instanceof Parsed.Good<Loaded> good) {
            return new Parsed.Good<>(new Startup(options, source, reader, good.value()), good.warnings());
        }
        return new Parsed.Bad<>(loaded.problems(), loaded.warnings());
    }
}
