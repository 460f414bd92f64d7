package dev.bqdispatch.bench;

import java.util.List;

/**
 * How a cost grows.
 *
 * @param points in the order of their routes, one or more
 */
record Curve(String name, List<Point> points) {
    Curve {
        if (points.isEmpty()) {
            throw new IllegalArgumentException("a curve has a point");
        }
        points = List.copyOf(points);
    }

    /**
     * One value.
     *
     * @param routes 1 or more
     * @param nanos per event, more than 0
     */
    record Point(int routes, double nanos) {}
}
