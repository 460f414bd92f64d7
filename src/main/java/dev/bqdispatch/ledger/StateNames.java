package dev.bqdispatch.ledger;

import dev.bqdispatch.job.JobRef;
import dev.bqdispatch.job.ObjectUrl;
import java.util.regex.Pattern;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * What the service notes for itself, under {@code StateURL}.
 *
 * @param folder {@code StateURL}
 */
public record StateNames(ObjectUrl folder) {
    private static final String SUFFIX = ".json";
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9 ._-]{0,127}");

    public StateNames {
        folder = folder.asFolder();
    }

    /** The folder of claims on dispatches, and of what is done of them. */
    public ObjectUrl claims() {
        return folder.in("claims/");
    }

    /** The folder of claims on replays. */
    public ObjectUrl replays() {
        return folder.in("replays/");
    }

    /** The folder of what is written only to learn what time it is. */
    public ObjectUrl clocks() {
        return folder.in("clock/");
    }

    /** The claim on the dispatch of J. */
    public ObjectUrl claim(JobRef job) {
        return claims().in(hash(new JobIdentity(job).text()) + SUFFIX);
    }

    /** The folder of what is done of the claimed actions of J. */
    public ObjectUrl steps(JobRef job) {
        return claims().in(hash(new JobIdentity(job).text()) + "/");
    }

    /**
     * What says that a claimed action of J is done, or a part of one.
     *
     * @param part what of it; empty for all
     */
    public ObjectUrl step(JobRef job, ActionName action, String part) {
        String which = part.isEmpty() ? "" : "-" + hash(part).substring(0, 16);
        return steps(job).in(action.text() + which + SUFFIX);
    }

    /** The claim on the replay of an entry of J. */
    public ObjectUrl replay(JobRef job) {
        return replays().in(hash(new JobIdentity(job).text()) + SUFFIX);
    }

    /**
     * The marker of the one J that a route runs for.
     *
     * @param route its name; one that makes an odd name for a folder is hashed
     * @param value of its {@code Once}
     */
    public ObjectUrl once(String route, String value) {
        String place = PLAIN.matcher(route).matches() ? route : "~" + hash(route);
        return folder.in("once/" + place + "/" + hash(value) + SUFFIX);
    }

    /** The claim of the replica that reconciles. */
    public ObjectUrl reconciler() {
        return folder.in("reconcile/claim" + SUFFIX);
    }

    /** How far reconciling has come. */
    public ObjectUrl lastPass() {
        return folder.in("reconcile/last" + SUFFIX);
    }

    /** Written once, by the first replica ever. */
    public ObjectUrl started() {
        return folder.in("started" + SUFFIX);
    }

    /** An object that is written only to learn what time it is. */
    ObjectUrl clock(String token) {
        return clocks().in(token + SUFFIX);
    }

    private static String hash(String text) {
        return DigestUtils.sha256Hex(text);
    }
}
