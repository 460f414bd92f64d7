package dev.bqdispatch.action;

import dev.bqdispatch.fault.Retrier;
import dev.bqdispatch.ledger.EntryShelf;
import java.time.Clock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What every plan needs to run. */
record PlanTools(
        Steps steps,
        Endings endings,
        EntryShelf entries,
        Retrier retrier,
        Clock clock,
        Function<String, @Nullable String> env) {}
