package dev.bqdispatch.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchesTest {
    private static List<List<String>> cut(List<String> ids) {
        return Batches.of(ids, id -> id);
    }

    @Test
    void nothingIsNoRequest() {
        assertThat(cut(List.of())).isEmpty();
    }

    @Test
    void aRequestHoldsSoManyIdsAndNoneIsLost() {
        List<String> ids = IntStream.range(0, 2 * Batches.MOST_IDS + 1)
                .mapToObj(Integer::toString)
                .toList();

        assertThat(cut(ids)).extracting(List::size).containsExactly(Batches.MOST_IDS, Batches.MOST_IDS, 1);
        assertThat(cut(ids).stream().flatMap(List::stream)).isEqualTo(ids);
    }

    @Test
    void aRequestHoldsSoManyBytes() {
        List<String> ids = Collections.nCopies(5, "x".repeat(Batches.MOST_BYTES / 2));

        assertThat(cut(ids)).extracting(List::size).containsExactly(2, 2, 1);
    }
}
