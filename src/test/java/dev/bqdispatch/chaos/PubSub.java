package dev.bqdispatch.chaos;

import dev.bqdispatch.fake.FakeWorld;
import dev.bqdispatch.fake.PubSubEmulator;
import java.util.function.Function;

/**
 * Where messages come from.
 *
 * @param speed how fast time goes by for Google and for the replicas, who do not know. One clock for all of it: were the
 *     publish times those of a slower one, every message would look old
 * @param opening makes the topic
 */
record PubSub(int speed, Function<FakeWorld, Topic> opening) {
    /** A killed replica's claims must end before anybody else may go on. Not more, for the calls are no faster. */
    private static final int HURRIED = 2;

    static PubSub fake() {
        return new PubSub(HURRIED, world -> new FakeTopic(world.pubSub()));
    }

    /** Google's, whose time can't be made faster. */
    static PubSub emulator(PubSubEmulator running) {
        return new PubSub(1, world -> new EmulatorTopic(running));
    }
}
