package dev.bqdispatch.rule;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Reads the request of a push.
 *
 * @see <a href="https://cloud.google.com/pubsub/quotas#resource_limits">Pub/Sub's limits</a>
 */
final class PushReader {
    private static final String NAME = "(?!goog)[A-Za-z][A-Za-z0-9._~+%-]{2,254}";
    private static final Pattern SHORT = Pattern.compile(NAME);
    private static final Pattern WHOLE = Pattern.compile("projects/[^/\\s]+/topics/" + NAME);
    private static final String FORM =
            "projects/P/topics/T, or T in ProjectID; T has 3 to 255 letters, digits or any of"
                    + " -._~+% , begins with a letter, and not with goog";

    private static final int MOST_BYTES = 10_000_000;
    private static final int MOST_ATTRIBUTES = 100;
    private static final int LONGEST_KEY = 256;
    private static final int LONGEST_VALUE = 1_024;

    private PushReader() {}

    static Request read(RequestFields fields) {
        boolean message = fields.has("Message");
        boolean data = fields.has("Data");
        if (message && data) {
            fields.problem("Message", "stands beside Data; give one of the two");
        } else if (!message && !data && !fields.has("Attributes")) {
            fields.problem("Message", "is missing; expected a text here, or an object in Data");
        }
        String key = data ? "Data" : "Message";
        Payload payload = Payload.of(fields.value(key));
        int bytes = bytes(payload.text());
        if (bytes > MOST_BYTES) {
            fields.problem(key, "is " + bytes + " bytes long; Pub/Sub takes at most " + MOST_BYTES);
        }
        return new Request.Push(topic(fields), payload, attributes(fields));
    }

    private static String topic(RequestFields fields) {
        String topic = fields.text("Topic");
        boolean whole = WHOLE.matcher(topic).matches();
        if (!fields.open(topic) && !whole && !SHORT.matcher(topic).matches()) {
            fields.problem("Topic", RequestFields.expected(FORM, topic.isEmpty() ? "" : fields.written("Topic")));
        }
        return whole ? topic : "projects/" + fields.project() + "/topics/" + topic;
    }

    private static Map<String, String> attributes(RequestFields fields) {
        Map<String, String> attributes = new TreeMap<>(fields.scalars("Attributes"));
        attributes.forEach((key, value) -> {
            String path = JsonPath.key(fields.path("Attributes"), key);
            if (key.isEmpty() || bytes(key) > LONGEST_KEY || key.startsWith("goog")) {
                fields.faults()
                        .problem(
                                path,
                                "is no key of an attribute; Pub/Sub takes 1 to " + LONGEST_KEY
                                        + " bytes that do not begin with goog");
            }
            if (bytes(value) > LONGEST_VALUE) {
                fields.faults()
                        .problem(path, "is " + bytes(value) + " bytes long; Pub/Sub takes at most " + LONGEST_VALUE);
            }
        });
        int own = attributes.containsKey(Request.Push.KEY_ATTRIBUTE) ? 0 : 1;
        if (attributes.size() + own > MOST_ATTRIBUTES) {
            fields.problem(
                    "Attributes",
                    "has " + attributes.size() + " attributes; Pub/Sub takes at most " + MOST_ATTRIBUTES + ", and "
                            + Request.Push.KEY_ATTRIBUTE + " is one of them");
        }
        return attributes;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
