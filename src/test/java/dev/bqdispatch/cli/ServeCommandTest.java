package dev.bqdispatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ServeCommandTest {
    private static final String CONFIG = "{\"ProjectID\": \"acme\", \"Subscription\": \"live\","
            + " \"JournalURL\": \"gs://ops/journal/\", \"ErrorURL\": \"gs://ops/errors/\","
            + " \"DeferTaskURL\": \"gs://ops/tasks/\"}";

    private final List<Startup> started = new ArrayList<>();

    @Test
    void theServiceActsUnlessToldToRehearse() {
        Startup startup = serve(Map.of());

        assertThat(startup.options().dryRun()).isFalse();
        assertThat(startup.settings().journalUrl()).hasToString("gs://ops/journal/");
        assertThat(startup.settings().errorUrl()).hasToString("gs://ops/errors/");
    }

    @Test
    void aDryRunHasOneFolderForAllItWritesAndMayHaveItsOwnSubscription() {
        Startup startup = serve(Map.of(), "--dry-run", "--subscription", "rehearsal");

        assertThat(startup.options().dryRun()).isTrue();
        assertThat(startup.settings().journalUrl()).hasToString("gs://ops/journal/dry-run/");
        assertThat(startup.settings().errorUrl()).hasToString("gs://ops/journal/dry-run/");
        assertThat(startup.settings().stateUrl()).hasToString("gs://ops/journal/dry-run/_bqdispatch/");
        assertThat(startup.settings().deferTaskUrl()).hasToString("gs://ops/tasks/");
        assertThat(startup.settings().subscription()).isEqualTo("projects/acme/subscriptions/rehearsal");
    }

    @Test
    void aVariableThatWasSetForOthersDoesNotSilenceTheService() {
        assertThat(serve(Map.of("DRY_RUN", "true")).options().dryRun()).isFalse();
    }

    private Startup serve(Map<String, String> env, String... flags) {
        List<String> arguments = new ArrayList<>(List.of("--config", CONFIG));
        arguments.addAll(List.of(flags));
        int exitCode = new CommandLine(new ServeCommand(env::get, startup -> {
                    started.add(startup);
                    return 0;
                }))
                .execute(arguments.toArray(String[]::new));
        assertThat(exitCode).isZero();
        return started.get(0);
    }
}
