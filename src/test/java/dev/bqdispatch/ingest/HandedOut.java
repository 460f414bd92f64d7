package dev.bqdispatch.ingest;

import dev.bqdispatch.fault.CallFailed;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A subscription in memory: hands out what a test publishes, writes down what it is told, and fails when asked to. */
final class HandedOut implements Subscription {
    /** A call of modifyAckDeadline. */
    record Deadline(String ackId, int seconds) {}

    private record Waiting(int max, Promise<List<ReceivedMessage>> answer, Context caller) {}

    private final Vertx vertx;
    private final Deque<ReceivedMessage> messages = new ArrayDeque<>();
    private final Deque<Waiting> pulls = new ArrayDeque<>();
    private final List<Integer> asked = new ArrayList<>();
    private final List<List<String>> acks = new ArrayList<>();
    private final List<Deadline> deadlines = new ArrayList<>();
    private int failingPulls;
    private boolean silent;
    private @Nullable List<Runnable> late;
    private final Deque<ReceivedMessage> passedBy = new ArrayDeque<>();
    private int questions;
    private int failingQuestions;
    private int reconnections;
    private @Nullable ReceivedMessage again;
    private int failingAcks;
    private int failingDeadlines;

    HandedOut(Vertx vertx) {
        this.vertx = vertx;
    }

    synchronized void publish(ReceivedMessage... published) {
        messages.addAll(List.of(published));
        handOut();
    }

    synchronized void failPulls(int count) {
        failingPulls = count;
        Waiting waiting;
        while (failingPulls > 0 && (waiting = pulls.poll()) != null) {
            failingPulls--;
            fail(waiting);
        }
    }

    /** From now on no pull is answered, whatever there is; or again it is. */
    synchronized void fallSilent(boolean nowSilent) {
        silent = nowSilent;
        handOut();
    }

    /** From now on answers are on their way until they are let through, in the order in which they were given. */
    synchronized void answerLate(boolean hold) {
        List<Runnable> held = late;
        late = hold ? new ArrayList<>() : null;
        if (held != null) {
            held.forEach(Runnable::run);
        }
    }

    private void answer(Waiting waiting, List<ReceivedMessage> some) {
        Runnable answer =
                () -> waiting.caller().runOnContext(here -> waiting.answer().complete(some));
        if (late == null) {
            answer.run();
        } else {
            late.add(answer);
        }
    }

    /** What is given back next comes again at once, as this. */
    synchronized void handOutAgain(ReceivedMessage as) {
        again = as;
    }

    /** Messages that pulls that wait do not get. */
    synchronized void passBy(ReceivedMessage... published) {
        passedBy.addAll(List.of(published));
    }

    synchronized void failQuestions(int count) {
        failingQuestions = count;
    }

    /** How often it was asked for a message that need not be waited for. */
    synchronized int questions() {
        return questions;
    }

    synchronized int reconnections() {
        return reconnections;
    }

    synchronized void failAcks(int count) {
        failingAcks = count;
    }

    /** How many acknowledgements are to fail yet. */
    synchronized int failuresLeft() {
        return failingAcks;
    }

    synchronized void failDeadlines(int count) {
        failingDeadlines = count;
    }

    /** What the pulls that wait now ask for. */
    synchronized List<Integer> waiting() {
        return pulls.stream().map(Waiting::max).toList();
    }

    /** What every pull so far asked for. */
    synchronized List<Integer> asked() {
        return List.copyOf(asked);
    }

    /** Every request to acknowledge that did not fail. */
    synchronized List<List<String>> ackRequests() {
        return List.copyOf(acks);
    }

    synchronized List<String> acked() {
        return acks.stream().flatMap(List::stream).toList();
    }

    synchronized List<Deadline> deadlines() {
        return List.copyOf(deadlines);
    }

    @Override
    public synchronized Future<List<ReceivedMessage>> pull(int max) {
        asked.add(max);
        Waiting waiting = new Waiting(max, Promise.promise(), vertx.getOrCreateContext());
        if (failingPulls > 0) {
            failingPulls--;
            fail(waiting);
        } else {
            pulls.add(waiting);
            handOut();
        }
        return waiting.answer().future();
    }

    private static void fail(Waiting waiting) {
        CallFailed error = Samples.unavailable();
        waiting.caller().runOnContext(here -> waiting.answer().fail(error));
    }

    private void handOut() {
        while (!silent && !messages.isEmpty() && !pulls.isEmpty()) {
            Waiting waiting = pulls.remove();
            List<ReceivedMessage> some = Stream.generate(messages::poll)
                    .limit(Math.min(waiting.max(), messages.size()))
                    .toList();
            answer(waiting, some);
        }
    }

    @Override
    public synchronized Future<List<ReceivedMessage>> pullAtOnce() {
        questions++;
        Waiting question = new Waiting(1, Promise.promise(), vertx.getOrCreateContext());
        if (failingQuestions > 0) {
            failingQuestions--;
            fail(question);
        } else if (silent) {
            pulls.add(question);
        } else {
            List<ReceivedMessage> some = Stream.ofNullable(passedBy.poll()).toList();
            answer(question, some);
        }
        return question.answer().future();
    }

    @Override
    public synchronized Future<Void> reconnect() {
        reconnections++;
        return Future.succeededFuture();
    }

    @Override
    public synchronized void abandonCalls(String why) {
        List<Waiting> all = List.copyOf(pulls);
        pulls.clear();
        all.forEach(HandedOut::fail);
    }

    @Override
    public synchronized Future<Void> acknowledge(List<String> ackIds) {
        if (failingAcks > 0) {
            failingAcks--;
            return Future.failedFuture(Samples.unavailable());
        }
        acks.add(List.copyOf(ackIds));
        if (late == null) {
            return Future.succeededFuture();
        }
        Promise<Void> told = Promise.promise();
        late.add(told::complete);
        return told.future();
    }

    @Override
    public synchronized Future<Void> modifyDeadline(List<String> ackIds, int seconds) {
        if (failingDeadlines > 0) {
            failingDeadlines--;
            return Future.failedFuture(Samples.unavailable());
        }
        ackIds.forEach(id -> deadlines.add(new Deadline(id, seconds)));
        if (seconds == 0 && again != null) {
            messages.add(again);
            again = null;
            handOut();
        }
        return Future.succeededFuture();
    }

    @Override
    public void close() {}
}
