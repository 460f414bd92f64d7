package dev.bqdispatch.config;

import java.util.List;

/** Everything that can be said beside the document: its environment variables, the first set one counts, and its flag. */
public enum Env {
    CONFIG("--config", "CONFIG"),
    SUBSCRIPTION("--subscription", "SUBSCRIPTION"),
    PROJECT("--project", "GCLOUD_PROJECT", "GOOGLE_CLOUD_PROJECT", "GCP_PROJECT"),
    REGION("", "FUNCTION_REGION", "GOOGLE_CLOUD_REGION"),
    /** A flag alone: a variable of that name is set too easily, for others, and would silence the service. */
    DRY_RUN("--dry-run"),
    PORT("--port", "PORT"),
    HOST("--host", "HOST"),
    PUBSUB_TRANSPORT("", "PUBSUB_TRANSPORT"),
    LOG_LEVEL("--log-level", "LOG_LEVEL"),
    LOG_FORMAT("--log-format", "LOG_FORMAT"),
    PUBSUB_EMULATOR_HOST("", "PUBSUB_EMULATOR_HOST"),
    STORAGE_EMULATOR_HOST("", "STORAGE_EMULATOR_HOST"),
    BIGQUERY_EMULATOR_HOST("", "BIGQUERY_EMULATOR_HOST"),
    KMS_EMULATOR_HOST("", "KMS_EMULATOR_HOST"),
    SLACK_API_URL("", "SLACK_API_URL"),
    /** Tokens are said by variables alone: a command line is for all to see. */
    READ_TOKEN("", "READ_TOKEN"),
    ADMIN_TOKEN("", "ADMIN_TOKEN"),
    CONSOLE_OPEN("", "CONSOLE_OPEN");

    private final String flag;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> variables;

    Env(String flag, String... variables) {
        this.flag = flag;
        this.variables = List.of(variables);
    }

    /** The flag of the command line, {@code --port}; empty if there is none. */
    public String flag() {
        return flag;
    }

    /** Names of environment variables, in the order in which they count. */
    public List<String> variables() {
        return variables;
    }
}
