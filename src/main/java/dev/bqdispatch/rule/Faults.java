package dev.bqdispatch.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Collects what is wrong with one document, so that its author learns of everything at once. Of more than a thousand
 * problems, or warnings, the first thousand are told and the rest is counted.
 */
public final class Faults {
    private final String document;
    private final List<Problem> problems = new ArrayList<>();
    private final List<Problem> warnings = new ArrayList<>();
    private int problemCount;
    private int warningCount;

    /** @param document file or URL, for people */
    public Faults(String document) {
        this.document = document;
    }

    public String document() {
        return document;
    }

    /** Notes what makes the document bad. */
    public void problem(String path, String message) {
        if (problemCount++ < Limits.TOLD) {
            problems.add(new Problem(document, path, message));
        }
    }

    /** Notes what makes the document bad though it stands elsewhere, as in the environment. */
    public void problem(Problem problem) {
        if (problemCount++ < Limits.TOLD) {
            problems.add(problem);
        }
    }

    /** Notes what a person should know of a document that works. */
    public void warning(String path, String message) {
        warning(path, () -> message);
    }

    /** As {@link #warning(String, String)}, with a message that is only made if it is told. */
    public void warning(String path, Supplier<String> message) {
        if (warningCount++ < Limits.TOLD) {
            warnings.add(new Problem(document, path, message.get()));
        }
    }

    public boolean found() {
        return problemCount > 0;
    }

    /** How many problems there are so far; tells whether a step added one. */
    int count() {
        return problemCount;
    }

    public List<Problem> problems() {
        return told(problems, problemCount, "problems");
    }

    public List<Problem> warnings() {
        return told(warnings, warningCount, "warnings");
    }

    private List<Problem> told(List<Problem> first, int count, String what) {
        List<Problem> told = new ArrayList<>(first);
        if (count > first.size()) {
            told.add(new Problem(document, "$", "and " + (count - first.size()) + " more " + what));
        }
        return List.copyOf(told);
    }

    /** The value if there is no problem, else all problems; the value is only built in the first case. */
    public <T> Parsed<T> parsed(Supplier<T> value) {
        return found() ? new Parsed.Bad<>(problems(), warnings()) : new Parsed.Good<>(value.get(), warnings());
    }
}
