package dev.bqdispatch.rule;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Documents of tests, written with single quotes, and what becomes of them. */
final class Documents {
    static final Map<String, String> CONFIG = Map.of("Bucket", "data", "Regex", "^p:d", "Off", "true");
    static final Function<String, @Nullable String> ENV = Map.of("HOME", "/root", "DAY", "[0-9]{8}")::get;

    private Documents() {}

    static String json(String quoted) {
        return quoted.replace('\'', '"');
    }

    static JsonNode node(String quoted) {
        Faults faults = new Faults("test");
        JsonNode node = StrictJson.read(json(quoted), StrictJson.LONGEST_TASK, faults);
        if (faults.found()) {
            throw new IllegalArgumentException(faults.problems().toString());
        }
        return node;
    }

    /** A document as people write it, JSON or YAML, without the change of quotes. */
    static JsonNode text(String text) {
        Faults faults = new Faults("test");
        JsonNode node = StrictText.read(text, StrictJson.LONGEST_TASK, faults);
        if (faults.found()) {
            throw new IllegalArgumentException(faults.problems().toString());
        }
        return node;
    }

    /** As {@link #task}, of text as it is. */
    static Parsed<Task> taskText(String text) {
        return TaskReader.read(text, "task.json", CONFIG, Set.of("HOME")::contains);
    }

    static Parsed<List<Route>> routes(String quoted) {
        Faults faults = new Faults("routes.json");
        List<Route> routes = new RouteReader(CONFIG, ENV)
                .read(StrictJson.read(json(quoted), StrictJson.LONGEST_TASK, faults), "$.Routes", faults);
        return faults.parsed(() -> routes);
    }

    static Route route(String quoted) {
        return good(routes(quoted)).get(0);
    }

    static When when(String quoted) {
        return route("{'When': " + quoted + "}").when();
    }

    /** The variables HOME and DAY exist, and tasks may use HOME. */
    static Parsed<Task> task(String quoted) {
        return TaskReader.read(json(quoted), "task.json", CONFIG, Set.of("HOME")::contains);
    }

    /** A task with one action for success. */
    static Parsed<Task> taskOf(String action) {
        return task("{'OnSuccess': [" + action + "]}");
    }

    static Action action(String quoted) {
        return good(taskOf(quoted)).onSuccess().get(0);
    }

    /** An action as it is when its turn comes after the job of {@link Jobs#load}. */
    static Action filled(String quoted) {
        return filling(Map.of()).fill(action(quoted));
    }

    static Filling filling(Map<String, String> groups) {
        Expressions expressions = Expressions.of(Jobs.load("gs://inp/a.csv", "gs://inp/b.csv"), "chain", groups);
        return new Filling(expressions, Jobs.load("gs://inp/a.csv", "gs://inp/b.csv"), false, "home");
    }

    /** What an action orders when its turn comes. */
    static Parsed<Request> ordered(String quoted) {
        return RequestReader.read(filled(quoted), "home", ENV);
    }

    static <T> T good(Parsed<T> parsed) {
        if (parsed instanceof Parsed.Good<T> good) {
            return good.value();
        }
        throw new AssertionError("refused: " + problems(parsed));
    }

    /** Path and message of each problem; none if the document is good. */
    static List<String> problems(Parsed<?> parsed) {
        return parsed instanceof Parsed.Bad<?> bad ? said(bad.problems()) : List.of();
    }

    static List<String> warnings(Parsed<?> parsed) {
        if (parsed instanceof Parsed.Good<?> good) {
            return said(good.warnings());
        }
        throw new AssertionError("refused: " + problems(parsed));
    }

    private static List<String> said(List<Problem> problems) {
        return problems.stream()
                .map(problem -> problem.path() + ": " + problem.message())
                .toList();
    }
}
