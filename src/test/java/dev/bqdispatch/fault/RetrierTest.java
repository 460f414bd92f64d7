package dev.bqdispatch.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RetrierTest {
    private static final Failure BUSY = new Failure(Failure.Kind.TRANSIENT, 503, "backendError", "busy", Duration.ZERO);
    private static final Failure UNAUTHORIZED = new Failure(Failure.Kind.TRANSIENT, 401, "", "token", Duration.ZERO);
    private static final Retrier.Patience SHORT = new Retrier.Patience(3, Duration.ofMillis(2), Duration.ofMillis(20));

    private final Vertx vertx = Vertx.vertx();
    private final Retrier retrier = new Retrier(vertx, RandomGenerator.getDefault(), SHORT);

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Test
    void aCallThatWorksIsMadeOnce() {
        Tried<String> tried = run(answers("fine"));
        assertThat(tried.get()).isEqualTo("fine");
        assertThat(tried.attempts()).isEqualTo(1);
    }

    @Test
    void aPassingFailureIsTriedAgain() {
        Tried<String> tried = run(answers(BUSY, BUSY, "fine"));
        assertThat(tried.get()).isEqualTo("fine");
        assertThat(tried.attempts()).isEqualTo(3);
    }

    @Test
    void patienceEnds() {
        Tried<String> tried = run(answers(BUSY, BUSY, BUSY, "too late"));
        assertThatThrownBy(tried::get).isInstanceOf(CallFailed.class).hasMessageContaining("busy");
        assertThat(tried.attempts()).isEqualTo(3);
    }

    @Test
    void aFailureForGoodIsNotTriedAgain() {
        Tried<String> tried = run(answers(Failure.permanent("no such table"), "never asked"));
        assertThatThrownBy(tried::get).hasMessageContaining("no such table");
        assertThat(tried.attempts()).isEqualTo(1);
    }

    @Test
    void aTokenThatRanOutIsTriedAgainOnce() {
        assertThat(run(answers(UNAUTHORIZED, "fine")).get()).isEqualTo("fine");
    }

    @Test
    void aSecondUnauthorizedIsForGood() {
        Tried<String> tried = run(answers(UNAUTHORIZED, BUSY, UNAUTHORIZED));
        assertThatThrownBy(tried::get)
                .isInstanceOfSatisfying(
                        CallFailed.class,
                        e -> assertThat(e.failure().isTransient()).isFalse());
    }

    @Test
    void aServerThatAsksForMoreThanPatienceIsNotWaitedFor() {
        Failure later = new Failure(Failure.Kind.TRANSIENT, 429, "", "later", Duration.ofMinutes(1));
        Tried<String> tried = run(answers(later, "not asked"));
        assertThat(tried.attempts()).isEqualTo(1);
    }

    @Test
    void lostGroundStaysLostGround() {
        Supplier<String> call = () -> Ground.at("gs://b/journal/", answers(Failure.permanent("forbidden")));
        assertThatThrownBy(run(call)::get).isInstanceOf(GroundLost.class).hasMessageContaining("gs://b/journal/");
    }

    @Test
    void aBugIsNoFailureOfTheCall() {
        assertThatThrownBy(() -> run(() -> {
                    throw new IllegalStateException("bug");
                }))
                .hasMessageContaining("bug");
    }

    @Test
    void lostGroundCanBeInsistedOn() {
        Supplier<String> call = answers(BUSY, BUSY, BUSY, BUSY, BUSY, BUSY, BUSY, "fine");
        assertThat(retrier.insist(() -> Ground.at("gs://b/state/", call), () -> false)
                        .await()
                        .get())
                .isEqualTo("fine");
    }

    @Test
    void nobodyInsistsLongerThanHeMay() {
        AtomicInteger asked = new AtomicInteger();
        Supplier<String> call = answers(BUSY, BUSY, BUSY, BUSY, BUSY, BUSY, "too late");
        Tried<String> tried = retrier.insist(() -> Ground.at("gs://b/state/", call), () -> asked.incrementAndGet() == 2)
                .await();
        assertThatThrownBy(tried::get).isInstanceOf(GroundLost.class);
    }

    @Test
    void whatAnEventAsksForIsNotInsistedOn() {
        Tried<String> tried = retrier.insist(answers(BUSY, BUSY, BUSY, "too late"), () -> false)
                .await();
        assertThatThrownBy(tried::get).isInstanceOf(CallFailed.class);
    }

    private Tried<String> run(Supplier<String> call) {
        return retrier.run(call).await();
    }

    /** Failures are thrown, texts returned, one for each call. */
    private static Supplier<String> answers(Object... answers) {
        Deque<Object> left = new ArrayDeque<>(Arrays.asList(answers));
        return () -> {
            Object next = left.removeFirst();
            if (next instanceof Failure failure) {
                throw new CallFailed(failure);
            }
            return (String) next;
        };
    }
}
