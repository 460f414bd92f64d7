package dev.bqdispatch.chaos;

import dev.bqdispatch.fake.FakeStorage;
import dev.bqdispatch.fake.StoredObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Saves what the replicas wrote down, for whoever wants to know what went wrong. */
final class Snapshot {
    private static final String OPS = "gs://ops/";

    private Snapshot() {}

    /** Each object as a file in the folder, which may be there. */
    static void save(FakeStorage storage, Path folder) throws IOException {
        for (String url : storage.list(OPS)) {
            StoredObject object = storage.object(url);
            // What may have been both an object and a folder of objects can't be both a file and a folder.
            Path file = folder.resolve(url.substring(OPS.length()).replace(".json/", ".json.d/"));
            Files.createDirectories(file.getParent());
            Files.writeString(
                    file, object.text() + "\n" + object.metadata() + "\ncreated " + object.timeCreated() + "\n");
        }
    }
}
