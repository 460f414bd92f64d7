package dev.bqdispatch.match;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bqdispatch.job.CompletedJob;
import dev.bqdispatch.job.Gap;
import dev.bqdispatch.job.JobError;
import dev.bqdispatch.job.JobRef;
import dev.bqdispatch.job.JobTimes;
import dev.bqdispatch.job.JobType;
import dev.bqdispatch.job.TableName;
import dev.bqdispatch.rule.Faults;
import dev.bqdispatch.rule.Route;
import dev.bqdispatch.rule.RouteReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Routes made up from a seed, and jobs that they may take. */
final class RandomTable {
    private static final List<String> IDS =
            List.of("job_1", "sales-k", "root--000_copy--dispatch", "root--000-001_query--dispatch_nop");
    private static final List<String> USERS = List.of("ann@acme.com", "task-runner@acme.com", "");
    private static final TableName USUAL = new TableName("acme", "sales", "orders");

    private final Random random;
    private final RandomRegexes regexes;
    private final List<String> destinations = new ArrayList<>();
    private final List<String> sources = new ArrayList<>();
    private final List<Route> routes;

    RandomTable(long seed) {
        random = new Random(seed);
        regexes = new RandomRegexes(random);
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        for (int more = random.nextInt(10) + 1; more > 0; more--) {
            all.add(route(all));
        }
        Faults faults = new Faults("made up from " + seed);
        routes = new RouteReader(Map.of(), name -> null).read(all, "$", faults);
        if (faults.found()) {
            throw new AssertionError(faults.problems().toString());
        }
    }

    List<Route> routes() {
        return routes;
    }

    private boolean oneIn(int times) {
        return random.nextInt(times) == 0;
    }

    private <T> T pick(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private ObjectNode route(ArrayNode before) {
        ObjectNode when = JsonNodeFactory.instance.objectNode();
        if (!oneIn(3)) {
            when.put("Dest", oneIn(5) && before.size() > 0 ? known(before) : regex(destinations));
        }
        if (oneIn(3)) {
            when.put("Source", regex(sources));
        }
        if (oneIn(3) || when.isEmpty()) {
            when.put("Type", pick(List.of("QUERY", "LOAD", "EXTRACT", "COPY")));
        }
        if (oneIn(8)) {
            when.put(
                    pick(List.of("JobID", "User", "Location", "Project")),
                    pick(List.of("sales", "^ta.k", "acme", "us?$")));
        }
        if (oneIn(8)) {
            when.putObject("Labels").put("team", pick(List.of("", "red", "^(?P<team>.)")));
        }
        if (oneIn(8)) {
            when.put("StatementType", "merge");
        }
        if (oneIn(4)) {
            when.putArray("Include").add(pick(List.of("self", "anonymous", "scriptChildren")));
        }
        ObjectNode route = JsonNodeFactory.instance.objectNode();
        route.set("When", when);
        route.putArray(oneIn(3) ? "OnFailure" : "OnSuccess")
                .addObject()
                .put("Action", "delete")
                .putObject("Request")
                .put("URL", "gs://bkt/x");
        return oneIn(20) ? route.put("Disabled", true) : route;
    }

    private String regex(List<String> examples) {
        RandomRegexes.Made made = regexes.next();
        examples.add(made.example());
        // To a document an empty text is none, and a dollar before a brace begins a variable.
        return made.regex().isEmpty() ? "(?:)" : made.regex().replace("${", "$[{]");
    }

    private String known(ArrayNode before) {
        String dest = before.path(random.nextInt(before.size()))
                .path("When")
                .path("Dest")
                .asText("");
        return dest.isEmpty() ? regex(destinations) : dest;
    }

    private String near(List<String> examples) {
        return regexes.near(examples.isEmpty() ? "" : pick(examples));
    }

    /** A job that the routes may or may not take. */
    CompletedJob job(Set<Gap> gaps) {
        JobType type = pick(List.of(JobType.values()));
        String destination = near(destinations);
        String source = near(sources);
        return new CompletedJob(
                new JobRef("acme", pick(List.of("US", "europe-west6")), pick(IDS)),
                type,
                type == JobType.EXTRACT ? null : table(destination),
                type == JobType.EXTRACT ? List.of(destination) : List.of(),
                type == JobType.COPY || type == JobType.EXTRACT ? List.of(USUAL, orUsual(source)) : List.of(),
                type == JobType.LOAD ? List.of(source, "gs://bkt/y") : List.of(),
                type == JobType.QUERY ? source : "",
                oneIn(2) ? "MERGE" : "",
                labels(),
                pick(USERS),
                oneIn(4) ? new JobError(3, "", "no") : null,
                JobTimes.UNKNOWN,
                oneIn(10),
                gaps);
    }

    private Map<String, String> labels() {
        Map<String, String> labels = new HashMap<>();
        if (oneIn(2)) {
            labels.put("team", pick(List.of("red", "", "blue")));
        }
        if (oneIn(3)) {
            labels.put("bqdispatch_root", "0123");
            labels.put("bqdispatch_route", pick(routes).key());
        }
        return labels;
    }

    private static TableName orUsual(String text) {
        TableName table = table(text);
        return table == null ? USUAL : table;
    }

    /** The table whose text this is; null if there is none. */
    private static @Nullable TableName table(String text) {
        int colon = text.indexOf(':');
        int dot = text.indexOf('.', Math.max(colon, 0));
        return colon <= 0 || dot <= colon + 1 || dot == text.length() - 1
                ? null
                : new TableName(text.substring(0, colon), text.substring(colon + 1, dot), text.substring(dot + 1));
    }

    /** What an event may lack. */
    Set<Gap> gaps() {
        Set<Gap> gaps = new HashSet<>();
        gaps.add(pick(List.of(Gap.values())));
        gaps.add(pick(List.of(Gap.values())));
        return gaps;
    }
}
