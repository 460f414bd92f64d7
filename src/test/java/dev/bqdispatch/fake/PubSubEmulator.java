package dev.bqdispatch.fake;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.api.gax.core.NoCredentialsProvider;
import com.google.api.gax.grpc.GrpcTransportChannel;
import com.google.api.gax.rpc.FixedTransportChannelProvider;
import com.google.cloud.pubsub.v1.SubscriptionAdminClient;
import com.google.cloud.pubsub.v1.SubscriptionAdminSettings;
import com.google.cloud.pubsub.v1.TopicAdminClient;
import com.google.cloud.pubsub.v1.TopicAdminSettings;
import com.google.protobuf.ByteString;
import com.google.pubsub.v1.PubsubMessage;
import com.google.pubsub.v1.ReceivedMessage;
import com.google.pubsub.v1.Subscription;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Google's own Pub/Sub emulator in a process of its own, on a free port of the loopback interface; messages are
 * published through Google's own client. Names are full: {@code projects/P/topics/T}.
 *
 * @see <a href="https://cloud.google.com/pubsub/docs/emulator">emulator</a>
 */
public final class PubSubEmulator implements AutoCloseable {
    /** What a skipped test says. */
    public static final String ABSENT = "SKIPPED: Google's Pub/Sub emulator is not installed (gcloud components install"
            + " pubsub-emulator), and -Dbqdispatch.pubsub-emulator does not name its jar";

    private static final String JAR_PROPERTY = "bqdispatch.pubsub-emulator";
    private static final Duration START = Duration.ofSeconds(60);
    private static final int SHORTEST_LEASE = 10;

    private final Process process;
    private final String host;
    private final ManagedChannel channel;
    private final TopicAdminClient topics;
    private final SubscriptionAdminClient subscriptions;

    private PubSubEmulator(Process process, String host) throws IOException {
        this.process = process;
        this.host = host;
        channel = ManagedChannelBuilder.forTarget(host).usePlaintext().build();
        FixedTransportChannelProvider provider =
                FixedTransportChannelProvider.create(GrpcTransportChannel.create(channel));
        topics = TopicAdminClient.create(TopicAdminSettings.newBuilder()
                .setTransportChannelProvider(provider)
                .setCredentialsProvider(NoCredentialsProvider.create())
                .build());
        subscriptions = SubscriptionAdminClient.create(SubscriptionAdminSettings.newBuilder()
                .setTransportChannelProvider(provider)
                .setCredentialsProvider(NoCredentialsProvider.create())
                .build());
    }

    /** Starts the emulator; empty where it is not installed. */
    public static Optional<PubSubEmulator> start() throws IOException, InterruptedException {
        return start(List.of());
    }

    /**
     * As {@link #start()}.
     *
     * @param jvm options of its JVM
     */
    public static Optional<PubSubEmulator> start(List<String> jvm) throws IOException, InterruptedException {
        Optional<Path> jar = jar();
        if (jar.isEmpty()) {
            System.err.println(ABSENT);
        }
        return jar.isEmpty() ? Optional.empty() : Optional.of(start(jar.get(), jvm));
    }

    private static PubSubEmulator start(Path jar, List<String> jvm) throws IOException, InterruptedException {
        int port = freePort();
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvm);
        command.addAll(List.of("-jar", jar.toString(), "--host=127.0.0.1", "--port=" + port));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            awaitListening(process, port);
            return new PubSubEmulator(process, "127.0.0.1:" + port);
        } catch (IOException | InterruptedException | RuntimeException e) {
            process.destroyForcibly();
            throw e;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static void awaitListening(Process process, int port) throws IOException, InterruptedException {
        long end = System.nanoTime() + START.toNanos();
        while (System.nanoTime() < end) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
                return;
            } catch (IOException notYet) {
                if (process.waitFor(50, TimeUnit.MILLISECONDS)) {
                    throw new IOException("the Pub/Sub emulator ended with " + process.exitValue(), notYet);
                }
            }
        }
        throw new IOException("the Pub/Sub emulator does not listen on port " + port);
    }

    /** The jar that a system property names, else that of the installed SDK. */
    private static Optional<Path> jar() throws IOException, InterruptedException {
        String named = System.getProperty(JAR_PROPERTY, "");
        if (!named.isEmpty()) {
            return Optional.of(Path.of(named));
        }
        Optional<Path> lib = sdkRoot().map(root -> root.resolve("platform/pubsub-emulator/lib"));
        if (lib.isEmpty() || !Files.isDirectory(lib.get())) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(lib.get())) {
            return files.filter(file -> file.getFileName().toString().matches("cloud-pubsub-emulator-.*\\.jar"))
                    .findFirst();
        }
    }

    private static Optional<Path> sdkRoot() throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("gcloud", "info", "--format=value(installation.sdk_root)")
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment()
                .putAll(Map.of(
                        "CLOUDSDK_CORE_CHECK_GCE_METADATA", "false",
                        "CLOUDSDK_CORE_DISABLE_FILE_LOGGING", "1",
                        "CLOUDSDK_CORE_DISABLE_PROMPTS", "1",
                        "CLOUDSDK_CORE_DISABLE_USAGE_REPORTING", "true",
                        "CLOUDSDK_COMPONENT_MANAGER_DISABLE_UPDATE_CHECK", "true"));
        Process gcloud;
        try {
            gcloud = builder.start();
        } catch (IOException noGcloud) {
            return Optional.empty();
        }
        try (InputStream output = gcloud.getInputStream()) {
            String root = new String(output.readAllBytes(), UTF_8).strip();
            return gcloud.waitFor() == 0 && !root.isEmpty() ? Optional.of(Path.of(root)) : Optional.empty();
        }
    }

    /** {@code host:port}, what {@code PUBSUB_EMULATOR_HOST} takes. */
    public String host() {
        return host;
    }

    /** What the system knows of its process. */
    public ProcessHandle handle() {
        return process.toHandle();
    }

    public void createTopic(String topic) {
        topics.createTopic(topic);
    }

    /** Creates a pull subscription with the shortest lease there is, 10 s. */
    public void createSubscription(String subscription, String topic) {
        subscriptions.createSubscription(Subscription.newBuilder()
                .setName(subscription)
                .setTopic(topic)
                .setAckDeadlineSeconds(SHORTEST_LEASE)
                .build());
    }

    /** Publishes in one call; returns the message IDs, in order. */
    public List<String> publish(String topic, List<String> data) {
        List<PubsubMessage> messages = data.stream()
                .map(text -> PubsubMessage.newBuilder()
                        .setData(ByteString.copyFromUtf8(text))
                        .build())
                .toList();
        return topics.publish(topic, messages).getMessageIdsList();
    }

    /** Pulls what waits, acknowledges and returns it; none if there is none. */
    @SuppressWarnings("deprecation") // Nobody but a test pulls like that.
    public List<PubSubMessage> take(String subscription, int most) {
        List<ReceivedMessage> received =
                subscriptions.pull(subscription, true, most).getReceivedMessagesList();
        if (!received.isEmpty()) {
            subscriptions.acknowledge(
                    subscription,
                    received.stream().map(ReceivedMessage::getAckId).toList());
        }
        return received.stream()
                .map(ReceivedMessage::getMessage)
                .map(message -> new PubSubMessage(
                        message.getMessageId(),
                        message.getData(),
                        message.getAttributesMap(),
                        Instant.ofEpochSecond(
                                message.getPublishTime().getSeconds(),
                                message.getPublishTime().getNanos())))
                .toList();
    }

    /** It keeps nothing that would be worth a gentle end. */
    @Override
    public void close() {
        topics.close();
        subscriptions.close();
        channel.shutdownNow();
        process.destroyForcibly();
    }
}
