package dev.bqdispatch.fake;

import java.util.regex.Pattern;

/**
 * A request as its API names it.
 *
 * @param number counts the calls of one gateway from 1, in the order in which they took effect
 * @param api {@code storage}, {@code bigquery}, {@code pubsub}, {@code kms}, {@code slack}, {@code target} or
 *     {@code metadata}
 * @param method as in Google's reference, for instance {@code objects.insert}, {@code jobs.get},
 *     {@code subscriptions.pull}; reading an object's bytes is {@code objects.get.media}
 * @param path as it was sent, without the query
 */
public record Call(long number, String api, String method, String path) {
    /** Whether it is of this method, with or without its API; a {@code *} stands for anything. */
    public boolean is(String pattern) {
        Pattern form = Pattern.compile(Pattern.quote(pattern).replace("*", "\\E.*\\Q"));
        return form.matcher(method).matches()
                || form.matcher(api + "." + method).matches();
    }

    /** Whether it is one of the calls that a service makes all the time, work or no work. */
    public boolean isBackground() {
        return method.equals("subscriptions.pull") || method.equals("subscriptions.modifyAckDeadline");
    }
}
