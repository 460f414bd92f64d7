package dev.bqdispatch.config;

import dev.bqdispatch.rule.Faults;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Who may use {@code /api} and the console; said by the environment alone. Its text holds no token.
 *
 * @param readToken lets read; empty if there is none
 * @param adminToken lets read and change; empty if there is none, and then nobody changes anything
 * @param open whether everybody may read
 */
public record ApiAccess(Optional<String> readToken, Optional<String> adminToken, boolean open) {
    private static final Pattern TOKEN = Pattern.compile("[!-~]{1,1024}");

    static ApiAccess read(Environment environment, Faults faults) {
        return new ApiAccess(
                token(Env.READ_TOKEN, environment, faults),
                token(Env.ADMIN_TOKEN, environment, faults),
                open(environment, faults));
    }

    private static Optional<String> token(Env which, Environment environment, Faults faults) {
        Optional<Stated> said = environment.stated(which);
        said.filter(stated -> !TOKEN.matcher(stated.text()).matches())
                .ifPresent(stated -> faults.problem(stated.problem(
                        "can't be sent in a header; expected 1 to 1024 visible ASCII characters, without blanks")));
        return said.map(Stated::text);
    }

    private static boolean open(Environment environment, Faults faults) {
        Optional<Stated> said = environment.stated(Env.CONSOLE_OPEN);
        String open = said.map(Stated::text).orElse("false").toLowerCase(Locale.ROOT);
        if (!open.equals("true") && !open.equals("false")) {
            faults.problem(said.orElseThrow().unlike("true or false"));
        }
        return open.equals("true");
    }

    @Override
    public String toString() {
        return "ApiAccess[readToken=" + readToken.map(hidden -> "***") + ", adminToken="
                + adminToken.map(hidden -> "***") + ", open=" + open + "]";
    }
}
