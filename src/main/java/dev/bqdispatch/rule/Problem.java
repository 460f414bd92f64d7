package dev.bqdispatch.rule;

/**
 * A fault of a document.
 *
 * @param document file or URL
 * @param path JSON path, {@code $.Routes[1].When.Dest}
 * @param message what is wrong and what is expected, on one line
 */
public record Problem(String document, String path, String message) {
    public Problem {
        message = message.replaceAll("[\\r\\n]+", " ");
    }

    @Override
    public String toString() {
        return document + ": " + path + ": " + message;
    }
}
