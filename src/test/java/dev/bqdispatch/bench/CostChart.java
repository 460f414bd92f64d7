package dev.bqdispatch.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** A chart of cost against number of routes as SVG, both axes logarithmic. */
final class CostChart {
    private static final int WIDTH = 760;
    private static final int HEIGHT = 460;
    private static final int LEFT = 90;
    private static final int RIGHT = 150;
    private static final int TOP = 50;
    private static final int BOTTOM = 60;
    private static final List<String> COLOURS = List.of("#0b6e4f", "#b3261e", "#1f4e9c", "#8a5a00");

    private final List<Curve> curves;
    private final Axis routes;
    private final Axis nanos;
    private final StringBuilder svg = new StringBuilder();

    /** From one power of ten to another. */
    private record Axis(int low, int high) {
        static Axis of(List<Curve> curves, ToDoubleFunction<Curve.Point> value) {
            double[] all = curves.stream()
                    .flatMap(curve -> curve.points().stream())
                    .mapToDouble(value)
                    .toArray();
            int low = (int) Math.floor(Math.log10(Arrays.stream(all).min().orElse(1)));
            int high = (int) Math.ceil(Math.log10(Arrays.stream(all).max().orElse(1)));
            return new Axis(low, Math.max(high, low + 1));
        }

        /** Where on the axis a value is, 0 to 1. */
        double place(double value) {
            return (Math.log10(value) - low) / (high - low);
        }
    }

    private CostChart(List<Curve> curves) {
        this.curves = curves;
        routes = Axis.of(curves, Curve.Point::routes);
        nanos = Axis.of(curves, Curve.Point::nanos);
    }

    /**
     * Draws it.
     *
     * @param curves one or more
     * @param below what stands under the title
     */
    static String of(List<Curve> curves, String below) {
        return new CostChart(curves).draw(below);
    }

    private String draw(String below) {
        line(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\">",
                WIDTH, HEIGHT);
        line("<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>", WIDTH, HEIGHT);
        text(LEFT, 22, "start", 15, "#222222", "Cost of matching one event");
        text(LEFT, 40, "start", 11, "#555555", below);
        grid();
        for (int i = 0; i < curves.size(); i++) {
            curve(curves.get(i), COLOURS.get(i % COLOURS.size()), i);
        }
        line("</svg>");
        return svg.toString();
    }

    private void grid() {
        for (int power = routes.low(); power <= routes.high(); power++) {
            double at = x(Math.pow(10, power));
            rule(at, TOP, at, HEIGHT - BOTTOM);
            text(
                    at,
                    HEIGHT - BOTTOM + 20,
                    "middle",
                    12,
                    "#333333",
                    String.format(Locale.ROOT, "%,.0f", Math.pow(10, power)));
        }
        for (int power = nanos.low(); power <= nanos.high(); power++) {
            double at = y(Math.pow(10, power));
            rule(LEFT, at, WIDTH - RIGHT, at);
            text(LEFT - 8, at + 4, "end", 12, "#333333", time(power));
        }
        text((LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 14, "middle", 13, "#222222", "routes");
        line(
                "<text transform=\"translate(22 %d) rotate(-90)\" text-anchor=\"middle\" font-size=\"13\""
                        + " fill=\"#222222\">time per event</text>",
                (TOP + HEIGHT - BOTTOM) / 2);
    }

    private static String time(int power) {
        List<String> units = List.of("ns", "µs", "ms", "s");
        int unit = Math.min(Math.max(power, 0) / 3, units.size() - 1);
        double number = Math.pow(10, power - 3 * unit);
        return (number < 1 ? Double.toString(number) : String.format(Locale.ROOT, "%,.0f", number)) + " "
                + units.get(unit);
    }

    private void curve(Curve curve, String colour, int number) {
        StringBuilder path = new StringBuilder();
        for (Curve.Point point : curve.points()) {
            path.append(String.format(Locale.ROOT, "%.1f,%.1f ", x(point.routes()), y(point.nanos())));
            line(
                    "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3.5\" fill=\"%s\"/>",
                    x(point.routes()), y(point.nanos()), colour);
        }
        line(
                "<polyline fill=\"none\" stroke=\"%s\" stroke-width=\"2\" points=\"%s\"/>",
                colour, path.toString().strip());
        int legend = TOP + 14 + 22 * number;
        line(
                "<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" stroke=\"%s\" stroke-width=\"3\"/>",
                WIDTH - RIGHT + 14, legend, WIDTH - RIGHT + 38, legend, colour);
        text(WIDTH - RIGHT + 44, legend + 4, "start", 12, "#222222", curve.name());
    }

    private double x(double value) {
        return LEFT + routes.place(value) * (WIDTH - LEFT - RIGHT);
    }

    private double y(double value) {
        return HEIGHT - BOTTOM - nanos.place(value) * (HEIGHT - TOP - BOTTOM);
    }

    private void rule(double x1, double y1, double x2, double y2) {
        line("<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"#dddddd\"/>", x1, y1, x2, y2);
    }

    private void text(double x, double y, String anchor, int size, String colour, String words) {
        line(
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" font-size=\"%d\" fill=\"%s\">%s</text>",
                x, y, anchor, size, colour, escaped(words));
    }

    private static String escaped(String words) {
        return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private void line(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
