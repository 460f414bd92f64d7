package dev.bqdispatch;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Which room may know which; the table in the README says the same. */
@AnalyzeClasses(packages = "dev.bqdispatch", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String ROOT = "dev.bqdispatch";
    private static final String[] STAGES_MAY = {"job", "rule", "fault", "ledger", "message", "bus", "metric", "recall"};

    @ArchTest
    static final ArchRule jobKnowsNothingOfOurs = mayKnow("job");

    @ArchTest
    static final ArchRule faultKnowsNothingOfOurs = mayKnow("fault");

    @ArchTest
    static final ArchRule regexKnowsNothingOfOurs = mayKnow("regex");

    @ArchTest
    static final ArchRule searchKnowsNothingOfOurs = mayKnow("search");

    @ArchTest
    static final ArchRule ruleKnowsJobsAndRegexes = mayKnow("rule", "job", "regex");

    @ArchTest
    static final ArchRule ledgerKnowsJobs = mayKnow("ledger", "job", "fault");

    @ArchTest
    static final ArchRule messageKnowsPureValues = mayKnow("message", "job", "rule", "ledger", "fault");

    @ArchTest
    static final ArchRule busKnowsMessages = mayKnow("bus", "message");

    @ArchTest
    static final ArchRule metricKnowsNothingOfOurs = mayKnow("metric");

    @ArchTest
    static final ArchRule recallKnowsNothingOfOurs = mayKnow("recall");

    @ArchTest
    static final ArchRule matchKnowsNoOtherStage =
            mayKnow("match", "job", "regex", "search", "rule", "fault", "ledger", "message", "bus", "metric", "recall");

    @ArchTest
    static final ArchRule actionKnowsNoOtherStage = mayKnow("action", STAGES_MAY);

    @ArchTest
    static final ArchRule journalKnowsNoOtherStage = mayKnow("journal", STAGES_MAY);

    @ArchTest
    static final ArchRule reconcileKnowsNoStage = mayKnow("reconcile", STAGES_MAY);

    @ArchTest
    static final ArchRule ingestKnowsNoOtherStage =
            mayKnow("ingest", "message", "bus", "job", "ledger", "fault", "metric", "recall");

    @ArchTest
    static final ArchRule replayKnowsNoStage = mayKnow("replay", "message", "bus", "job", "rule", "ledger", "fault");

    @ArchTest
    static final ArchRule configKnowsNoStage = mayKnow("config", "job", "rule", "fault", "message", "bus", "metric");

    @ArchTest
    static final ArchRule opsKnowsNewsAlone = mayKnow("ops", "message", "bus");

    @ArchTest
    static final ArchRule httpKnowsThePortsOfActions = mayKnow("http", "action", "fault");

    @ArchTest
    static final ArchRule onlyHttpAndGcpSeeAnHttpClient = noClasses()
            .that()
            .resideOutsideOfPackages(room("gcp"), room("http"))
            .should()
            .dependOnClassesThat(resideInAnyPackage("org.apache.http..", "java.net.http.."));

    @ArchTest
    static final ArchRule onlyGcpSeesGoogle = noClasses()
            .that()
            .resideOutsideOfPackage(room("gcp"))
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                    "com.google.api..",
                    "com.google.cloud..",
                    "com.google.auth..",
                    "com.google.pubsub..",
                    "com.google.protobuf..",
                    "io.grpc.."));

    @ArchTest
    static final ArchRule onlyBusTouchesTheEventBus = noClasses()
            .that()
            .resideOutsideOfPackage(room("bus"))
            .should()
            .dependOnClassesThat(resideInAnyPackage("io.vertx.core.eventbus.."));

    private static ArchRule mayKnow(String name, String... others) {
        String[] allowed = new String[others.length + 1];
        allowed[0] = room(name);
        for (int i = 0; i < others.length; i++) {
            allowed[i + 1] = room(others[i]);
        }
        return classes()
                .that()
                .resideInAPackage(room(name))
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(allowed).or(not(resideInAnyPackage(ROOT + ".."))))
                .as(name + " may know " + String.join(", ", others) + " and nothing else of ours");
    }

    private static String room(String name) {
        return ROOT + "." + name + "..";
    }
}
