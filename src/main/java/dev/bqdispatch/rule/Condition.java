package dev.bqdispatch.rule;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.bqdispatch.job.CompletedJob;
import dev.bqdispatch.regex.Finding;
import dev.bqdispatch.regex.LazyPattern;
import dev.bqdispatch.regex.LazyWalk;
import dev.bqdispatch.regex.Shape;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One thing that must hold for a route to match. */
interface Condition {
    /** Whether it holds; the named groups of a regex are put into {@code groups}. */
    boolean holds(JobView view, Map<String, String> groups);

    /** What it looks at. */
    Fact fact();

    /**
     * Whether it holds for a job that its event does not tell whole.
     *
     * @param groups as in {@link #holds}
     * @param unsure gets the names of groups that may be others once the job is known whole
     */
    default Truth truth(JobView view, Map<String, String> groups, Set<String> unsure) {
        if (fact().told(view.job()) != Fact.Told.ALL) {
            return Truth.OPEN;
        }
        return holds(view, groups) ? Truth.YES : Truth.NO;
    }

    /** A sentence for a job for which it does not hold. */
    String whyNot(JobView view);

    /** Names of its groups, to which it gives values. */
    default Set<String> groups() {
        return Set.of();
    }

    /**
     * A regex that must be found in what the job says.
     *
     * @param value what the regex looks into; null if the job has no such thing, which never matches
     */
    record Regex(String field, String text, LazyPattern regex, Fact fact, Function<JobView, @Nullable String> value)
            implements Condition {
        private static final int SHOWN = 120;

        @Override
        public boolean holds(JobView view, Map<String, String> groups) {
            String found = value.apply(view);
            if (found == null) {
                return false;
            }
            Pattern pattern = regex.pattern();
            Matcher matcher = pattern.matcher(found);
            if (!matcher.find()) {
                return false;
            }
            pattern.namedGroups().forEach((name, index) -> put(groups, name, matcher.group(index)));
            return true;
        }

        /** The first regex in which the group took part decides, whatever comes after it. */
        private static void put(Map<String, String> groups, String name, @Nullable String group) {
            if (group == null) {
                groups.putIfAbsent(name, "");
            } else if (groups.getOrDefault(name, "").isEmpty()) {
                groups.put(name, group);
            }
        }

        @Override
        public Set<String> groups() {
            return regex.groups();
        }

        @Override
        public Truth truth(JobView view, Map<String, String> groups, Set<String> unsure) {
            String found = value.apply(view);
            if (fact.told(view.job()) != Fact.Told.BEGINNING || found == null) {
                return Condition.super.truth(view, groups, unsure);
            }
            unsure.addAll(regex.groups());
            return Beginnings.judge(regex.pattern(), found);
        }

        @Override
        public String whyNot(JobView view) {
            String found = value.apply(view);
            if (found == null) {
                return field + ": the job has none, expected one that matches /" + text + "/";
            }
            String shown = found.length() > SHOWN ? found.substring(0, SHOWN) + "…" : found;
            return field + ": '" + shown + "' does not match /" + text + "/";
        }
    }

    /**
     * A regex that is only run where nothing cheaper does the same.
     *
     * @param shape tells whether it is found, but no groups; null if none does
     * @param walk tells both; null if none does
     */
    record Quick(@Nullable Shape shape, @Nullable LazyWalk walk, Regex regex) implements Condition {
        @Override
        public boolean holds(JobView view, Map<String, String> groups) {
            String text = regex.value().apply(view);
            if (text == null) {
                return false;
            }
            if (shape != null && shape.judges(text)) {
                if (!shape.fits(text)) {
                    return false;
                }
                if (groups().isEmpty()) {
                    return true;
                }
            }
            Finding finding = walk == null ? Finding.UNSURE : walk.find(text);
            if (finding instanceof Finding.Found found) {
                found.groups((name, group) -> {
                    // RE2/J forgets the names of some groups.
                    if (groups().contains(name)) {
                        Regex.put(groups, name, group);
                    }
                });
                return true;
            }
            return finding instanceof Finding.Unsure && regex.holds(view, groups);
        }

        @Override
        public Fact fact() {
            return regex.fact();
        }

        @Override
        public Set<String> groups() {
            return regex.groups();
        }

        @Override
        public String whyNot(JobView view) {
            return regex.whyNot(view);
        }
    }

    record Plain(Fact fact, Predicate<CompletedJob> test, Function<CompletedJob, String> sentence)
            implements Condition {
        @Override
        public boolean holds(JobView view, Map<String, String> groups) {
            return test.test(view.job());
        }

        @Override
        public String whyNot(JobView view) {
            return sentence.apply(view.job());
        }
    }
}
