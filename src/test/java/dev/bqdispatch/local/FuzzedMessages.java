package dev.bqdispatch.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import com.google.pubsub.v1.PubsubMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/** Messages made of the fixtures by a seed: changed in their structure, in their bytes, cut, compressed, or mere garbage. */
final class FuzzedMessages {
    private static final int ELSEWHERE_EVERY = 500;
    private static final int BOMB_EVERY = 20_000;
    private static final int BOMB_BYTES = 30_000_000;
    private static final int DEEP = 5_000;
    private static final int MOST_GARBAGE = 2_000;
    private static final List<String> ID_ENDS =
            List.of("", "", "", "", "", "", "--dispatch", "---x--dispatch", "----dispatch_nop", "--000_copy--dispatch");

    private static final List<Map<String, String>> ATTRIBUTES = List.of(
            Map.of("ce-specversion", "1.0", "ce-type", "google.cloud.audit.log.v1.written", "ce-id", "x"),
            Map.of("ce-specversion", "9", "ce-id", ""),
            Map.of("content-encoding", "gzip"),
            Map.of("logging.googleapis.com/timestamp", "never"));

    private final long seed;
    private final Instant published;
    private final List<Fixture> usual;
    private final List<Fixture> elsewhere;
    private final byte[] bomb = compressed(new byte[BOMB_BYTES]);

    /** @param published so long ago that no message is tried for long */
    FuzzedMessages(List<Fixture> fixtures, long seed, Instant published) {
        this.seed = seed;
        this.published = published;
        usual = fixtures.stream().filter(each -> !each.leadsElsewhere()).toList();
        elsewhere = fixtures.stream().filter(Fixture::leadsElsewhere).toList();
    }

    /** The message of a number, always the same. */
    PubsubMessage of(int number) {
        Random random = new Random(seed * 1_000_003 + number);
        PubsubMessage.Builder message = PubsubMessage.newBuilder()
                .setMessageId(Integer.toString(number))
                .setPublishTime(Timestamp.newBuilder().setSeconds(published.getEpochSecond()))
                .setData(ByteString.copyFrom(data(number, random)));
        if (random.nextInt(20) == 0) {
            message.putAllAttributes(ATTRIBUTES.get(random.nextInt(ATTRIBUTES.size())));
        }
        return message.build();
    }

    private byte[] data(int number, Random random) {
        if (number % BOMB_EVERY == BOMB_EVERY / 2) {
            return bomb;
        }
        int kind = random.nextInt(100);
        if (kind < 2) {
            byte[] garbage = new byte[random.nextInt(MOST_GARBAGE)];
            random.nextBytes(garbage);
            return garbage;
        }
        if (kind == 2) {
            return "[".repeat(random.nextInt(DEEP)).getBytes(UTF_8);
        }
        byte[] document = document(number, random).getBytes(UTF_8);
        return switch (kind) {
            case 3, 4, 5, 6 -> damaged(document, random);
            case 7, 8 -> Arrays.copyOf(document, random.nextInt(document.length + 1));
            case 9, 10, 11 -> compressed(document);
            case 12 -> damaged(compressed(document), random);
            default -> document;
        };
    }

    private String document(int number, Random random) {
        List<Fixture> from = random.nextInt(ELSEWHERE_EVERY) == 0 ? elsewhere : usual;
        Fixture fixture = from.get(random.nextInt(from.size()));
        JsonNode tree = fixture.tree().deepCopy();
        for (int changes = random.nextInt(4); changes > 0; changes--) {
            Mutations.change(tree, usual.get(random.nextInt(usual.size())).tree(), random);
        }
        String text = tree.toString();
        String own = "f" + seed + "-" + number + ID_ENDS.get(random.nextInt(ID_ENDS.size()));
        return fixture.jobId().isEmpty() || random.nextInt(50) == 0 ? text : text.replace(fixture.jobId(), own);
    }

    private static byte[] damaged(byte[] data, Random random) {
        byte[] damaged = data.clone();
        for (int i = random.nextInt(8); i >= 0 && damaged.length > 0; i--) {
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
        }
        return damaged;
    }

    private static byte[] compressed(byte[] data) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
