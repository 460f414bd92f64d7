/**
 * What shall be done: the language of configuration and deferred tasks as pure values, read with all problems at once.
 *
 * <p>A {@link dev.bqdispatch.rule.Route} says when; an {@link dev.bqdispatch.rule.Action} says what, as written in the
 * document; a {@link dev.bqdispatch.rule.Filling} fills it in from the finished job; a
 * {@link dev.bqdispatch.rule.Request} is the typed order that comes of it.
 */
@NullMarked
package dev.bqdispatch.rule;

import org.jspecify.annotations.NullMarked;
