package dev.bqdispatch.action;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** Messengers that nobody may use: the plans of these tests tell nobody anything. */
final class NobodyTold {
    private NobodyTold() {}

    static Messengers messengers() {
        return new Messengers(
                NobodyTold::post, NobodyTold::call, NobodyTold::decrypt, NobodyTold::publish, NobodyTold::token);
    }

    private static void post(String token, ObjectNode message, Hidden hidden) {
        throw new AssertionError(message);
    }

    private static void call(Web.Ask ask) {
        throw new AssertionError(ask);
    }

    private static byte[] decrypt(String key, byte[] cipher) {
        throw new AssertionError(key);
    }

    private static void publish(String topic, String data, Map<String, String> attributes) {
        throw new AssertionError(topic);
    }

    private static String token(String audience) {
        throw new AssertionError(audience);
    }
}
