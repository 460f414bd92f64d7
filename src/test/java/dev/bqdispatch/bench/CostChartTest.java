package dev.bqdispatch.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class CostChartTest {
    private static final Curve FLAT = new Curve(
            "index <new>", List.of(new Curve.Point(10, 50), new Curve.Point(1_000, 50), new Curve.Point(100_000, 50)));
    private static final Curve STEEP =
            new Curve("scan", List.of(new Curve.Point(10, 3_000), new Curve.Point(100_000, 30_000_000)));

    private static Document chart(Curve... curves) throws Exception {
        String svg = CostChart.of(List.of(curves), "2 cores & \"17\"");
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(UTF_8)));
    }

    private static List<Element> all(Document chart, String name) {
        NodeList nodes = chart.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }

    private static List<String> texts(Document chart) {
        return all(chart, "text").stream().map(Element::getTextContent).toList();
    }

    /** Where a point of a curve is drawn. */
    private record Place(double x, double y) {
        static Place read(String point) {
            int comma = point.indexOf(',');
            return new Place(
                    Double.parseDouble(point.substring(0, comma)), Double.parseDouble(point.substring(comma + 1)));
        }
    }

    private static List<List<Place>> places(Document chart) {
        return all(chart, "polyline").stream()
                .map(line -> List.of(line.getAttribute("points").split(" ")).stream()
                        .map(Place::read)
                        .toList())
                .toList();
    }

    @Test
    void itSaysWhatIsShown() throws Exception {
        assertThat(texts(chart(FLAT, STEEP)))
                .contains("index <new>", "scan", "routes", "time per event", "2 cores & \"17\"")
                .contains("10", "100", "1,000", "10,000", "100,000")
                .contains("10 ns", "1 µs", "1 ms", "100 ms");
    }

    @Test
    void bothAxesAreLogarithmic() throws Exception {
        List<List<Place>> places = places(chart(FLAT, STEEP));

        List<Place> flat = places.get(0);
        assertThat(flat.get(1).x() - flat.get(0).x())
                .isEqualTo(flat.get(2).x() - flat.get(1).x());
        assertThat(flat.get(0).y()).isEqualTo(flat.get(2).y());
        List<Place> steep = places.get(1);
        assertThat(steep.get(1).y()).isLessThan(steep.get(0).y());
        assertThat(steep.get(0).y()).isLessThan(flat.get(0).y());
    }

    @Test
    void everyPointIsWithinThePicture() throws Exception {
        assertThat(places(chart(FLAT, STEEP)))
                .allSatisfy(curve -> assertThat(curve).allSatisfy(point -> {
                    assertThat(point.x()).isBetween(90.0, 610.0);
                    assertThat(point.y()).isBetween(50.0, 400.0);
                }));
    }

    @Test
    void onePointAloneIsAPictureToo() throws Exception {
        Curve one = new Curve("one", List.of(new Curve.Point(10, 100)));

        assertThat(places(chart(one)).get(0)).singleElement().satisfies(place -> {
            assertThat(place.x()).isBetween(90.0, 610.0);
            assertThat(place.y()).isBetween(50.0, 400.0);
        });
    }
}
