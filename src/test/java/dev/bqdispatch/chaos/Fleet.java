package dev.bqdispatch.chaos;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/** The replicas, and what is done to them; those that are ended are started again a moment later. */
final class Fleet implements AutoCloseable {
    /** More than a replica takes that was told to end. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(20);

    private static final int LONGEST_ABSENCE_MS = 1_500;
    /** The longer ones are longer than a claim. */
    private static final int SHORTEST_PAUSE_MS = 8_000;

    private static final int LONGEST_PAUSE_MS = 30_000;

    private final List<Replica> replicas;
    private final Interruptions interruptions;
    private final Clock clock;
    private final RandomGenerator random;
    private final List<String> oddities = new ArrayList<>();
    private final ScheduledExecutorService later = Executors.newScheduledThreadPool(4, body -> {
        Thread thread = new Thread(body, "fleet");
        thread.setDaemon(true);
        return thread;
    });
    private int failedStarts;
    private boolean closing;

    Fleet(List<Replica> replicas, Interruptions interruptions, Clock clock, RandomGenerator random) {
        this.replicas = List.copyOf(replicas);
        this.interruptions = interruptions;
        this.clock = clock;
        this.random = random;
    }

    List<Replica> replicas() {
        return replicas;
    }

    synchronized void start() {
        replicas.forEach(this::start);
        var unused = later.scheduleWithFixedDelay(this::revive, 200, 200, TimeUnit.MILLISECONDS);
    }

    private synchronized void start(Replica replica) {
        if (!closing) {
            interruptions.begun(replica.number(), clock.instant());
            replica.start();
        }
    }

    /** One that could not start, for a fault at the wrong moment, is started again, as any host would do. */
    private synchronized void revive() {
        for (Replica replica : replicas) {
            ReplicaProcess process = replica.process();
            if (process != null && !process.isAlive() && !closing) {
                replica.give();
                if (process.served()) {
                    oddities.add(
                            "replica " + replica.number() + " ended by itself with exit code " + process.exitCode());
                } else {
                    failedStarts++;
                }
                interruptions.tornOut(replica.number(), clock.instant());
                startLater(replica);
            }
        }
    }

    private void startLater(Replica replica) {
        var unused =
                later.schedule(() -> start(replica), 100 + random.nextInt(LONGEST_ABSENCE_MS), TimeUnit.MILLISECONDS);
    }

    /** Kills one that is at work; returns whether there was one. */
    synchronized boolean kill() {
        return any().map(replica -> {
                    interruptions.tornOut(replica.number(), clock.instant());
                    replica.give().kill();
                    startLater(replica);
                    return replica;
                })
                .isPresent();
    }

    /** Tells one that is at work to end; returns whether there was one. */
    synchronized boolean terminate() {
        return any().map(replica -> {
                    interruptions.tornOut(replica.number(), clock.instant());
                    ReplicaProcess process = replica.give();
                    process.terminate();
                    later.execute(() -> {
                        awaitEnd(replica, process);
                        interruptions.tornOut(replica.number(), clock.instant());
                        startLater(replica);
                    });
                    return replica;
                })
                .isPresent();
    }

    private void awaitEnd(Replica replica, ReplicaProcess process) {
        String complaint = "";
        try {
            if (!process.endsWithin(LAST_WORDS)) {
                process.kill();
                complaint = " did not end on SIGTERM";
            } else if (process.served() && process.exitCode() != 0) {
                complaint = " ended with exit code " + process.exitCode() + " on SIGTERM";
            }
        } catch (InterruptedException e) {
            process.kill();
            Thread.currentThread().interrupt();
        }
        if (!complaint.isEmpty()) {
            complain("replica " + replica.number() + complaint);
        }
    }

    private synchronized void complain(String sentence) {
        oddities.add(sentence);
    }

    /** Freezes one that is at work for a while; returns whether there was one. */
    synchronized boolean pause() {
        return any().map(replica -> {
                    interruptions.tornOut(replica.number(), clock.instant());
                    replica.freeze();
                    int time = SHORTEST_PAUSE_MS + random.nextInt(LONGEST_PAUSE_MS - SHORTEST_PAUSE_MS);
                    var unused = later.schedule(() -> thaw(replica), time, TimeUnit.MILLISECONDS);
                    return replica;
                })
                .isPresent();
    }

    private synchronized void thaw(Replica replica) {
        if (replica.thaw()) {
            interruptions.woken(replica.number(), clock.instant());
        }
    }

    private Optional<Replica> any() {
        List<Replica> working = replicas.stream().filter(Replica::works).toList();
        // The last one that works is left to it: else a long run may never get on.
        return working.size() < 2 && replicas.size() > 1
                ? Optional.empty()
                : working.isEmpty() ? Optional.empty() : Optional.of(working.get(random.nextInt(working.size())));
    }

    /** How many are at work. */
    synchronized int working() {
        return (int) replicas.stream().filter(Replica::works).count();
    }

    /** Nobody is frozen any more. */
    synchronized void thawAll() {
        replicas.forEach(this::thaw);
    }

    /** What replicas did that no replica should. */
    synchronized List<String> oddities() {
        return List.copyOf(oddities);
    }

    synchronized int failedStarts() {
        return failedStarts;
    }

    /** Ends all, as an operator would, and starts none again. */
    void end() {
        synchronized (this) {
            closing = true;
            thawAll();
            replicas.stream()
                    .filter(replica -> replica.process() != null)
                    .forEach(replica -> replica.process().terminate());
        }
        later.shutdownNow();
        for (Replica replica : replicas) {
            if (replica.process() != null) {
                awaitEnd(replica, replica.give());
            }
        }
    }

    @Override
    public void close() {
        end();
    }
}
