package dev.bqdispatch.message;

/** Answers {@link CarryJob}: what is to be done with whatever brought the event, a message or a place in a listing. */
public sealed interface Verdict extends BusMessage {

    /** It is done with. */
    record Done(Outcome outcome) implements Verdict {}

    /** It is to come back later. */
    record Later(NotNow notNow) implements Verdict {}

    /**
     * It is to be kept for people, and then is done with: nobody can say what waits for the job.
     *
     * @param reason a sentence
     */
    record Keep(String reason) implements Verdict {}
}
