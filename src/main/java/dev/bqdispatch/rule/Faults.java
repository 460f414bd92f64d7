package dev.bqdispatch.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Collects what is wrong with one document, so that its author learns of everything at once. */
public final class Faults {
    private final String document;
    private final List<Problem> problems = new ArrayList<>();
    private final List<Problem> warnings = new ArrayList<>();

    /** @param document file or URL, for people */
    public Faults(String document) {
        this.document = document;
    }

    public String document() {
        return document;
    }

    /** Notes what makes the document bad. */
    public void problem(String path, String message) {
        problems.add(new Problem(document, path, message));
    }

    /** Notes what makes the document bad though it stands elsewhere, as in the environment. */
    public void problem(Problem problem) {
        problems.add(problem);
    }

    /** Notes what a person should know of a document that works. */
    public void warning(String path, String message) {
        warnings.add(new Problem(document, path, message));
    }

    public boolean found() {
        return !problems.isEmpty();
    }

    /** How many problems there are so far; tells whether a step added one. */
    int count() {
        return problems.size();
    }

    public List<Problem> problems() {
        return List.copyOf(problems);
    }

    public List<Problem> warnings() {
        return List.copyOf(warnings);
    }

    /** The value if there is no problem, else all problems; the value is only built in the first case. */
    public <T> Parsed<T> parsed(Supplier<T> value) {
        return found() ? new Parsed.Bad<>(problems, warnings) : new Parsed.Good<>(value.get(), warnings);
    }
}
