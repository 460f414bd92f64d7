package dev.bqdispatch.config;

import dev.bqdispatch.fault.CallFailed;
import dev.bqdispatch.job.ObjectUrl;
import dev.bqdispatch.rule.Parsed;
import dev.bqdispatch.rule.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Loads the configuration once, before anything else is there; blocks. */
public final class ConfigLoader {
    private final ConfigReader reader;
    private final Places places;

    /** @param places ways to Cloud Storage */
    public ConfigLoader(ConfigReader reader, Places places) {
        this.reader = reader;
        this.places = places;
    }

    /** Reads the document and all it says; a document that is not there or can't be read is a problem like others. */
    public Parsed<Loaded> load(ConfigSource source) {
        DocumentPlace place = source.place(places);
        try {
            Optional<Document> document = place.read();
            return document.map(this::withRoutes)
                    .orElseGet(() -> bad(place, "is not there; expected the configuration, JSON or YAML"));
        } catch (CallFailed e) {
            return bad(place, "can't be read: " + e.failure());
        }
    }

    private Parsed<Loaded> withRoutes(Document document) {
        Optional<ObjectUrl> folder = reader.routesUrl(document);
        if (folder.isEmpty()) {
            return parse(Bundle.of(document));
        }
        try {
            RouteSet routes = new RouteFiles(places.folder(folder.get()), document.uri(), null).load();
            return parse(new Bundle(document, Optional.of(routes)));
        } catch (CallFailed e) {
            Parsed<Loaded> rest = parse(Bundle.of(document));
            List<Problem> problems = new ArrayList<>(rest.problems());
            problems.add(new Problem(document.uri(), "$.RoutesURL", folder.get() + " can't be read: " + e.failure()));
            return new Parsed.Bad<>(problems, rest.warnings());
        }
    }

    private Parsed<Loaded> parse(Bundle bundle) {
        Parsed<Configuration> read = reader.read(bundle);
        if (read instanceof Parsed.Good<Configuration> good) {
            return new Parsed.Good<>(new Loaded(bundle, good.value()), good.warnings());
        }
        return new Parsed.Bad<>(read.problems(), read.warnings());
    }

    private static Parsed<Loaded> bad(DocumentPlace place, String message) {
        return new Parsed.Bad<>(List.of(new Problem(place.uri(), "$", message)));
    }
}
