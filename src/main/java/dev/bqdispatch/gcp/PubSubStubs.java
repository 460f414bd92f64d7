package dev.bqdispatch.gcp;

import com.google.api.gax.core.CredentialsProvider;
import com.google.api.gax.core.FixedCredentialsProvider;
import com.google.api.gax.core.InstantiatingExecutorProvider;
import com.google.api.gax.core.NoCredentialsProvider;
import com.google.api.gax.grpc.InstantiatingGrpcChannelProvider;
import com.google.api.gax.httpjson.InstantiatingHttpJsonChannelProvider;
import com.google.api.gax.rpc.TransportChannelProvider;
import com.google.cloud.pubsub.v1.stub.GrpcPublisherStub;
import com.google.cloud.pubsub.v1.stub.GrpcSubscriberStub;
import com.google.cloud.pubsub.v1.stub.HttpJsonPublisherStub;
import com.google.cloud.pubsub.v1.stub.HttpJsonSubscriberStub;
import com.google.cloud.pubsub.v1.stub.PublisherStub;
import com.google.cloud.pubsub.v1.stub.PublisherStubSettings;
import com.google.cloud.pubsub.v1.stub.SubscriberStub;
import com.google.cloud.pubsub.v1.stub.SubscriberStubSettings;
import dev.bqdispatch.action.Publisher;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Google's clients of subscriptions and topics, for the cloud or for an emulator: one attempt per call, each with a timeout. */
final class PubSubStubs {
    /** Longer than an idle server keeps a pull waiting. */
    static final Duration LONGEST_PULL = Duration.ofSeconds(75);

    private static final Duration LONGEST_CALL = Duration.ofSeconds(30);

    /** The shortest lease is ten seconds: there must be time for another try. */
    private static final Duration LONGEST_RENEWAL = Duration.ofSeconds(4);

    /** Over HTTP every call, also a pull that waits, takes a thread and a connection. */
    private static final int HTTP_CALLS = 64;

    private static final int MOST_INBOUND_BYTES = 32 << 20;
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(30);
    private static final Duration KEEP_ALIVE_ANSWER = Duration.ofSeconds(10);

    private final Duration longestPull;
    private @Nullable CredentialsProvider credentials;

    PubSubStubs(Duration longestPull) {
        this.longestPull = longestPull;
    }

    /**
     * A client of its own, with its own connections.
     *
     * @throws IOException if there are no application default credentials
     */
    SubscriberStub subscriber(Optional<String> emulator, PubSubTransport transport) throws IOException {
        SubscriberStubSettings.Builder settings = transport == PubSubTransport.HTTP
                ? SubscriberStubSettings.newHttpJsonBuilder().setTransportChannelProvider(http(emulator))
                : SubscriberStubSettings.newBuilder().setTransportChannelProvider(grpc(emulator));
        settings.setCredentialsProvider(emulator.isPresent() ? NoCredentialsProvider.create() : credentials());
        if (transport == PubSubTransport.HTTP) {
            settings.setBackgroundExecutorProvider(InstantiatingExecutorProvider.newBuilder()
                    .setExecutorThreadCount(HTTP_CALLS)
                    .build());
        }
        settings.pullSettings().setSimpleTimeoutNoRetriesDuration(longestPull);
        settings.acknowledgeSettings().setSimpleTimeoutNoRetriesDuration(LONGEST_CALL);
        settings.modifyAckDeadlineSettings().setSimpleTimeoutNoRetriesDuration(LONGEST_RENEWAL);
        return transport == PubSubTransport.HTTP
                ? HttpJsonSubscriberStub.create(settings.build())
                : GrpcSubscriberStub.create(settings.build());
    }

    /** Found once: looking for them may ask a server, and later connections are wanted when the network is bad. */
    private synchronized CredentialsProvider credentials() throws IOException {
        if (credentials == null) {
            credentials = FixedCredentialsProvider.create(SubscriberStubSettings.defaultCredentialsProviderBuilder()
                    .build()
                    .getCredentials());
        }
        return credentials;
    }

    /**
     * A client of topics, with its own connections.
     *
     * @throws IOException if there are no application default credentials
     */
    static PublisherStub publisher(Optional<String> emulator, PubSubTransport transport) throws IOException {
        PublisherStubSettings.Builder settings = transport == PubSubTransport.HTTP
                ? PublisherStubSettings.newHttpJsonBuilder().setTransportChannelProvider(http(emulator))
                : PublisherStubSettings.newBuilder().setTransportChannelProvider(grpc(emulator));
        if (emulator.isPresent()) {
            settings.setCredentialsProvider(NoCredentialsProvider.create());
        }
        settings.publishSettings().setSimpleTimeoutNoRetriesDuration(Publisher.LONGEST);
        return transport == PubSubTransport.HTTP
                ? HttpJsonPublisherStub.create(settings.build())
                : GrpcPublisherStub.create(settings.build());
    }

    private static TransportChannelProvider http(Optional<String> emulator) {
        InstantiatingHttpJsonChannelProvider.Builder channel =
                SubscriberStubSettings.defaultHttpJsonTransportProviderBuilder()
                        .setHttpTransport(RestClients.pooled(HTTP_CALLS));
        emulator.ifPresent(host -> channel.setEndpoint(host.contains("://") ? host : "http://" + host));
        return channel.build();
    }

    private static TransportChannelProvider grpc(Optional<String> emulator) {
        InstantiatingGrpcChannelProvider.Builder channel = SubscriberStubSettings.defaultGrpcTransportProviderBuilder()
                .setMaxInboundMessageSize(MOST_INBOUND_BYTES);
        if (emulator.isPresent()) {
            // No keep-alive here: a plain gRPC server hangs up on who pings more often than every five minutes.
            return channel.setEndpoint(hostAndPort(emulator.get()))
                    .setChannelConfigurator(channelBuilder -> channelBuilder.usePlaintext())
                    .build();
        }
        return channel.setKeepAliveTimeDuration(KEEP_ALIVE)
                .setKeepAliveTimeoutDuration(KEEP_ALIVE_ANSWER)
                .build();
    }

    private static String hostAndPort(String host) {
        String bare = host.substring(host.indexOf("://") < 0 ? 0 : host.indexOf("://") + 3);
        return bare.endsWith("/") ? bare.substring(0, bare.length() - 1) : bare;
    }
}
