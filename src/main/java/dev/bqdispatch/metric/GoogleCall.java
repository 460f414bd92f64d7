package dev.bqdispatch.metric;

import java.util.Arrays;

/** Every kind of call to Google: service and method, as Google's reference names them. */
public enum GoogleCall {
    STORAGE_READ("storage.objects.get.media"),
    STORAGE_STAT("storage.objects.get"),
    STORAGE_LIST("storage.objects.list"),
    STORAGE_INSERT("storage.objects.insert"),
    STORAGE_REWRITE("storage.objects.rewrite"),
    STORAGE_DELETE("storage.objects.delete"),
    JOBS_INSERT("bigquery.jobs.insert"),
    JOBS_GET("bigquery.jobs.get"),
    JOBS_LIST("bigquery.jobs.list"),
    TABLES_GET("bigquery.tables.get"),
    TABLES_INSERT("bigquery.tables.insert"),
    TABLES_DELETE("bigquery.tables.delete"),
    PULL("pubsub.subscriptions.pull"),
    ACKNOWLEDGE("pubsub.subscriptions.acknowledge"),
    MODIFY_DEADLINE("pubsub.subscriptions.modifyAckDeadline"),
    PUBLISH("pubsub.topics.publish"),
    DECRYPT("cloudkms.cryptoKeys.decrypt");

    private final String word;

    GoogleCall(String word) {
        this.word = word;
    }

    /** The word of the metric's label. */
    public String word() {
        return word;
    }

    static String[] words() {
        return Arrays.stream(values()).map(GoogleCall::word).toArray(String[]::new);
    }
}
