package dev.bqdispatch.local;

import com.google.protobuf.ByteString;
import dev.bqdispatch.fake.FakeStorage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A folder of files whose copies are the objects of a bucket, under the same paths. */
final class SeedFolder {
    private final Path folder;
    private final FakeStorage storage;
    private final String bucket;
    private final Map<Path, FileTime> uploaded = new HashMap<>();

    /** @param bucket {@code gs://bucket/} */
    SeedFolder(Path folder, FakeStorage storage, String bucket) {
        this.folder = folder;
        this.storage = storage;
        this.bucket = bucket;
    }

    /** Uploads the files that are new or were saved since the last time, and returns the URLs of the objects. */
    List<String> uploadChanged() throws IOException {
        List<String> urls = new ArrayList<>();
        for (Path file : files()) {
            try {
                FileTime saved = Files.getLastModifiedTime(file);
                if (!saved.equals(uploaded.get(file))) {
                    urls.add(upload(folder.relativize(file).toString()));
                    uploaded.put(file, saved);
                }
            } catch (NoSuchFileException e) {
                // An editor that is just replacing it; it will be there the next time.
                uploaded.remove(file);
            }
        }
        return urls;
    }

    /** Uploads one file, changed or not, and returns the URL of the object. */
    String upload(String path) throws IOException {
        String url = bucket + path;
        storage.put(url, ByteString.copyFrom(Files.readAllBytes(folder.resolve(path))), Map.of());
        return url;
    }

    /** Leaves out what editors put beside the files they edit. */
    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().startsWith(".")
                            && !file.getFileName().toString().endsWith("~"))
                    .sorted()
                    .toList();
        }
    }
}
