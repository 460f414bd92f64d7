package dev.bqdispatch.match;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobHintTest {
    private static final String JOB = "import--20260301--dispatch";

    @Test
    void noHintFits() {
        assertThat(JobHint.mismatch(null, JOB)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {JOB, "~/^import--\\d+/", "~/dispatch$/"})
    void whatFitsIsNotMentioned(String hint) {
        assertThat(JobHint.mismatch(hint, JOB)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"import--20260302--dispatch", "~/^export/", "~/^import--(/", "~/", "/^import/"})
    void whatDoesNotFitIsAWarningThatNamesTheHint(String hint) {
        assertThat(JobHint.mismatch(hint, JOB))
                .get()
                .asString()
                .startsWith("$.JobID: ")
                .contains(hint);
    }
}
