package dev.bqdispatch.ledger;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bqdispatch.fault.Ground;
import dev.bqdispatch.job.ObjectUrl;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Claims, objects that say who is at something. Whoever creates the object, or writes over that very generation of one
 * whose time is up by Cloud Storage's clock, has it. Every method but {@link #bid} blocks, and throws
 * {@link dev.bqdispatch.fault.GroundLost} where the folder can't be had; each may then be called again.
 *
 * @see <a href="https://cloud.google.com/storage/docs/request-preconditions">Request preconditions</a>
 */
public final class Claims {
    private static final String OWNER = "owner";
    private static final String LEASE = "lease-ms";
    /** What is gone at one look and there at the next changes hands too fast to be had. */
    private static final int LOOKS = 3;

    private static final Duration SOON = Duration.ofSeconds(1);
    /** A claim is renewed for longer than was asked, or it would have to be at each question. */
    private static final Duration SPARE = Duration.ofSeconds(30);

    private final Objects objects;
    private final StateNames names;
    private final ServerClock clock;
    private final LongSupplier nanos;
    private final Supplier<String> tokens;

    /**
     * The claims of one folder.
     *
     * @param nanos as {@link System#nanoTime}
     * @param tokens makes texts that are never the same twice, on whatever replica
     */
    public Claims(Objects objects, StateNames names, ServerClock clock, LongSupplier nanos, Supplier<String> tokens) {
        this.objects = objects;
        this.names = names;
        this.clock = clock;
        this.nanos = nanos;
        this.tokens = tokens;
    }

    /** How a try for a claim went. */
    public sealed interface Attempt {
        /**
         * It is ours.
         *
         * @param takenOver whether somebody had it who did not end it in time
         */
        record Held(Claim claim, boolean takenOver) implements Attempt {}

        /**
         * Somebody else has it.
         *
         * @param left how long still, unless it is renewed
         * @param about see {@link Claim.Bid#about}
         */
        record Live(Duration left, Map<String, String> about) implements Attempt {
            public Live {
                about = Map.copyOf(about);
            }
        }
    }

    /** Names of all that lies in the folder. */
    public StateNames names() {
        return names;
    }

    /** A bid with a token of its own. */
    public Claim.Bid bid(ObjectUrl name, Map<String, String> about, Duration lease) {
        return new Claim.Bid(name, tokens.get(), about, lease);
    }

    /** Tries for a claim. */
    public Attempt take(Claim.Bid bid) {
        long generation = 0;
        boolean another = false;
        for (int look = 0; look < LOOKS; look++) {
            Optional<Claim> written = write(bid, generation, bid.lease());
            if (written.isPresent()) {
                return new Attempt.Held(written.get(), another);
            }
            Optional<Objects.Stat> there = stat(bid);
            generation = there.map(Objects.Stat::generation).orElse(0L);
            // Our own is one whose reply was lost: written anew, since nobody knows since when it is.
            another = there.isPresent() && !isOf(bid, there.get());
            if (there.isPresent() && another) {
                Duration left = left(there.get());
                if (!left.isZero() && !left.isNegative()) {
                    return new Attempt.Live(left, there.get().metadata());
                }
            }
        }
        return new Attempt.Live(SOON, Map.of());
    }

    /**
     * Makes sure that a claim is still ours, and renews it where that would not last.
     *
     * @param longerThan how long it must last from now on
     * @return the claim as it is now; empty if it is somebody else's, or nobody's
     */
    public Optional<Claim> confirm(Claim claim, Duration longerThan) {
        Claim.Bid bid = claim.bid();
        for (int look = 0; look < LOOKS; look++) {
            Optional<Objects.Stat> there = stat(bid);
            if (there.isEmpty() || !isOf(bid, there.get())) {
                return Optional.empty();
            }
            long generation = there.get().generation();
            if (generation == claim.generation()
                    && claim.left(nanos.getAsLong()).compareTo(longerThan) > 0) {
                return Optional.of(claim);
            }
            Duration enough = longerThan.plus(SPARE);
            Optional<Claim> renewed = write(bid, generation, enough.compareTo(bid.lease()) > 0 ? enough : bid.lease());
            if (renewed.isPresent()) {
                return renewed;
            }
        }
        return Optional.empty();
    }

    /** Ends a claim, if it is still ours. */
    public void release(Claim claim) {
        if (!delete(claim.bid(), claim.generation())) {
            withdraw(claim.bid());
        }
    }

    /** Ends whatever came of a bid: a claim may have been written though nobody heard of it. */
    public void withdraw(Claim.Bid bid) {
        for (int look = 0; look < LOOKS; look++) {
            Optional<Objects.Stat> there = stat(bid).filter(stat -> isOf(bid, stat));
            if (there.isEmpty() || delete(bid, there.get().generation())) {
                return;
            }
        }
    }

    private boolean delete(Claim.Bid bid, long generation) {
        return Ground.at(names.folder(), () -> objects.delete(bid.name(), generation));
    }

    private Optional<Claim> write(Claim.Bid bid, long generation, Duration lease) {
        Map<String, String> metadata = new TreeMap<>(bid.about());
        metadata.put(OWNER, bid.owner());
        metadata.put(LEASE, Long.toString(lease.toMillis()));
        // The same as content, for people: not every tool shows metadata.
        ObjectNode content = JsonNodeFactory.instance.objectNode();
        metadata.forEach(content::put);
        byte[] json = content.toPrettyString().getBytes(StandardCharsets.UTF_8);
        long sent = nanos.getAsLong();
        Optional<Objects.Stat> written =
                Ground.at(names.folder(), () -> objects.replace(bid.name(), generation, json, metadata));
        written.ifPresent(stat -> clock.saw(stat.created()));
        return written.map(stat -> new Claim(bid, stat.generation(), sent, lease));
    }

    private Optional<Objects.Stat> stat(Claim.Bid bid) {
        return Ground.at(names.folder(), () -> objects.stat(bid.name()));
    }

    private static boolean isOf(Claim.Bid bid, Objects.Stat there) {
        return bid.owner().equals(there.metadata().get(OWNER));
    }

    /** One that does not say how long it lasts is nobody's. */
    private Duration left(Objects.Stat there) {
        String lease = there.metadata().getOrDefault(LEASE, "");
        if (!lease.matches("[0-9]{1,12}")) {
            return Duration.ZERO;
        }
        Duration age = Duration.between(there.created(), clock.now());
        return Duration.ofMillis(Long.parseLong(lease)).minus(age);
    }
}
