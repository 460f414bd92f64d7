package dev.bqdispatch.recall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RecentTest {
    private final Recent<String, Integer> recent = new Recent<>(2);

    @Test
    void whatWasLeftAloneLongestGoesFirst() {
        recent.put("a", 1);
        recent.put("b", 2);
        recent.get("a");
        recent.put("c", 3);

        assertThat(recent).containsOnlyKeys("a", "c");
    }

    @Test
    void whatIsMadeWhenAskedForTakesRoomToo() {
        recent.computeIfAbsent("a", made -> 1);
        recent.computeIfAbsent("b", made -> 2);
        recent.computeIfAbsent("c", made -> 3);

        assertThat(recent).containsOnlyKeys("b", "c");
    }

    @Test
    void withoutAnyRoomThereIsNone() {
        assertThatThrownBy(() -> new Recent<>(0)).isInstanceOf(IllegalArgumentException.class);
    }
}
