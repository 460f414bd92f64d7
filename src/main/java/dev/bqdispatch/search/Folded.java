package dev.bqdispatch.search;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Texts as bytes in which both cases of a letter are the same. Other characters may be the same too, so two texts that are
 * the same here need not be equal.
 */
final class Folded {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

    /** By this bit of each byte upper case differs from lower case. */
    private static final long CASE = 0x2020202020202020L;

    private static final long MIX = 0x9E3779B97F4A7C15L;

    private Folded() {}

    /** A text's bytes, of which {@link #word} makes both cases the same; a text within a text has the same bytes there. */
    static byte[] bytes(String text) {
        // The two characters beyond ASCII that fold to letters of it: the sign of the kelvin, and the long s.
        String plain = text;
        if (plain.indexOf('\u212A') >= 0) {
            plain = plain.replace('\u212A', 'k');
        }
        if (plain.indexOf('\u017F') >= 0) {
            plain = plain.replace('\u017F', 's');
        }
        return plain.getBytes(ISO_8859_1);
    }

    /** @param size of the word in bytes: 2, 4 or 8 */
    static long word(byte[] bytes, int at, int size) {
        return switch (size) {
            case 8 -> (long) LONG.get(bytes, at) | CASE;
            case 4 -> ((int) INT.get(bytes, at) & 0xFFFFFFFFL) | CASE;
            default -> ((short) SHORT.get(bytes, at) & 0xFFFFL) | CASE;
        };
    }

    /** The upper bits are good. */
    static long mixed(long word) {
        long mixed = (word ^ word >>> 32) * MIX;
        return mixed ^ mixed >>> 29;
    }

    /** A hash of two bytes or more, never 0. */
    static long hash(byte[] bytes, int from, int to) {
        int length = to - from;
        long hash = length * MIX;
        if (length >= 8) {
            for (int at = from; at < to - 8; at += 8) {
                hash = step(hash, word(bytes, at, 8));
            }
            hash = step(hash, word(bytes, to - 8, 8));
        } else if (length >= 4) {
            hash = step(step(hash, word(bytes, from, 4)), word(bytes, to - 4, 4));
        } else {
            hash = step(step(hash, word(bytes, from, 2)), word(bytes, to - 2, 2));
        }
        return hash == 0 ? 1 : hash;
    }

    private static long step(long hash, long word) {
        long next = (hash ^ word) * MIX;
        return next ^ next >>> 32;
    }
}
