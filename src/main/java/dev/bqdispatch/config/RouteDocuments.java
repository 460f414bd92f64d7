package dev.bqdispatch.config;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bqdispatch.rule.Faults;
import dev.bqdispatch.rule.Fields;
import dev.bqdispatch.rule.Route;
import dev.bqdispatch.rule.RouteReader;
import dev.bqdispatch.rule.RouteText;
import java.util.ArrayList;
import java.util.List;

/** Reads files of routes, each one route or a list, each with its own faults. */
final class RouteDocuments {
    private RouteDocuments() {}

    /** @param reader has read the routes before these, whose indices go on */
    static List<Route> read(RouteSet set, RouteReader reader, AllFaults all) {
        set.faults().forEach(all::problem);
        set.notes().forEach(all::warning);
        List<Route> routes = new ArrayList<>();
        for (Document file : set.files()) {
            Faults faults = new Faults(file.uri());
            RouteText text = RouteText.ofFile(file.text(), faults);
            if (!faults.found() && expected(text.around(), faults)) {
                routes.addAll(reader.read(text, faults));
            }
            all.add(faults);
        }
        return routes;
    }

    private static boolean expected(JsonNode root, Faults faults) {
        boolean whole = root.isObject()
                && Fields.of(root, "$", new Faults(faults.document())).has("Routes");
        if (whole) {
            faults.problem(
                    "$.Routes", "is of the configuration; expected one route, or a list of routes, in this file");
        } else if (!root.isObject() && !root.isArray()) {
            faults.problem("$", "expected one route, or a list of routes");
        }
        return !whole && (root.isObject() || root.isArray());
    }
}
