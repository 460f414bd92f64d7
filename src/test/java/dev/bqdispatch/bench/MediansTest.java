package dev.bqdispatch.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class MediansTest {
    @Test
    void theMiddleOneOfAnOddNumberIsTheMedian() {
        assertThat(Medians.of(List.of(9.0, 1.0, 2.0))).isEqualTo(2);
    }

    @Test
    void theMeanOfTheTwoInTheMiddleIsTheMedianOfAnEvenNumber() {
        assertThat(Medians.of(List.of(100.0, 1.0, 2.0, 4.0))).isEqualTo(3);
    }

    @Test
    void ofNothingThereIsNoMedian() {
        assertThatIllegalArgumentException().isThrownBy(() -> Medians.of(List.of()));
    }

    @Test
    void itIsSaidHowFarTheValuesGo() {
        assertThat(Medians.words(List.of(1.1, 0.9, 1.0), Unit.RATIO)).isEqualTo("median of 3, 0.90 to 1.10");
    }

    /** A slow moment slows both of a pair: the ratio of the medians would be 10 / 20. */
    @Test
    void pairsAreComparedBeforeTheirMedianIsTaken() {
        List<Medians.Pair> pairs =
                List.of(new Medians.Pair(9, 10), new Medians.Pair(10, 11), new Medians.Pair(90, 100));

        assertThat(Medians.ratio(pairs)).isEqualTo(0.9);
        assertThat(Medians.difference(pairs)).isEqualTo(-1);
    }
}
