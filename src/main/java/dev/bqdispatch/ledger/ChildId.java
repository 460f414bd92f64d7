package dev.bqdispatch.ledger;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The job ID of a child job, the same on every delivery of the event that makes it:
 *
 * <pre>
 * child  = base "--" path "_" action [ "_r" n ] [ "_p" n ] ( "--dispatch" | "--dispatch_nop" )
 * path   = step *( "-" step )      step = three digits, n = 1 to 99
 * </pre>
 *
 * <p>Others use the same shape: a job is ours only if its labels say so too, see {@link Lineage}.
 *
 * @param base the root's job ID or its cut form
 * @param path for each generation the action's index in the list it stands in as stored, 0 to 999
 * @param action the action's word, lower-case letters
 * @param retry 1 to 99, or 0 for the first attempt
 * @param replay 1 to 99, or 0 if no operator replayed the chain
 * @param withTask whether a deferred task is written for it
 */
public record ChildId(String base, List<Integer> path, String action, int retry, int replay, boolean withTask) {
    private static final Pattern FORM = Pattern.compile("(?<base>.+)--(?<path>[0-9]{3}(?:-[0-9]{3})*)_(?<action>[a-z]+)"
            + "(?:_r(?<retry>[1-9][0-9]?))?(?:_p(?<replay>[1-9][0-9]?))?--dispatch(?<nop>_nop)?");

    public ChildId {
        path = List.copyOf(path);
        if (base.isEmpty() || path.isEmpty() || path.stream().anyMatch(step -> step < 0 || step > 999)) {
            throw new IllegalArgumentException("a child job needs a base and steps of 0 to 999: " + base + path);
        }
        if (!action.matches("[a-z]+") || retry < 0 || retry > 99 || replay < 0 || replay > 99) {
            throw new IllegalArgumentException("not in the grammar: " + action + " " + retry + " " + replay);
        }
    }

    /** Reads a job ID; empty if it is not of a child's shape. */
    public static Optional<ChildId> parse(String jobId) {
        Matcher form = FORM.matcher(jobId);
        if (!form.matches()) {
            return Optional.empty();
        }
        List<Integer> path = Arrays.stream(form.group("path").split("-"))
                .map(Integer::valueOf)
                .toList();
        return Optional.of(new ChildId(
                form.group("base"),
                path,
                form.group("action"),
                number(form.group("retry")),
                number(form.group("replay")),
                form.group("nop") == null));
    }

    private static int number(@Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    /** How many generations lie between the root and this job. */
    public int depth() {
        return path.size();
    }

    /** The next attempt at this job, with the next number; for fewer than 99 retries. */
    public ChildId again() {
        return new ChildId(base, path, action, retry + 1, replay, withTask);
    }

    @Override
    public String toString() {
        String steps = path.stream()
                .map(step -> String.format(Locale.ROOT, "%03d", step))
                .collect(Collectors.joining("-"));
        return base + "--" + steps + "_" + action + (retry == 0 ? "" : "_r" + retry)
                + (replay == 0 ? "" : "_p" + replay) + (withTask ? "--dispatch" : "--dispatch_nop");
    }
}
