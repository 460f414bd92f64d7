package dev.bqdispatch.config;

import dev.bqdispatch.config.RouteFolder.Listed;
import dev.bqdispatch.job.ObjectUrl;
import dev.bqdispatch.rule.Limits;
import dev.bqdispatch.rule.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Which objects of a folder are read for routes.
 *
 * @param chosen those to be read
 * @param faults why some can't be
 * @param notes which are passed over
 */
record RouteChoice(List<Listed> chosen, List<Problem> faults, List<Problem> notes) {
    private static final Pattern NAMED = Pattern.compile(".*\\.(?:json|yaml|yml)", Pattern.DOTALL);
    private static final int SHOWN = 5;

    RouteChoice {
        chosen = List.copyOf(chosen);
        faults = List.copyOf(faults);
        notes = List.copyOf(notes);
    }

    /** @param document the configuration, which may lie there too and is no file of routes */
    static RouteChoice of(ObjectUrl folder, List<Listed> listing, String document) {
        List<Listed> named = new ArrayList<>();
        List<Listed> others = new ArrayList<>();
        for (Listed object : listing) {
            String name = object.url().name().substring(folder.name().length());
            if (!name.endsWith("/") && !object.url().toString().equals(document)) {
                (isNamed(name) ? named : others).add(object);
            }
        }
        List<Problem> faults = faults(folder, named);
        named.removeIf(file -> file.size() > Limits.ROUTE_FILE);
        return new RouteChoice(
                faults.isEmpty() || named.size() <= Limits.ROUTE_FILES ? named : List.of(),
                faults,
                notes(folder, named, others));
    }

    /** An object or folder whose name begins with a dot is hidden. */
    private static boolean isNamed(String name) {
        return !name.startsWith(".")
                && !name.contains("/.")
                && NAMED.matcher(name.toLowerCase(Locale.ROOT)).matches();
    }

    private static List<Problem> faults(ObjectUrl folder, List<Listed> named) {
        List<Problem> faults = new ArrayList<>();
        if (named.size() > Limits.ROUTE_FILES) {
            faults.add(new Problem(
                    folder.toString(),
                    "$",
                    "holds " + named.size() + " files of routes; expected at most " + Limits.ROUTE_FILES));
        }
        named.stream()
                .filter(file -> file.size() > Limits.ROUTE_FILE)
                .limit(Limits.TOLD)
                .forEach(file -> faults.add(new Problem(
                        file.url().toString(),
                        "$",
                        "has " + file.size() + " bytes; expected at most " + Limits.ROUTE_FILE)));
        long all = named.stream().mapToLong(Listed::size).sum();
        if (all > Limits.CONFIGURATION) {
            faults.add(new Problem(
                    folder.toString(),
                    "$",
                    "holds files of " + all + " bytes together; expected at most " + Limits.CONFIGURATION));
        }
        return faults;
    }

    private static List<Problem> notes(ObjectUrl folder, List<Listed> named, List<Listed> others) {
        List<Problem> notes = new ArrayList<>();
        if (named.isEmpty()) {
            notes.add(
                    new Problem(folder.toString(), "$", "holds no routes; expected files named .json, .yaml or .yml"));
        }
        if (!others.isEmpty()) {
            List<String> names = others.stream()
                    .limit(SHOWN)
                    .map(object -> object.url().name().substring(folder.name().length()))
                    .toList();
            notes.add(new Problem(
                    folder.toString(),
                    "$",
                    "holds " + others.size() + " objects that are hidden, or not named .json, .yaml or .yml, and are"
                            + " ignored: " + String.join(", ", names) + (others.size() > SHOWN ? ", ..." : "")));
        }
        return notes;
    }
}
