package dev.bqdispatch.local;

import java.util.Optional;

/**
 * What was expected, and whether it is so.
 *
 * @param when after which sample
 * @param amiss what is so instead; empty if it is as expected
 */
record Checked(String when, String what, Optional<String> amiss) {
    boolean good() {
        return amiss.isEmpty();
    }
}
