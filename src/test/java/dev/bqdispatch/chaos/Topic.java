package dev.bqdispatch.chaos;

import java.util.List;
import java.util.Map;

/** Pub/Sub, with the topic of completions and the replicas' subscription to it. */
interface Topic extends AutoCloseable {
    /** What it is, for people. */
    String words();

    /** What replicas must be told beside all else to find it. */
    Map<String, String> environment();

    /** Publishes; returns the message's ID. */
    String publish(String data);

    /** How many messages nobody has acknowledged yet; -1 where that can't be told while replicas run. */
    int waiting();

    /**
     * Messages that nobody has acknowledged. To be asked when no replica runs any more.
     *
     * @return the data of each
     */
    List<String> left();

    /** What replicas pushed is told to the deliveries, unless their gateways saw it. */
    void pushed(Deliveries deliveries);

    @Override
    void close();
}
