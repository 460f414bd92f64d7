package dev.bqdispatch.local;

import dev.bqdispatch.fake.FakeWorld;
import dev.bqdispatch.fake.Gateway;
import dev.bqdispatch.fake.MessageSource;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code scripts/fuzz.sh}: mutated messages against the packaged service. */
@Command(
        name = "scripts/fuzz.sh",
        description = {
            "Throw mutated messages at the packaged service: fixtures of every format with values, keys and pieces"
                    + " changed, damaged bytes, cut and compressed ones, and garbage. It must stay up, need no more"
                    + " memory at the end than at the beginning, and bring each message to an end that is counted.",
            "Exit code 0 if it did, 1 if not, 2 if it could not be tried."
        })
public final class FuzzRun implements Callable<Integer> {
    private static final String CONFIG = "{\"ProjectID\": \"acme-data\", \"Subscription\":"
            + " \"projects/acme-data/subscriptions/jobs\", \"JournalURL\": \"gs://ops/journal/\", \"ErrorURL\":"
            + " \"gs://ops/errors/\", \"DeferTaskURL\": \"gs://ops/tasks/\", \"GiveUpAfter\": \"1s\", \"Routes\": ["
            + "{\"Name\": \"mart\", \"When\": {\"Dest\": \"mart\\\\.(?P<table>[a-z]+)\", \"Type\": \"QUERY\"},"
            + " \"OnSuccess\": [{\"Action\": \"delete\", \"Request\": {\"URL\": \"gs://data/$table/$JobID\"}}],"
            + " \"OnFailure\": [{\"Action\": \"delete\", \"Request\": {\"URL\": \"gs://data/failed/$JobID\"}}]},"
            + "{\"Name\": \"labelled\", \"When\": {\"Type\": \"LOAD\", \"Labels\": {\"team\": \".\"}, \"User\": \"@\"},"
            + " \"OnSuccess\": [{\"Action\": \"delete\", \"Request\": {\"URL\": \"gs://data/loads/$JobID\"}}]}]}";

    /** Long before {@code GiveUpAfter}: what may pass is given up at once. */
    private static final Duration AGO = Duration.ofHours(1);

    /** What the service uses anyway once it has done a bit of everything. */
    private static final int USUAL_MB = 70;

    private final PrintStream out;
    private final Instant published;

    @Option(
            names = "--messages",
            paramLabel = "N",
            defaultValue = "1000000",
            description = "How many, ${DEFAULT-VALUE}.")
    private int messages;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "The same seed makes the same, ${DEFAULT-VALUE}.")
    private long seed;

    @Mixin
    private FloodOptions options = new FloodOptions();

    FuzzRun(PrintStream out, Clock clock) {
        this.out = out;
        published = clock.instant().minus(AGO);
    }

    public static void main(String[] args) {
        System.exit(new CommandLine(new FuzzRun(System.out, Clock.systemUTC())).execute(args));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Flood flood = options.flood("--messages", messages, out);
        FuzzedMessages fuzzed = new FuzzedMessages(Fixture.all(), seed, published);
        try (FakeWorld world = new FakeWorld();
                Gateway gateway = Gateway.to(world);
                MessageSource source = new MessageSource(messages, fuzzed::of)) {
            List.of("ops", "data").forEach(world.storage()::createBucket);
            Flood.Outcome outcome = flood.run(source, gateway, CONFIG);
            return tell(outcome, world) ? 0 : 1;
        }
    }

    private boolean tell(Flood.Outcome outcome, FakeWorld world) {
        Counters counters = outcome.counters();
        long kept = world.storage().list("gs://ops/errors/invalid/").size();
        for (String word : List.of("ok", "error", "duplicate", "unmatched", "ignored", "invalid", "given_back")) {
            out.printf("%,12d %s%n", counters.outcome(word), word);
        }
        out.printf("%,12d objects in invalid/%n", kept);
        HeapLog memory = outcome.heap();
        out.printf(
                "heap %s: %d MB in use early, %d MB late, at most %d MB after one of %,d collections%n",
                options.heap(), memory.early(), memory.late(), memory.peak(), memory.collections());
        Map<String, Boolean> checks = new LinkedHashMap<>();
        checks.put("it stayed up, and ended with 0", outcome.exitCode() == 0);
        checks.put("all acknowledged", outcome.settled() == messages);
        checks.put("each came to one end", outcome.done() == messages);
        checks.put(
                "what was received is what was counted",
                counters.sum("bqdispatch_messages_received_total") == counters.sum("bqdispatch_events_total"));
        checks.put("each invalid one is in invalid/", kept == counters.outcome("invalid"));
        checks.put("memory never ran out", !memory.exhausted());
        checks.put("memory stayed flat", memory.late() <= Math.max(USUAL_MB, memory.early() * 5 / 4));
        checks.forEach((check, good) -> out.println((good ? "ok      " : "FAILED  ") + check));
        return !checks.containsValue(false);
    }
}
