package dev.bqdispatch.chaos;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What came of a run.
 *
 * @param settled whether everything came to its end
 * @param oddities what replicas did that none should do
 * @param failedStarts replicas that could not start, for a fault at the wrong moment
 * @param calls while there were faults
 * @param messages that were published
 */
record Findings(
        List<Tally> rows,
        boolean settled,
        List<String> oddities,
        int failedStarts,
        long calls,
        long faults,
        long messages) {
    Findings {
        rows = List.copyOf(rows);
        oddities = List.copyOf(oddities);
    }

    int lost() {
        return rows.stream().mapToInt(Tally::losses).sum();
    }

    int doubled() {
        return rows.stream().mapToInt(Tally::doubles).sum();
    }

    /** Whether there is nothing to complain of. */
    boolean good() {
        return settled && lost() + doubled() == 0 && oddities.isEmpty();
    }

    /** What there is to complain of: first what is done too often, since of what is lost one cause leaves much. */
    List<String> complaints() {
        List<String> all = new ArrayList<>();
        rows.forEach(row -> all.addAll(row.complaints()));
        oddities.forEach(oddity -> all.add("odd      " + oddity));
        if (!settled) {
            all.add("odd      it did not come to rest: something was still at work, or waited for, at the end");
        }
        all.sort(Comparator.comparing(complaint -> complaint.startsWith(Tally.LOST)));
        return all;
    }
}
