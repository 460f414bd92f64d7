package dev.bqdispatch.rule;

import static dev.bqdispatch.rule.Documents.routes;
import static dev.bqdispatch.rule.Documents.taskOf;
import static dev.bqdispatch.rule.Documents.warnings;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What a person is told of a key that nobody knows. */
class SpellingTest {
    @Test
    void aLongerNameOfAFilterIsTracedToTheFilterAndToldToWidenTheRoute() {
        assertThat(warnings(routes("[{'When': {'Destination': 'x', 'Type': 'LOAD'}, 'OnSuccess': []}]")))
                .containsExactly("$.Routes[0].When.Destination: is unknown and ignored, so that the route takes more"
                        + " jobs than with it; the nearest known key is 'Dest'");
    }

    @Test
    void aKeyOfTheRequestBesideItIsToldToBelongInside() {
        assertThat(warnings(
                        taskOf("{'Action': 'delete', 'sourceurl': 'gs://bkt/x', 'Request': {'URL': 'gs://bkt/x'}}")))
                .containsExactly("$.OnSuccess[0].sourceurl: is ignored here; it belongs in Request");
    }

    @Test
    void aKeyThatIsLikeNoOtherIsAnsweredWithTheKnownOnes() {
        assertThat(warnings(taskOf("{'Action': 'delete', 'Unce': 1, 'Request': {'URL': 'gs://bkt/x'}}")))
                .containsExactly("$.OnSuccess[0].Unce: is unknown and ignored; expected one of Action, Request, When,"
                        + " OnSuccess, OnFailure, Async, ProjectID, Location, DeferTaskURL, JobID");
    }
}
