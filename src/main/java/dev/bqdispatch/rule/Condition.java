package dev.bqdispatch.rule;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.bqdispatch.job.CompletedJob;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One thing that must hold for a route to match. */
interface Condition {
    /** Whether it holds; the named groups of a regex are put into {@code groups}. */
    boolean holds(CompletedJob job, Map<String, String> groups);

    /** What it looks at. */
    Fact fact();

    /**
     * Whether it holds for a job that its event does not tell whole.
     *
     * @param groups as in {@link #holds}
     * @param unsure gets the names of groups that may be others once the job is known whole
     */
    default Truth truth(CompletedJob job, Map<String, String> groups, Set<String> unsure) {
        if (fact().told(job) != Fact.Told.ALL) {
            return Truth.OPEN;
        }
        return holds(job, groups) ? Truth.YES : Truth.NO;
    }

    /** A sentence for a job for which it does not hold. */
    String whyNot(CompletedJob job);

    /**
     * A regex that must be found in what the job says.
     *
     * @param value what the regex looks into; null if the job has no such thing, which never matches
     */
    record Regex(String field, String text, Pattern pattern, Fact fact, Function<CompletedJob, @Nullable String> value)
            implements Condition {
        private static final int SHOWN = 120;

        @Override
        public boolean holds(CompletedJob job, Map<String, String> groups) {
            String found = value.apply(job);
            if (found == null) {
                return false;
            }
            Matcher matcher = pattern.matcher(found);
            if (!matcher.find()) {
                return false;
            }
            pattern.namedGroups().forEach((name, index) -> {
                String group = matcher.group(index);
                // The first regex in which the group took part decides, whatever comes after it.
                if (group == null) {
                    groups.putIfAbsent(name, "");
                } else if (groups.getOrDefault(name, "").isEmpty()) {
                    groups.put(name, group);
                }
            });
            return true;
        }

        @Override
        public Truth truth(CompletedJob job, Map<String, String> groups, Set<String> unsure) {
            String found = value.apply(job);
            if (fact.told(job) != Fact.Told.BEGINNING || found == null) {
                return Condition.super.truth(job, groups, unsure);
            }
            unsure.addAll(pattern.namedGroups().keySet());
            return Beginnings.judge(pattern, found);
        }

        @Override
        public String whyNot(CompletedJob job) {
            String found = value.apply(job);
            if (found == null) {
                return field + ": the job has none, expected one that matches /" + text + "/";
            }
            String shown = found.length() > SHOWN ? found.substring(0, SHOWN) + "…" : found;
            return field + ": '" + shown + "' does not match /" + text + "/";
        }
    }

    record Plain(Fact fact, Predicate<CompletedJob> test, Function<CompletedJob, String> sentence)
            implements Condition {
        @Override
        public boolean holds(CompletedJob job, Map<String, String> groups) {
            return test.test(job);
        }

        @Override
        public String whyNot(CompletedJob job) {
            return sentence.apply(job);
        }
    }
}
