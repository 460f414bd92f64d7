package dev.bqdispatch.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class WorkloadTest {
    private final Workload workload = new Workload(10);
    private final List<String> begun = new ArrayList<>();
    private final Map<String, Promise<Void>> ends = new HashMap<>();

    private void add(String name, long size) {
        workload.add(size, () -> {
            begun.add(name);
            Promise<Void> end = Promise.promise();
            ends.put(name, end);
            return end.future();
        });
    }

    private Promise<Void> end(String name) {
        return Objects.requireNonNull(ends.get(name));
    }

    @Test
    void whatFitsBeginsAtOnceAndTheRestInOrderWhenThereIsRoom() {
        add("a", 6);
        add("b", 4);
        add("c", 5);
        add("d", 1);
        assertThat(begun).containsExactly("a", "b");

        end("b").complete();
        assertThat(begun).as("c is first in line").containsExactly("a", "b");

        end("a").complete();
        assertThat(begun).containsExactly("a", "b", "c", "d");
    }

    @Test
    void whatIsLargerThanAllRoomBeginsAlone() {
        add("small", 1);
        add("huge", 1_000);
        add("next", 1);
        assertThat(begun).containsExactly("small");

        end("small").complete();
        assertThat(begun).containsExactly("small", "huge");

        end("huge").fail("even so");
        assertThat(begun).containsExactly("small", "huge", "next");
    }

    @Test
    void workThatEndsAtOnceDoesNotPileUp() {
        for (int i = 0; i < 100_000; i++) {
            workload.add(10, () -> {
                begun.add("x");
                return Future.succeededFuture();
            });
        }
        assertThat(begun).hasSize(100_000);
    }
}
