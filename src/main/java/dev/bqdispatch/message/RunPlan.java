package dev.bqdispatch.message;

/** Asks for the plan of a dispatch to be run, unless its job is settled already. */
public record RunPlan(Dispatch dispatch) implements BusMessage {}
