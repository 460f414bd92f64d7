package dev.bqdispatch.job;

import java.util.Map;

/** Reads everything of a message; what the usual decoder says must be the same. */
public final class WholeDecoder {
    private static final EventDecoder WHOLE = new EventDecoder(Outline.WHOLE);
    private static final EventDecoder USUAL = new EventDecoder();

    private WholeDecoder() {}

    /** What is wrong with what the usual decoder says of a message; empty if it is the same. */
    public static String difference(byte[] data, Map<String, String> attributes) {
        String whole = told(WHOLE.decode(data, attributes));
        String usual = told(USUAL.decode(data, attributes));
        return whole.equals(usual) ? "" : "of all: " + whole + ", usually: " + usual;
    }

    private static String told(Decoded decoded) {
        if (decoded instanceof Decoded.Finished finished) {
            return "Finished " + finished.job() + " " + finished.format() + " " + finished.eventId() + " "
                    + finished.resource().get();
        }
        return decoded.toString();
    }
}
