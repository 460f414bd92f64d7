package dev.bqdispatch.rule;

import dev.bqdispatch.regex.LazyPattern;
import java.util.HashMap;
import java.util.Map;

/** Warns where a named group of a route's regexes hides something of the same name, or can't be used. */
final class GroupNames {
    private final Faults faults;
    private final Map<String, String> fieldOf = new HashMap<>();

    GroupNames(Faults faults) {
        this.faults = faults;
    }

    void check(String field, String path, LazyPattern regex) {
        regex.groups().stream().sorted().forEach(name -> check(name, field, path));
    }

    private void check(String name, String field, String path) {
        String before = fieldOf.putIfAbsent(name, field);
        if (name.equals("DollarSign")) {
            faults.warning(path, "group 'DollarSign' is never used: $DollarSign is always a dollar");
        } else if (JobValues.NAMES.contains(name)) {
            faults.warning(path, "group '" + name + "' hides the built-in expression $" + name + " in this route");
        } else if (!name.matches(EnvReferences.NAME)) {
            faults.warning(path, "group '" + name + "' is no name of an expression; expected a letter first");
        } else if (before != null) {
            faults.warning(
                    path, "group '" + name + "' is in " + before + " too, which counts unless it finds nothing there");
        }
    }
}
