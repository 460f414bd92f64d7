package dev.bqdispatch.message;

import dev.bqdispatch.rule.Rules;

/** News of a new valid version of the rules: every event matched from now on is matched against this one. */
public record RulesPublished(Rules rules) implements BusMessage {}
