package dev.bqdispatch.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

final class CrashGateTest {
    private final Object gateway = new Object();
    private final CrashGate gate = CrashGate.stopAfter(1, CrashGate.Mode.AFTER_REPLY, call -> true);
    private final List<String> effects = new CopyOnWriteArrayList<>();

    @Test
    void aCallThatComesDuringTheLastOneWaitsForItAndHasNoEffect() throws InterruptedException {
        Thread second = new Thread(() -> gate.pass(gateway, () -> effect("second", true)));

        gate.pass(gateway, () -> {
            second.start();
            await().until(() -> second.getState() == Thread.State.BLOCKED || !second.isAlive());
            return effect("first", true);
        });
        second.join();

        assertThat(effects).containsExactly("first");
    }

    @Test
    void anInjectedFaultIsNoEffectAndDoesNotCount() {
        gate.pass(gateway, () -> effect("fault", false));

        assertThat(gate.counted()).isZero();
        assertThat(gate.isDead(gateway)).isFalse();
    }

    private CrashGate.Done<String> effect(String name, boolean took) {
        effects.add(name);
        return new CrashGate.Done<>(new Call(1, "storage", "objects.insert", "/" + name), name, took);
    }
}
