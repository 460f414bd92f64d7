package dev.bqdispatch.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bqdispatch.fault.Ground;
import dev.bqdispatch.job.JobRef;
import dev.bqdispatch.job.ObjectUrl;
import dev.bqdispatch.ledger.Claim;
import dev.bqdispatch.ledger.EntryNames;
import dev.bqdispatch.ledger.EntryShelf;
import dev.bqdispatch.ledger.JobClaims;
import dev.bqdispatch.ledger.Objects;
import dev.bqdispatch.ledger.OnceShelf;
import dev.bqdispatch.ledger.TaskShelf;
import dev.bqdispatch.message.Dispatch;
import dev.bqdispatch.message.JournalAnswer.Settled;
import dev.bqdispatch.message.JournalOrder;
import dev.bqdispatch.message.Origin;
import dev.bqdispatch.message.Replay;
import dev.bqdispatch.message.RunAnswer;
import dev.bqdispatch.rule.Once;
import dev.bqdispatch.rule.Secrets;
import dev.bqdispatch.rule.TaskReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Writes things down. Every method blocks, and throws {@link dev.bqdispatch.fault.GroundLost} where it can't. */
final class Journal {
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final Shelves shelves;

    Journal(Shelves shelves) {
        this.shelves = shelves;
    }

    /**
     * Where things are kept.
     *
     * @param errorFolder {@code ErrorURL}
     */
    record Shelves(
            Objects objects,
            EntryShelf entries,
            TaskShelf tasks,
            JobClaims claims,
            OnceShelf once,
            ObjectUrl errorFolder) {}

    Settled carryOut(JournalOrder order, EnvCurtain curtain) {
        if (order instanceof JournalOrder.Enter enter) {
            return new Settled(enter(enter.ran(), curtain));
        }
        if (order instanceof JournalOrder.KeepInvalid invalid) {
            return new Settled(keep(invalid));
        }
        if (order instanceof JournalOrder.Orphan orphan) {
            return new Settled(orphan(orphan));
        }
        cleanUp(((JournalOrder.CleanUp) order).duplicate());
        return new Settled(null);
    }

    private void cleanUp(RunAnswer.Duplicate duplicate) {
        Dispatch dispatch = duplicate.dispatch();
        settle(duplicate.claim(), dispatch, duplicate.failed(), until(duplicate));
        retire(dispatch, duplicate.ended(), duplicate.failed());
        Replay replay = dispatch.replay();
        if (replay != null && !duplicate.failed()) {
            shelves.entries().keep(replay.old());
            shelves.entries().drop(replay.old());
        }
    }

    /** A replay may be on its way, or have died on it: what it has come to so far is not this entry's to end. */
    private Instant until(RunAnswer.Duplicate duplicate) {
        boolean isLeft = duplicate.claim() != null || duplicate.dispatch().once() != null;
        return duplicate.failed() && isLeft
                ? shelves.entries()
                        .settled(duplicate.dispatch().ref(), duplicate.ended())
                        .map(EntryShelf.Settled::until)
                        .orElse(Instant.MIN)
                : Instant.MAX;
    }

    /** The entry first: a task without an entry is run again, an entry without a task is the end. */
    private ObjectUrl enter(RunAnswer.Ran ran, EnvCurtain curtain) {
        ObjectNode entry = EntryJson.of(ran, shelves.entries().rehearses());
        curtain.draw(entry);
        Instant ended = ran.report().ended();
        ObjectUrl written = write(ran, bytes(entry));
        settle(ran.claim(), ran.dispatch(), ran.failed(), Instant.MAX);
        retire(ran.dispatch(), ended, ran.failed());
        dropOld(ran.dispatch(), ran.failed());
        return written;
    }

    /** Before the task goes: who finds no task looks for nothing else. */
    private void settle(@Nullable Claim claim, Dispatch dispatch, boolean failed, Instant until) {
        Once once = dispatch.once();
        if (failed && once != null) {
            shelves.once().giveBack(once.route(), once.value(), once.holder(), dispatch.ref(), until);
        }
        if (claim != null) {
            shelves.claims().settle(claim, dispatch.ref(), until);
        }
    }

    /** Lets others try what could not be written down. */
    void release(Claim claim) {
        shelves.claims().release(claim);
    }

    private ObjectUrl write(RunAnswer.Ran ran, byte[] json) {
        Instant ended = ran.report().ended();
        Replay replay = ran.dispatch().replay();
        return replay == null
                ? shelves.entries().write(ran.dispatch().ref(), ended, ran.failed(), json)
                : shelves.entries().renew(replay.old(), ended, ran.failed(), json);
    }

    /** Last of all: as long as it is there, another replay finds what is left to do. */
    private void dropOld(Dispatch dispatch, boolean failed) {
        Replay replay = dispatch.replay();
        if (replay != null && !failed) {
            shelves.entries().drop(replay.old());
        }
    }

    private void retire(Dispatch dispatch, Instant ended, boolean failed) {
        if (!(dispatch.origin() instanceof Origin.FromTask task)) {
            return;
        }
        EntryNames names = shelves.entries().names(failed);
        if (task.lies().equals(task.url())) {
            byte[] redacted = Secrets.redact(task.text())
                    .map(text -> text.getBytes(StandardCharsets.UTF_8))
                    .orElse(null);
            shelves.tasks().retire(task.url(), task.generation(), dispatch.ref(), ended, names, redacted);
        } else {
            shelves.tasks().retireAgain(task.lies(), task.generation(), task.url(), dispatch.ref(), ended, names);
        }
    }

    /** Written anew instead of copied, since a copy could not say why it is there. */
    private ObjectUrl orphan(JournalOrder.Orphan orphan) {
        JobRef lost = orphan.lost();
        if (lost != null) {
            // What was to run after it never will, which is how the rest of a plan fails for good.
            TaskReader.once(orphan.text())
                    .ifPresent(once ->
                            shelves.once().giveBack(once.route(), once.value(), once.holder(), lost, Instant.MAX));
        }
        String text = Secrets.redact(orphan.text()).orElse(orphan.text());
        return shelves.tasks().orphan(orphan.task(), orphan.generation(), text, orphan.reason(), shelves.errorFolder());
    }

    private ObjectUrl keep(JournalOrder.KeepInvalid invalid) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("reason", invalid.reason())
                .put("messageId", invalid.messageId())
                .put("publishTime", invalid.publishTime().toString());
        ObjectNode attributes = json.putObject("attributes");
        invalid.attributes().forEach(attributes::put);
        json.put("data", Base64.getEncoder().encodeToString(invalid.data()));
        ObjectUrl url = EntryNames.invalid(shelves.errorFolder(), invalid.publishTime(), invalid.messageId());
        return Ground.at(shelves.errorFolder(), () -> {
            shelves.objects().put(url, bytes(json));
            return url;
        });
    }

    private static byte[] bytes(ObjectNode json) {
        try {
            return MAPPER.writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can always be written", e);
        }
    }
}
