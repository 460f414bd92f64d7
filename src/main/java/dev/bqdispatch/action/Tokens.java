package dev.bqdispatch.action;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bqdispatch.fault.CallFailed;
import dev.bqdispatch.fault.Failure;
import dev.bqdispatch.ledger.Objects;
import dev.bqdispatch.rule.Credential;
import dev.bqdispatch.rule.Policy;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Gets the tokens that requests name. People encrypt a token or a JSON object with a {@code Token}, as it is or in base64,
 * and store what comes out as it is or in base64 again: whatever they did is undone.
 */
final class Tokens {
    /** More than Cloud KMS encrypts, in base64. */
    private static final int MOST_BYTES = 100_000;

    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final Pattern PRINTABLE = Pattern.compile("[\\t\\n\\r\\x20-\\x7e]+");
    private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]{1,4096}");

    private final Objects objects;
    private final Keys keys;
    private final ObjectMapper mapper = new ObjectMapper();

    Tokens(Objects objects, Keys keys) {
        this.objects = objects;
        this.keys = keys;
    }

    /** The token itself; blocks. No failure quotes any of it. */
    String of(Credential credential, Policy policy) {
        if (credential instanceof Credential.Inline inline) {
            return inline.token();
        }
        Credential.Encrypted secret = (Credential.Encrypted) credential;
        byte[] stored = objects.readBytes(secret.url(), MOST_BYTES + 1)
                .orElseThrow(() -> refusal("there is no object " + secret.url()));
        if (stored.length == 0 || stored.length > MOST_BYTES) {
            throw refusal(secret.url() + " is empty or too long; expected what Cloud KMS encrypted");
        }
        byte[] cipher = decoded(new String(stored, StandardCharsets.ISO_8859_1)).orElse(stored);
        byte[] plain = keys.decrypt(secret.keyIn(policy.projectId(), policy.region()), cipher);
        String text = unwrapped(new String(plain, StandardCharsets.UTF_8).strip());
        String token = text.startsWith("{") ? within(text, secret) : text;
        if (!TOKEN.matcher(token).matches()) {
            throw refusal(secret.url() + " holds no token; expected a token or {\"Token\": …}");
        }
        return token;
    }

    private static CallFailed refusal(String what) {
        return new CallFailed(Failure.permanent("Secret: " + what));
    }

    /** A token may look like base64 itself: only what gives readable text was encoded. */
    private static String unwrapped(String plain) {
        return decoded(plain)
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .filter(text -> PRINTABLE.matcher(text).matches())
                .map(String::strip)
                .orElse(plain);
    }

    private static Optional<byte[]> decoded(String text) {
        try {
            return Optional.of(Base64.getDecoder().decode(BLANKS.matcher(text).replaceAll("")));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private String within(String json, Credential.Encrypted secret) {
        try {
            for (Map.Entry<String, JsonNode> field : mapper.readTree(json).properties()) {
                if (field.getKey().equalsIgnoreCase("Token")) {
                    return field.getValue().asText().strip();
                }
            }
        } catch (JsonProcessingException e) {
            throw refusal(secret.url() + " holds no valid JSON; expected a token or {\"Token\": …}");
        }
        throw refusal(secret.url() + " holds JSON without Token; expected a token or {\"Token\": …}");
    }
}
