package dev.bqdispatch.local;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code scripts/run-local.sh}: the packaged service against faked Google APIs, to be looked at. */
@Command(
        name = "scripts/run-local.sh",
        description = {
            "Run the service on this machine against faked Google APIs (Cloud Storage, BigQuery, Pub/Sub, Cloud KMS) and"
                    + " a faked Slack, let sample jobs finish, and show what it does. Nothing leaves the machine.",
            "Exit code 0 if every sample was dispatched, 1 if not, 2 if it could not be tried."
        },
        footer = {"", "Environment: PORT (8080, or a free one), LOG_LEVEL, LOG_FORMAT."})
public final class LocalRun implements Callable<Integer> {
    private static final Duration GLANCE = Duration.ofSeconds(1);
    private static final int USAGE = 2;

    private final PrintStream out;
    private final Function<String, @Nullable String> env;
    private final AtomicBoolean ending = new AtomicBoolean();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this text and exit.")
    @SuppressWarnings("UnusedVariable") // read by picocli
    private boolean help;

    @Option(
            names = "--once",
            description = "Check that every sample was dispatched, then end; else stay up until Ctrl-C.")
    private boolean once;

    @Option(
            names = "--patience",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "How long the samples may take together, ${DEFAULT-VALUE}.")
    private int patience;

    @Option(
            names = "--jar",
            paramLabel = "FILE",
            defaultValue = "${sys:bqdispatch.local.jar:-target/bqdispatch.jar}",
            description = "The service, ${DEFAULT-VALUE}.")
    private Path jar = Path.of("");

    @Option(
            names = "--conf",
            paramLabel = "FOLDER",
            defaultValue = "${sys:bqdispatch.local.conf:-conf/local}",
            description = "Configuration, tasks and files, ${DEFAULT-VALUE}.")
    private Path folder = Path.of("");

    LocalRun(PrintStream out, Function<String, @Nullable String> env) {
        this.out = out;
        this.env = env;
    }

    public static void main(String[] args) {
        System.exit(new CommandLine(new LocalRun(System.out, System::getenv)).execute(args));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        for (Path needed : List.of(jar, folder.resolve("bqdispatch.json"))) {
            if (!Files.isRegularFile(needed)) {
                return complain(needed + " is not there; scripts/run-local.sh builds and finds what is needed", USAGE);
            }
        }
        int port;
        try {
            port = ServicePort.choose(env.apply("PORT"), !once, out);
        } catch (IllegalArgumentException e) {
            return complain(e.getMessage(), USAGE);
        }
        return serve(port);
    }

    private int serve(int port) throws IOException, InterruptedException {
        try (LocalCloud cloud = new LocalCloud(folder)) {
            out.println("Cloud Storage, BigQuery, Pub/Sub, Cloud KMS and Slack are faked at " + cloud.url() + ".");
            out.println(folder + " is uploaded to " + LocalCloud.BUCKET + ".");
            out.println("Starting the service; lines that begin with | are its log.");
            out.println();
            try (ServiceProcess service =
                    ServiceProcess.start(jar, port, cloud.environment(), line -> out.println("  | " + line))) {
                Runtime.getRuntime().addShutdownHook(new Thread(() -> end(service), "end"));
                return show(cloud, service);
            } catch (IllegalStateException e) {
                return complain(e.getMessage() + "; its log above says why", 1);
            }
        }
    }

    private int show(LocalCloud cloud, ServiceProcess service) throws IOException, InterruptedException {
        List<Checked> checked =
                new Rehearsal(cloud, service, new Telling(out, cloud), Duration.ofSeconds(patience)).run();
        Summary summary = new Summary(out, cloud);
        summary.objects();
        summary.jobs();
        service.get("/metrics").ifPresent(summary::outcomes);
        summary.verdict(checked);
        if (!once) {
            Guide.print(out, service, cloud, folder.toString());
            stay(cloud, service);
        }
        return checked.stream().allMatch(Checked::good) ? 0 : 1;
    }

    /** Ends only with the service: Ctrl-C ends both. */
    private void stay(LocalCloud cloud, ServiceProcess service) throws IOException, InterruptedException {
        while (!service.endsWithin(GLANCE)) {
            cloud.seed().uploadChanged().forEach(url -> out.println("uploaded " + url));
        }
        if (!ending.get()) {
            throw new IllegalStateException("the service ended with exit code " + service.exitCode());
        }
    }

    /** The fakes must outlast the service, which gives back and closes in its last moments. */
    private void end(ServiceProcess service) {
        ending.set(true);
        service.close();
    }

    private int complain(@Nullable String sentence, int exitCode) {
        System.err.println("run-local: " + sentence);
        return exitCode;
    }
}
