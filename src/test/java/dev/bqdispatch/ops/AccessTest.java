package dev.bqdispatch.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class AccessTest {
    private static final Caller NEAR = new Caller(true, Optional.empty(), false);
    private static final Caller FAR = new Caller(false, Optional.empty(), false);
    private static final Access GUARDED = new Access(Optional.of("read-me"), Optional.of("let-me"), false);

    private static Caller with(String token) {
        return new Caller(false, Optional.of(token), false);
    }

    @Test
    void withoutAnyTokenOnlyThisMachineReads() {
        assertThat(Access.NONE.reading(NEAR)).isEmpty();
        assertThat(Access.NONE.reading(FAR).orElseThrow().status()).isEqualTo(403);
    }

    @Test
    void eitherTokenLetsRead() {
        assertThat(GUARDED.reading(with("read-me"))).isEmpty();
        assertThat(GUARDED.reading(with("let-me"))).isEmpty();
        assertThat(GUARDED.reading(with("")).orElseThrow().status()).isEqualTo(401);
        assertThat(GUARDED.reading(FAR).orElseThrow().status()).isEqualTo(401);
    }

    @Test
    void whoIsToldToBeOpenIsOpen() {
        assertThat(new Access(Optional.empty(), Optional.empty(), true).reading(FAR))
                .isEmpty();
    }

    @Test
    void onlyTheAdministratorChangesAnything() {
        assertThat(GUARDED.changing(with("let-me"))).isEmpty();
        assertThat(GUARDED.changing(with("read-me")).orElseThrow().status()).isEqualTo(401);
        assertThat(GUARDED.changing(NEAR).orElseThrow().status()).isEqualTo(401);
    }

    @Test
    void withoutAnAdministratorNobodyDoes() {
        Access readable = new Access(Optional.of("read-me"), Optional.empty(), true);
        assertThat(readable.changing(NEAR).orElseThrow().status()).isEqualTo(403);
        assertThat(readable.changing(with("read-me")).orElseThrow().reason()).contains("ADMIN_TOKEN");
    }

    @Test
    void aPageOfAnotherOriginDoesNotEvenWithTheToken() {
        assertThat(GUARDED.changing(new Caller(true, Optional.of("let-me"), true))
                        .orElseThrow()
                        .status())
                .isEqualTo(403);
    }

    @Test
    void tokensAreInNoText() {
        assertThat(GUARDED.toString()).doesNotContain("read-me").doesNotContain("let-me");
        assertThat(with("let-me").toString()).doesNotContain("let-me");
    }
}
