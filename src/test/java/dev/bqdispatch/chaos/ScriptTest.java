package dev.bqdispatch.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bqdispatch.chaos.Happening.JobEnds;
import dev.bqdispatch.chaos.Happening.OddMessage;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ScriptTest {
    private static final int EVENTS = 500;

    @Test
    void theSameSeedMakesTheSameEventsAndPlans() {
        assertThat(happenings(3)).isEqualTo(happenings(3)).isNotEqualTo(happenings(4));
        assertThat(script(3).configuration()).isEqualTo(script(3).configuration());
        assertThat(script(3).configuration()).isNotEqualTo(script(4).configuration());
    }

    @Test
    void everyKindOfActionAndOfTroubleIsAmongThem() {
        Set<Step.Kind> kinds = EnumSet.noneOf(Step.Kind.class);
        Set<Step.Trouble> troubles = EnumSet.noneOf(Step.Trouble.class);
        Set<Happening.By> by = EnumSet.noneOf(Happening.By.class);
        for (Happening happening : happenings(3)) {
            if (happening instanceof JobEnds job) {
                by.add(job.plan().by());
                Model.each(job.plan().onSuccess(), step -> {
                    kinds.add(step.kind());
                    troubles.add(step.trouble());
                });
            }
        }
        assertThat(kinds).containsExactlyInAnyOrder(Step.Kind.values());
        assertThat(troubles).containsExactlyInAnyOrder(Step.Trouble.values());
        assertThat(by).containsExactlyInAnyOrder(Happening.By.values());
        assertThat(happenings(3)).anyMatch(happening -> happening instanceof OddMessage odd && odd.invalid());
        assertThat(happenings(3)).anyMatch(happening -> happening instanceof OddMessage odd && !odd.invalid());
    }

    @Test
    void termsThatMakeNoSenseAreRefused() {
        assertThatThrownBy(() -> new Terms(0, 1, 1, 0, 0, 1)).hasMessageContaining("--events");
        assertThatThrownBy(() -> new Terms(1, -1, 1, 0, 0, 1)).hasMessageContaining("--kills");
        assertThatThrownBy(() -> new Terms(1, 1, 0, 0, 0, 1)).hasMessageContaining("--replicas");
        assertThatThrownBy(() -> new Terms(1, 1, 1, 0.6, 0, 1)).hasMessageContaining("--fault-rate");
    }

    private static List<Happening> happenings(long seed) {
        Script script = script(seed);
        return IntStream.range(0, EVENTS).mapToObj(script::happening).toList();
    }

    private static Script script(long seed) {
        return new Script(new Terms(EVENTS, 0, 1, 0, 0, seed));
    }
}
