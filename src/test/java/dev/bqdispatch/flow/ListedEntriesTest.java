package dev.bqdispatch.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.bqdispatch.fake.Call;
import dev.bqdispatch.fake.Fault;
import dev.bqdispatch.fake.SampleJob;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The reconciler does not look for the entry of each of many jobs where a list of entries tells. */
class ListedEntriesTest {
    private static final String COPY = "{\"Name\": \"copies\", \"When\": {\"Dest\": \":d.t$\"},"
            + " \"OnSuccess\": [{\"Action\": \"copy\", \"Request\": {\"Dest\": \"d.u\"}}]}";
    private static final String DONE = "gs://ops/journal/" + Scene.HOUR + "/";
    private static final String FAILED = "gs://ops/errors/" + Scene.HOUR + "/";
    private static final int MANY = 40;

    private final PassScene passes = new PassScene(COPY);
    private final Scene scene = passes.scene();

    @BeforeEach
    void noChildEnds() {
        scene.world().bigQuery().completeManually();
    }

    @AfterEach
    void close() {
        passes.close();
    }

    private static List<String> ids(int count) {
        return IntStream.range(0, count).mapToObj(i -> "load-" + i).toList();
    }

    private static SampleJob job(String id) {
        return SampleJob.load(id, "acme:d.t", "gs://data/in/t.csv");
    }

    private void ended(List<String> ids) {
        ids.forEach(id -> passes.missed(job(id)));
    }

    private void entry(String folder, String id, String owner) {
        scene.world().storage().put(folder + id + "-job.json", ByteString.copyFromUtf8("{}"), Map.of("job", owner));
    }

    private void entries(String folder, List<String> ids) {
        ids.forEach(id -> entry(folder, id, "acme:US." + id));
    }

    /** The looks for entries one by one, by what they looked for. */
    private static Stream<String> looks(Replica replica) {
        return replica.gateway().calls().matching(call -> call.method().equals("objects.get")).stream()
                .map(Call::path)
                .filter(path -> path.contains(Scene.HOUR));
    }

    /** Beside the list of tasks, and the three of what may be left over of claims. */
    private static long lists(Replica replica) {
        return replica.gateway().calls().countOf("objects.list") - 4;
    }

    @Test
    void oneListTellsOfAllWhoseDispatchSucceeded() {
        ended(ids(MANY));
        entries(DONE, ids(MANY));
        Replica replica = passes.afterPass();
        assertThat(looks(replica)).isEmpty();
        assertThat(lists(replica)).isEqualTo(1);
        assertThat(PassScene.missed(replica, "route")).isZero();
    }

    @Test
    void anotherTellsOfThoseWhoseDispatchFailed() {
        ended(ids(MANY));
        entries(FAILED, ids(MANY));
        Replica replica = passes.afterPass();
        assertThat(looks(replica)).isEmpty();
        assertThat(lists(replica)).isEqualTo(2);
        assertThat(PassScene.missed(replica, "route")).isZero();
    }

    @Test
    void whatNoListShowsIsLookedForAndDispatched() {
        ended(ids(MANY));
        entries(DONE, ids(MANY).subList(1, MANY));
        Replica replica = passes.afterPass();
        assertThat(looks(replica)).isNotEmpty().allMatch(path -> path.contains("load-0"));
        assertThat(PassScene.missed(replica, "route")).isEqualTo(1);
        assertThat(scene.submitted("load-0--000_copy--dispatch_nop")).isPresent();
    }

    @Test
    void theEntryOfAnotherJobOfThatIdTellsNothing() {
        ended(ids(MANY));
        entries(DONE, ids(MANY).subList(1, MANY));
        entry(DONE, "load-0", "acme:EU.load-0");
        Replica replica = passes.afterPass();
        assertThat(PassScene.missed(replica, "route")).isEqualTo(1);
        assertThat(scene.submitted("load-0--000_copy--dispatch_nop")).isPresent();
    }

    @Test
    void whatIsKeptOfAnEarlierEntryTellsNothing() {
        ended(ids(MANY));
        entries(DONE, ids(MANY).subList(1, MANY));
        scene.world()
                .storage()
                .put(FAILED + "load-0-job.1.json", ByteString.copyFromUtf8("{}"), Map.of("job", "acme:US.load-0"));
        Replica replica = passes.afterPass();
        assertThat(PassScene.missed(replica, "route")).isEqualTo(1);
    }

    @Test
    void aFewAreCheaperToLookFor() {
        ended(ids(5));
        entries(DONE, ids(5));
        Replica replica = passes.afterPass();
        assertThat(lists(replica)).isZero();
        assertThat(PassScene.missed(replica, "route")).isZero();
    }

    @Test
    void whereAListCantBeHadEachIsLookedFor() {
        ended(ids(MANY));
        entries(DONE, ids(MANY).subList(1, MANY));
        Replica replica = scene.start();
        replica.gateway().failNext(1, "objects.list", Fault.status(403, "forbidden"));
        PassScene.awaitPass(replica, "done");
        assertThat(looks(replica).distinct().count()).isGreaterThanOrEqualTo(MANY);
        assertThat(PassScene.missed(replica, "route")).isEqualTo(1);
    }
}
