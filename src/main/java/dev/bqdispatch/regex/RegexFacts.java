package dev.bqdispatch.regex;

import java.util.List;
import java.util.Optional;

/**
 * What is known of the texts in which a regex is found.
 *
 * @param needed lists of texts; of each list the text holds at least one
 * @param endings the text ends with one of these; none if nothing is known of its end
 * @param shape answers what the regex would; empty if it takes more than that
 * @param walk answers what the regex would, or that it can't; empty if it never can
 */
public record RegexFacts(
        List<List<String>> needed, List<String> endings, Optional<Shape> shape, Optional<LazyWalk> walk) {
    /** Nothing is known. */
    public static final RegexFacts NONE = new RegexFacts(List.of(), List.of(), Optional.empty(), Optional.empty());

    public RegexFacts {
        needed = List.copyOf(needed);
        endings = List.copyOf(endings);
    }

    /**
     * Reads a regex. Letters of {@code needed} and {@code endings} may stand for other cases of them, see
     * {@link Folding}.
     *
     * @param regex valid
     */
    public static RegexFacts of(String regex) {
        return RegexReader.read(regex)
                .map(node -> new RegexFacts(
                        Contents.of(node).needed(),
                        Contents.endings(node),
                        Shape.of(node),
                        Optional.of(new LazyWalk(regex))))
                .orElse(NONE);
    }
}
