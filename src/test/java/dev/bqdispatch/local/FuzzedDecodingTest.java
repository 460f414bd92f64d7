package dev.bqdispatch.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.pubsub.v1.PubsubMessage;
import dev.bqdispatch.job.WholeDecoder;
import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a fuzz run sends is decoded as if all of it were read. */
class FuzzedDecodingTest {
    private static final int MESSAGES = 4_000;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whatIsLeftOutOfAMessageChangesNothing(long seed) throws IOException {
        FuzzedMessages messages = new FuzzedMessages(Fixture.all(), seed, Instant.EPOCH);
        for (int number = 0; number < MESSAGES; number++) {
            PubsubMessage message = messages.of(number);
            assertThat(WholeDecoder.difference(message.getData().toByteArray(), message.getAttributesMap()))
                    .as("message %s of seed %s", number, seed)
                    .isEmpty();
        }
    }
}
