package dev.bqdispatch.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bqdispatch.job.ObjectUrl;
import dev.bqdispatch.rule.Parsed;
import dev.bqdispatch.rule.Problem;
import dev.bqdispatch.rule.Reconciling;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigReaderTest {
    private static final Map<String, String> ENV = Map.of("HOME_BUCKET", "home", "SLACK", "xoxb-secret");
    private static final String REQUIRED =
            "'JournalURL':'gs://bkt/journal','ErrorURL':'gs://bkt/errors/','DeferTaskURL':'gs://bkt/tasks/',"
                    + "'Subscription':'jobs','ProjectID':'acme'";

    private static Parsed<Configuration> read(String text) {
        return read(text, ENV, Map.of());
    }

    private static Parsed<Configuration> read(String text, Map<String, String> env, Map<Env, String> flags) {
        return new ConfigReader(new Environment(env::get, flags), () -> Optional.of("of-credentials"))
                .read(new Document("c.json", "7", text.replace('\'', '"'), null));
    }

    private static Configuration good(Parsed<Configuration> parsed) {
        assertThat(parsed).isInstanceOf(Parsed.Good.class);
        return ((Parsed.Good<Configuration>) parsed).value();
    }

    private static Configuration with(String more) {
        return good(read("{" + REQUIRED + "," + more + "}"));
    }

    private static List<String> problems(Parsed<Configuration> parsed) {
        assertThat(parsed).isInstanceOf(Parsed.Bad.class);
        return ((Parsed.Bad<Configuration>) parsed)
                .problems().stream().map(Problem::toString).toList();
    }

    private static List<String> warnings(String more) {
        Parsed<Configuration> parsed = read("{" + REQUIRED + "," + more + "}");
        assertThat(parsed).isInstanceOf(Parsed.Good.class);
        return ((Parsed.Good<Configuration>) parsed)
                .warnings().stream().map(Problem::toString).toList();
    }

    @Test
    void whatIsLeftOutHasItsDefault() {
        Configuration read = good(read("{" + REQUIRED + "}"));

        assertThat(read.settings())
                .isEqualTo(new Settings(
                        "acme",
                        new ObjectUrl("bkt", "journal/"),
                        new ObjectUrl("bkt", "errors/"),
                        new ObjectUrl("bkt", "tasks/"),
                        new ObjectUrl("bkt", "journal/_bqdispatch/"),
                        "projects/acme/subscriptions/jobs",
                        "us-central1",
                        Duration.ofSeconds(10),
                        1000,
                        4,
                        64,
                        Duration.ofSeconds(25)));
        assertThat(read.rules().version()).isEqualTo("7");
        assertThat(read.rules().policy().giveUpAfter()).isEqualTo(Duration.ofHours(24));
        assertThat(read.rules().policy().maxDepth()).isEqualTo(20);
        assertThat(read.rules().policy().maxChildAttempts()).isEqualTo(5);
        assertThat(read.rules().reconciling())
                .isEqualTo(new Reconciling(
                        Duration.ofMinutes(5),
                        Duration.ofMinutes(10),
                        Duration.ofHours(7),
                        List.of("acme"),
                        Duration.ofDays(7)));
        assertThat(read.rules().routes()).isEmpty();
    }

    @Test
    void whatIsSaidOfReconcilingIsRead() {
        Reconciling read = with("'ReconcileSeconds':0,'reconcileafterseconds':'20','ReconcileLookbackHours':3,"
                        + "'ReconcileProjects':['other','example.com:third'],'OrphanAfterHours':1")
                .rules()
                .reconciling();

        assertThat(read)
                .isEqualTo(new Reconciling(
                        Duration.ZERO,
                        Duration.ofSeconds(20),
                        Duration.ofHours(3),
                        List.of("other", "example.com:third"),
                        Duration.ofHours(1)));
        assertThat(read.isOn()).isFalse();
    }

    @Test
    void aProjectThatIsNoneIsAProblem() {
        assertThat(problems(read("{" + REQUIRED + ",'ReconcileProjects':['Not one']}")))
                .containsExactly("c.json: $.ReconcileProjects: has 'Not one'; expected project IDs such as my-project");
    }

    @Test
    void everyKeyIsReadInAnyCaseAndNumbersAlsoAsText() {
        Configuration read = with(
                "'stateurl':'gs://sss','REGION':'europe-west1','checkinms':'500','MAXINFLIGHT':7,"
                        + "'pulls':2,'workers':'3','draintimeoutms':8000,'giveupafter':'90m','maxdepth':'5','maxchildattempts':'1','taskenv':['A','B']");

        assertThat(read.settings().stateUrl()).isEqualTo(new ObjectUrl("sss", ""));
        assertThat(read.settings().region()).isEqualTo("europe-west1");
        assertThat(read.settings().checkIn()).isEqualTo(Duration.ofMillis(500));
        assertThat(read.settings().maxInFlight()).isEqualTo(7);
        assertThat(read.settings().pulls()).isEqualTo(2);
        assertThat(read.settings().workers()).isEqualTo(3);
        assertThat(read.settings().drainTimeout()).isEqualTo(Duration.ofSeconds(8));
        assertThat(read.rules().policy().giveUpAfter()).isEqualTo(Duration.ofMinutes(90));
        assertThat(read.rules().policy().maxDepth()).isEqualTo(5);
        assertThat(read.rules().policy().maxChildAttempts()).isEqualTo(1);
        assertThat(read.rules().taskEnv()).containsExactlyInAnyOrder("A", "B");
    }

    @ParameterizedTest
    @CsvSource({"24h,86400000", "90m,5400000", "30s,30000", "1500ms,1500", "2H,7200000"})
    void durationsAreWrittenWithTheirUnit(String text, long millis) {
        assertThat(with("'GiveUpAfter':'" + text + "'").rules().policy().giveUpAfter())
                .isEqualTo(Duration.ofMillis(millis));
    }

    @Test
    void environmentGoesBeforeFlagAndFlagBeforeDocument() {
        String document = "{" + REQUIRED + "}";
        Map<Env, String> flags = Map.of(Env.SUBSCRIPTION, "by-flag", Env.PROJECT, "flag-project");

        assertThat(good(read(document, Map.of(), flags)).settings().subscription())
                .isEqualTo("projects/flag-project/subscriptions/by-flag");
        assertThat(good(read(document, Map.of("SUBSCRIPTION", "by-env", "GCP_PROJECT", "env-project"), flags))
                        .settings()
                        .subscription())
                .isEqualTo("projects/env-project/subscriptions/by-env");
    }

    @Test
    void theFirstOfSeveralVariablesCounts() {
        Map<String, String> env = Map.of(
                "GCP_PROJECT",
                "third",
                "GOOGLE_CLOUD_PROJECT",
                "second",
                "GCLOUD_PROJECT",
                "",
                "FUNCTION_REGION",
                "europe-west3",
                "GOOGLE_CLOUD_REGION",
                "asia-east1");

        Settings settings = good(read("{" + REQUIRED + ",'Region':'us-east1'}", env, Map.of()))
                .settings();

        assertThat(settings.projectId()).isEqualTo("second");
        assertThat(settings.region()).isEqualTo("europe-west3");
    }

    @Test
    void theCredentialsProjectComesLast() {
        String document = "{" + REQUIRED.replace(",'ProjectID':'acme'", "") + ",'Where':'${config.ProjectID}'}";

        Configuration read = good(read(document));

        assertThat(read.settings().projectId()).isEqualTo("of-credentials");
        assertThat(read.rules().policy().projectId()).isEqualTo("of-credentials");
        assertThat(read.rules().variables()).containsEntry("Where", "of-credentials");
    }

    @Test
    void aSubscriptionMayBeOfAnotherProject() {
        assertThat(good(read("{" + REQUIRED.replace("'jobs'", "'projects/other/subscriptions/s-1'") + "}"))
                        .settings()
                        .subscription())
                .isEqualTo("projects/other/subscriptions/s-1");
    }

    @Test
    void variablesWorkInFoldersAndInEachOther() {
        Configuration read = with("'Bucket':'${env.HOME_BUCKET}-data','Base':'gs://${config.bucket}/x',"
                + "'StateURL':'${config.Base}/state/','Price':'$$5'");

        assertThat(read.settings().stateUrl()).isEqualTo(new ObjectUrl("home-data", "x/state/"));
        assertThat(read.rules().variables())
                .containsEntry("Price", "$$5")
                .containsEntry("JournalURL", "gs://bkt/journal");
    }

    @Test
    void routesTakeVariablesButTasksGetNoneThatHoldASecretOfTheEnvironment() {
        Configuration read = with("'Token':'${env.SLACK}','Open':'${env.HOME_BUCKET}','TaskEnv':['HOME_BUCKET'],"
                + "'Routes':[{'When':{'Dest':'${config.Open}'},'OnSuccess':[{'Action':'query','Request':"
                + "{'SQL':'SELECT ${config.Token}','Dest':'a.b'}}]}]");

        assertThat(read.rules()
                        .routes()
                        .get(0)
                        .onSuccess()
                        .get(0)
                        .request()
                        .path("SQL")
                        .textValue())
                .isEqualTo("SELECT ${env.SLACK}");
        assertThat(read.rules().variables()).doesNotContainKey("Token").containsEntry("Open", "${env.HOME_BUCKET}");
        assertThat(read.toString()).doesNotContain("xoxb-secret");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'StateURL':'gs://bkt/tasks/'|$.StateURL: lies in DeferTaskURL, where it would be taken for tasks; expected a folder outside",
                "'StateURL':'gs://bkt/tasks/x'|$.StateURL: lies in DeferTaskURL, where it would be taken for tasks; expected a folder outside",
                "'StateURL':'/tmp'|$.StateURL: is '/tmp'; expected gs://bucket/folder/",
                "'StateURL':['gs://bkt']|$.StateURL: expected a text",
                "'StateURL':'  '|$.StateURL: is blank; expected a value, or leave the key out",
                "'StateURL':'gs://${config.Nope}/'|$.StateURL: ${config.Nope} has no value; expected a scalar 'Nope' in the configuration",
                "'StateURL':'gs://${env.NOPE}/'|$.StateURL: ${env.NOPE} has no value; expected an environment variable 'NOPE'",
                "'A':'${config.B}','B':'${config.A}'|$.A: refers to itself: A -> B -> A",
                "'Region':'Not A Region'|$.Region: is 'Not A Region'; expected a region such as us-central1",
                "'CheckInMs':99|$.CheckInMs: is '99'; expected a whole number from 100 to 3600000",
                "'CheckInMs':'10s'|$.CheckInMs: is '10s'; expected a whole number from 100 to 3600000",
                "'MaxInFlight':0|$.MaxInFlight: is '0'; expected a whole number from 1 to 100000",
                "'Pulls':1.5|$.Pulls: is '1.5'; expected a whole number from 1 to 100",
                "'workers':-1|$.workers: is '-1'; expected a whole number from 1 to 1000",
                "'DrainTimeoutMs':3600001|$.DrainTimeoutMs: is '3600001'; expected a whole number from 0 to 3600000",
                "'MaxDepth':81|$.MaxDepth: is '81'; expected a whole number from 1 to 80",
                "'MaxChildAttempts':0|$.MaxChildAttempts: is '0'; expected a whole number from 1 to 100",
                "'MaxChildAttempts':101|$.MaxChildAttempts: is '101'; expected a whole number from 1 to 100",
                "'GiveUpAfter':'24'|$.GiveUpAfter: is '24'; expected a duration of 1s to 744h, written like 24h, 90m, 30s or 500ms",
                "'GiveUpAfter':'745h'|$.GiveUpAfter: is '745h'; expected a duration of 1s to 744h, written like 24h, 90m, 30s or 500ms",
                "'RoutesURL':'routes/'|$.RoutesURL: is 'routes/'; expected gs://bucket/folder/",
                "'RoutesURL':['gs://bkt/routes/']|$.RoutesURL: expected a text",
                "'RoutesURL':'gs://bkt'|$.RoutesURL: contains DeferTaskURL, whose objects are no routes; expected a folder of its own",
                "'RoutesURL':'gs://bkt/tasks'|$.RoutesURL: contains DeferTaskURL, whose objects are no routes; expected a folder of its own",
                "'TaskEnv':['A B']|$.TaskEnv: is 'A B'; expected names of environment variables",
                "'TaskEnv':7|$.TaskEnv: expected a list of texts",
                "'Routes':'x'|$.Routes: expected a list of routes",
                "'Routes':[{}]|$.Routes[0].When: is missing; expected an object with at least one condition",
                "'projectid':'x'|$.projectid: is the key 'ProjectID' in another spelling; give one",
            })
    void aWrongValueIsAProblemAtItsPath(String more, String problem) {
        assertThat(problems(read("{" + REQUIRED + "," + more + "}"))).contains("c.json: " + problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``|$: is empty; expected JSON or YAML",
                "[]|$: expected an object",
                "JournalURL: [|$: is no valid YAML at line 1, column 14: while parsing a flow node: expected the node content, but found '<stream end>'",
                "JournalURL|$: expected an object",
                "{'A':[|$: is no valid JSON at line 1, column 7: Unexpected end-of-input: expected close marker for Array (start marker at line: 1, column: 6)",
                "{'A':1,'A':2}|$: is no valid JSON at line 1, column 11: Duplicate field 'A'",
            })
    void aDocumentThatIsNoJsonObjectSaysSo(String text, String problem) {
        assertThat(problems(read(text))).contains("c.json: " + problem);
    }

    @Test
    void everythingThatIsMissingIsSaidAtOnce() {
        ConfigReader reader = new ConfigReader(new Environment(name -> null, Map.of()), Optional::empty);

        assertThat(problems(reader.read(new Document("c.json", "1", "{}", null))))
                .containsExactlyInAnyOrder(
                        "c.json: $.JournalURL: is missing; expected gs://bucket/folder/",
                        "c.json: $.ErrorURL: is missing; expected gs://bucket/folder/",
                        "c.json: $.DeferTaskURL: is missing; expected gs://bucket/folder/",
                        "c.json: $.Subscription: is missing; expected projects/P/subscriptions/S here, as variable"
                                + " SUBSCRIPTION, or as --subscription",
                        "c.json: $.ProjectID: is missing; expected a project ID here, as variable GCLOUD_PROJECT, as"
                                + " --project, or in the credentials");
    }

    @Test
    void aVariableWithoutValueIsComplainedOfOnce() {
        String document = "{" + REQUIRED.replace("gs://bkt/journal", "gs://${config.Nope}/journal") + "}";

        assertThat(problems(read(document))).hasSize(1);
    }

    @Test
    void aFolderMayHaveTwoHundredBytes() {
        assertThat(with("'StateURL':'gs://bkt/" + "x".repeat(199) + "'")
                        .settings()
                        .stateUrl()
                        .name())
                .hasSize(200);
        assertThat(problems(read("{" + REQUIRED + ",'StateURL':'gs://bkt/" + "x".repeat(200) + "'}")))
                .containsExactly("c.json: $.StateURL: names a folder of 201 bytes; expected at most 200");
    }

    @Test
    void nothingElseMayLieInTheFolderOfTasks() {
        String document = "{" + REQUIRED.replace("gs://bkt/tasks/", "gs://bkt") + "}";

        assertThat(problems(read(document)))
                .containsExactly(
                        "c.json: $.JournalURL: lies in DeferTaskURL, where entries would be taken for tasks; expected a folder outside",
                        "c.json: $.ErrorURL: lies in DeferTaskURL, where entries would be taken for tasks; expected a folder outside");
        assertThat(problems(read("{" + REQUIRED.replace("bkt/errors/", "bkt/tasks") + "}")))
                .singleElement()
                .asString()
                .startsWith("c.json: $.ErrorURL: lies in DeferTaskURL");
    }

    @Test
    void routesLieInNoFolderThatTheServiceWritesTo() {
        assertThat(problems(read("{" + REQUIRED + ",'RoutesURL':'gs://bkt/journal/routes'}")))
                .containsExactly(
                        "c.json: $.RoutesURL: lies in JournalURL, where the service writes; expected a folder of its own");
    }

    @Test
    void aComplaintDoesNotShowWhatTheEnvironmentHolds() {
        assertThat(problems(read("{" + REQUIRED + ",'Workers':'${env.SLACK}'}")))
                .containsExactly("c.json: $.Workers: is '${env.SLACK}'; expected a whole number from 1 to 1000");
    }

    @Test
    void aFaultOfTheEnvironmentOrAFlagNamesIt() {
        assertThat(problems(
                        read("{" + REQUIRED + "}", Map.of("SUBSCRIPTION", "a/b"), Map.of(Env.PROJECT, "No Project"))))
                .containsExactly(
                        "command line: --project: is 'No Project'; expected a project ID such as my-project",
                        "environment: SUBSCRIPTION: is 'a/b'; expected projects/P/subscriptions/S, or S alone if it"
                                + " is in ProjectID; S has 3 to 255 letters, digits or any of -._~+% and begins with a"
                                + " letter");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'MaxConcurrentSQL':1|$.MaxConcurrentSQL: is of BqTail and ignored: BigQuery queues jobs itself",
                "'runonce':true|$.runonce: is of BqTail and ignored: BigQuery queues jobs itself",
                "'Worker':1|$.Worker: is only a variable, ${config.Worker}; did you mean 'Workers'?",
                "'Rutes':[]|$.Rutes: is unknown and ignored; the nearest known key is 'Routes'",
                "'ErrorURL ':'x'|$.ErrorURL : is only a variable, ${config.ErrorURL }; did you mean 'ErrorURL'?",
            })
    void whatWorksOtherwiseThanMeantIsWarnedOf(String more, String warning) {
        assertThat(warnings(more)).containsExactly("c.json: " + warning);
    }

    @Test
    void anyOtherScalarIsAVariableWithoutAWord() {
        assertThat(warnings("'TriggerBucket':'x','Flag':true,'Limit':3")).isEmpty();
        assertThat(with("'Flag':true,'Limit':3").rules().variables())
                .containsEntry("Flag", "true")
                .containsEntry("Limit", "3");
    }

    @Test
    void oneFolderForGoodAndBadIsWarnedOf() {
        Parsed<Configuration> parsed = read("{" + REQUIRED.replace("gs://bkt/errors/", "gs://bkt/journal/") + "}");

        assertThat(((Parsed.Good<Configuration>) parsed).warnings()).hasSize(1);
    }
}
