package dev.bqdispatch.config;

import dev.bqdispatch.job.ObjectUrl;
import dev.bqdispatch.rule.Problem;
import java.util.List;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * The files of routes as they were found at one time.
 *
 * @param listing all objects of the folder
 * @param files those that hold routes, as they are read, in the order of their names
 * @param faults of files that are not even read
 * @param notes what a person should know of the others
 */
public record RouteSet(
        ObjectUrl folder,
        List<RouteFolder.Listed> listing,
        List<Document> files,
        List<Problem> faults,
        List<Problem> notes) {
    private static final int HASH_DIGITS = 12;

    public RouteSet {
        listing = List.copyOf(listing);
        files = List.copyOf(files);
        faults = List.copyOf(faults);
        notes = List.copyOf(notes);
    }

    /** Another one whenever any file is: the first 12 hex digits of a SHA-256 over names and generations. */
    String version() {
        StringBuilder all = new StringBuilder(folder.toString());
        files.forEach(file -> all.append('\n').append(file.uri()).append('#').append(file.version()));
        faults.forEach(fault -> all.append('\n').append(fault));
        return DigestUtils.sha256Hex(all.toString()).substring(0, HASH_DIGITS);
    }
}
