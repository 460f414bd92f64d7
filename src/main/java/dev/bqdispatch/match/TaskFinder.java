package dev.bqdispatch.match;

import dev.bqdispatch.job.CompletedJob;
import dev.bqdispatch.job.JobEvent;
import dev.bqdispatch.job.JobRef;
import dev.bqdispatch.job.ObjectUrl;
import dev.bqdispatch.ledger.Lineage;
import dev.bqdispatch.ledger.Objects;
import dev.bqdispatch.ledger.TaskNames;
import dev.bqdispatch.ledger.TaskShelf;
import dev.bqdispatch.message.FindTask;
import dev.bqdispatch.message.FoundTask;
import dev.bqdispatch.message.Replay;
import dev.bqdispatch.rule.Parsed;
import dev.bqdispatch.rule.Rules;
import dev.bqdispatch.rule.Task;
import dev.bqdispatch.rule.TaskReader;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Looks for the deferred task of one job after the other. */
final class TaskFinder {
    private final TaskShelf tasks;
    private final Function<String, @Nullable String> env;

    TaskFinder(TaskShelf tasks, Function<String, @Nullable String> env) {
        this.tasks = tasks;
        this.env = env;
    }

    /** Blocks; throws {@link dev.bqdispatch.fault.GroundLost} where the folder can't be read. */
    FoundTask find(FindTask question) {
        JobEvent event = question.event();
        Rules rules = question.rules();
        Replay replay = question.replay();
        List<ObjectUrl> places = replay == null ? TaskNames.candidates(tasks.folder(), event.ref()) : replay.task();
        for (ObjectUrl lies : places) {
            Optional<Objects.Content> content = tasks.read(lies);
            if (content.isEmpty()) {
                continue;
            }
            ObjectUrl url = replay == null ? lies : places.get(0);
            String text = content.get().text();
            Parsed<Task> task = TaskReader.read(
                    text,
                    url.toString(),
                    rules.variables(),
                    envAllowed(event.job(), rules),
                    rules.policy().allowCall());
            if (isFor(event.ref(), task)) {
                return new FoundTask.Some(url, lies, content.get().generation(), text, task);
            }
        }
        return new FoundTask.None();
    }

    /** Names leave out the project: the task of another project's job may lie under the same one. */
    private static boolean isFor(JobRef job, Parsed<Task> task) {
        if (task instanceof Parsed.Good<Task> good) {
            JobRef named = good.value().jobRef();
            return named == null || named.equals(job);
        }
        return true;
    }

    /** The rest of a route's plan may use what the route may use; anybody else's task what {@code TaskEnv} names. */
    private Predicate<String> envAllowed(CompletedJob job, Rules rules) {
        boolean ours = Lineage.isOurs(job.ref(), job.labels());
        return name -> env.apply(name) != null
                && (rules.taskEnv().contains(name) || (ours && rules.routeEnv().contains(name)));
    }
}
