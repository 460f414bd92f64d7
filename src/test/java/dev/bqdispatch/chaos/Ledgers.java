package dev.bqdispatch.chaos;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bqdispatch.fake.FakeStorage;
import dev.bqdispatch.fake.StoredObject;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What lies in the journal and the errors, sorted out: entries, retired tasks, invalid messages; each with how it is. */
final class Ledgers {
    private static final String OPS = "gs://ops/";
    private static final String ENTRY = "-job.json";
    private static final String J = "acme:US.";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Map<String, List<String>> entries = new TreeMap<>();
    private final Map<String, List<String>> tasks = new TreeMap<>();
    private final Map<String, List<String>> invalid = new TreeMap<>();

    Ledgers(FakeStorage storage) {
        for (String folder : List.of("journal", "errors")) {
            for (String url : storage.list(OPS + folder + "/")) {
                storage.find(url).ifPresent(object -> sort(folder, url, object));
            }
        }
    }

    private void sort(String folder, String url, StoredObject object) {
        String path = url.substring((OPS + folder + "/").length());
        String belowHour = path.substring(path.indexOf('/') + 1);
        if (path.startsWith("invalid/")) {
            add(invalid, url.substring(url.lastIndexOf('/') + 1).replace(".json", ""), folder);
        } else if (path.endsWith(ENTRY)) {
            String owner = object.metadata().getOrDefault("job", "");
            String job = owner.startsWith(J) ? owner.substring(J.length()) : "of nobody, " + url;
            add(entries, job, folder + " " + status(object.text()));
        } else {
            add(tasks, belowHour.replace(".json", "").replace("/", "--"), folder);
        }
    }

    private static String status(String entry) {
        try {
            return MAPPER.readTree(entry).at("/Response/Status").asText();
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void add(Map<String, List<String>> to, String name, String how) {
        to.computeIfAbsent(name, any -> new ArrayList<>(1)).add(how);
    }

    /** By job ID: folder and status of each. */
    Map<String, List<String>> entries() {
        return entries;
    }

    /** By job ID: the folder of each. */
    Map<String, List<String>> tasks() {
        return tasks;
    }

    /** By message ID. */
    Map<String, List<String>> invalid() {
        return invalid;
    }
}
