package dev.bqdispatch.chaos;

import dev.bqdispatch.fake.Gateway;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One of the services, over all its lives. Guarded by its {@link Fleet}. */
final class Replica {
    private final int number;
    private final List<String> pace;
    private final Gateway gateway;
    private final Map<String, String> environment;
    private final String classPath;
    private final Path log;
    private @Nullable ReplicaProcess process;
    private boolean frozen;

    /** @param pace what its sense of time is told */
    Replica(
            int number,
            List<String> pace,
            Gateway gateway,
            Map<String, String> environment,
            String classPath,
            Path directory) {
        this.number = number;
        this.pace = List.copyOf(pace);
        this.gateway = gateway;
        this.environment = Map.copyOf(environment);
        this.classPath = classPath;
        this.log = directory.resolve("replica-" + number + ".log");
    }

    int number() {
        return number;
    }

    Gateway gateway() {
        return gateway;
    }

    void start() {
        try {
            process = ReplicaProcess.start(classPath, pace, environment, log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The process, if there is one that nobody has ended yet. */
    @Nullable
    ReplicaProcess process() {
        return process;
    }

    boolean works() {
        return process != null && process.isAlive() && process.served() && !frozen;
    }

    /** Takes the process away from whoever asks for one that is at work. */
    ReplicaProcess give() {
        ReplicaProcess given = process;
        if (given == null) {
            throw new IllegalStateException("replica " + number + " does not run");
        }
        process = null;
        return given;
    }

    void freeze() {
        if (process != null) {
            process.freeze();
            frozen = true;
        }
    }

    /** Returns whether it was frozen. */
    boolean thaw() {
        boolean was = frozen;
        if (process != null && frozen) {
            process.thaw();
        }
        frozen = false;
        return was;
    }
}
