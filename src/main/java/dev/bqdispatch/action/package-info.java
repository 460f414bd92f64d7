/**
 * Step 3: runs a plan. A {@link dev.bqdispatch.action.ActionVerticle} takes the order, a {@code PlanRun} carries one plan
 * from action to action, and each kind of action is a step of its own. The ports {@link dev.bqdispatch.action.Jobs} and
 * {@link dev.bqdispatch.action.Tables} are what actions need of BigQuery, {@link dev.bqdispatch.action.Messengers} are those
 * of actions that tell somebody something. Before any of it, a {@code Resubmission} sees whether the job is a child of ours
 * that failed for a reason that may pass: then that job is submitted again, and the plan goes on waiting. A plan with an
 * action that must not be done twice runs under a {@code RunClaim}.
 *
 * <p>Nothing waits for BigQuery: a job action leaves the rest of its plan to its child job, as a deferred task.
 */
@NullMarked
package dev.bqdispatch.action;

import org.jspecify.annotations.NullMarked;
