package dev.bqdispatch.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bqdispatch.chaos.Happening.By;
import dev.bqdispatch.chaos.Happening.JobEnds;
import dev.bqdispatch.chaos.Happening.OddMessage;
import dev.bqdispatch.chaos.Step.Kind;
import dev.bqdispatch.chaos.Step.Trouble;
import dev.bqdispatch.fake.EventFormat;
import dev.bqdispatch.fake.FakeWorld;
import dev.bqdispatch.fake.SampleJob;
import java.util.Comparator;
import java.util.HashSet;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** Has things happen: puts in place what they need, and tells the topic now and later. */
final class Teller {
    private final Script script;
    private final FakeWorld world;
    private final Topic topic;
    private final Queue<Telling> later = new PriorityQueue<>(Comparator.comparingInt(Telling::due));
    private final Set<String> invalid = new TreeSet<>();
    private final Set<String> awaited = new HashSet<>();
    private long messages;

    /** @param due number of the happening after which it is told */
    private record Telling(int due, String text, boolean invalid) {}

    Teller(Script script, FakeWorld world, Topic topic) {
        this.script = script;
        this.world = world;
        this.topic = topic;
    }

    /** The happening of that number happens. */
    void happens(int number) {
        Happening happening = script.happening(number);
        if (happening instanceof JobEnds job) {
            ends(number, job);
            if (!job.formats().isEmpty() && isAnswered(job)) {
                awaited.add(job.id());
            }
        } else if (happening instanceof OddMessage odd) {
            odd.distances().forEach(far -> later.add(new Telling(number + far, odd.text(), odd.invalid())));
        }
        tellUpTo(number);
    }

    /** Tells whatever is still to be told. */
    void tellAll() {
        tellUpTo(Integer.MAX_VALUE);
    }

    /** IDs of the messages that nobody can read. */
    Set<String> invalid() {
        return invalid;
    }

    long messages() {
        return messages;
    }

    /** How many of the jobs told so far should have an entry, and are not among {@code entered}. */
    int unanswered(Set<String> entered) {
        awaited.removeAll(entered);
        return awaited.size();
    }

    private static boolean isAnswered(JobEnds job) {
        AtomicBoolean answered = new AtomicBoolean();
        Model.tell(job, asked -> answered.compareAndSet(false, asked.effect() == Effect.ENTRY));
        return answered.get();
    }

    private void tellUpTo(int number) {
        while (!later.isEmpty() && later.element().due() <= number) {
            Telling next = later.remove();
            String id = topic.publish(next.text());
            messages++;
            if (next.invalid()) {
                invalid.add(id);
            }
        }
    }

    private void ends(int number, JobEnds job) {
        objects(job, (kind, name) -> {
            if (kind == Kind.DROP) {
                world.bigQuery().tables().write(Documents.PROJECT + ":" + name);
            } else {
                world.storage().put(name, "1");
            }
        });
        if (job.plan().by() == By.TASK) {
            world.storage().put(task(job.id()), document(job));
        }
        SampleJob ended = SampleJob.query(job.id(), "SELECT 1", "acme:" + job.table())
                .endedAt(world.clock().instant());
        JsonNode rest = (job.failed() ? ended.failed("invalidQuery", "it failed") : ended).toRest();
        if (job.plan().by() != By.NOTHING || job.formats().contains(EventFormat.C)) {
            world.bigQuery().add(rest);
        }
        for (int i = 0; i < job.formats().size(); i++) {
            String text = job.formats().get(i).of(rest).toString();
            later.add(new Telling(number + job.distances().get(i), text, false));
        }
    }

    /** Takes a file, or a table, that an action of that kind is for. */
    interface Place {
        void put(Kind kind, String name);
    }

    /** What must be there for the actions of a job, whichever of them run. */
    static void objects(JobEnds job, Place place) {
        Consumer<Step> visitor = step -> {
            boolean isFile = step.kind() == Kind.MOVE || step.kind() == Kind.DELETE;
            if (isFile && step.trouble() != Trouble.FAILS) {
                place.put(step.kind(), Documents.file("in", job.id(), step.tag()));
            } else if (step.kind() == Kind.DROP) {
                place.put(step.kind(), Documents.table(step.tag()));
            }
        };
        Model.each(job.plan().onSuccess(), visitor);
        Model.each(job.plan().onFailure(), visitor);
    }

    static String task(String jobId) {
        return "gs://ops/tasks/" + jobId.replace("--", "/") + ".json";
    }

    private static String document(JobEnds job) {
        ObjectNode task = Documents.object();
        Documents.plan(task.putArray("OnSuccess"), job.plan().onSuccess());
        Documents.plan(task.putArray("OnFailure"), job.plan().onFailure());
        return task.toPrettyString();
    }
}
