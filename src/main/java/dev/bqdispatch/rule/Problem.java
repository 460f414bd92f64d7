package dev.bqdispatch.rule;

/**
 * A fault of a document.
 *
 * @param document file or URL
 * @param path JSON path, {@code $.Routes[1].When.Dest}
 * @param message what is wrong and what is expected, on one line
 */
public record Problem(String document, String path, String message) {
    /** Characters that are shown of each end of a long message, which quotes what stands in the document. */
    private static final int SHOWN = 400;

    public Problem {
        String shown = message.length() <= 2 * SHOWN + 1
                ? message
                : message.substring(0, SHOWN) + "…" + message.substring(message.length() - SHOWN);
        message = shown.replaceAll("[\\r\\n]+", " ");
    }

    @Override
    public String toString() {
        return document + ": " + path + ": " + message;
    }
}
