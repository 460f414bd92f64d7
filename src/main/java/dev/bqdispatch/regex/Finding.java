package dev.bqdispatch.regex;

import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Whether a regex was found in a text. */
public sealed interface Finding {
    Finding NOT_FOUND = new NotFound();
    Finding UNSURE = new Unsure();

    /** It was not. */
    record NotFound() implements Finding {}

    /** Somebody else has to find it out. */
    record Unsure() implements Finding {}

    /** It was. */
    final class Found implements Finding {
        private final Walker walker;
        private final List<String> names;

        Found(Walker walker, List<String> names) {
            this.walker = walker;
            this.names = names;
        }

        /** Gives each named group, and what it matched; null if it took no part. */
        public void groups(BiConsumer<String, @Nullable String> taker) {
            for (int group = 0; group < names.size(); group++) {
                taker.accept(names.get(group), walker.group(group));
            }
        }
    }
}
