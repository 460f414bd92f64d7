package dev.bqdispatch.match;

import dev.bqdispatch.job.JobType;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The routes that no text leads to, by the type of the jobs that they could take. */
final class Unsearched {
    private final Map<JobType, int[]> byType = new EnumMap<>(JobType.class);

    Unsearched(List<Entry> entries, Lanes lanes) {
        int[] all = IntStream.range(0, entries.size())
                .filter(route -> !lanes.lead(route))
                .toArray();
        for (JobType type : JobType.values()) {
            byType.put(
                    type,
                    Arrays.stream(all)
                            .filter(route -> Lanes.mayTake(entries.get(route), type))
                            .toArray());
        }
    }

    /** In order. */
    int[] of(JobType type) {
        return byType.getOrDefault(type, new int[0]);
    }
}
