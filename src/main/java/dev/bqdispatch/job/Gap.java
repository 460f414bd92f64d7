package dev.bqdispatch.job;

/** What an event does not tell of a job, since Cloud Logging cut the entry that it is. */
public enum Gap {
    /** Of the SQL, the source URIs or the source tables, whichever the job has, only the beginning is there. */
    SOURCE,
    /** Of the destination URIs only the beginning is there. */
    DESTINATION,
    /** Nothing is there but where the job is, who ran it and, if the entry shows an error, that it failed. */
    EVERYTHING
}
