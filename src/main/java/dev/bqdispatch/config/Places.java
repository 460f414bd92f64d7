package dev.bqdispatch.config;

import dev.bqdispatch.job.ObjectUrl;

/** Ways to what lies in Cloud Storage. */
public interface Places {
    /** The place of one object. */
    DocumentPlace document(ObjectUrl url);

    /** The place of the files of routes. */
    RouteFolder folder(ObjectUrl url);
}
