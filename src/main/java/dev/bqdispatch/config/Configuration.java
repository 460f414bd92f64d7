package dev.bqdispatch.config;

import dev.bqdispatch.rule.Rules;

/**
 * One valid version of the configuration.
 *
 * @param settings what only a restart can change
 * @param rules what each new version changes at once
 */
public record Configuration(Settings settings, Rules rules) {}
