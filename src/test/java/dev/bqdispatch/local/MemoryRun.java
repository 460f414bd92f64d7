package dev.bqdispatch.local;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import com.google.pubsub.v1.PubsubMessage;
import dev.bqdispatch.fake.EventFormat;
import dev.bqdispatch.fake.FakeWorld;
import dev.bqdispatch.fake.Gateway;
import dev.bqdispatch.fake.MessageSource;
import dev.bqdispatch.fake.SampleJob;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code scripts/memory.sh}: the packaged service with a small heap before a large backlog. */
@Command(
        name = "scripts/memory.sh",
        description = {
            "Give the packaged service a small heap and a large backlog: events of 3 KB, nine of ten of them of jobs that"
                    + " nothing waits for, and some of 5 MB in a row. It must take them all, and never run out of memory.",
            "Exit code 0 if it did, 1 if not, 2 if it could not be tried."
        })
public final class MemoryRun implements Callable<Integer> {
    static final String CONFIG = "{\"ProjectID\": \"acme\", \"Subscription\": \"bqdispatch\","
            + " \"JournalURL\": \"gs://ops/journal/\", \"ErrorURL\": \"gs://ops/errors/\","
            + " \"DeferTaskURL\": \"gs://ops/tasks/\", \"GiveUpAfter\": \"1s\", \"Routes\": [{\"Name\": \"orders\","
            + " \"When\": {\"Dest\": \"shop.orders\"}, \"OnSuccess\": [{\"Action\": \"delete\","
            + " \"Request\": {\"URL\": \"gs://data/$JobID\"}}]}]}";

    private static final int SMALL = 3_000;
    private static final int LARGE = 5_000_000;
    private static final int LARGE_EVERY = 50_000;
    private static final int LARGE_ROW = 40;
    private static final String NUMBER = "0000000000";

    private final PrintStream out;
    private final Instant began;
    private long deliveries;
    private final String unmatched = event("shop.other", SMALL);
    private final String matched = event("shop.orders", SMALL);
    private final String largeUnmatched = event("shop.other", LARGE);
    private final String largeMatched = event("shop.orders", LARGE);
    private final ByteString largeGarbage = ByteString.copyFromUtf8("x".repeat(LARGE));

    @Option(
            names = "--events",
            paramLabel = "N",
            defaultValue = "1000000",
            description = "How many wait, ${DEFAULT-VALUE}.")
    private int events;

    @Mixin
    private FloodOptions options = new FloodOptions();

    MemoryRun(PrintStream out, Clock clock) {
        this.out = out;
        this.began = clock.instant();
    }

    public static void main(String[] args) {
        System.exit(new CommandLine(new MemoryRun(System.out, Clock.systemUTC())).execute(args));
    }

    /**
     * Has the service take a backlog, as a part of another run.
     *
     * @param out says how it goes
     * @return how many MB of the heap were in use at most after a collection; empty if it did not take all
     */
    public static OptionalInt pass(Path jar, String heap, int events, PrintStream out, Clock clock)
            throws IOException, InterruptedException {
        MemoryRun run = new MemoryRun(out, clock);
        run.events = events;
        Flood.Outcome outcome = run.run(new Flood(jar, heap, false, out));
        return outcome.settled() == events && !outcome.heap().exhausted()
                ? OptionalInt.of(outcome.heap().peak())
                : OptionalInt.empty();
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Flood.Outcome outcome = run(options.flood("--events", events, out));
        return tell(outcome) ? 0 : 1;
    }

    private Flood.Outcome run(Flood flood) throws IOException, InterruptedException {
        try (FakeWorld world = new FakeWorld();
                Gateway gateway = Gateway.to(world);
                MessageSource source = new MessageSource(events, this::message)) {
            world.storage().createBucket("ops");
            world.storage().createBucket("data");
            world.storage().keepContentUpTo(SMALL * 10);
            Flood.Outcome outcome = flood.run(source, gateway, CONFIG);
            deliveries = source.deliveries();
            return outcome;
        }
    }

    private boolean tell(Flood.Outcome outcome) {
        Map<String, Boolean> checks = new LinkedHashMap<>();
        checks.put("all acknowledged", outcome.settled() == events);
        checks.put("each counted once", outcome.done() == events && deliveries == events);
        checks.put("memory never ran out", !outcome.heap().exhausted());
        checks.put("ended with 0", outcome.exitCode() == 0);
        out.printf(
                "heap %s, at most %d MB of it in use after one of %,d collections%n",
                options.heap(), outcome.heap().peak(), outcome.heap().collections());
        out.printf(
                "%,d unmatched, %,d dispatched, %,d ignored, %,d invalid%n",
                outcome.counters().outcome("unmatched"),
                outcome.counters().outcome("ok"),
                outcome.counters().outcome("ignored"),
                outcome.counters().outcome("invalid"));
        checks.forEach((check, good) -> out.println((good ? "ok      " : "FAILED  ") + check));
        return !checks.containsValue(false);
    }

    private PubsubMessage message(int number) {
        return PubsubMessage.newBuilder()
                .setMessageId(Integer.toString(number))
                .setPublishTime(Timestamp.newBuilder().setSeconds(began.getEpochSecond()))
                .setData(data(number))
                .build();
    }

    private ByteString data(int number) {
        if (number % LARGE_EVERY < LARGE_ROW) {
            return switch (number % 3) {
                case 0 -> numbered(largeUnmatched, number);
                case 1 -> numbered(largeMatched, number);
                default -> largeGarbage;
            };
        }
        return switch (number % 100) {
            case 7 -> numbered(matched, number);
            case 17, 27, 37, 47, 57, 67, 77, 87 -> ByteString.copyFromUtf8("{\"n\": " + number + "}");
            case 97 -> ByteString.copyFromUtf8("no JSON " + number);
            default -> numbered(unmatched, number);
        };
    }

    private static ByteString numbered(String event, int number) {
        return ByteString.copyFromUtf8(event.replace(NUMBER, String.format("%010d", number)));
    }

    /** Of about so many bytes, by its SQL. */
    private static String event(String table, int size) {
        String bare = SampleJob.query("job-" + NUMBER, "SELECT 1", "acme:" + table)
                .event(EventFormat.A)
                .toString();
        String padding = "/*" + "p".repeat(Math.max(0, size - bare.length())) + "*/ SELECT 1";
        return SampleJob.query("job-" + NUMBER, padding, "acme:" + table)
                .event(EventFormat.A)
                .toString();
    }
}
