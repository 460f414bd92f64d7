package dev.bqdispatch.ops;

import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who asks, as far as a request tells.
 *
 * @param near whether it came from this machine, with nobody in between who could have passed it on
 * @param token of {@code Authorization: Bearer}; empty if there is none
 * @param foreignPage whether a browser sends it for a page of somebody else's
 * @see <a href="https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/Sec-Fetch-Site">Sec-Fetch-Site</a>
 */
record Caller(boolean near, Optional<String> token, boolean foreignPage) {
    private static final String BEARER = "bearer ";
    private static final Pattern LOOPBACK =
            Pattern.compile("(?:localhost|127(?:\\.[0-9]{1,3}){3}|\\[::1])(?::[0-9]{1,5})?", Pattern.CASE_INSENSITIVE);

    static Caller of(HttpServerRequest request) {
        String host = text(request, "Host");
        return new Caller(isNear(request, host), token(text(request, "Authorization")), isForeign(request, host));
    }

    /** By name too: a page of somebody's may have its name resolved to this machine. */
    private static boolean isNear(HttpServerRequest request, String host) {
        boolean passedOn = request.headers().contains("X-Forwarded-For")
                || request.headers().contains("Forwarded")
                || request.headers().contains("Via");
        String address = request.remoteAddress() == null
                ? ""
                : String.valueOf(request.remoteAddress().hostAddress());
        boolean here = address.startsWith("127.")
                || address.equals("::1")
                || address.equals("0:0:0:0:0:0:0:1")
                || address.startsWith("::ffff:127.");
        return here && !passedOn && LOOPBACK.matcher(host).matches();
    }

    private static Optional<String> token(String authorization) {
        return authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? Optional.of(authorization.substring(BEARER.length()).strip())
                : Optional.empty();
    }

    /** Programs send neither header; browsers send one of them with whatever changes something. */
    private static boolean isForeign(HttpServerRequest request, String host) {
        String site = text(request, "Sec-Fetch-Site").toLowerCase(Locale.ROOT);
        String origin = text(request, "Origin");
        boolean foreignSite = !site.isEmpty() && !site.equals("same-origin") && !site.equals("none");
        boolean foreignOrigin =
                !origin.isEmpty() && !origin.replaceFirst("^https?://", "").equalsIgnoreCase(host);
        return foreignSite || foreignOrigin;
    }

    private static String text(HttpServerRequest request, String header) {
        @Nullable String value = request.getHeader(header);
        return value == null ? "" : value;
    }

    @Override
    public String toString() {
        return "Caller[near=" + near + ", token=" + token.map(hidden -> "***") + ", foreignPage=" + foreignPage + "]";
    }
}
