package dev.bqdispatch.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bqdispatch.ledger.ActionName.Asked;
import java.util.List;
import org.junit.jupiter.api.Test;

class ActionNameTest {
    private static final Asked CALL = new Asked("call", "{\"URL\":\"https://a/b\"}");
    private static final Asked OTHER = new Asked("call", "{\"URL\":\"https://a/c\"}");
    private static final Asked PUSH = new Asked("push", CALL.request());

    @Test
    void itIsThatOfTheRequestWhateverComesBefore() {
        ActionName name = ActionName.of(CALL, List.of());

        assertThat(name.text()).matches("call_[0-9a-f]{16}_000");
        assertThat(ActionName.of(CALL, List.of(OTHER, PUSH))).isEqualTo(name);
    }

    @Test
    void anotherRequestOrKindHasAnotherName() {
        assertThat(List.of(
                        ActionName.of(CALL, List.of()),
                        ActionName.of(OTHER, List.of()),
                        ActionName.of(PUSH, List.of())))
                .doesNotHaveDuplicates();
    }

    @Test
    void ofSeveralThatAskForTheSameEachHasANumber() {
        assertThat(ActionName.of(CALL, List.of(CALL, OTHER)).text()).endsWith("_001");
        assertThat(ActionName.of(CALL, List.of(CALL, PUSH, CALL)).text()).endsWith("_002");
    }
}
