package dev.bqdispatch.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Knows many texts, and finds those that stand in another one. Safe for use by several threads. */
public final class TextSearch implements Search {
    private final Owners texts;
    private final Owners endings;
    private final WordTable[] tables;

    private TextSearch(Owners texts, Owners endings, WordTable[] tables) {
        this.texts = texts;
        this.endings = endings;
        this.tables = tables;
    }

    public static TextSearch of(List<Wanted> wanted) {
        int endings = (int) wanted.stream().filter(Wanted::ending).count();
        Owners ofEndings = new Owners(endings);
        Owners ofTexts = new Owners(wanted.size() - endings);
        Map<Sampling, List<byte[]>> bySampling = new HashMap<>();
        for (Wanted each : wanted) {
            byte[] bytes = Folded.bytes(each.text());
            if (each.ending()) {
                ofEndings.put(Folded.hash(bytes, lastPart(bytes), bytes.length), each.owner());
                continue;
            }
            byte[] kept = bytes.length > WordTable.LONGEST ? Arrays.copyOf(bytes, WordTable.LONGEST) : bytes;
            long hash = Folded.hash(kept, 0, kept.length);
            if (!ofTexts.has(hash)) {
                bySampling
                        .computeIfAbsent(Sampling.of(kept.length), any -> new ArrayList<>())
                        .add(kept);
            }
            ofTexts.put(hash, each.owner());
        }
        WordTable[] tables = bySampling.entrySet().stream()
                .map(each -> new WordTable(each.getKey(), each.getValue()))
                .toArray(WordTable[]::new);
        return new TextSearch(ofTexts, ofEndings, tables);
    }

    /** Where the last part of a text begins; -1 if it has one part only. */
    private static int lastPart(byte[] text) {
        int at = text.length - 1;
        while (at >= 0 && text[at] != Wanted.DELIMITER) {
            at--;
        }
        return at;
    }

    @Override
    public void find(String text, Hits hits) {
        byte[] bytes = Folded.bytes(text);
        if (!endings.isEmpty()) {
            int part = lastPart(bytes);
            if (part >= 0 && bytes.length - part >= 2) {
                endings.addTo(hits, Folded.hash(bytes, part, bytes.length));
            }
        }
        for (WordTable table : tables) {
            table.find(bytes, texts, hits);
        }
    }
}
