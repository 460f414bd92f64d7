package dev.bqdispatch.match;

import dev.bqdispatch.rule.JobText;
import java.util.List;

/**
 * A way to find a route: a job that it takes has one of these texts.
 *
 * @param in where in the job
 * @param texts none of them shorter than two characters
 * @param ending whether it is at the end there
 */
record Key(JobText in, List<String> texts, boolean ending) {}
