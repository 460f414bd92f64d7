package dev.bqdispatch.local;

import static dev.bqdispatch.fake.EventFormat.A;
import static dev.bqdispatch.fake.EventFormat.B;
import static dev.bqdispatch.local.Expected.childDone;
import static dev.bqdispatch.local.Expected.entry;
import static dev.bqdispatch.local.Expected.gone;
import static dev.bqdispatch.local.Expected.noEntry;
import static dev.bqdispatch.local.Expected.noTable;
import static dev.bqdispatch.local.Expected.object;
import static dev.bqdispatch.local.Expected.setAside;
import static dev.bqdispatch.local.Expected.table;

import dev.bqdispatch.fake.SampleJob;
import java.util.List;

/** What happens in the local run, in this order, and what must come of it by {@code conf/local}. */
final class Samples {
    private Samples() {}

    static List<Sample> all() {
        return List.of(
                queryIsExported(),
                loadIsCopied(),
                chainRunsToItsEnd(),
                rejectedFileIsMovedAside(),
                failedImportMovesItsFile(),
                importDeletesItsFile(),
                queryConcernsNobody(),
                messageIsNoEvent(),
                reportIsAnnounced(),
                stageIsCleared());
    }

    /** What must be so once all is done. */
    static List<Expected> atTheEnd() {
        return List.of(Expected.allAcknowledged(), Expected.noTaskLeft());
    }

    private static Sample queryIsExported() {
        String id = "report-1001";
        String sql = "SELECT * FROM mydataset.my_table";
        SampleJob job = SampleJob.query(id, sql, "local-project:mydataset.my_table_v2");
        return new Sample(
                "A query wrote mydataset.my_table_v2: export it.",
                id,
                cloud -> cloud.finish(job, A),
                List.of(
                        entry(id, "journal/", "ok", "export submitted"),
                        childDone(id + "--000_export--dispatch_nop"),
                        object("export/my_table.json.gz")));
    }

    private static Sample loadIsCopied() {
        String id = "load-1002";
        SampleJob job = SampleJob.load(id, "local-project:mydataset.my_table_v3", "gs://local-bucket/data/v3.avro");
        return new Sample(
                "A load filled mydataset.my_table_v3, told by both audit logs: copy it, once.",
                id,
                cloud -> cloud.finish(job, A, B),
                List.of(
                        entry(id, "journal/", "ok", "copy submitted"),
                        childDone(id + "--000_copy--dispatch_nop"),
                        table("mydataset.my_table_v4")));
    }

    private static Sample chainRunsToItsEnd() {
        String id = "orders-1003";
        String first = id + "--000_copy--dispatch";
        String second = id + "--000-000_query--dispatch";
        String third = id + "--000-000-000_export--dispatch";
        SampleJob job = SampleJob.load(
                id,
                "local-project:staging.orders_20260301",
                "gs://local-bucket/data/orders/20260301/orders_1.csv",
                "gs://local-bucket/data/orders/20260301/orders_2.csv");
        return new Sample(
                "The orders of 2026-03-01 were loaded: copy, then query, then export, each when the job before it"
                        + " is done, then move the files aside.",
                id,
                cloud -> cloud.finish(job, B),
                List.of(
                        entry(
                                id,
                                "journal/",
                                "ok",
                                "copy submitted",
                                "query not run",
                                "export not run",
                                "move not run"),
                        entry(first, "journal/", "ok", "query submitted", "export not run", "move not run"),
                        entry(second, "journal/", "ok", "export submitted", "move not run"),
                        entry(third, "journal/", "ok", "move done"),
                        table("shop.orders"),
                        table("shop.orders_by_customer"),
                        object("export/orders_by_customer_20260301.csv"),
                        object("loaded/20260301/orders_1.csv"),
                        object("loaded/20260301/orders_2.csv"),
                        gone("data/orders/20260301/orders_1.csv"),
                        gone("data/orders/20260301/orders_2.csv")));
    }

    private static Sample rejectedFileIsMovedAside() {
        String id = "orders-1004";
        String file = "data/orders/20260302/orders_1.csv";
        SampleJob job = SampleJob.load(id, "local-project:staging.orders_20260302", "gs://local-bucket/" + file)
                .failed("invalid", "Could not parse 'twelve' as NUMERIC for field amount");
        return new Sample(
                "The orders of 2026-03-02 could not be loaded: the same route moves their file to rejected/.",
                id,
                cloud -> cloud.finish(job, A),
                List.of(
                        entry(id, "journal/", "ok", "move done"),
                        object("rejected/20260302/orders_1.csv"),
                        gone(file)));
    }

    private static Sample failedImportMovesItsFile() {
        String id = "import--20260301--dispatch";
        SampleJob job =
                importOf(id).failed("invalid", "Error while reading data: JSON table encountered too many errors");
        return new Sample(
                "An import with a deferred task failed: the task moves its file to errors/.",
                id,
                cloud -> cloud.finish(job, A),
                List.of(
                        entry(id, "journal/", "ok", "move done"),
                        object("errors/table.json"),
                        gone("data/dataset/table.json"),
                        gone("tasks/import/20260301/dispatch.json")));
    }

    private static Sample importDeletesItsFile() {
        String id = "import--20260302--dispatch";
        return new Sample(
                "The file is delivered again, and the import, with a deferred task too, succeeds: its file is deleted.",
                id,
                cloud -> {
                    cloud.deliver("data/dataset/table.json");
                    cloud.finish(importOf(id), B);
                },
                List.of(
                        entry(id, "journal/", "ok", "delete done"),
                        gone("data/dataset/table.json"),
                        gone("tasks/import/20260302/dispatch.json")));
    }

    private static SampleJob importOf(String id) {
        return SampleJob.load(id, "local-project:dataset.table", "gs://local-bucket/data/dataset/table.json");
    }

    private static Sample queryConcernsNobody() {
        String id = "adhoc-1007";
        SampleJob job = SampleJob.query(id, "SELECT 1", "local-project:scratch.one");
        return new Sample(
                "A query that no task and no route is for, with the six other log entries that one query makes.",
                id,
                cloud -> cloud.finishNoisily(job),
                List.of(noEntry(id), Expected.allAcknowledged()));
    }

    private static Sample stageIsCleared() {
        String id = "events-1009";
        String first = id + "--000_insert--dispatch";
        String second = id + "--000-000_load--dispatch";
        SampleJob job =
                SampleJob.load(id, "local-project:staging.events", "gs://local-bucket/data/events/events-1.json");
        return new Sample(
                "Events were staged: insert them into shop.events, which is made after a template, load the users, skip a"
                        + " copy whose condition does not hold, drop the stage, delete all its files.",
                id,
                cloud -> {
                    cloud.world().bigQuery().tables().write("local-project:staging.events");
                    cloud.finish(job, A);
                },
                List.of(
                        entry(
                                id,
                                "journal/",
                                "ok",
                                "insert submitted",
                                "load not run",
                                "copy not run",
                                "drop not run",
                                "delete not run"),
                        entry(
                                first,
                                "journal/",
                                "ok",
                                "load submitted",
                                "copy not run",
                                "drop not run",
                                "delete not run"),
                        entry(second, "journal/", "ok", "copy skipped", "drop done", "delete done"),
                        table("shop.events"),
                        table("shop.users"),
                        noTable("shop.events_missed"),
                        noTable("staging.events"),
                        gone("data/events/events-1.json"),
                        gone("data/events/users-1.json")));
    }

    private static Sample messageIsNoEvent() {
        return new Sample(
                "A message that is no JSON: it is kept with the reason, and stops nothing.",
                "",
                cloud -> cloud.publish("{\"protoPayload\": {\"metadata\": oops"),
                List.of(setAside("no JSON")));
    }

    private static Sample reportIsAnnounced() {
        String id = "report-1009";
        String table = LocalCloud.PROJECT + ":shop.daily_report";
        SampleJob job = SampleJob.query(id, "SELECT * FROM shop.orders_by_customer", table);
        return new Sample(
                "A report was written: tell a channel, with a token that is encrypted in the bucket, call a service, and"
                        + " publish a message.",
                id,
                cloud -> cloud.finish(job, A),
                List.of(
                        entry(id, "journal/", "ok", "notify done", "call done", "push done"),
                        Expected.posted("#reports", "shop.daily_report is there"),
                        Expected.called("/refresh/shop.daily_report"),
                        Expected.published(
                                LocalCloud.REPORTS, "{\"table\":\"" + table + "\",\"job\":\"" + id + "\"}")));
    }
}
