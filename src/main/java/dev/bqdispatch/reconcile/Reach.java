package dev.bqdispatch.reconcile;

import dev.bqdispatch.ledger.Claims;
import dev.bqdispatch.ledger.EntryShelf;
import dev.bqdispatch.ledger.JobClaims;
import dev.bqdispatch.ledger.Objects;
import dev.bqdispatch.ledger.ServerClock;
import dev.bqdispatch.ledger.TaskShelf;

/** What the reconciler can get at, but for the other parts of the service. All of it blocks. */
public record Reach(
        JobLists lists,
        TaskShelf tasks,
        EntryShelf entries,
        Objects objects,
        Claims claims,
        JobClaims jobClaims,
        ServerClock time) {}
