package dev.bqdispatch.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bqdispatch.job.JobRef;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class ChildIdTest {
    private static final String IN_PLACE = "US";

    /** A plan as names see it: which actions follow from which. */
    record Plan(List<Step> steps) {}

    record Step(boolean async, Plan own) {}

    @Test
    void theFirstChildOfARootIsNamedAfterIt() {
        ChildId child = Lineage.ofRoot(new JobRef("acme", "US", "ROOT")).child(0, "copy", "acme", "US", true);

        assertThat(child).hasToString("ROOT--000_copy--dispatch");
    }

    @Test
    void whereOtherDigitsAreUsualItIsNamedTheSame() {
        Locale usual = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG"));
            ChildId child = Lineage.ofRoot(new JobRef("acme", "US", "ROOT")).child(1, "copy", "acme", "US", true);

            assertThat(child).hasToString("ROOT--001_copy--dispatch");
        } finally {
            Locale.setDefault(usual);
        }
    }

    @Test
    void theSecondActionOfItsContinuationIsNamedAfterBoth() {
        JobRef child = new JobRef("acme", "US", "ROOT--000_copy--dispatch");
        Lineage lineage = Lineage.of(child, new JobRef("acme", "US", "ROOT"), "ROOT");

        assertThat(lineage.child(1, "export", "acme", "US", false)).hasToString("ROOT--000-001_export--dispatch_nop");
    }

    @Test
    void oneRootIdInTwoProjectsHasDifferentChildren() {
        ChildId home = Lineage.ofRoot(new JobRef("acme", "US", "load_1")).child(0, "copy", "acme", "US", true);
        ChildId other = Lineage.ofRoot(new JobRef("other", "US", "load_1")).child(0, "copy", "acme", "US", true);

        assertThat(home).isNotEqualTo(other);
    }

    @Test
    void aJobOfTheSameShapeWithoutOurLabelIsARoot() {
        JobRef job = new JobRef("acme", "US", "x--000_copy--dispatch");

        assertThat(Lineage.of(job, Map.of("team", "etl")).depth()).isZero();
    }

    @Test
    void aChildWithoutTaskKnowsItsRootFromIdAndLabel() {
        JobRef root = new JobRef("acme", "EU", "load_1");
        Lineage lineage = Lineage.ofRoot(root);
        ChildId id = lineage.child(2, "export", "billing", "EU", false);
        Map<String, String> labels = ChildLabels.of(lineage, id, null, "{}");

        Lineage child = Lineage.of(new JobRef("billing", "EU", id.toString()), labels);

        assertThat(child.chainId()).isEqualTo("load_1");
        assertThat(child.depth()).isEqualTo(1);
        assertThat(child.rootLabel()).isEqualTo(lineage.rootLabel());
    }

    @Property
    void anIdIsReadBackAsItWasWritten(@ForAll("ids") ChildId id) {
        assertThat(ChildId.parse(id.toString())).contains(id);
    }

    @Property(tries = 300)
    void noTwoJobsOfAChainShareAnId(@ForAll("jobIds") String rootId, @ForAll("plans") Plan plan) {
        Set<String> seen = new HashSet<>();
        JobRef root = new JobRef("acme", "US", rootId);
        seen.add(rootId);
        run(Lineage.ofRoot(root), root, plan, seen);
    }

    /** Runs the plan as the service would: what follows a waiting action is stored with its child. */
    private static void run(Lineage lineage, JobRef root, Plan plan, Set<String> seen) {
        for (int index = 0; index < plan.steps().size(); index++) {
            Step step = plan.steps().get(index);
            Plan rest = new Plan(plan.steps().subList(index + 1, plan.steps().size()));
            boolean stored = !step.own().steps().isEmpty()
                    || (!step.async() && !rest.steps().isEmpty());
            ChildId child = lineage.child(index, "copy", "acme", IN_PLACE, stored);
            assertThat(seen.add(child.toString())).as("%s is new", child).isTrue();
            Plan childsPlan = step.async() ? step.own() : joined(step.own(), rest);
            run(Lineage.of(new JobRef("acme", "US", child.toString()), root, null), root, childsPlan, seen);
            if (!step.async()) {
                return;
            }
        }
    }

    private static Plan joined(Plan first, Plan then) {
        return new Plan(java.util.stream.Stream.concat(first.steps().stream(), then.steps().stream())
                .toList());
    }

    @Property
    void aChildOfAnyRootFitsBigQueryAndNamesOfOurs(@ForAll("jobIds") String rootId) {
        Lineage lineage = Lineage.ofRoot(new JobRef("acme", "US", rootId));
        Lineage deep = new Lineage(
                lineage.root(), lineage.base(), lineage.rootLabel(), java.util.Collections.nCopies(19, 999), null, 99);
        String id = deep.child(999, "export", "acme", "US", false).toString();

        assertThat(new JobRef("acme", "US", id).jobId()).hasSizeLessThanOrEqualTo(ObjectNames.LONGEST_WHOLE_ID);
    }

    @Provide
    Arbitrary<String> jobIds() {
        return Arbitraries.strings()
                .withCharRange('a', 'c')
                .withChars("-_0")
                .ofMinLength(1)
                .ofMaxLength(1024);
    }

    @Provide
    Arbitrary<ChildId> ids() {
        Arbitrary<List<Integer>> paths =
                Arbitraries.integers().between(0, 999).list().ofMinSize(1).ofMaxSize(20);
        return Combinators.combine(
                        jobIds().filter(id -> id.length() <= 640),
                        paths,
                        Arbitraries.of("copy", "export", "query"),
                        Arbitraries.integers().between(0, 99),
                        Arbitraries.integers().between(0, 99),
                        Arbitraries.of(true, false))
                .as(ChildId::new);
    }

    @Provide
    Arbitrary<Plan> plans() {
        return plan(3);
    }

    private static Arbitrary<Plan> plan(int depth) {
        if (depth == 0) {
            return Arbitraries.just(new Plan(List.of()));
        }
        return Combinators.combine(Arbitraries.of(true, false), plan(depth - 1))
                .as(Step::new)
                .list()
                .ofMaxSize(3)
                .map(Plan::new);
    }
}
