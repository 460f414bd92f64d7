package dev.bqdispatch.job;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;

/** Under which key of a job's configuration a format keeps what belongs to each type of job. */
record ConfigurationKeys(String query, String load, String extract, String copy) {

    String of(JobType type) {
        return switch (type) {
            case QUERY -> query;
            case LOAD -> load;
            case EXTRACT -> extract;
            case COPY -> copy;
        };
    }

    /** Of a configuration: the same of each type's own. */
    Outline outline(Outline own) {
        return Outline.of().with(query, own).with(load, own).with(extract, own).with(copy, own);
    }

    /**
     * The type of a job: by its name, else by the key that is set.
     *
     * @param named what the format calls the type; empty if it does not say
     */
    JobType typeOf(JsonAt configuration, String named) {
        return JobType.parse(named)
                .or(() -> first(key -> !configuration.object(key).isEmpty()))
                // An empty object may stand for what was left out. Of several, the order of JobType decides, query
                // first: a job that shows nothing of itself can still be found by its ID, which a refusal would lose.
                .or(() -> first(configuration::has))
                .orElseThrow(() -> configuration.wrong("tells no type of job"));
    }

    private Optional<JobType> first(Predicate<String> isSet) {
        return Arrays.stream(JobType.values())
                .filter(type -> isSet.test(of(type)))
                .findFirst();
    }
}
