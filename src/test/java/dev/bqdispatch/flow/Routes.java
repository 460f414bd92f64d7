package dev.bqdispatch.flow;

/** Routes that several tests use. */
final class Routes {
    /** After a load: three jobs, each the condition of the next, then the file is moved. */
    static final String CHAIN = """
            {"Name": "daily", "When": {"Dest": "staging\\\\.orders_(?P<day>\\\\d{8})$", "Type": "LOAD"},
             "OnSuccess": [
               {"Action": "copy", "Request": {"Dest": "shop.orders"}},
               {"Action": "query", "Request": {"SQL": "SELECT COUNT(*) FROM shop.orders", "Dest": "shop.count_$day"}},
               {"Action": "export", "Request": {"Source": "shop.count_$day", "DestURL": "gs://data/out/$day.csv"}},
               {"Action": "move", "Request": {"SourceURLs": "$LoadURIs", "DestURL": "gs://data/done/$day/"}}]}
            """;

    private Routes() {}
}
