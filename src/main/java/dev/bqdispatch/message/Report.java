package dev.bqdispatch.message;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a plan.
 *
 * @param ended when the job ended, as far as can be known: names the entry's hour folder
 * @param actions one report for each action of the plan, in its order
 * @param error why the dispatch failed; null if it went well
 * @param continues job ID of the child that the rest of the plan now belongs to; null if none
 * @param warnings what a person should know, beside those of the dispatch
 */
public record Report(
        Instant ended,
        List<ActionReport> actions,
        @Nullable String error,
        @Nullable String continues,
        List<String> warnings,
        Instant started,
        Duration timeTaken) {

    public Report {
        actions = List.copyOf(actions);
        warnings = List.copyOf(warnings);
    }
}
