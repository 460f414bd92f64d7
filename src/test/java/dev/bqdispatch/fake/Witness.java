package dev.bqdispatch.fake;

import com.google.protobuf.ByteString;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Sees each call that comes through a gateway and takes effect. To be quick: callers wait for it. */
public interface Witness {
    void saw(Visit visit);

    /**
     * A call after its effect.
     *
     * @param headers by name, without regard to case
     * @param body as it was sent
     * @param status what it is answered with
     * @param lost whether that answer is lost on its way
     */
    record Visit(Call call, Function<String, @Nullable String> headers, ByteString body, int status, boolean lost) {
        /** The value of a header, or an empty text. */
        public String header(String name) {
            String value = headers.apply(name);
            return value == null ? "" : value;
        }
    }
}
