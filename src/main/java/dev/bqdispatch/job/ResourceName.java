package dev.bqdispatch.job;

import java.util.List;

/** Names of resources as log entries write them, {@code projects/P/datasets/D/tables/T}. */
final class ResourceName {
    private ResourceName() {}

    /** The project and the ID of a job; empty if the name is none of a job. */
    static List<String> job(String name) {
        return ids(name, "projects", "jobs");
    }

    /** The project and the ID of a dataset; empty if the name is none of a dataset. */
    static List<String> dataset(String name) {
        return ids(name, "projects", "datasets");
    }

    /** Project, dataset and ID of a table; empty if the name is none of a table. */
    static List<String> table(String name) {
        return ids(name, "projects", "datasets", "tables");
    }

    private static List<String> ids(String name, String... collections) {
        // One part too many is enough to see.
        String[] parts = name.split("/", 2 * collections.length + 1);
        if (parts.length != 2 * collections.length) {
            return List.of();
        }
        String[] ids = new String[collections.length];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = parts[2 * i + 1];
            if (!parts[2 * i].equals(collections[i]) || ids[i].isEmpty()) {
                return List.of();
            }
        }
        return List.of(ids);
    }
}
