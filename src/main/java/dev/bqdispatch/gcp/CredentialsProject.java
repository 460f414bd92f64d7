package dev.bqdispatch.gcp;

import com.google.auth.oauth2.GoogleCredentials;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The project of the application default credentials: of the service account's key, or of the machine that runs us. May
 * ask the machine's metadata server, so it blocks.
 */
public final class CredentialsProject implements Supplier<Optional<String>> {
    private final boolean emulated;

    /** @param emulated whether an emulator stands in for Google: then no credentials are asked for */
    public CredentialsProject(boolean emulated) {
        this.emulated = emulated;
    }

    @Override
    public Optional<String> get() {
        if (emulated) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(GoogleCredentials.getApplicationDefault().getProjectId());
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
