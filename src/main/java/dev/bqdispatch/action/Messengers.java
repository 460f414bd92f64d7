package dev.bqdispatch.action;

/** The ports through which actions reach people and programs outside BigQuery and Cloud Storage. */
public record Messengers(Slack slack, Web web, Keys keys, Publisher publisher, IdentityTokens identities) {}
