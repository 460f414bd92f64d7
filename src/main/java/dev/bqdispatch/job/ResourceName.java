package dev.bqdispatch.job;

import java.util.List;

/** Names of resources as log entries write them, {@code projects/P/datasets/D/tables/T}. */
final class ResourceName {
    private ResourceName() {}

    /** The project and the ID of a job; empty if the name is none of a job. */
    static List<String> job(String name) {
        return ids(name, "projects/", "jobs/");
    }

    /** The project and the ID of a dataset; empty if the name is none of a dataset. */
    static List<String> dataset(String name) {
        return ids(name, "projects/", "datasets/");
    }

    /** Project, dataset and ID of a table; empty if the name is none of a table. */
    static List<String> table(String name) {
        return ids(name, "projects/", "datasets/", "tables/");
    }

    /** By hand, since each event has three, and to split them costs more than all else that is done with them. */
    private static List<String> ids(String name, String... collections) {
        String[] ids = new String[collections.length];
        int at = 0;
        for (int i = 0; i < ids.length; i++) {
            if (!name.startsWith(collections[i], at)) {
                return List.of();
            }
            int id = at + collections[i].length();
            int slash = name.indexOf('/', id);
            boolean last = i == ids.length - 1;
            int end = slash < 0 ? name.length() : slash;
            if (end == id || last == slash >= 0) {
                return List.of();
            }
            ids[i] = name.substring(id, end);
            at = end + 1;
        }
        return List.of(ids);
    }
}
