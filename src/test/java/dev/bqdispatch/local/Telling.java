package dev.bqdispatch.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.util.List;

/** Tells people, sample by sample, what happens and what came of it. */
final class Telling {
    private final PrintStream out;
    private final LocalCloud cloud;

    Telling(PrintStream out, LocalCloud cloud) {
        this.out = out;
        this.cloud = cloud;
    }

    void ready(String url) {
        say("");
        say("The service is ready at " + url + ". Now jobs finish, one after the other.");
    }

    void happens(int number, Sample sample) {
        say("");
        say(number + ". " + sample.title());
    }

    void cameOf(Sample sample, List<Checked> checked) {
        List<Entry> chain = Entry.all(cloud.world().storage()).stream()
                .filter(entry -> entry.chainId().equals(sample.jobId()))
                .toList();
        if (!sample.jobId().isEmpty() && chain.isEmpty()) {
            say("   job " + sample.jobId());
            say("     matched  nothing; no entry is written");
        }
        chain.forEach(this::entry);
        long good = checked.stream().filter(Checked::good).count();
        say("   checked: " + good + " of " + checked.size() + " as expected");
        for (Checked each : checked) {
            String amiss = each.amiss().map(found -> ", but: " + found).orElse("");
            say("     " + (each.good() ? "ok       " : "MISSING  ") + each.what() + amiss);
        }
    }

    private void entry(Entry entry) {
        say("   job " + entry.jobId() + (entry.jobError().isEmpty() ? "" : ", failed: " + entry.jobError()));
        say("     matched  " + entry.matched());
        entry.actions().forEach(action -> say(String.format("     %-8s %s", name(action), became(action, entry))));
        say("     entry    " + entry.url() + " (" + entry.status() + ")");
        if (!entry.error().isEmpty()) {
            say("     error    " + entry.error());
        }
    }

    private static String name(JsonNode action) {
        return action.path("Action").asText();
    }

    /** What a continuation will do is {@code not run} here: to a reader that would sound as if something was wrong. */
    private static String became(JsonNode action, Entry entry) {
        String status = action.path("Status").asText();
        String child = action.path("ChildJobID").asText();
        String error = action.path("Error").asText();
        if (status.equals("not run") && !entry.continues().isEmpty()) {
            return "waits for " + entry.continues();
        }
        return status + (child.isEmpty() ? "" : " as job " + child) + (error.isEmpty() ? "" : ": " + error);
    }

    private void say(String line) {
        out.println(line);
    }
}
