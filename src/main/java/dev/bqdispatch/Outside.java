package dev.bqdispatch;

import dev.bqdispatch.action.ActionVerticle;
import dev.bqdispatch.action.Jobs;
import dev.bqdispatch.action.Messengers;
import dev.bqdispatch.action.Tables;
import dev.bqdispatch.config.Places;
import dev.bqdispatch.config.ServeOptions;
import dev.bqdispatch.config.Settings;
import dev.bqdispatch.gcp.BigQueryJobs;
import dev.bqdispatch.gcp.BigQueryTables;
import dev.bqdispatch.gcp.CallMeter;
import dev.bqdispatch.gcp.CloudKeys;
import dev.bqdispatch.gcp.GcsObjects;
import dev.bqdispatch.gcp.GcsPlaces;
import dev.bqdispatch.gcp.GoogleIdentity;
import dev.bqdispatch.gcp.PubSubTransport;
import dev.bqdispatch.gcp.RestClients;
import dev.bqdispatch.gcp.TopicPublisher;
import dev.bqdispatch.http.SlackApi;
import dev.bqdispatch.http.WebCalls;
import dev.bqdispatch.ledger.Claims;
import dev.bqdispatch.ledger.EntryShelf;
import dev.bqdispatch.ledger.JobClaims;
import dev.bqdispatch.ledger.Objects;
import dev.bqdispatch.ledger.OnceShelf;
import dev.bqdispatch.ledger.ServerClock;
import dev.bqdispatch.ledger.StateNames;
import dev.bqdispatch.ledger.TaskShelf;
import dev.bqdispatch.match.JobRecords;
import dev.bqdispatch.reconcile.JobLists;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The world outside, but for the subscription: every client that the parts call through their ports. In a dry run it has a
 * fence around it.
 *
 * @param clients those that hold connections of their own
 */
record Outside(
        Places places,
        JobRecords records,
        JobLists lists,
        Objects objects,
        TaskShelf tasks,
        EntryShelf entries,
        Claims claims,
        JobClaims jobClaims,
        OnceShelf once,
        ServerClock serverClock,
        ActionVerticle.Reach reach,
        List<Runnable> clients)
        implements AutoCloseable {
    /** Of blocking calls, which share the clients: tasks, jobs, actions, journal; and the few of the reconciler. */
    private static final int POOLS = 4;

    Outside {
        clients = List.copyOf(clients);
    }

    /**
     * Builds the clients; calls nobody.
     *
     * @param nanos as {@link System#nanoTime}
     * @param env the environment, by name
     * @throws IOException if there are no credentials
     */
    static Outside open(
            ServeOptions options,
            Settings settings,
            Clock clock,
            LongSupplier nanos,
            CallMeter calls,
            Function<String, @Nullable String> env)
            throws IOException {
        RestClients rest = new RestClients(POOLS * settings.workers());
        BigQueryJobs records = new BigQueryJobs(rest.bigQuery(options.bigQueryEmulator()), calls);
        Objects storage = new GcsObjects(rest.storage(options.storageEmulator()), calls);
        SlackApi slack = new SlackApi(options.slackApi(), settings.workers(), clock);
        WebCalls web = new WebCalls(settings.workers(), clock);
        TopicPublisher publisher = new TopicPublisher(options.pubSubEmulator(), transport(options), calls);
        CloudKeys keys = new CloudKeys(rest, options.kmsEmulator(), calls);

        boolean dry = options.dryRun();
        Objects objects = dry ? DryRun.fenced(storage, settings.journalUrl()) : storage;
        Jobs jobs = dry ? DryRun.fenced(records) : records;
        Tables allTables = new BigQueryTables(rest.bigQuery(options.bigQueryEmulator()), calls);
        Tables tables = dry ? DryRun.fenced(allTables) : allTables;
        Messengers all = new Messengers(slack, web, keys, publisher, new GoogleIdentity());
        Messengers messengers = dry ? DryRun.fenced(all) : all;
        TaskShelf tasks = tasks(dry, objects, settings);
        EntryShelf entries = entries(dry, objects, settings);
        StateNames state = new StateNames(settings.stateUrl());
        Supplier<String> tokens = () -> UUID.randomUUID().toString();
        ServerClock serverClock = new ServerClock(objects, state, nanos, tokens);
        Claims claims = new Claims(objects, state, serverClock, nanos, tokens);
        JobClaims jobClaims = new JobClaims(objects, claims);
        OnceShelf once = new OnceShelf(objects, state, entries);
        return new Outside(
                new GcsPlaces(options.storageEmulator(), calls),
                records,
                records,
                objects,
                tasks,
                entries,
                claims,
                jobClaims,
                once,
                serverClock,
                new ActionVerticle.Reach(jobs, tables, objects, tasks, entries, jobClaims, once, messengers, env),
                List.of(publisher::close, slack::close, web::close));
    }

    static PubSubTransport transport(ServeOptions options) {
        return options.pubSubOverHttp() ? PubSubTransport.HTTP : PubSubTransport.GRPC;
    }

    private static TaskShelf tasks(boolean dry, Objects objects, Settings settings) {
        return dry
                ? TaskShelf.ofDryRun(objects, settings.deferTaskUrl())
                : new TaskShelf(objects, settings.deferTaskUrl());
    }

    private static EntryShelf entries(boolean dry, Objects objects, Settings settings) {
        return dry
                ? EntryShelf.ofDryRun(objects, settings.journalUrl(), settings.projectId())
                : new EntryShelf(objects, settings.journalUrl(), settings.errorUrl(), settings.projectId());
    }

    @Override
    public void close() {
        clients.forEach(Runnable::run);
    }
}
