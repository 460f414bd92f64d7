package dev.bqdispatch.config;

import dev.bqdispatch.rule.Faults;
import dev.bqdispatch.rule.Parsed;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How the service meets the world around it; said by environment and command line alone. Emulator hosts are
 * {@code host:port} or a URL; with one no credentials are asked for.
 *
 * @param dryRun whether nothing is done, and only told what would be
 * @param host address to listen at
 * @param port to listen at; 0 for any free one
 * @param pubSubOverHttp whether Pub/Sub is spoken to over HTTP/JSON, else gRPC
 * @param slackApi URL of Slack's web API, without a slash at the end
 * @param api who may use the service's own API
 */
public record ServeOptions(
        boolean dryRun,
        String host,
        int port,
        boolean pubSubOverHttp,
        Optional<String> pubSubEmulator,
        Optional<String> storageEmulator,
        Optional<String> bigQueryEmulator,
        Optional<String> kmsEmulator,
        String slackApi,
        ApiAccess api) {

    private static final int LAST_PORT = 65_535;
    private static final int DEFAULT_PORT = 8080;
    private static final Pattern BASE_URL =
            Pattern.compile("https?://(?:[A-Za-z0-9._-]+|\\[[0-9a-fA-F:]+])(?::[0-9]{1,5})?(?:/[A-Za-z0-9._~/-]*)?");
    private static final Pattern EMULATOR =
            Pattern.compile("(?:https?://)?(?:[A-Za-z0-9._-]+|\\[[0-9a-fA-F:]+])(?::[0-9]{1,5})?/?");

    /** Reads them all; each fault names the variable or the flag. */
    public static Parsed<ServeOptions> read(Environment environment) {
        Faults faults = new Faults("environment");
        ServeOptions options = new ServeOptions(
                environment.text(Env.DRY_RUN).isPresent(),
                environment.text(Env.HOST).orElse("0.0.0.0"),
                port(environment, faults),
                overHttp(environment, faults),
                emulator(Env.PUBSUB_EMULATOR_HOST, environment, faults),
                emulator(Env.STORAGE_EMULATOR_HOST, environment, faults),
                emulator(Env.BIGQUERY_EMULATOR_HOST, environment, faults),
                emulator(Env.KMS_EMULATOR_HOST, environment, faults),
                slackApi(environment, faults),
                ApiAccess.read(environment, faults));
        return faults.parsed(() -> options);
    }

    /** Whether any emulator stands in for Google. */
    public boolean emulated() {
        return Stream.of(pubSubEmulator, storageEmulator, bigQueryEmulator, kmsEmulator)
                .anyMatch(Optional::isPresent);
    }

    private static int port(Environment environment, Faults faults) {
        Optional<Stated> said = environment.stated(Env.PORT);
        Optional<Integer> port = said.map(Stated::text)
                .filter(text -> text.matches("[0-9]{1,5}"))
                .map(Integer::valueOf)
                .filter(number -> number <= LAST_PORT);
        if (said.isPresent() && port.isEmpty()) {
            faults.problem(said.get().unlike("a port, 0 to " + LAST_PORT));
        }
        return port.orElse(DEFAULT_PORT);
    }

    private static boolean overHttp(Environment environment, Faults faults) {
        Optional<Stated> said = environment.stated(Env.PUBSUB_TRANSPORT);
        String transport = said.map(Stated::text).orElse("grpc").toLowerCase(Locale.ROOT);
        if (said.isPresent() && !transport.equals("grpc") && !transport.equals("http")) {
            faults.problem(said.get().unlike("grpc or http"));
        }
        return transport.equals("http");
    }

    private static String slackApi(Environment environment, Faults faults) {
        Optional<Stated> said = environment.stated(Env.SLACK_API_URL);
        String url = said.map(Stated::text).orElse("https://slack.com/api");
        if (!BASE_URL.matcher(url).matches()) {
            faults.problem(said.orElseThrow().unlike("a URL to which /chat.postMessage is appended"));
        }
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    private static Optional<String> emulator(Env which, Environment environment, Faults faults) {
        Optional<Stated> said = environment.stated(which);
        boolean legal =
                said.map(stated -> EMULATOR.matcher(stated.text()).matches()).orElse(true);
        if (!legal) {
            faults.problem(said.orElseThrow().unlike("host:port or http://host:port"));
        }
        return said.map(Stated::text).filter(text -> legal);
    }
}
