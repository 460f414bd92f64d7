package dev.bqdispatch.chaos;

import dev.bqdispatch.chaos.Deliveries.Delivery;
import dev.bqdispatch.chaos.Happening.JobEnds;
import dev.bqdispatch.chaos.Step.Kind;
import dev.bqdispatch.fake.FakeWorld;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/** Compares what was asked for with what there is, once nothing moves any more. */
final class Audit {
    private final FakeWorld world;
    private final Deliveries deliveries;
    private final Interruptions interruptions;
    private final Map<Effect, Tally> tallies = new EnumMap<>(Effect.class);
    private final Map<Effect, Map<String, String>> asked = new EnumMap<>(Effect.class);
    private final List<Tally> leftovers = new ArrayList<>();
    private final Map<String, String> keys = new HashMap<>();

    Audit(FakeWorld world, Deliveries deliveries, Interruptions interruptions) {
        this.world = world;
        this.deliveries = deliveries;
        this.interruptions = interruptions;
        for (Effect effect : Effect.values()) {
            tallies.put(effect, new Tally(effect.words()));
            asked.put(effect, new TreeMap<>());
        }
    }

    /** The rows of the table. */
    List<Tally> rows() {
        List<Tally> rows = new ArrayList<>(tallies.values());
        rows.addAll(leftovers);
        return rows;
    }

    /** Adds a row of what should be gone. */
    void left(String words, List<String> names) {
        Tally tally = new Tally(words);
        tally.seen(names.size());
        names.forEach(name -> tally.lost(name, "expected it to be gone"));
        leftovers.add(tally);
    }

    /** Compares all that is done by events. */
    void compare(Script script, int events, Set<String> invalid) {
        Ledgers ledgers = new Ledgers(world.storage());
        Winners winners = new Winners(script, events, ledgers);
        for (int number = 0; number < events; number++) {
            if (script.happening(number) instanceof JobEnds job) {
                if (winners.runs(job)) {
                    Model.tell(job, this::ask);
                } else {
                    Model.tellSkipped(job, this::ask);
                }
            }
        }
        invalid.forEach(id -> ask(new Asked(Effect.INVALID, id)));
        lying(Effect.JOB, jobs());
        lying(Effect.ENTRY, ledgers.entries());
        lying(Effect.TASK, ledgers.tasks());
        lying(Effect.INVALID, ledgers.invalid());
        for (int number = 0; number < events; number++) {
            if (script.happening(number) instanceof JobEnds job) {
                Teller.objects(job, this::touched);
            }
        }
        told(Effect.NOTIFY);
        told(Effect.CALL);
        told(Effect.PUSH);
    }

    private void ask(Asked wanted) {
        tally(wanted.effect()).asked();
        asked(wanted.effect()).put(wanted.name(), wanted.how());
    }

    private Map<String, List<String>> jobs() {
        Map<String, List<String>> jobs = new TreeMap<>();
        for (String id : world.bigQuery().submittedIds()) {
            jobs.computeIfAbsent(id, any -> new ArrayList<>(1)).add("");
        }
        return jobs;
    }

    /** Compares what can be listed. */
    private void lying(Effect effect, Map<String, List<String>> there) {
        Tally tally = tally(effect);
        asked(effect).forEach((name, how) -> {
            List<String> found = there.getOrDefault(name, List.of());
            if (found.isEmpty()) {
                tally.lost(name, "expected one" + (how.isEmpty() ? "" : ", " + how) + "; there is none");
            } else if (!how.isEmpty() && !found.contains(how)) {
                tally.lost(name, "expected " + how + ", found " + String.join(" and ", found));
            }
        });
        there.forEach((name, found) -> {
            tally.seen(found.size());
            if (!asked(effect).containsKey(name)) {
                tally.doubled(name, "nothing asked for it, and it is there (" + String.join(", ", found) + ")");
            } else if (found.size() > 1) {
                tally.doubled(name, "expected one, found " + String.join(" and ", found));
            }
        });
    }

    private void touched(Kind kind, String name) {
        boolean wanted = asked(kind.effect()).containsKey(name);
        boolean there = kind == Kind.DROP
                ? world.bigQuery().tables().exists(Documents.PROJECT + ":" + name)
                : world.storage().exists(name);
        boolean arrived = kind != Kind.MOVE
                || world.storage().exists(name.replace(Documents.DATA + "in/", Documents.DATA + "moved/"));
        Tally tally = tally(kind.effect());
        tally.seen(!there && arrived ? 1 : 0);
        if (wanted && (there || !arrived)) {
            tally.lost(name, there ? "expected it to be gone, and it is there" : "it is neither here nor there");
        } else if (!wanted && !there) {
            tally.doubled(name, "nothing asked for it, and it is gone");
        }
    }

    private void told(Effect effect) {
        Tally tally = tally(effect);
        asked(effect).keySet().stream()
                .filter(name -> !deliveries.told(effect).containsKey(name))
                .forEach(name -> tally.lost(name, "expected once, and nobody was told"));
        deliveries.told(effect).forEach((name, times) -> {
            tally.seen(times.size());
            if (!asked(effect).containsKey(name)) {
                tally.doubled(name, "nothing asked for it, and it was told " + times.size() + " times");
            } else {
                once(tally, name, times);
            }
        });
    }

    private void once(Tally tally, String name, List<Delivery> times) {
        Delivery before = times.get(0);
        String other = keys.putIfAbsent(before.key(), name);
        if (before.key().isEmpty() || other != null) {
            tally.doubled(name, "its key '" + before.key() + "' is that of " + other);
        }
        for (Delivery again : times.subList(1, times.size())) {
            String when = "by replica " + before.replica() + " at " + before.at() + ", and by replica "
                    + again.replica() + " at " + again.at();
            if (!again.key().equals(before.key())) {
                tally.doubled(name, "told twice with two keys, " + when);
            } else if (interruptions.excuse(before, again)) {
                tally.repeated();
            } else {
                tally.doubled(name, "told " + when + ", and neither was disturbed");
            }
            before = again;
        }
    }

    private Tally tally(Effect effect) {
        return Objects.requireNonNull(tallies.get(effect));
    }

    private Map<String, String> asked(Effect effect) {
        return Objects.requireNonNull(asked.get(effect));
    }
}
