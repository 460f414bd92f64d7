package dev.bqdispatch.action;

import dev.bqdispatch.rule.Request;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Publishes a message. */
final class PushStep implements Step {
    private final Publisher publisher;
    private final Orders orders;

    PushStep(Publisher publisher, Orders orders) {
        this.publisher = publisher;
        this.orders = orders;
    }

    @Override
    public StepOutcome run(Turn turn) {
        if (turn.isDone("")) {
            return StepOutcome.inline(1, List.of());
        }
        Request.Push request = orders.read(turn, turn.action(), Request.Push.class);
        Map<String, String> attributes = new TreeMap<>(request.attributes());
        attributes.putIfAbsent(Request.Push.KEY_ATTRIBUTE, turn.key().text());
        turn.claimFor(Publisher.LONGEST);
        publisher.publish(request.topic(), request.data().text(), attributes);
        turn.did("");
        return StepOutcome.inline(1, List.of());
    }
}
