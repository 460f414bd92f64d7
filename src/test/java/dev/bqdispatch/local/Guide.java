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
                                    {"jobReference": {"projectId": "%3$s", "jobId": "mine-1"},
                                     "configuration": {"query": {"query": "SELECT 1", "destinationTable":
                                       {"projectId": "%3$s", "datasetId": "mydataset", "tableId": "my_table_v2"}}}}'
                                  It ends after a second and is told to the service twice, as Google's two audit logs
                                  do; its entry is then in %4$sjournal/. Take another jobId each time.

                  any message     curl -s -H 'Content-Type: application/json' %2$s/v1/%5$s:publish -d '
                                    {"messages": [{"data": "'$(base64 < FILE | tr -d '\\n')'"}]}'

                  the bucket      export CLOUDSDK_API_ENDPOINT_OVERRIDES_STORAGE=%2$s/storage/v1/
                                  export CLOUDSDK_AUTH_DISABLE_CREDENTIALS=true CLOUDSDK_CORE_PROJECT=%3$s
                                  gcloud storage ls -r '%4$s**'
                                  gcloud storage cat %4$sbqdispatch.json
                                  or without gcloud: curl -s '%2$s/storage/v1/b/local-bucket/o?fields=items/name'
                                  and, / in the name as %%2F: curl -s '%2$s/storage/v1/b/local-bucket/o/NAME?alt=media'

                  another rule    Save a change in %6$s/bqdispatch.json: it is uploaded, and the service takes it,
                                  or says why not, within two seconds. So are new tasks and files in that folder.

                  a task          Save one as %6$s/tasks/mine-2/dispatch.json, then submit the job
                                  mine-2--dispatch as above.

                """, service.url(), cloud.url(), LocalCloud.PROJECT, LocalCloud.BUCKET, LocalCloud.TOPIC, folder);
    }
}
