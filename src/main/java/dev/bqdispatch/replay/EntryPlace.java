package dev.bqdispatch.replay;

import dev.bqdispatch.job.ObjectUrl;
import dev.bqdispatch.ledger.EntryNames;
import dev.bqdispatch.rule.Parsed;
import dev.bqdispatch.rule.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where an entry of a failed dispatch is.
 *
 * @param hour the beginning of its hour folder
 */
public record EntryPlace(ObjectUrl url, Instant hour) {
    private static final Pattern KEPT = Pattern.compile(".*-job\\.[0-9]+\\.json", Pattern.DOTALL);
    private static final Pattern STEP_UP = Pattern.compile("(?:.*/)?\\.\\.?(?:/.*)?", Pattern.DOTALL);
    private static final String ORPHANED = "orphaned/";

    /**
     * Reads the URL of an entry.
     *
     * @param errors {@code ErrorURL}
     */
    public static Parsed<EntryPlace> of(String text, ObjectUrl errors) {
        Optional<ObjectUrl> url = ObjectUrl.parse(text);
        if (url.isEmpty() || isOdd(url.get())) {
            return bad(text, "is no URL of an object; expected " + errors + "<hour>/<job ID>-job.json");
        }
        if (!errors.contains(url.get())) {
            return bad(text, "is not under ErrorURL, " + errors + ", where the entries of failed dispatches are");
        }
        String name = url.get().name().substring(errors.asFolder().name().length());
        Optional<Instant> hour = EntryNames.hour(name.substring(0, Math.max(0, name.indexOf('/'))));
        if (hour.isEmpty() || !name.endsWith(EntryNames.SUFFIX)) {
            return bad(text, whatElse(name, errors));
        }
        return new Parsed.Good<>(new EntryPlace(url.get(), hour.get()), List.of());
    }

    /** Whether the object may be an entry, by its name alone. */
    static boolean isEntry(ObjectUrl object, ObjectUrl errors) {
        return of(object.toString(), errors) instanceof Parsed.Good;
    }

    /** Storage has no folders to step up to, but not every tool knows. */
    static boolean isOdd(ObjectUrl url) {
        return STEP_UP.matcher(url.name()).matches();
    }

    private static String whatElse(String name, ObjectUrl errors) {
        if (name.startsWith(EntryNames.INVALID)) {
            return "is a message that could not be used, and no entry; publish its data again instead";
        }
        if (name.startsWith(ORPHANED)) {
            return "is a task that was put aside, and no entry";
        }
        if (KEPT.matcher(name).matches()) {
            return "is kept of an earlier replay; expected the entry in force, whose name ends in -job.json";
        }
        return "is no entry; expected " + errors + "<hour>/<job ID>-job.json";
    }

    private static Parsed<EntryPlace> bad(String url, String message) {
        return new Parsed.Bad<>(List.of(new Problem(url, "$", message)));
    }
}
