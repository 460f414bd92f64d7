package dev.bqdispatch.rule;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Takes secrets out of text in whatever form they came back: as they are, escaped as in JSON or in a URL, twice even,
 * with other blanks or none, and what remains of one where the text was cut.
 */
public final class Hiding {
    /** A shorter one is no secret, and hiding each occurrence of {@code EU} would leave nothing readable. */
    private static final int SHORTEST = 6;

    /** So much of the start of a secret is taken for the secret where a text was cut. */
    private static final int REMAINDER = 16;

    /** What may follow a cut: a broken escape, three dots, quotes, braces. */
    private static final int AFTER_CUT = 8;

    private static final int DEPTH = 2;

    private final List<Secret> secrets;
    private final boolean alwaysCut;

    private record Secret(String characters, String shown) {
        @Override
        public String toString() {
            return shown;
        }
    }

    private record Span(int start, int end, String shown) {}

    /**
     * Hides some texts.
     *
     * @param shown what is shown instead, by secret; those shorter than six characters are ignored
     * @param alwaysCut whether any text may have been cut at its end, not only one that ends in dots
     */
    public Hiding(Map<String, String> shown, boolean alwaysCut) {
        this.secrets = shown.entrySet().stream()
                .map(secret -> new Secret(Reading.of(secret.getKey()).characters(), secret.getValue()))
                .filter(secret -> secret.characters().length() >= SHORTEST)
                .toList();
        this.alwaysCut = alwaysCut;
    }

    /** The text without the secrets, in time that is linear in its length. */
    public String in(String text) {
        if (secrets.isEmpty() || text.length() < SHORTEST) {
            return text;
        }
        List<Span> spans = new ArrayList<>();
        find(Reading.of(text), 0, alwaysCut || isCut(text), spans);
        return spans.isEmpty() ? text : replace(text, spans);
    }

    private static boolean isCut(String text) {
        String end = text.substring(Math.max(0, text.length() - AFTER_CUT));
        return end.contains("…") || end.contains("...") || end.contains("\uFFFD");
    }

    private void find(Reading reading, int depth, boolean cut, List<Span> spans) {
        String characters = reading.characters();
        for (Secret secret : secrets) {
            int length = secret.characters().length();
            int at = characters.indexOf(secret.characters());
            while (at >= 0) {
                spans.add(new Span(reading.start(at), reading.end(at + length - 1), secret.shown()));
                at = characters.indexOf(secret.characters(), at + length);
            }
            if (cut) {
                findRemainder(reading, characters, secret, spans);
            }
        }
        if (depth < DEPTH) {
            reading.decoded().forEach(decoded -> find(decoded, depth + 1, cut, spans));
        }
    }

    private static void findRemainder(Reading reading, String characters, Secret secret, List<Span> spans) {
        int longest = secret.characters().length() - 1;
        int least = Math.min(REMAINDER, Math.max(SHORTEST, longest / 2));
        for (int end = characters.length(); end >= Math.max(least, characters.length() - AFTER_CUT); end--) {
            for (int length = Math.min(longest, end); length >= least; length--) {
                if (characters.regionMatches(end - length, secret.characters(), 0, length)) {
                    spans.add(new Span(reading.start(end - length), reading.end(end - 1), secret.shown()));
                    return;
                }
            }
        }
    }

    /** Where secrets overlap, the first and longest of them names them all. */
    private static String replace(String text, List<Span> spans) {
        spans.sort(Comparator.comparingInt(Span::start).thenComparing(Span::end, Comparator.reverseOrder()));
        StringBuilder hidden = new StringBuilder();
        int done = 0;
        for (Span span : spans) {
            if (span.start() >= done) {
                hidden.append(text, done, span.start()).append(span.shown());
            }
            done = Math.max(done, span.end());
        }
        return hidden.append(text, done, text.length()).toString();
    }
}
