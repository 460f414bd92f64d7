package dev.bqdispatch.rule;

import dev.bqdispatch.job.CompletedJob;
import dev.bqdispatch.job.JobType;
import dev.bqdispatch.regex.RegexFacts;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a job must be for a route to take it: every condition that is given must hold. */
public final class When {
    private final @Nullable JobType type;
    private final Set<Include> includes;
    private final Map<JobText, String> texts;
    private final List<Condition> conditions;
    private final String canonical;
    private final boolean named;

    When(
            @Nullable JobType type,
            Set<Include> includes,
            Map<JobText, String> texts,
            List<Condition> conditions,
            String canonical) {
        this.type = type;
        this.includes = Set.copyOf(includes);
        this.texts = Map.copyOf(texts);
        this.conditions = List.copyOf(conditions);
        this.canonical = canonical;
        this.named =
                conditions.stream().anyMatch(condition -> !condition.groups().isEmpty());
    }

    /**
     * Whether every condition holds, but for {@link Include#SELF}, which the job alone does not tell.
     *
     * @return the named groups of all regexes; a group that took no part is empty text
     */
    public Optional<Map<String, String>> matches(JobView view) {
        Map<String, String> groups = named ? new LinkedHashMap<>() : Map.of();
        for (Condition condition : conditions) {
            if (!condition.holds(view, groups)) {
                return Optional.empty();
            }
        }
        return Optional.of(groups);
    }

    /** As {@link #matches}, of a job that its event does not tell whole. */
    public Decision decide(JobView view) {
        Map<String, String> groups = new LinkedHashMap<>();
        Set<String> unsure = new HashSet<>();
        boolean open = false;
        for (Condition condition : conditions) {
            Truth truth = condition.truth(view, groups, unsure);
            if (truth == Truth.NO) {
                return Decision.of(Truth.NO);
            }
            open |= truth == Truth.OPEN;
        }
        return open ? Decision.of(Truth.OPEN) : new Decision(Truth.YES, groups, unsure);
    }

    /** A sentence for each condition that does not hold; none if the job matches. */
    public List<String> why(CompletedJob job) {
        JobView view = new JobView(job);
        return conditions.stream()
                .filter(condition -> !condition.holds(view, new LinkedHashMap<>()))
                .map(condition -> condition.whyNot(view))
                .toList();
    }

    /** Names of the groups of all its regexes. */
    Set<String> groups() {
        return conditions.stream()
                .flatMap(condition -> condition.groups().stream())
                .collect(Collectors.toSet());
    }

    public Optional<JobType> type() {
        return Optional.ofNullable(type);
    }

    public boolean includes(Include include) {
        return includes.contains(include);
    }

    /** Whether it filters on the source but not on the destination, so that actions default to the source. */
    public boolean sourceOnly() {
        return texts.containsKey(JobText.SOURCE) && !texts.containsKey(JobText.DESTINATION);
    }

    /** The regexes by which it filters a job's texts; those on labels are not among them. */
    public Map<JobText, String> texts() {
        return texts;
    }

    /**
     * A filter with the same answers, that gets by without RE2/J where something quicker does what a regex does.
     *
     * @param facts of the regexes in {@link #texts}
     */
    public When quick(Map<JobText, RegexFacts> facts) {
        List<Condition> quicker = conditions.stream()
                .map(condition -> condition instanceof Condition.Regex regex ? quick(regex, facts) : condition)
                .toList();
        return quicker.equals(conditions) ? this : new When(type, includes, texts, quicker, canonical);
    }

    private static Condition quick(Condition.Regex regex, Map<JobText, RegexFacts> facts) {
        RegexFacts known = JobText.byField(regex.field()).map(facts::get).orElse(RegexFacts.NONE);
        return known.shape().isEmpty() && known.walk().isEmpty()
                ? regex
                : new Condition.Quick(known.shape().orElse(null), known.walk().orElse(null), regex);
    }

    /** One text for all spellings of the same filter; regexes as written, so without values of the environment. */
    public String canonical() {
        return canonical;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof When when && canonical.equals(when.canonical);
    }

    @Override
    public int hashCode() {
        return canonical.hashCode();
    }

    @Override
    public String toString() {
        return canonical;
    }
}
