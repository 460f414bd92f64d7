package dev.bqdispatch.fake;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The calls that one gateway let through, in the order of their effects. */
public final class CallLog {
    private final List<Call> calls = new ArrayList<>();
    private boolean kept = true;
    private long last;
    private long refused;

    CallLog() {}

    public synchronized List<Call> all() {
        return List.copyOf(calls);
    }

    public List<Call> matching(Predicate<Call> wanted) {
        return all().stream().filter(wanted).toList();
    }

    /** How often a method was called, such as {@code objects.insert}. */
    public long countOf(String method) {
        return count(call -> call.method().equals(method));
    }

    public synchronized long count(Predicate<Call> wanted) {
        return calls.stream().filter(wanted).count();
    }

    /** How many requests met a gateway that was already dead; they are in no other number. */
    public synchronized long refused() {
        return refused;
    }

    /** From now on calls get their numbers and are forgotten: a long run has more of them than memory. */
    public synchronized void keepNone() {
        kept = false;
        calls.clear();
    }

    /** Forgets what was, but goes on with the numbers. */
    public synchronized void clear() {
        calls.clear();
    }

    synchronized Call add(String api, String method, String path) {
        Call call = new Call(++last, api, method, path);
        if (kept) {
            calls.add(call);
        }
        return call;
    }

    synchronized void refuse() {
        refused++;
    }
}
