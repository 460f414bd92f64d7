package dev.bqdispatch.gcp;

import com.google.api.client.json.GenericJson;
import com.google.api.client.json.gson.GsonFactory;
import com.google.api.services.bigquery.Bigquery;
import com.google.api.services.bigquery.BigqueryRequest;
import java.io.IOException;

/**
 * A call of BigQuery whose body is sent as it is. Through the client's own models a field that it does not know as it is
 * written, say a number as text, would not get through.
 */
final class RawPost extends BigqueryRequest<GenericJson> {

    private RawPost(Bigquery bigQuery, String path, Object body) {
        super(bigQuery, "POST", path, body, GenericJson.class);
        // Most are small: what is saved on the way is not worth the processor's time.
        setDisableGZipContent(true);
    }

    /**
     * A call to be made.
     *
     * @param path below the service's own, with {@code {projectId}} and {@code {datasetId}} where they belong
     * @param datasetId may be empty if the path has no place for it
     * @param body JSON
     */
    static RawPost of(Bigquery bigQuery, String path, String projectId, String datasetId, String body)
            throws IOException {
        GenericJson content = GsonFactory.getDefaultInstance().fromString(body, GenericJson.class);
        RawPost post = new RawPost(bigQuery, path, content);
        post.set("projectId", projectId);
        if (!datasetId.isEmpty()) {
            post.set("datasetId", datasetId);
        }
        return post;
    }
}
