package dev.bqdispatch.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bqdispatch.job.JobRef;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.Test;

class IdempotencyKeyTest {
    private static final JobRef JOB = new JobRef("acme", "US", "load-1");
    private static final ActionName CALL = new ActionName("call", "0123456789abcdef", 2);

    @Test
    void isAHashOfJAndTheAction() {
        assertThat(new IdempotencyKey(JOB, CALL).text())
                .isEqualTo(DigestUtils.sha256Hex("acme:US.load-1\ncall_0123456789abcdef_002"))
                .hasSize(64);
    }

    @Test
    void noTwoActionsHaveTheSame() {
        assertThat(Stream.of(
                                new IdempotencyKey(JOB, CALL),
                                new IdempotencyKey(JOB, new ActionName("call", "0123456789abcdef", 1)),
                                new IdempotencyKey(JOB, new ActionName("call", "0123456789abcdee", 2)),
                                new IdempotencyKey(JOB, new ActionName("push", "0123456789abcdef", 2)),
                                new IdempotencyKey(new JobRef("acme", "EU", "load-1"), CALL))
                        .map(IdempotencyKey::text))
                .doesNotHaveDuplicates();
    }
}
