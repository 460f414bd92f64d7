package dev.bqdispatch.rule;

import dev.bqdispatch.job.CompletedJob;
import dev.bqdispatch.job.Gap;

/** What a condition looks at, by how log entries cut it. */
enum Fact {
    /** Where the job is, who ran it, whether it belongs to a script: every event tells that. */
    REFERENCE,
    SOURCE,
    DESTINATION,
    /** Type, labels, and whatever else is told wholly or not at all. */
    DETAIL;

    /** How much of a fact is known. */
    enum Told {
        ALL,
        BEGINNING,
        NOTHING
    }

    /** How much of this fact the job's event tells. */
    Told told(CompletedJob job) {
        if (job.whole() || this == REFERENCE) {
            return Told.ALL;
        }
        if (job.lacks(Gap.EVERYTHING)) {
            return Told.NOTHING;
        }
        boolean cut = (this == SOURCE && job.lacks(Gap.SOURCE)) || (this == DESTINATION && job.lacks(Gap.DESTINATION));
        return cut ? Told.BEGINNING : Told.ALL;
    }
}
