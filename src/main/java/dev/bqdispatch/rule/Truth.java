package dev.bqdispatch.rule;

/** What can be said of a condition where not everything is known that it looks at. */
public enum Truth {
    YES,
    NO,
    /** It depends on what is not known. */
    OPEN
}
