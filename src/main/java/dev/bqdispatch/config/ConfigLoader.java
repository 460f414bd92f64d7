package dev.bqdispatch.config;

import dev.bqdispatch.fault.CallFailed;
import dev.bqdispatch.job.ObjectUrl;
import dev.bqdispatch.rule.Parsed;
import dev.bqdispatch.rule.Problem;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Loads the configuration once, before anything else is there; blocks. */
public final class ConfigLoader {
    private final ConfigReader reader;
    private final Function<ObjectUrl, DocumentPlace> storage;

    /** @param storage the place of an object in Cloud Storage */
    public ConfigLoader(ConfigReader reader, Function<ObjectUrl, DocumentPlace> storage) {
        this.reader = reader;
        this.storage = storage;
    }

    /** Reads the document and all it says; a document that is not there or can't be read is a problem like others. */
    public Parsed<Loaded> load(ConfigSource source) {
        if (source instanceof ConfigSource.Inline inline) {
            return parse(Document.hashed("CONFIG", inline.text()));
        }
        DocumentPlace place = source instanceof ConfigSource.Gcs object
                ? storage.apply(object.url())
                : new FilePlace(((ConfigSource.File) source).path());
        try {
            Optional<Document> document = place.read();
            return document.map(this::parse)
                    .orElseGet(() -> bad(place, "is not there; expected the configuration, a JSON object"));
        } catch (CallFailed e) {
            return bad(place, "can't be read: " + e.failure());
        }
    }

    private Parsed<Loaded> parse(Document document) {
        Parsed<Configuration> read = reader.read(document);
        if (read instanceof Parsed.Good<Configuration> good) {
            return new Parsed.Good<>(new Loaded(document, good.value()), good.warnings());
        }
        return new Parsed.Bad<>(read.problems(), read.warnings());
    }

    private static Parsed<Loaded> bad(DocumentPlace place, String message) {
        return new Parsed.Bad<>(List.of(new Problem(place.uri(), "$", message)));
    }
}
