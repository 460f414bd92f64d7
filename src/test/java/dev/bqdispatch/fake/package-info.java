/**
 * Google's APIs (Cloud Storage, BigQuery, Pub/Sub, Cloud KMS), Slack, and somebody's HTTP service, as far as bqdispatch meets
 * them: {@code FakeWorld} holds the state and its rules as plain Java, {@code Gateway} serves it over HTTP to one service
 * instance, and can fail or die.
 */
@NullMarked
package dev.bqdispatch.fake;

import org.jspecify.annotations.NullMarked;
