package dev.bqdispatch.message;

/** Answers {@link JournalOrder}. */
public sealed interface JournalAnswer extends BusMessage permits JournalAnswer.Settled, NotNow {

    /** All is written down: the message may be acknowledged. */
    record Settled() implements JournalAnswer {}
}
