package dev.bqdispatch.chaos;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bqdispatch.chaos.Happening.By;
import dev.bqdispatch.chaos.Happening.JobEnds;
import dev.bqdispatch.chaos.Happening.OddMessage;
import dev.bqdispatch.chaos.Happening.Plan;
import dev.bqdispatch.chaos.PlanMaker.Manner;
import dev.bqdispatch.fake.EventFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** All that will happen, made up from the seed; each happening by itself, so that none has to be remembered. */
final class Script {
    static final String SUBSCRIPTION = "projects/acme/subscriptions/bqdispatch";
    private static final int ROUTES = 12;
    /** So many of them, the last ones, run once for each table. */
    private static final int ONCE = 3;

    private static final int TABLES = 20;
    private static final int FURTHEST = 150;
    private static final int MAX_ATTEMPTS = 2;

    private final Terms terms;
    private final List<Plan> routes = new ArrayList<>();

    Script(Terms terms) {
        this.terms = terms;
        for (int i = 0; i < ROUTES; i++) {
            RandomGenerator random = random(-1 - i);
            boolean once = i >= ROUTES - ONCE;
            routes.add(new Plan(
                    once ? By.ONCE : By.ROUTE,
                    new PlanMaker(random, "r" + i + "s", once ? Manner.SMOOTH : Manner.SHARED).plan(),
                    i % 3 == 0 ? List.of() : new PlanMaker(random, "r" + i + "f", Manner.SHARED).plan()));
        }
    }

    /** The configuration, in which replicas find their own way to whom they call by variables. */
    String configuration() {
        ObjectNode root = Documents.object()
                .put("ProjectID", Documents.PROJECT)
                .put("Subscription", SUBSCRIPTION)
                .put("JournalURL", "gs://ops/journal/")
                .put("ErrorURL", "gs://ops/errors/")
                .put("DeferTaskURL", "gs://ops/tasks/")
                .put("StateURL", "gs://ops/state/")
                .put("CheckInMs", 2000)
                .put("MaxInFlight", 100)
                .put("Pulls", 2)
                .put("Workers", 16)
                .put("DrainTimeoutMs", 3000)
                .put("MaxChildAttempts", MAX_ATTEMPTS);
        root.put("ReconcileSeconds", 10).put("ReconcileAfterSeconds", 30);
        root.putArray("AllowCall").add("${env.TARGET}/.*");
        root.putArray("TaskEnv").add("TARGET").add("SLACK_TOKEN");
        ArrayNode all = root.putArray("Routes");
        for (int i = 0; i < routes.size(); i++) {
            ObjectNode route = all.addObject().put("Name", "route-" + i);
            if (routes.get(i).by() == By.ONCE) {
                route.put("Once", "$DestTable");
            }
            route.putObject("When").put("Dest", ":" + dataset(i) + "\\.");
            Documents.plan(route.putArray("OnSuccess"), routes.get(i).onSuccess());
            if (!routes.get(i).onFailure().isEmpty()) {
                Documents.plan(route.putArray("OnFailure"), routes.get(i).onFailure());
            }
        }
        return root.toPrettyString();
    }

    private static String dataset(int route) {
        return "route" + route + "_in";
    }

    /** @param number from 0 */
    Happening happening(int number) {
        RandomGenerator random = random(number);
        int dice = random.nextInt(100);
        if (dice < 6) {
            return odd(number, dice, random);
        }
        List<EventFormat> formats = toldIn(random);
        boolean failed = random.nextInt(5) == 0;
        List<Integer> distances = distances(formats.size(), random);
        if (dice < 40) {
            return new JobEnds("j" + number, "scratch.t", failed, formats, distances, Plan.NONE);
        }
        if (dice < 75) {
            int route = random.nextInt(ROUTES);
            String table = dataset(route) + ".t" + number / TABLES;
            return new JobEnds("j" + number, table, failed, formats, distances, routes.get(route));
        }
        Manner manner = number < terms.events() / 2 ? Manner.FALTERING : Manner.OWN;
        Plan plan = new Plan(
                By.TASK,
                new PlanMaker(random, "t" + number + "s", manner).plan(),
                random.nextBoolean() ? List.of() : new PlanMaker(random, "t" + number + "f", manner).plan());
        return new JobEnds("j" + number + "--dispatch", "scratch.t", failed, formats, distances, plan);
    }

    private static OddMessage odd(int number, int dice, RandomGenerator random) {
        String text = switch (dice) {
            case 0, 1 -> "{\"number\": " + number + ", garbage";
            case 2 ->
                "{\"protoPayload\": {\"metadata\": {\"jobChange\": {\"after\": \"DONE\", \"job\":" + " {\"jobName\": "
                        + number + "}}}}}";
            case 3 -> "{\"protoPayload\": {\"methodName\": \"tableservice.list\"}, \"number\": " + number + "}";
            default -> "{\"hello\": " + number + "}";
        };
        return new OddMessage(text, dice < 3, distances(1 + random.nextInt(2), random));
    }

    /** As {@link #formats}; in none, if it is missed. */
    private List<EventFormat> toldIn(RandomGenerator random) {
        boolean missed = random.nextDouble() < terms.missedRate();
        return missed ? List.of() : formats(random);
    }

    /** In one form, or in both of the audit logs', or one of them twice. */
    private static List<EventFormat> formats(RandomGenerator random) {
        return switch (random.nextInt(10)) {
            case 0, 1, 2 -> List.of(EventFormat.A);
            case 3, 4 -> List.of(EventFormat.B);
            case 5 -> List.of(EventFormat.D);
            case 6 -> List.of(EventFormat.E);
            case 7 -> List.of(EventFormat.A, EventFormat.B);
            case 8 -> List.of(EventFormat.B, EventFormat.A, EventFormat.A);
            default -> List.of(EventFormat.A, EventFormat.C);
        };
    }

    private static List<Integer> distances(int count, RandomGenerator random) {
        List<Integer> distances = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            distances.add(i == 0 || random.nextInt(3) == 0 ? 0 : random.nextInt(FURTHEST));
        }
        return distances;
    }

    /**
     * How the completion of a child job is told: once or several times, or not at all. One that nothing waits for is
     * always told: should it fail in passing, nobody else would notice.
     */
    List<EventFormat> formatsOf(String childJobId) {
        RandomGenerator random = random(childJobId.hashCode() + (1L << 40));
        return childJobId.endsWith("_nop") ? formats(random) : toldIn(random);
    }

    private RandomGenerator random(long part) {
        return new SplittableRandom(terms.seed() * 1_000_003 + part);
    }
}
