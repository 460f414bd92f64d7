package dev.bqdispatch.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.bqdispatch.job.ObjectUrl;
import dev.bqdispatch.rule.AllowCall;
import dev.bqdispatch.rule.EnvReferences;
import dev.bqdispatch.rule.Faults;
import dev.bqdispatch.rule.Fields;
import dev.bqdispatch.rule.Limits;
import dev.bqdispatch.rule.Parsed;
import dev.bqdispatch.rule.Policy;
import dev.bqdispatch.rule.Reconciling;
import dev.bqdispatch.rule.Route;
import dev.bqdispatch.rule.RouteReader;
import dev.bqdispatch.rule.RouteText;
import dev.bqdispatch.rule.Rules;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Reads one version of the configuration whole, with every fault at once. Safe for use by several threads. */
public final class ConfigReader {
    private static final Duration GIVE_UP_AFTER = Duration.ofHours(24);
    /** As long as Pub/Sub keeps a message at most. */
    private static final Duration LONGEST = Duration.ofDays(31);

    private static final int MAX_DEPTH = 20;
    /** The name of a deeper child job would be longer than BigQuery allows. */
    private static final int DEEPEST = 80;

    private static final int MAX_CHILD_ATTEMPTS = 5;
    /** The name of an attempt has two digits at most, and the first none. */
    private static final int MOST_CHILD_ATTEMPTS = 100;

    private static final Pattern VARIABLE_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private final Environment environment;
    private final Supplier<Optional<String>> credentialsProject;

    /** @param credentialsProject the project of the credentials, asked for only if nothing else says one; may block */
    public ConfigReader(Environment environment, Supplier<Optional<String>> credentialsProject) {
        this.environment = environment;
        this.credentialsProject = credentialsProject;
    }

    /** Reads a document without files of routes. */
    Parsed<Configuration> read(Document document) {
        return read(Bundle.of(document));
    }

    /** Reads all documents together with the environment and the command line, which go before them. */
    public Parsed<Configuration> read(Bundle bundle) {
        Faults faults = new Faults(bundle.document().uri());
        RouteText text = RouteText.ofConfiguration(bundle.document().text(), faults);
        JsonNode root = text.around();
        if (faults.found()) {
            return new Parsed.Bad<>(faults.problems());
        }
        Fields fields = Fields.of(root, "$", faults);
        if (!root.isObject() || root.size() > Limits.KEYS) {
            return new Parsed.Bad<>(faults.problems());
        }
        Keys.check(root, fields, faults);
        return read(bundle, text, fields, faults);
    }

    /** The folder of routes that a document names; empty if it names none, or can't be read. */
    Optional<ObjectUrl> routesUrl(Document document) {
        Faults unheard = new Faults(document.uri());
        JsonNode root = RouteText.ofConfiguration(document.text(), unheard).around();
        if (!root.isObject() || root.size() > Limits.KEYS) {
            return Optional.empty();
        }
        Fields fields = Fields.of(root, "$", unheard);
        Map<String, Stated> outside = outside(fields);
        Scalars scalars = new Scalars(root, outside, environment, unheard);
        return new Values(fields, outside, scalars, unheard).text("RoutesURL").flatMap(RoutesUrl::parse);
    }

    private Parsed<Configuration> read(Bundle bundle, RouteText text, Fields fields, Faults faults) {
        Map<String, Stated> outside = outside(fields);
        Scalars scalars = new Scalars(text.around(), outside, environment, faults);
        Values values = new Values(fields, outside, scalars, faults);
        Optional<Settings> settings = new SettingsReader(values).read();
        RoutesUrl.check(values, settings);
        Duration giveUpAfter = values.duration("GiveUpAfter", GIVE_UP_AFTER, Duration.ofSeconds(1), LONGEST);
        int maxDepth = values.whole("MaxDepth", MAX_DEPTH, 1, DEEPEST);
        int maxChildAttempts = values.whole("MaxChildAttempts", MAX_CHILD_ATTEMPTS, 1, MOST_CHILD_ATTEMPTS);
        Reconciling reconciling = ReconcilingReader.read(
                values, fields, settings.map(Settings::projectId).orElse(""));
        Set<String> taskEnv = taskEnv(fields);
        Map<String, String> variables = scalars.variables();
        AllowCall allowCall = AllowCall.read(fields, variables, environment::variable, faults);
        RouteReader reader = new RouteReader(variables, environment::variable, allowCall);
        List<Route> routes = new ArrayList<>(reader.read(text, faults));
        AllFaults all = new AllFaults(faults);
        bundle.routes().ifPresent(set -> routes.addAll(RouteDocuments.read(set, reader, all)));
        return all.parsed(() -> {
            Settings known = settings.orElseThrow();
            Policy policy =
                    new Policy(known.projectId(), giveUpAfter, maxDepth, maxChildAttempts, known.region(), allowCall);
            return new Configuration(
                    known,
                    Rules.of(
                            bundle.version(),
                            policy,
                            reconciling,
                            routes,
                            forTasks(variables, taskEnv),
                            taskEnv,
                            bundle.updated()));
        });
    }

    /** What was said beside the document, and what holds if nothing was said anywhere, by the document's key. */
    private Map<String, Stated> outside(Fields fields) {
        Map<String, Stated> outside = new LinkedHashMap<>();
        environment.stated(Env.SUBSCRIPTION).ifPresent(stated -> outside.put("Subscription", stated));
        environment.stated(Env.PROJECT).ifPresent(stated -> outside.put("ProjectID", stated));
        environment.stated(Env.REGION).ifPresent(stated -> outside.put("Region", stated));
        if (!outside.containsKey("ProjectID") && !fields.has("ProjectID")) {
            credentialsProject
                    .get()
                    .ifPresent(project -> outside.put("ProjectID", new Stated(project, "credentials", "project")));
        }
        if (!outside.containsKey("Region") && !fields.has("Region")) {
            outside.put("Region", new Stated("us-central1", "default", "Region"));
        }
        return outside;
    }

    private static Set<String> taskEnv(Fields fields) {
        List<String> names = fields.texts("TaskEnv");
        names.stream()
                .filter(name -> !VARIABLE_NAME.matcher(name).matches())
                .forEach(name ->
                        fields.problem("TaskEnv", "is '" + name + "'; expected names of environment variables"));
        return Set.copyOf(names);
    }

    /** Without those that would bring a task an environment variable that TaskEnv does not name. */
    private static Map<String, String> forTasks(Map<String, String> variables, Set<String> taskEnv) {
        Map<String, String> open = new LinkedHashMap<>(variables);
        open.values().removeIf(text -> !taskEnv.containsAll(EnvReferences.names(TextNode.valueOf(text))));
        return open;
    }
}
