package dev.bqdispatch.action;

import dev.bqdispatch.fault.Retrier;
import dev.bqdispatch.ledger.EntryShelf;
import dev.bqdispatch.ledger.JobClaims;
import dev.bqdispatch.ledger.OnceShelf;
import dev.bqdispatch.metric.Metrics;
import java.time.Clock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What every plan needs to run. */
record PlanTools(
        Steps steps,
        Endings endings,
        Retries retries,
        Waits waits,
        EntryShelf entries,
        JobClaims claims,
        OnceShelf once,
        Retrier retrier,
        Clock clock,
        Metrics metrics,
        Function<String, @Nullable String> env) {}
