package dev.bqdispatch.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bqdispatch.job.Decoded;
import dev.bqdispatch.job.EventDecoder;
import dev.bqdispatch.job.JobRef;
import dev.bqdispatch.job.ObjectUrl;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** No job ID and no value reaches an object outside the folder that it belongs to. */
class ContainmentPropertiesTest {
    private static final ObjectUrl FOLDER = new ObjectUrl("ops", "deep/in/here/");
    private static final Instant ENDED = Instant.parse("2026-03-01T12:30:00Z");
    private static final Pattern LEGAL = Pattern.compile("[A-Za-z0-9_-]{1,1024}");
    private static final Pattern STEP_UP = Pattern.compile("(?:^|/)\\.\\.?(?:/|$)");

    @Provide
    Arbitrary<String> legalIds() {
        Arbitrary<String> plain = Arbitraries.strings()
                .withCharRange('a', 'z')
                .withChars('-', '_', '0', 'Z')
                .ofMinLength(1)
                .ofMaxLength(60);
        Arbitrary<String> dashes = Arbitraries.of("--", "-", "----", "a", "--dispatch", "---x")
                .list()
                .ofMinSize(1)
                .ofMaxSize(150)
                .map(parts -> String.join("", parts));
        return Arbitraries.oneOf(plain, dashes).filter(id -> id.length() <= 1024);
    }

    @Provide
    Arbitrary<String> anyIds() {
        return Arbitraries.oneOf(
                Arbitraries.strings().all().ofMaxLength(30),
                Arbitraries.of(
                        "..", "../x", "a/b", "a%2Fb", "a\nb", "a\u0000b", "a\\b", "", " ", "a.b", "\u00e9", "a\u2044b"),
                legalIds());
    }

    @Property
    void everyNameOfALegalJobLiesInItsFolder(@ForAll("legalIds") String id) {
        JobRef job = new JobRef("acme", "US", id);
        EntryNames entries = new EntryNames(FOLDER, "acme");
        StateNames state = new StateNames(FOLDER);
        List<ObjectUrl> names = new ArrayList<>(TaskNames.candidates(FOLDER, job));
        names.addAll(entries.candidates(job, ENDED));
        names.add(entries.retired(FOLDER, TaskNames.of(FOLDER, job), job, ENDED));
        names.add(state.claim(job));
        names.add(state.replay(job));
        names.add(state.step(job, new ActionName("notify", "0123456789abcdef", 0), id));
        entries.candidates(job, ENDED).forEach(entry -> names.add(new OldEntry(entry, job, ENDED, 1, "", 99).kept()));
        assertThat(names).allSatisfy(ContainmentPropertiesTest::lies);
    }

    @Property
    void everyMarkerLiesInItsFolder(@ForAll String route, @ForAll String value) {
        lies(new StateNames(FOLDER).once(route, value));
    }

    private static void lies(ObjectUrl name) {
        assertThat(FOLDER.contains(name)).as("%s", name).isTrue();
        assertThat(name.name().getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(1024);
        assertThat(STEP_UP.matcher(name.name()).find()).as("%s", name).isFalse();
        assertThat(name.name()).doesNotContain("\n", "\r", "\u0000");
    }

    @Property
    void noFormatTellsOfAJobWhoseIdCouldNameSomethingElse(@ForAll("anyIds") String id) {
        EventDecoder decoder = new EventDecoder();
        for (String event : List.of(
                "{\"kind\": \"bigquery#job\", \"status\": {\"state\": \"DONE\"}, \"configuration\": {\"query\": {\"query\": \"SELECT 1\"}}, \"jobReference\": {\"projectId\": \"acme\","
                        + " \"location\": \"US\", \"jobId\": %s}}",
                "{\"ProjectID\": \"acme\", \"EventID\": \"1\", \"JobID\": %s}",
                "{\"protoPayload\": {\"serviceData\": {\"jobCompletedEvent\": {\"job\": {\"jobName\": {\"projectId\":"
                        + " \"acme\", \"location\": \"US\", \"jobId\": %s}, \"jobStatus\": {\"state\": \"DONE\"},"
                        + " \"jobConfiguration\": {\"query\": {\"query\": \"SELECT 1\"}}}}}}}")) {
            String json = String.format(event, com.fasterxml.jackson.databind.node.TextNode.valueOf(id));
            Decoded decoded = decoder.decode(json.getBytes(StandardCharsets.UTF_8), Map.of());
            if (decoded instanceof Decoded.Finished finished) {
                assertThat(finished.job().ref().jobId()).isEqualTo(id).matches(LEGAL);
            } else if (decoded instanceof Decoded.Referenced referenced) {
                assertThat(referenced.pointer().jobId()).isEqualTo(id).matches(LEGAL);
            } else {
                assertThat(LEGAL.matcher(id).matches())
                        .as("%s: %s", id, decoded)
                        .isFalse();
            }
        }
    }
}
