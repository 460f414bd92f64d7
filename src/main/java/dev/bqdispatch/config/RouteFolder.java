package dev.bqdispatch.config;

import dev.bqdispatch.job.ObjectUrl;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A folder of files with routes. Both methods block, and throw {@link dev.bqdispatch.fault.CallFailed} if the folder
 * can't be looked at. Files may be read by several threads.
 */
public interface RouteFolder {

    /**
     * An object as the listing has it.
     *
     * @param size bytes
     * @param created when this generation was written, by Google's clock
     */
    record Listed(ObjectUrl url, long generation, long size, Instant created) {}

    /** The folder. */
    ObjectUrl url();

    /** All objects in the folder and the folders in it, in the order of their names; reads none of them. */
    List<Listed> list();

    /** Reads an object; empty if that generation of it is there no more. */
    Optional<Document> read(Listed file);
}
