package dev.bqdispatch.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class HaulTest {
    private final AtomicInteger told = new AtomicInteger();

    @Test
    void isToldOfWhenTheLastOfItIsSettled() {
        Haul haul = new Haul(3, told::incrementAndGet);

        haul.settled();
        haul.settled();

        assertThat(told).hasValue(0);
        haul.settled();
        assertThat(told).hasValue(1);
    }
}
