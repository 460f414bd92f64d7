package dev.bqdispatch.fake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.api.client.googleapis.json.GoogleJsonResponseException;
import com.google.api.client.http.ByteArrayContent;
import com.google.api.client.http.HttpResponseException;
import com.google.api.services.storage.Storage;
import com.google.api.services.storage.model.Objects;
import com.google.api.services.storage.model.RewriteResponse;
import com.google.api.services.storage.model.StorageObject;
import com.google.cloud.storage.Blob;
import com.google.cloud.storage.BlobInfo;
import com.google.cloud.storage.Storage.BlobTargetOption;
import com.google.cloud.storage.StorageException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class FakeStorageTest {
    private final FakeWorld world = new FakeWorld();
    private final Gateway gateway = Gateway.to(world);
    private final Storage client = Clients.restStorage(gateway);

    @BeforeEach
    void aBucket() {
        world.storage().createBucket("b");
    }

    @AfterEach
    void close() {
        gateway.close();
        world.close();
    }

    @Test
    void whatIsWrittenIsReadBack() throws IOException {
        StorageObject written = insert("dir/o.json", "{\"a\":1}", null);

        ByteArrayOutputStream read = new ByteArrayOutputStream();
        client.objects().get("b", "dir/o.json").executeMediaAndDownloadTo(read);
        StorageObject resource = client.objects().get("b", "dir/o.json").execute();

        assertThat(read.toString(UTF_8)).isEqualTo("{\"a\":1}");
        assertThat(resource.getGeneration()).isEqualTo(written.getGeneration());
        assertThat(resource.getMetadata()).containsEntry("job", "p:US.j");
        assertThat(resource.getContentType()).isEqualTo("application/json");
        assertThat(resource.getTimeCreated()).isNotNull();
        assertThat(world.storage().text("gs://b/dir/o.json")).isEqualTo("{\"a\":1}");
        assertThat(gateway.calls().all())
                .extracting(Call::method)
                .containsExactly("objects.insert", "objects.get.media", "objects.get");
    }

    @Test
    void anObjectCreatedTwiceWithGenerationZeroIsRefusedTheSecondTime() throws IOException {
        insert("o", "first", 0L);

        assertRefused(() -> insert("o", "second", 0L), 412, "conditionNotMet");
        assertThat(world.storage().text("gs://b/o")).isEqualTo("first");
    }

    @Test
    void eachWriteHasAHigherGenerationAndOnlyTheLatestCanBeDeletedByIt() throws IOException {
        long first = insert("o", "1", null).getGeneration();
        long second = insert("o", "2", null).getGeneration();

        assertThat(second).isGreaterThan(first);
        assertRefused(
                () -> client.objects()
                        .delete("b", "o")
                        .setIfGenerationMatch(first)
                        .execute(),
                412,
                "conditionNotMet");
        assertRefused(
                () -> client.objects().delete("b", "o").setGeneration(first).execute(), 404, "notFound");
        client.objects().delete("b", "o").setIfGenerationMatch(second).execute();
        assertThat(world.storage().exists("gs://b/o")).isFalse();
        assertRefused(() -> client.objects().get("b", "o").execute(), 404, "notFound");
    }

    @Test
    void aReadThatWantsAnotherGenerationIsNotModified() throws IOException {
        long generation = insert("o", "1", null).getGeneration();

        assertThatThrownBy(() -> client.objects()
                        .get("b", "o")
                        .setIfGenerationNotMatch(generation)
                        .execute())
                .isInstanceOfSatisfying(
                        HttpResponseException.class,
                        e -> assertThat(e.getStatusCode()).isEqualTo(304));
    }

    @Test
    void anUnknownBucketIsNotFound() {
        assertRefused(() -> client.objects().list("none").execute(), 404, "notFound");
    }

    @Test
    void aRewriteMovesNothingWhenTheSourceHasChanged() throws IOException {
        long old = insert("from", "1", null).getGeneration();
        insert("from", "2", null);

        assertRefused(
                () -> client.objects()
                        .rewrite("b", "from", "b", "to", null)
                        .setIfSourceGenerationMatch(old)
                        .execute(),
                412,
                "conditionNotMet");
        assertThat(world.storage().exists("gs://b/to")).isFalse();
    }

    @Test
    void aBigRewriteTakesSeveralCallsAndKeepsTheMetadata() throws IOException {
        insert("from", "0123456789", null);
        world.storage().rewriteAtMostPerCall(4);

        RewriteResponse step =
                client.objects().rewrite("b", "from", "b", "a/-to", null).execute();
        int calls = 1;
        while (!step.getDone()) {
            assertThat(world.storage().exists("gs://b/a/-to")).isFalse();
            step = client.objects()
                    .rewrite("b", "from", "b", "a/-to", null)
                    .setRewriteToken(step.getRewriteToken())
                    .execute();
            calls++;
        }

        assertThat(calls).isEqualTo(3);
        assertThat(world.storage().object("gs://b/a/-to").metadata()).containsEntry("job", "p:US.j");
    }

    @Test
    void aListingHasPagesPrefixesAndOnlyTheFieldsAskedFor() throws IOException {
        for (String name : new String[] {"a/1", "a/2", "b", "c/d/e", "c/d/f", "d"}) {
            insert(name, "x", null);
        }

        Objects first =
                client.objects().list("b").setDelimiter("/").setMaxResults(2L).execute();
        Objects second = client.objects()
                .list("b")
                .setDelimiter("/")
                .setPageToken(first.getNextPageToken())
                .setFields("prefixes,items(name,generation)")
                .execute();

        assertThat(first.getPrefixes()).containsExactly("a/");
        assertThat(first.getItems()).extracting(StorageObject::getName).containsExactly("b");
        assertThat(second.getPrefixes()).containsExactly("c/");
        assertThat(second.getItems()).extracting(StorageObject::getName).containsExactly("d");
        assertThat(second.getItems().get(0).getGeneration()).isNotNull();
        assertThat(second.getItems().get(0).getSize()).isNull();
        assertThat(client.objects().list("b").setStartOffset("c/d/f").execute().getItems())
                .extracting(StorageObject::getName)
                .containsExactly("c/d/f", "d");
    }

    @Test
    void namesMayHoldAnyCharacter() throws IOException {
        for (String name : new String[] {"a//b", "a/-", "ä ö+%2F?#&=;", "x/../y", "\uD83D\uDE80/z~!'()*"}) {
            insert(name, name, 0L);
            assertThat(world.storage().text("gs://b/" + name)).isEqualTo(name);
            assertThat(client.objects().get("b", name).execute().getName()).isEqualTo(name);
        }
    }

    @Test
    void theCloudClientWritesReadsAndIsRefused() throws IOException {
        com.google.cloud.storage.Storage cloud = Clients.storage(gateway);
        BlobInfo info = BlobInfo.newBuilder("b", "dir/ä.txt")
                .setMetadata(Map.of("k", "v"))
                .build();

        Blob blob = cloud.create(info, "hello".getBytes(UTF_8), BlobTargetOption.doesNotExist());

        assertThat(new String(cloud.readAllBytes(blob.getBlobId()), UTF_8)).isEqualTo("hello");
        assertThat(cloud.get("b", "dir/ä.txt").getMetadata()).containsEntry("k", "v");
        assertThatThrownBy(() -> cloud.create(info, "x".getBytes(UTF_8), BlobTargetOption.doesNotExist()))
                .isInstanceOfSatisfying(
                        StorageException.class, e -> assertThat(e.getCode()).isEqualTo(412));
        try (var writer = cloud.writer(BlobInfo.newBuilder("b", "resumed").build())) {
            writer.write(ByteBuffer.wrap("resumable".getBytes(UTF_8)));
        }
        assertThat(world.storage().text("gs://b/resumed")).isEqualTo("resumable");
        try (var reader = cloud.reader("b", "resumed")) {
            reader.seek(3);
            ByteBuffer into = ByteBuffer.allocate(16);
            assertThat(reader.read(into)).isEqualTo(6);
        }
    }

    private StorageObject insert(String name, String text, @org.jspecify.annotations.Nullable Long generation)
            throws IOException {
        StorageObject resource = new StorageObject().setName(name).setMetadata(Map.of("job", "p:US.j"));
        Storage.Objects.Insert insert =
                client.objects().insert("b", resource, new ByteArrayContent("application/json", text.getBytes(UTF_8)));
        insert.getMediaHttpUploader().setDirectUploadEnabled(true);
        return generation == null
                ? insert.execute()
                : insert.setIfGenerationMatch(generation).execute();
    }

    private static void assertRefused(ThrowingCallable call, int code, String reason) {
        assertThatThrownBy(call).isInstanceOfSatisfying(GoogleJsonResponseException.class, e -> {
            assertThat(e.getStatusCode()).isEqualTo(code);
            assertThat(e.getDetails().getErrors().get(0).getReason()).isEqualTo(reason);
        });
    }
}
