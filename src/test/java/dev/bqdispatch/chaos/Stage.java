package dev.bqdispatch.chaos;

import dev.bqdispatch.fake.FakeStorage;
import dev.bqdispatch.fake.FakeWorld;
import dev.bqdispatch.local.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Lets the script happen among troubles, then waits until nothing moves any more. */
final class Stage {
    /** More would only wait in the subscription, and not be there when the next replica is killed. */
    private static final int BACKLOG = 100;

    /** So long all replicas may be away. */
    private static final Duration HOPE = Duration.ofSeconds(90);

    /** Where the first replica notes that it has started. */
    private static final String STARTED = "gs://ops/state/started.json";

    private static final String ENTRY = "-job.json";

    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration CALM = Duration.ofSeconds(2);

    /** Where nobody can say how many messages wait: longer than a lease, and than an event of a failed child stays away. */
    private static final Duration CALM_UNSEEN = Duration.ofSeconds(50);

    /** So long the search for what nobody told may take, and so much longer for each event: it looks at all jobs. */
    private static final Duration SEARCH = Duration.ofMinutes(3);

    private static final Duration SEARCH_PER_EVENT = Duration.ofMillis(50);

    private final Terms terms;
    private final FakeWorld world;
    private final Passes passes;
    private final Topic topic;
    private final Teller teller;
    private final ChildEvents children;
    private final Fleet fleet;
    private final Progress progress;
    private long atWork = System.nanoTime();
    private long counted;
    private int unanswered;

    /** All that changes while anything is at work. */
    private record Look(int messages, int jobs, int kept, int left) {}

    Stage(
            Terms terms,
            FakeWorld world,
            Topic topic,
            Teller teller,
            ChildEvents children,
            Fleet fleet,
            Progress progress) {
        this.terms = terms;
        this.world = world;
        this.passes = new Passes(world);
        this.topic = topic;
        this.teller = teller;
        this.children = children;
        this.fleet = fleet;
        this.progress = progress;
    }

    /**
     * Everything happens, and all troubles.
     *
     * @throws IllegalStateException if no replica comes up any more
     */
    void play(Troubles troubles) {
        // What ended before a service ever ran is nobody's.
        while (!world.storage().exists(STARTED)) {
            rest(troubles, 0);
        }
        for (int number = 0; number < terms.events(); number++) {
            teller.happens(number);
            troubles.next(number);
            tell(troubles, number);
            while (waiting() > BACKLOG) {
                rest(troubles, number);
            }
        }
        teller.tellAll();
        while (!troubles.isOver() || waiting() > BACKLOG / 2) {
            rest(troubles, terms.events());
        }
    }

    /** How much is to be done yet, as far as can be told. Jobs that nobody tells count not: they come when it is quiet. */
    private int waiting() {
        int messages = topic.waiting();
        long now = System.nanoTime();
        if (messages < 0 && now - counted > LOOK.toNanos()) {
            counted = now;
            unanswered = teller.unanswered(entries());
        }
        return messages >= 0 ? messages : unanswered;
    }

    /** IDs of the jobs that have an entry. */
    private Set<String> entries() {
        return Stream.of("gs://ops/journal/", "gs://ops/errors/")
                .flatMap(folder -> world.storage().list(folder).stream()
                        .filter(url -> url.endsWith(ENTRY))
                        .map(url -> jobId(url.substring(folder.length()))))
                .collect(Collectors.toSet());
    }

    /** @param path below the folder, from the hour on */
    private static String jobId(String path) {
        String belowHour = path.substring(path.indexOf('/') + 1);
        return belowHour.replace(ENTRY, "").replace("/", "--");
    }

    private void rest(Troubles troubles, int number) {
        long now = System.nanoTime();
        atWork = fleet.working() > 0 ? now : atWork;
        if (now - atWork > HOPE.toNanos()) {
            throw new IllegalStateException("for " + HOPE.toSeconds() + " s no replica has come up");
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        troubles.next(number);
        tell(troubles, number);
    }

    private void tell(Troubles troubles, int number) {
        progress.tell(
                number,
                terms.events(),
                "events",
                troubles.done() + " troubles, " + fleet.working() + " of " + terms.replicas() + " at work, "
                        + children.jobs() + " child jobs");
    }

    /**
     * Faults and troubles are over; waits until everything has come to its end.
     *
     * @param patience how long nothing may change before it is taken for the end, once all is looked for
     * @return whether it has
     */
    boolean settle(Duration patience) {
        fleet.thawAll();
        fleet.replicas().forEach(replica -> replica.gateway().heal());
        Instant healed = world.clock().instant();
        Instant changed = healed;
        long moved = System.nanoTime();
        long since = moved;
        Look before = look();
        while (isSearched(isSettled(before) ? healed : changed, moved)
                || System.nanoTime() - since < patience(before, patience).toNanos()) {
            boolean searched = isSearched(changed, moved);
            LockSupport.parkNanos(LOOK.toNanos());
            Look now = look();
            if (!now.equals(before)) {
                changed = world.clock().instant();
                moved = System.nanoTime();
            }
            since = searched || !now.equals(before) ? System.nanoTime() : since;
            before = now;
            progress.tell(
                    terms.events(),
                    terms.events(),
                    "events",
                    "no more faults, " + before.left() + " tasks and claims left");
        }
        return isSettled(before);
    }

    /**
     * Whether what nobody told is still looked for: what one pass finds may have children of which nobody tells either, for
     * the next one. A search that never ends must not keep a build waiting.
     *
     * @param changed what had ended by then has to be looked for
     * @param moved when that was, as {@link System#nanoTime}
     */
    private boolean isSearched(Instant changed, long moved) {
        Duration longest = SEARCH.plus(SEARCH_PER_EVENT.multipliedBy(terms.events()));
        return terms.missedRate() > 0 && System.nanoTime() - moved < longest.toNanos() && !passes.reached(changed);
    }

    private Duration patience(Look look, Duration unsettled) {
        if (!isSettled(look)) {
            return unsettled;
        }
        return topic.waiting() < 0 ? CALM_UNSEEN : CALM;
    }

    private boolean isSettled(Look look) {
        return look.messages() <= 0 && look.left() == 0 && children.pending() == 0;
    }

    private Look look() {
        FakeStorage storage = world.storage();
        return new Look(
                topic.waiting(),
                children.jobs(),
                entries().size(),
                tasks(storage).size() + claims(storage).size());
    }

    static List<String> tasks(FakeStorage storage) {
        return storage.list("gs://ops/tasks/");
    }

    /** Claims, and all else that is not meant to stay. */
    static List<String> claims(FakeStorage storage) {
        List<String> claims = new ArrayList<>();
        for (String folder : List.of("claims/", "clock/", "replays/")) {
            claims.addAll(storage.list("gs://ops/state/" + folder));
        }
        return claims;
    }
}
