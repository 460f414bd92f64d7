package dev.bqdispatch.match;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The index gives the answers of the scan. */
class RouteIndexTest {
    /** How many pairs of a job and a route are compared, say 10000000. */
    private static final long PAIRS = Long.getLong("bqdispatch.route-pairs", 60_000);

    private static final long SEED = Long.getLong("bqdispatch.route-seed", 1);

    @Test
    void everyAnswerIsThatOfTheScan() {
        Differential differential = new Differential(RouteTable::of);

        assertThat(differential.compare(SEED, PAIRS)).isEmpty();
        assertThat(differential.matched()).isBetween(PAIRS / 50, PAIRS);
    }

    /** So it would be seen if the index had such a bug. */
    @ParameterizedTest
    @EnumSource(Mutant.class)
    void anIndexWithABugIsCaughtByTheSame(Mutant mutant) {
        assertThat(new Differential(mutant::of).compare(1, 60_000)).isPresent();
    }
}
