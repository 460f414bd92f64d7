package dev.bqdispatch.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bqdispatch.job.JobRef;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.Test;

class IdempotencyKeyTest {
    private static final JobRef JOB = new JobRef("acme", "US", "load-1");

    @Test
    void isAHashOfJAndThePathAndTheAction() {
        assertThat(IdempotencyKey.of(JOB, Lineage.ofRoot(JOB), 2, "call").text())
                .isEqualTo(DigestUtils.sha256Hex("acme:US.load-1\n002\ncall"))
                .hasSize(64);
    }

    @Test
    void noTwoActionsHaveTheSame() {
        assertThat(Stream.of(
                                new IdempotencyKey(JOB, List.of(0), "call"),
                                new IdempotencyKey(JOB, List.of(1), "call"),
                                new IdempotencyKey(JOB, List.of(0, 0), "call"),
                                new IdempotencyKey(JOB, List.of(0), "push"),
                                new IdempotencyKey(new JobRef("acme", "EU", "load-1"), List.of(0), "call"))
                        .map(IdempotencyKey::text))
                .doesNotHaveDuplicates();
    }
}
