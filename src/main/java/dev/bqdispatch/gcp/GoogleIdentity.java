package dev.bqdispatch.gcp;

import com.google.auth.oauth2.GoogleCredentials;
import com.google.auth.oauth2.IdTokenCredentials;
import com.google.auth.oauth2.IdTokenProvider;
import dev.bqdispatch.action.IdentityTokens;
import dev.bqdispatch.fault.CallFailed;
import dev.bqdispatch.fault.EventLoops;
import dev.bqdispatch.fault.Failure;
import dev.bqdispatch.recall.Recent;
import java.io.IOException;
import java.util.Map;

/**
 * Identity tokens of the application default credentials: a service account's, or those of the machine that runs us. Each
 * is kept until it runs out.
 */
public final class GoogleIdentity implements IdentityTokens {
    /** Audiences whose tokens are kept. */
    private static final int MOST = 100;

    private static final String EXPECTED = "; expected those of a service account, or of a machine of Google's";

    private final FirstUse<GoogleCredentials> credentials;
    private final Map<String, IdTokenCredentials> byAudience = new Recent<>(MOST);

    /** Of the application default credentials. */
    public GoogleIdentity() {
        this(GoogleCredentials::getApplicationDefault);
    }

    GoogleIdentity(FirstUse.Maker<GoogleCredentials> credentials) {
        this.credentials = new FirstUse<>("identity tokens (Auth)", credentials);
    }

    @Override
    public String of(String audience) {
        EventLoops.notBlockedBy("an identity token");
        IdTokenCredentials token = credentials(audience);
        try {
            token.refreshIfExpired();
            return token.getAccessToken().getTokenValue();
        } catch (IOException | RuntimeException e) {
            Failure failure = ErrorClassifier.rest(e).failure();
            throw new CallFailed(
                    failure.withMessage("Auth: no identity token for " + audience + ": " + failure.message()), e);
        }
    }

    private synchronized IdTokenCredentials credentials(String audience) {
        GoogleCredentials found = credentials.get();
        if (!(found instanceof IdTokenProvider provider)) {
            throw new CallFailed(Failure.permanent("Auth: the credentials can't make identity tokens" + EXPECTED));
        }
        return byAudience.computeIfAbsent(
                audience,
                receiver -> IdTokenCredentials.newBuilder()
                        .setIdTokenProvider(provider)
                        .setTargetAudience(receiver)
                        .build());
    }
}
