package dev.bqdispatch;

import dev.bqdispatch.action.Jobs;
import dev.bqdispatch.action.Tables;
import dev.bqdispatch.config.Settings;
import dev.bqdispatch.ledger.EntryShelf;
import dev.bqdispatch.ledger.Objects;
import dev.bqdispatch.ledger.TaskShelf;

/** What the service has of the world outside: all of it, or in a dry run no more than that may touch. */
record Outside(Objects objects, Jobs jobs, Tables tables, TaskShelf tasks, EntryShelf entries) {

    static Outside of(Objects objects, Jobs jobs, Tables tables, Settings settings) {
        return new Outside(
                objects,
                jobs,
                tables,
                new TaskShelf(objects, settings.deferTaskUrl()),
                new EntryShelf(objects, settings.journalUrl(), settings.errorUrl(), settings.projectId()));
    }

    /** @param settings those {@linkplain Settings#ofDryRun of a dry run} */
    static Outside ofDryRun(Objects objects, Jobs jobs, Tables tables, Settings settings) {
        Objects fenced = DryRun.fenced(objects, settings.journalUrl());
        return new Outside(
                fenced,
                DryRun.fenced(jobs),
                DryRun.fenced(tables),
                TaskShelf.ofDryRun(fenced, settings.deferTaskUrl()),
                EntryShelf.ofDryRun(fenced, settings.journalUrl(), settings.projectId()));
    }
}
