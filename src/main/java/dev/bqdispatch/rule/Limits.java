package dev.bqdispatch.rule;

/**
 * How much a document may hold. More than anybody writes, and little enough that reading it stays a matter of moments
 * and megabytes whatever is in it.
 */
public final class Limits {
    /** Most characters of the configuration, and of all documents of one version together. */
    public static final int CONFIGURATION = 64 << 20;

    /** Most characters of one file of routes. */
    public static final int ROUTE_FILE = 16 << 20;

    /** Most files of routes. */
    public static final int ROUTE_FILES = 10_000;

    /** Most routes of one version. */
    public static final int ROUTES = 100_000;

    /** Most keys of one object, but for the user's own maps. */
    public static final int KEYS = 1_000;

    /** Most texts in one list, as many as a load job may have source URIs. */
    public static final int TEXTS = 10_000;

    /** Most characters that a name may have, of a route or a variable. */
    public static final int NAME = 200;

    /** Most characters of a variable's value. */
    public static final int VARIABLE = 1 << 16;

    /** Most bytes of a folder's name, which leaves room for the names of jobs. */
    public static final int FOLDER = 200;

    /** Most actions of a route or a task with all that they nest; a step of a child's ID has three digits. */
    static final int ACTIONS = 1_000;

    /** Most {@code OnSuccess} and {@code OnFailure} within each other. */
    static final int NESTED_ACTIONS = 20;

    /** Most labels that a job can have. */
    static final int LABELS = 64;

    /** Most characters that variables may put into one document. */
    static final int FILLED = 32 << 20;

    /** Most steps of one compiled regex. */
    static final int REGEX = 20_000;

    /** Most steps of all compiled regexes of one version. */
    static final int REGEXES = 16 << 20;

    /** Most problems, and most warnings, that are told of one document. */
    public static final int TOLD = 1_000;

    private Limits() {}
}
