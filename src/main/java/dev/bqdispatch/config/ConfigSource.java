package dev.bqdispatch.config;

import dev.bqdispatch.job.ObjectUrl;
import dev.bqdispatch.rule.Parsed;
import dev.bqdispatch.rule.Problem;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/** Where the configuration is: what {@code CONFIG} or {@code --config} says. */
public sealed interface ConfigSource {
    /** An object, watched by its generation. */
    record Gcs(ObjectUrl url) implements ConfigSource {}

    /** A file, watched by time of change and size. */
    record File(Path path) implements ConfigSource {}

    /** The document itself, which never changes. */
    record Inline(String text) implements ConfigSource {}

    /** Where the document lies. */
    default DocumentPlace place(Places places) {
        if (this instanceof Gcs object) {
            return places.document(object.url);
        }
        return this instanceof File file ? new FilePlace(file.path) : new InlinePlace(((Inline) this).text);
    }

    /** Reads what was said; nothing, or a URL of no object, is a problem. */
    static Parsed<ConfigSource> of(Environment environment) {
        return environment
                .stated(Env.CONFIG)
                .map(ConfigSource::of)
                .orElseGet(
                        () -> bad(
                                new Problem(
                                        "environment",
                                        "CONFIG",
                                        "is missing; expected a gs:// URL, a file path, or the JSON or YAML itself, here or as --config")));
    }

    /** Reads what stands on the command line without a flag. */
    static Parsed<ConfigSource> of(String argument) {
        return of(new Stated(argument.strip(), "command line", "CONFIG"));
    }

    private static Parsed<ConfigSource> of(Stated said) {
        String text = said.text();
        // No path has a line break, and a configuration of one line of YAML would be none.
        if (text.startsWith("{") || text.indexOf('\n') >= 0) {
            return good(new Inline(text));
        }
        if (text.startsWith("gs://")) {
            return ObjectUrl.parse(text)
                    .filter(url -> !url.lastSegment().isEmpty())
                    .map(url -> good(new Gcs(url)))
                    .orElseGet(() -> bad(said.problem(
                            "'" + text + "' is no URL of an object; expected gs://bucket/folder/config.json")));
        }
        try {
            return good(new File(Path.of(text)));
        } catch (InvalidPathException e) {
            return bad(said.problem("is no file path: " + e.getReason()));
        }
    }

    private static Parsed<ConfigSource> good(ConfigSource source) {
        return new Parsed.Good<>(source, List.of());
    }

    private static Parsed<ConfigSource> bad(Problem problem) {
        return new Parsed.Bad<>(List.of(problem));
    }
}
