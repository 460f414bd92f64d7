package dev.bqdispatch.fake;

import com.google.api.client.http.javanet.NetHttpTransport;
import com.google.api.client.json.gson.GsonFactory;
import com.google.api.gax.core.NoCredentialsProvider;
import com.google.api.services.bigquery.Bigquery;
import com.google.api.services.storage.Storage;
import com.google.cloud.NoCredentials;
import com.google.cloud.bigquery.BigQuery;
import com.google.cloud.bigquery.BigQueryOptions;
import com.google.cloud.pubsub.v1.stub.HttpJsonSubscriberStub;
import com.google.cloud.pubsub.v1.stub.SubscriberStubSettings;
import com.google.cloud.storage.StorageOptions;
import java.io.IOException;

/** Google's own clients, turned to a gateway. */
final class Clients {
    private static final String NAME = "fakes-test";

    private Clients() {}

    static Storage restStorage(Gateway gateway) {
        return new Storage.Builder(new NetHttpTransport(), GsonFactory.getDefaultInstance(), request -> {})
                .setRootUrl(gateway.url() + "/")
                .setApplicationName(NAME)
                .build();
    }

    static Bigquery restBigQuery(Gateway gateway) {
        return new Bigquery.Builder(new NetHttpTransport(), GsonFactory.getDefaultInstance(), request -> {})
                .setRootUrl(gateway.url() + "/")
                .setApplicationName(NAME)
                .build();
    }

    static com.google.cloud.storage.Storage storage(Gateway gateway) {
        return StorageOptions.newBuilder()
                .setHost(gateway.url())
                .setProjectId("acme")
                .setCredentials(NoCredentials.getInstance())
                .setRetrySettings(com.google.cloud.ServiceOptions.getNoRetrySettings())
                .build()
                .getService();
    }

    static BigQuery bigQuery(Gateway gateway) {
        return BigQueryOptions.newBuilder()
                .setHost(gateway.url())
                .setProjectId("acme")
                .setCredentials(NoCredentials.getInstance())
                .setRetrySettings(com.google.cloud.ServiceOptions.getNoRetrySettings())
                .build()
                .getService();
    }

    static HttpJsonSubscriberStub subscriber(Gateway gateway) throws IOException {
        SubscriberStubSettings settings = SubscriberStubSettings.newHttpJsonBuilder()
                .setCredentialsProvider(NoCredentialsProvider.create())
                .setTransportChannelProvider(SubscriberStubSettings.defaultHttpJsonTransportProviderBuilder()
                        .setEndpoint(gateway.url())
                        .build())
                .build();
        return HttpJsonSubscriberStub.create(settings);
    }
}
