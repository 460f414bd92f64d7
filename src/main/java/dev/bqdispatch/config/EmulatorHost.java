package dev.bqdispatch.config;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where an emulator listens; with one no credentials are asked for.
 *
 * @param scheme {@code http} or {@code https}
 * @param authority {@code host:port}, what gRPC takes
 */
public record EmulatorHost(String scheme, String authority) {
    private static final Pattern FORM = Pattern.compile(
            "(?:(?<scheme>https?)://)?(?<authority>[A-Za-z0-9._-]+(?::[0-9]{1,5})?|\\[[0-9a-fA-F:]+](?::[0-9]{1,5})?)/?");

    /** Reads {@code host:port} or a URL without a path; empty if the text is neither. */
    public static Optional<EmulatorHost> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        String scheme = form.group("scheme");
        return Optional.of(new EmulatorHost(scheme == null ? "http" : scheme, form.group("authority")));
    }

    /** {@code http://host:port}, without a slash at the end. */
    public String url() {
        return scheme + "://" + authority;
    }
}
