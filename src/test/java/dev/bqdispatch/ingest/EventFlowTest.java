package dev.bqdispatch.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.bqdispatch.bus.Bus;
import dev.bqdispatch.fault.Failure;
import dev.bqdispatch.job.ObjectUrl;
import dev.bqdispatch.message.JournalAnswer;
import dev.bqdispatch.message.JournalOrder;
import dev.bqdispatch.message.NotNow;
import dev.bqdispatch.message.Outcome;
import dev.bqdispatch.message.RunAnswer;
import dev.bqdispatch.message.Verdict;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class EventFlowTest {
    private static final NotNow NOT_NOW =
            new NotNow(NotNow.Why.EVENT, "gs://b/x", Failure.passing("the bucket has a cold"));

    private final Vertx vertx = Vertx.vertx();
    private final Bus bus = new Bus(vertx, Duration.ofMinutes(1));
    private final Stages stages = new Stages(bus);
    private final EventFlow flow = new EventFlow(bus);
    private final Context context = vertx.getOrCreateContext();

    @AfterEach
    void close() throws Exception {
        get(vertx.close());
    }

    private static <T> T get(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private Future<Verdict> carrying(String jobId, BooleanSupplier stopped) {
        Promise<Verdict> verdict = Promise.promise();
        context.runOnContext(here -> flow.carry(Samples.event(jobId), stopped).onComplete(verdict));
        return verdict.future();
    }

    private Verdict carry(String jobId) throws Exception {
        return get(carrying(jobId, () -> false));
    }

    private static Verdict done(Outcome outcome) {
        return new Verdict.Done(outcome);
    }

    @Test
    void whatNothingWaitsForEndsAfterMatching() throws Exception {
        stages.matchNothing();

        assertThat(carry("a")).isEqualTo(done(Outcome.UNMATCHED));
        assertThat(stages.log).containsExactly("match a");
    }

    @Test
    void whatTurnsOutToWaitForNothingEndsWithoutAnEntry() throws Exception {
        stages.run = question -> Future.succeededFuture(new RunAnswer.Unmatched());

        assertThat(carry("a")).isEqualTo(done(Outcome.UNMATCHED));
        assertThat(stages.log).containsExactly("match a", "run a");
    }

    @Test
    void aJobThatWasSubmittedAgainHasAnEntry() throws Exception {
        stages.run = question -> Future.succeededFuture(Samples.retried(question.dispatch()));

        assertThat(carry("a")).isEqualTo(done(Outcome.RETRIED));
        assertThat(stages.log).containsExactly("match a", "run a", "Enter");
    }

    @Test
    void aPlanIsRunAndItsEntryWritten() throws Exception {
        assertThat(carry("a")).isEqualTo(done(Outcome.OK));
        assertThat(stages.log).containsExactly("match a", "run a", "Enter");
    }

    @Test
    void aPlanThatFailedIsWrittenDownAndDoneWith() throws Exception {
        stages.run = plan -> Future.succeededFuture(Samples.ran(plan.dispatch(), "no such table"));

        assertThat(carry("a")).isEqualTo(done(Outcome.ERROR));
        assertThat(stages.log).containsExactly("match a", "run a", "Enter");
    }

    @Test
    void aFailureIsToldAsAWarningThatNamesTheEntry() throws Exception {
        stages.run = plan -> Future.succeededFuture(Samples.ran(plan.dispatch(), "no such table"));
        stages.journal =
                order -> Future.succeededFuture(new JournalAnswer.Settled(new ObjectUrl("ops", "errors/a-job.json")));
        Logger logger = (Logger) LoggerFactory.getLogger(EventFlow.class);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        logger.addAppender(lines);
        logger.setLevel(Level.INFO);

        carry("a");
        logger.setLevel(null);
        logger.detachAppender(lines);

        assertThat(lines.list).hasSize(1);
        assertThat(lines.list.get(0).getLevel()).isEqualTo(Level.WARN);
        assertThat(lines.list.get(0).getKeyValuePairs().toString()).contains("gs://ops/errors/a-job.json");
    }

    @Test
    void aDuplicateIsCleanedUpAfter() throws Exception {
        stages.run = plan -> Future.succeededFuture(new RunAnswer.Duplicate(plan.dispatch(), Samples.NOON, true));

        assertThat(carry("a")).isEqualTo(done(Outcome.DUPLICATE));
        assertThat(stages.orders).hasOnlyElementsOfType(JournalOrder.CleanUp.class);
    }

    @Test
    void theMatcherMayAskForLater() throws Exception {
        stages.match = question -> Future.succeededFuture(NOT_NOW);

        assertThat(carry("a")).isEqualTo(new Verdict.Later(NOT_NOW));
        assertThat(stages.log).containsExactly("match a");
    }

    @Test
    void theActionMayAskForLaterAndNothingIsWritten() throws Exception {
        stages.run = plan -> Future.succeededFuture(NOT_NOW);

        assertThat(carry("a")).isEqualTo(new Verdict.Later(NOT_NOW));
        assertThat(stages.orders).isEmpty();
    }

    @Test
    void theJournalMayAskForLater() throws Exception {
        stages.journal = order -> Future.succeededFuture(Samples.groundLost());

        assertThat(carry("a")).isEqualTo(new Verdict.Later(Samples.groundLost()));
    }

    @Test
    void aStageThatBreaksIsTheEventsFaultUntilSomebodyMendsIt() throws Exception {
        stages.run = plan -> {
            throw new IllegalStateException("broken");
        };

        Verdict.Later later = (Verdict.Later) carry("a");

        assertThat(later.notNow().why()).isEqualTo(NotNow.Why.EVENT);
        assertThat(later.notNow().place()).isEqualTo("action");
        assertThat(later.notNow().failure().message()).contains("broken");
    }

    @Test
    void aSecondArrivalOfAJobWaitsForTheFirstAndOtherJobsDoNot() throws Exception {
        List<Promise<RunAnswer>> running = new ArrayList<>();
        stages.run = plan -> {
            Promise<RunAnswer> answer = Promise.promise();
            running.add(answer);
            return answer.future();
        };
        Future<Verdict> first = carrying("a", () -> false);
        await().until(() -> stages.log.equals(List.of("match a", "run a")));
        Future<Verdict> second = carrying("a", () -> false);
        Future<Verdict> other = carrying("b", () -> false);
        await().until(() -> stages.log.equals(List.of("match a", "run a", "match a", "match b", "run b")));

        context.runOnContext(here -> running.get(0).complete(NOT_NOW));
        assertThat(get(first)).isEqualTo(new Verdict.Later(NOT_NOW));
        await().until(() -> stages.log.size() == 6);

        assertThat(stages.log.get(5)).isEqualTo("run a");
        context.runOnContext(here -> running.forEach(answer -> answer.tryComplete(NOT_NOW)));
        assertThat(get(second)).isEqualTo(new Verdict.Later(NOT_NOW));
        assertThat(get(other)).isEqualTo(new Verdict.Later(NOT_NOW));
    }

    @Test
    void noPlanIsStartedOnceTheEventIsToBeLeft() throws Exception {
        Promise<RunAnswer> running = Promise.promise();
        stages.run = plan -> running.future();
        AtomicBoolean stopped = new AtomicBoolean();
        carrying("a", () -> false);
        Future<Verdict> second = carrying("a", stopped::get);
        await().until(() -> stages.log.size() == 3);

        stopped.set(true);
        running.complete(NOT_NOW);

        assertThat(get(second)).isEqualTo(new Verdict.Later(NotNow.stopped()));
        assertThat(stages.log).containsOnlyOnce("run a");
    }

    @Test
    void jobsThatAreThroughAreForgotten() throws Exception {
        Turns turns = new Turns();
        Promise<String> work = Promise.promise();

        Future<String> ended = turns.take(Samples.event("a").ref(), work::future);
        assertThat(turns.jobs()).isEqualTo(1);
        work.complete("done");

        assertThat(get(ended)).isEqualTo("done");
        assertThat(turns.jobs()).isZero();
    }
}
