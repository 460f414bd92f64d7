package dev.bqdispatch.action;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bqdispatch.fault.CallFailed;
import dev.bqdispatch.fault.Failure;
import dev.bqdispatch.rule.Request;
import java.util.ArrayList;
import java.util.List;

/** Posts a message to each of its channels; one that does not take it keeps it from no other. */
final class NotifyStep implements Step {
    private final Slack slack;
    private final Tokens tokens;
    private final Orders orders;

    NotifyStep(Slack slack, Tokens tokens, Orders orders) {
        this.slack = slack;
        this.tokens = tokens;
        this.orders = orders;
    }

    @Override
    public StepOutcome run(Turn turn) {
        Request.Notify request = orders.read(turn, turn.action(), Request.Notify.class);
        List<String> untold = request.channels().stream()
                .filter(channel -> !turn.isDone(channel))
                .toList();
        if (untold.isEmpty()) {
            return StepOutcome.inline(1, List.of());
        }
        String token = tokens.of(request.credential(), turn.dispatch().policy());
        ObjectNode message = SlackMessage.of(request, turn.key());
        List<Failure> failures = new ArrayList<>();
        Hidden hidden = new Hidden(List.of(token), orders.hiding(turn.action()));
        for (String channel : untold) {
            post(turn, token, channel, message, hidden, failures);
        }
        if (!failures.isEmpty()) {
            throw new CallFailed(
                    failures.stream().filter(Failure::isTransient).findFirst().orElse(failures.get(0)));
        }
        return StepOutcome.inline(request.channels().size(), List.of());
    }

    private void post(
            Turn turn, String token, String channel, ObjectNode message, Hidden hidden, List<Failure> failures) {
        turn.claimFor(Slack.LONGEST);
        try {
            slack.post(token, message.put("channel", channel), hidden);
        } catch (CallFailed e) {
            Failure failure = hidden.in(e.failure());
            failures.add(failure.withMessage("channel " + channel + ": " + failure.message()));
            return;
        }
        turn.did(channel);
    }
}
