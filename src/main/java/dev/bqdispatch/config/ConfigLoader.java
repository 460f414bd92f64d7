package dev.bqdispatch.config;

import dev.bqdispatch.fault.CallFailed;
import dev.bqdispatch.job.ObjectUrl;
import dev.bqdispatch.rule.Parsed;
import dev.bqdispatch.rule.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Loads the configuration once, before anything else is there; blocks. */
public final class ConfigLoader {
    /** What a server says that falters for a moment must not look like a bad configuration. */
    private static final List<Duration> PAUSES = List.of(Duration.ofMillis(500), Duration.ofSeconds(1));

    private final ConfigReader reader;
    private final Places places;
    private final Consumer<Duration> pause;

    /** @param places ways to Cloud Storage */
    public ConfigLoader(ConfigReader reader, Places places) {
        this(reader, places, ConfigLoader::sleep);
    }

    /** @param pause lets time go by */
    ConfigLoader(ConfigReader reader, Places places, Consumer<Duration> pause) {
        this.reader = reader;
        this.places = places;
        this.pause = pause;
    }

    /**
     * Reads the document and all it says; a document that is not there or can't be read is a problem like others. What fails
     * in passing is tried again a few times.
     */
    public Parsed<Loaded> load(ConfigSource source) {
        DocumentPlace place = source.place(places);
        try {
            Optional<Document> document = insist(place::read);
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
            RouteFolder files = places.folder(folder.get());
            RouteSet routes = insist(() -> new RouteFiles(files, document.uri(), null).load());
            return parse(new Bundle(document, Optional.of(routes)));
        } catch (CallFailed e) {
            Parsed<Loaded> rest = parse(Bundle.of(document));
            List<Problem> problems = new ArrayList<>(rest.problems());
            problems.add(new Problem(document.uri(), "$.RoutesURL", folder.get() + " can't be read: " + e.failure()));
            return new Parsed.Bad<>(problems, rest.warnings());
        }
    }

    /** There is no event loop yet whose timers could wait. */
    private <T> T insist(Supplier<T> call) {
        for (Duration wait : PAUSES) {
            try {
                return call.get();
            } catch (CallFailed e) {
                if (!e.failure().isTransient()) {
                    throw e;
                }
                pause.accept(wait);
            }
        }
        return call.get();
    }

    private static void sleep(Duration wait) {
        try {
            // Meant: it is the thread that starts the service, and without a configuration it has nothing else to do.
            Thread.sleep(wait.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
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
