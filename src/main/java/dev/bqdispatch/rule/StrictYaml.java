package dev.bqdispatch.rule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Iterator;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlVersionException;

/**
 * Reads documents as YAML 1.2 that leaves no doubt: one document, no key twice, bounded nesting and aliases, and of
 * scalars only those as anything but text that JSON knows.
 *
 * @see <a href="https://yaml.org/spec/1.2.2/#102-json-schema">The JSON schema of YAML 1.2</a>
 */
final class StrictYaml {
    private StrictYaml() {}

    /** Reads a document; a fault becomes a problem with line and column, and the answer is a missing node. */
    static JsonNode read(String text, Faults faults) {
        try {
            Iterator<Event> events = new Parse(settings(text)).parseString(text).iterator();
            JsonNode root = read(events);
            if (root.isMissingNode() || root.isNull()) {
                faults.problem("$", "is empty; expected JSON or YAML");
            }
            return root.isNull() ? MissingNode.getInstance() : root;
        } catch (YamlFault e) {
            faults.problem("$", "is no usable YAML" + e.getMessage());
        } catch (MarkedYamlEngineException e) {
            String where = e.getProblemMark().map(YamlFault::where).orElse("");
            String context =
                    Optional.ofNullable(e.getContext()).map(what -> what + ": ").orElse("");
            faults.problem("$", "is no valid YAML" + where + ": " + context + e.getProblem());
        } catch (ReaderException e) {
            faults.problem(
                    "$",
                    "is no valid YAML" + where(text, e.getPosition()) + ": it holds the character U+"
                            + String.format("%04X", e.getCodePoint()) + ", which can't be printed");
        } catch (YamlVersionException e) {
            faults.problem("$", "says that it is YAML of another version; expected %YAML 1.2, or no such line");
        } catch (YamlEngineException e) {
            faults.problem("$", "is no valid YAML: " + e.getMessage());
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            // The library's scanner does not expect a document that ends within an escape, or a code point that is
            // none.
            faults.problem(
                    "$", "is no valid YAML: a quoted text has an escape that is not right (" + e.getMessage() + ")");
        }
        return MissingNode.getInstance();
    }

    /** With a smaller buffer a long scalar would be copied as often as the buffer is filled. */
    private static LoadSettings settings(String text) {
        return LoadSettings.builder()
                .setLabel("document")
                .setBufferSize(text.length() + 1)
                .setCodePointLimit(Integer.MAX_VALUE)
                .build();
    }

    private static JsonNode read(Iterator<Event> events) {
        JsonNode root = MissingNode.getInstance();
        boolean found = false;
        while (events.hasNext()) {
            Event event = events.next();
            switch (event.getEventId()) {
                case StreamStart, StreamEnd, DocumentEnd, Comment -> {}
                case DocumentStart -> {
                    if (found) {
                        throw new YamlFault("a second document begins; expected one", event);
                    }
                    found = true;
                }
                default -> root = new YamlTree(events).read(event);
            }
        }
        return root;
    }

    private static String where(String text, int codePoint) {
        int end = text.offsetByCodePoints(0, Math.min(codePoint, text.codePointCount(0, text.length())));
        long line = text.substring(0, end).chars().filter(c -> c == '\n').count() + 1;
        return " at line " + line + ", column " + (end - text.lastIndexOf('\n', end - 1));
    }
}
