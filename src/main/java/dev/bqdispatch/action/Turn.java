package dev.bqdispatch.action;

import dev.bqdispatch.message.Dispatch;
import dev.bqdispatch.rule.Action;
import dev.bqdispatch.rule.Filling;
import java.time.Instant;
import java.util.List;

/**
 * An action of a plan whose turn has come.
 *
 * @param ended when the dispatch's job ended
 * @param index the action's place in the list it stands in as stored, from 0
 * @param action filled in
 * @param rest the actions after it, as their document has them
 * @param filling fills in the rest
 */
record Turn(Dispatch dispatch, Instant ended, int index, Action action, List<Action> rest, Filling filling) {
    Turn {
        rest = List.copyOf(rest);
    }
}
