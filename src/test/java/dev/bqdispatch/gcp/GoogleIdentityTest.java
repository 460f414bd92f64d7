package dev.bqdispatch.gcp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.GoogleCredentials;
import com.google.auth.oauth2.IdToken;
import com.google.auth.oauth2.IdTokenProvider;
import dev.bqdispatch.action.IdentityTokens;
import dev.bqdispatch.fault.CallFailed;
import dev.bqdispatch.fault.Failure;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.Test;

class GoogleIdentityTest {
    private final List<String> asked = new ArrayList<>();

    /** Credentials that make tokens of their own, or none at all. */
    private final class Machine extends GoogleCredentials implements IdTokenProvider {
        private static final long serialVersionUID = 1L;

        @Override
        public IdToken idTokenWithAudience(String audience, List<Option> options) throws IOException {
            asked.add(audience);
            if (audience.equals("gone")) {
                throw new IOException("nobody answers");
            }
            long end = Instant.now().getEpochSecond() + 3600;
            return IdToken.create(encoded("{\"alg\":\"RS256\"}") + "."
                    + encoded("{\"aud\":\"" + audience + "\",\"exp\":" + end + "}") + "." + encoded("x"));
        }

        private static String encoded(String text) {
            return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
        }
    }

    private static String audience(String token) {
        return new String(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]), UTF_8);
    }

    private static Failure failure(IdentityTokens tokens, String audience) {
        return catchThrowableOfType(CallFailed.class, () -> tokens.of(audience)).failure();
    }

    @Test
    void eachAudienceHasATokenOfItsOwnWhichIsKept() {
        IdentityTokens tokens = new GoogleIdentity(Machine::new);

        assertThat(audience(tokens.of("https://one"))).contains("https://one");
        assertThat(audience(tokens.of("https://two"))).contains("https://two");
        assertThat(tokens.of("https://one")).isEqualTo(tokens.of("https://one"));
        assertThat(asked).containsExactly("https://one", "https://two");
    }

    @Test
    void whatMayPassIsTransient() {
        Failure failure = failure(new GoogleIdentity(Machine::new), "gone");

        assertThat(failure.isTransient()).isTrue();
        assertThat(failure.message()).isEqualTo("Auth: no identity token for gone: nobody answers");
    }

    @Test
    void credentialsThatMakeNoneAreAPermanentFailure() {
        GoogleCredentials others = GoogleCredentials.create(new AccessToken("x", Date.from(Instant.EPOCH)));
        Failure failure = failure(new GoogleIdentity(() -> others), "https://one");

        assertThat(failure.isTransient()).isFalse();
        assertThat(failure.message()).startsWith("Auth: the credentials can't make identity tokens");
    }

    @Test
    void withoutCredentialsTheFailureSaysSo() {
        Failure failure = failure(
                new GoogleIdentity(() -> {
                    throw new IOException("none were found");
                }),
                "https://one");

        assertThat(failure.isTransient()).isFalse();
        assertThat(failure.message()).isEqualTo("there are no credentials for identity tokens (Auth): none were found");
    }
}
