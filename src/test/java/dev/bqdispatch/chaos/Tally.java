package dev.bqdispatch.chaos;

import java.util.ArrayList;
import java.util.List;

/** One row: how many were asked for, how many are there, and what is wrong with which. */
final class Tally {
    /** What complaints of what is lost begin with. */
    static final String LOST = "lost ";

    private final String words;
    private final List<String> complaints = new ArrayList<>();
    private int asked;
    private int seen;
    private int lost;
    private int doubled;
    private int repeated;

    Tally(String words) {
        this.words = words;
    }

    void asked() {
        asked++;
    }

    void seen(int times) {
        seen += times;
    }

    /** Told again, with an excuse. */
    void repeated() {
        repeated++;
    }

    /** It is not there, or not as it should be. */
    void lost(String name, String complaint) {
        lost++;
        complaints.add(LOST + "    " + words + "  " + name + ": " + complaint);
    }

    /** It is there once too often. */
    void doubled(String name, String complaint) {
        doubled++;
        complaints.add("doubled  " + words + "  " + name + ": " + complaint);
    }

    int losses() {
        return lost;
    }

    int doubles() {
        return doubled;
    }

    List<String> complaints() {
        return complaints;
    }

    static String head() {
        return String.format("%-18s%9s%9s%9s%9s%10s", "", "asked", "seen", "lost", "doubled", "repeated");
    }

    String row() {
        return String.format("%-18s%9d%9d%9d%9d%10d", words, asked, seen, lost, doubled, repeated);
    }
}
