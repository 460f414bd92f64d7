package dev.bqdispatch.gcp;

import com.google.api.client.http.HttpRequest;
import com.google.api.client.http.HttpRequestInitializer;
import com.google.api.client.http.HttpTransport;
import com.google.api.client.http.apache.v2.ApacheHttpTransport;
import com.google.api.client.json.gson.GsonFactory;
import com.google.api.services.bigquery.Bigquery;
import com.google.api.services.cloudkms.v1.CloudKMS;
import com.google.api.services.storage.Storage;
import com.google.auth.http.HttpCredentialsAdapter;
import com.google.auth.oauth2.GoogleCredentials;
import dev.bqdispatch.http.LateClient;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.http.impl.client.HttpClientBuilder;

/**
 * Google's REST clients, for the cloud or for an emulator: one attempt per call, since the service's own retrier is the
 * only one, and a pool of connections as wide as there are threads to use it.
 */
public final class RestClients {
    private static final String NAME = "bqdispatch";
    private static final String SCOPE = "https://www.googleapis.com/auth/cloud-platform";
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration READ = Duration.ofSeconds(30);

    private final HttpTransport transport;

    /** @param connections most connections to one host at a time */
    public RestClients(int connections) {
        transport = pooled(connections);
    }

    static HttpTransport pooled(int connections) {
        return new ApacheHttpTransport(new LateClient(HttpClientBuilder.create()
                .setMaxConnPerRoute(connections)
                .setMaxConnTotal(2 * connections)
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()));
    }

    /**
     * A client of Cloud Storage.
     *
     * @param emulator {@code host:port} or a URL, without credentials; empty for the cloud
     * @throws IOException if there are no application default credentials
     */
    public Storage storage(Optional<String> emulator) throws IOException {
        Storage.Builder builder = new Storage.Builder(
                        transport, GsonFactory.getDefaultInstance(), initializer(emulator))
                .setApplicationName(NAME);
        emulator.ifPresent(host -> builder.setRootUrl(rootUrl(host)));
        return builder.build();
    }

    /**
     * A client of BigQuery.
     *
     * @param emulator {@code host:port} or a URL, without credentials; empty for the cloud
     * @throws IOException if there are no application default credentials
     */
    public Bigquery bigQuery(Optional<String> emulator) throws IOException {
        Bigquery.Builder builder = new Bigquery.Builder(
                        transport, GsonFactory.getDefaultInstance(), initializer(emulator))
                .setApplicationName(NAME);
        emulator.ifPresent(host -> builder.setRootUrl(rootUrl(host)));
        return builder.build();
    }

    /**
     * A client of Cloud KMS.
     *
     * @param emulator {@code host:port} or a URL, without credentials; empty for the cloud
     * @throws IOException if there are no application default credentials
     */
    CloudKMS kms(Optional<String> emulator) throws IOException {
        CloudKMS.Builder builder = new CloudKMS.Builder(
                        transport, GsonFactory.getDefaultInstance(), initializer(emulator))
                .setApplicationName(NAME);
        emulator.ifPresent(host -> builder.setRootUrl(rootUrl(host)));
        return builder.build();
    }

    private static HttpRequestInitializer initializer(Optional<String> emulator) throws IOException {
        if (emulator.isPresent()) {
            return RestClients::onceAndInTime;
        }
        HttpRequestInitializer credentials = new HttpCredentialsAdapter(
                GoogleCredentials.getApplicationDefault().createScoped(List.of(SCOPE)));
        return request -> {
            credentials.initialize(request);
            onceAndInTime(request);
        };
    }

    private static void onceAndInTime(HttpRequest request) {
        request.setConnectTimeout((int) CONNECT.toMillis()).setReadTimeout((int) READ.toMillis());
    }

    private static String rootUrl(String host) {
        String url = host.contains("://") ? host : "http://" + host;
        return url.endsWith("/") ? url : url + "/";
    }
}
