package dev.bqdispatch.recall;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What was put or asked for lately; with one entry too many, the one that was left alone longest goes. For one thread at a
 * time.
 */
public final class Recent<K, V> extends LinkedHashMap<K, V> {
    private static final long serialVersionUID = 1L;
    private static final int USUAL_CAPACITY = 16;
    private static final float USUAL_LOAD = 0.75f;

    private final int most;

    /** @param most entries, 1 or more */
    public Recent(int most) {
        super(USUAL_CAPACITY, USUAL_LOAD, true);
        if (most < 1) {
            throw new IllegalArgumentException("room for " + most);
        }
        this.most = most;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > most;
    }
}
