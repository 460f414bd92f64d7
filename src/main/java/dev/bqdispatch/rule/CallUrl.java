package dev.bqdispatch.rule;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the URL of a call may be: one that every reader of it, from our regexes to the server, takes apart in the same
 * way.
 */
final class CallUrl {
    static final String FORM = "http://host/path or https://host/path";

    private static final int LONGEST = 8_192;
    private static final Pattern ENV = Pattern.compile("\\$\\{env\\." + EnvReferences.NAME + "}");
    private static final Pattern UNTIL_PATH = Pattern.compile("(?:[^/?#]*://)?[^/?#]*");
    /** Also behind an encoded slash, which some servers decode before they take the path apart. */
    private static final Pattern DOT_SEGMENT =
            Pattern.compile("(?i)(?:^|/|%2f|%5c)(?:\\.|%2e){1,2}(?:[/;]|%2f|%5c|%3b|$)");
    /** An address of IPv4 in any of the forms that some reader knows, and in the one that all know. */
    private static final Pattern NUMBERS =
            Pattern.compile("(?i)(?:0x[0-9a-f]*|[0-9]+)(?:\\.(?:0x[0-9a-f]*|[0-9]+))*\\.?");

    private static final Pattern FOUR_NUMBERS = Pattern.compile("(?:(?:0|[1-9][0-9]{0,2})(?:\\.(?!$)|$)){4}");

    /** Google's metadata server gives credentials to whoever asks. */
    private static final Set<String> METADATA = Set.of("metadata", "metadata.google.internal");

    private CallUrl() {}

    /** What is wrong with a URL that is filled in; empty if nothing. */
    static Optional<String> fault(String text) {
        if (text.length() > LONGEST) {
            return Optional.of("is longer than " + LONGEST + " characters; expected a shorter one");
        }
        URI url;
        try {
            url = new URI(text);
        } catch (URISyntaxException e) {
            return Optional.of("is no URL (" + e.getReason() + " at index " + e.getIndex() + "); expected " + FORM);
        }
        String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            return Optional.of("is not right; expected " + FORM);
        }
        return faultOfAuthority(url).or(() -> faultOfRest(url));
    }

    private static Optional<String> faultOfAuthority(URI url) {
        String authority = String.valueOf(url.getRawAuthority());
        String host = String.valueOf(url.getHost());
        if (authority.contains("@")) {
            return Optional.of("names a user before its host; expected credentials in Headers or Auth");
        }
        String whole = url.getPort() < 0 ? host : host + ":" + url.getPort();
        if (url.getHost() == null || !whole.equals(authority) || url.getPort() > 65_535 || url.getPort() == 0) {
            return Optional.of("has no plain host and port; expected " + FORM);
        }
        if (NUMBERS.matcher(host).matches() && !FOUR_NUMBERS.matcher(host).matches()) {
            return Optional.of("has an address in an odd form as its host; expected four numbers or a name");
        }
        String name = host.toLowerCase(Locale.ROOT);
        boolean metadata = METADATA.contains(name.endsWith(".") ? name.substring(0, name.length() - 1) : name);
        return metadata
                ? Optional.of("is that of the metadata server, which is never called; expected another host")
                : Optional.empty();
    }

    private static Optional<String> faultOfRest(URI url) {
        if (url.getRawFragment() != null) {
            return Optional.of("has a fragment, which is never sent; expected a URL without #");
        }
        if (DOT_SEGMENT.matcher(String.valueOf(url.getRawPath())).find()) {
            return Optional.of("has . or .. as a part of its path; expected the path that they lead to");
        }
        return Optional.empty();
    }

    /** What is wrong with a URL whatever its expressions become; empty if nothing. */
    static Optional<String> faultOfWritten(String written) {
        String withoutEnv = ENV.matcher(written).replaceAll("env");
        Matcher start = UNTIL_PATH.matcher(withoutEnv);
        if (start.lookingAt() && Expressions.mentions(start.group())) {
            return Optional.of("has an expression in its host; expected scheme, host and port written out, or as"
                    + " ${config.X} or ${env.X}, and expressions only behind them");
        }
        // What ${env.X} stands for is known when it is used.
        return withoutEnv.equals(written) ? fault(Expressions.withStandIns(written)) : Optional.empty();
    }

    /** Whether nobody on the way reads what is sent. */
    static boolean isPrivate(URI url) {
        String host = String.valueOf(url.getHost());
        boolean here = host.equals("localhost") || host.equals("[::1]") || host.startsWith("127.");
        return here || url.getScheme().equalsIgnoreCase("https");
    }

    /** The audience of an identity token for whoever serves the URL: a function of the first generation is one path. */
    static String audience(URI url) {
        String origin = url.getScheme().toLowerCase(Locale.ROOT) + "://" + url.getRawAuthority();
        String path = String.valueOf(url.getRawPath());
        int end = path.indexOf('/', 1);
        boolean function = String.valueOf(url.getHost()).endsWith(".cloudfunctions.net");
        return function && path.length() > 1 ? origin + (end < 0 ? path : path.substring(0, end)) : origin;
    }
}
