package dev.bqdispatch.ledger;

import java.util.List;
import java.util.Locale;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * Which action of a plan it is, told by what it asks for. Its place would not do: a plan that is edited between two
 * deliveries of an event has others there, and what is done of those must not pass for what is done of these.
 *
 * @param word of the action's kind
 * @param hash of its request, in 16 hex digits
 * @param number how many before it in its plan ask for the same
 */
public record ActionName(String word, String hash, int number) {

    /** What an action asks for: its request as its document has it, without secrets, always in the same text. */
    public record Asked(String word, String request) {}

    /**
     * The name of an action.
     *
     * @param before the actions before it in its plan
     */
    public static ActionName of(Asked asked, List<Asked> before) {
        int same = (int) before.stream().filter(asked::equals).count();
        return new ActionName(
                asked.word(), DigestUtils.sha256Hex(asked.request()).substring(0, 16), same);
    }

    /** As part of the names of objects; none is the beginning of another. */
    public String text() {
        return String.format(Locale.ROOT, "%s_%s_%03d", word, hash, number);
    }
}
