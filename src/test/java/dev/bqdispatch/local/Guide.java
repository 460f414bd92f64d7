package dev.bqdispatch.local;

import java.io.PrintStream;

/** Says what can be tried while it runs on. */
final class Guide {
    private Guide() {}

    /** @param folder that is uploaded */
    static void print(PrintStream out, ServiceProcess service, LocalCloud cloud, String folder) {
        out.printf("""

                It runs on until Ctrl-C. Try, in another terminal:

                  how it is       curl -s %1$s/health/ready
                                  curl -s %1$s/metrics

                  another job     curl -s -H 'Content-Type: application/json' %2$s/bigquery/v2/projects/%3$s/jobs -d '
                                    {"configuration": {"query": {"query": "SELECT 1", "destinationTable":
                                      {"projectId": "%3$s", "datasetId": "mydataset", "tableId": "my_table_v2"}}}}'
                                  It ends after a second and is told to the service; its entry is then in
                                  %4$sjournal/.

                  any message     curl -s -H 'Content-Type: application/json' %2$s/v1/%5$s:publish -d '
                                    {"messages": [{"data": "'$(base64 < FILE | tr -d '\\n')'"}]}'

                  the bucket      export CLOUDSDK_API_ENDPOINT_OVERRIDES_STORAGE=%2$s/storage/v1/
                                  export CLOUDSDK_AUTH_DISABLE_CREDENTIALS=true CLOUDSDK_CORE_PROJECT=%3$s
                                  gcloud storage ls -r '%4$s**'
                                  or without gcloud: curl -s '%2$s/storage/v1/b/local-bucket/o?fields=items/name'

                  another rule    Save a change in %6$s/bqdispatch.json: it is uploaded, and the service takes it,
                                  or says why not, within two seconds. So are new tasks and files in that folder.

                """, service.url(), cloud.url(), LocalCloud.PROJECT, LocalCloud.BUCKET, LocalCloud.TOPIC, folder);
    }
}
