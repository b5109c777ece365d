/**
 * Rules that the product's code and SQL go by, or several functions, each written here only. In prisma/functions `:name` stands for one of
 * them: `status in (:attempt_in_doubt)`, `interval ':idempotency_hours hours'`. Run by Node as it is: types that can be erased
 * and no imports.
 */
export const RULES = {
  /** Whether the carrier has placed the call is not known (yet): at most one attempt of a pair of numbers may be so. */
  attempt_in_doubt: ["submitting", "unknown"],
  /** No call of the attempt may be answered any more: it was never placed, or nobody wants it. */
  attempt_given_up: ["given_up", "cancelled", "dropped", "refused"],
  /** The attempt rang nobody, and never will. */
  attempt_never_rang: ["refused", "dropped", "cancelled"],
  /** Versions that no flow publishes: made for a draft on trial, or for a button's call that asks first; started within the day. */
  version_frozen: ["trial", "asking"],
  /** The variable that holds what the callee of a button's call pressed, and the key that asks for the call. */
  button_answer: ["button_answer"],
  button_confirm_key: ["1"],
  /** The key by which somebody says that they have not asked for the call. */
  button_refuse_key: ["9"],
  /** How old the moment of a burst may be that was made without asking the database for it; never ahead. */
  moment_seconds: 4,
  /** How long an Idempotency-Key gives the first answer again. */
  idempotency_hours: 24,
  /** How long somebody who says no more that they have a draft open is still shown there. */
  presence_seconds: 12,
  /** What happens is noted for endpoints of these states; one that is failing or gone hears of nothing any more. */
  webhook_listening: ["active", "paused"],
  /** For how long a delivery is tried, from when it is first due. */
  webhook_hours: 72,
  /** An endpoint that has failed for so long is sent nothing until somebody resumes it. */
  webhook_failing_days: 5,
  /** Events are kept for so long, or for as long as the account keeps interactions where that is shorter. */
  webhook_days: 30,
  /** How long after its end an interaction's facts wait for what the carrier still says of its call. */
  fact_settle_seconds: 120,
  /** Interactions younger than this can still be committed behind others that are already there. */
  fact_late_seconds: 60,
  /** Outcomes are counted for alerts in slots of so many seconds, and kept for so long: four weeks and a day. */
  alert_slot_seconds: 300,
  alert_days: 29,
  /** An alert that is over is shown for so long. */
  alert_kept_days: 90,
  /** What came of the turns of scheduled exports is kept for so long. */
  report_run_days: 90,
  /** A client's last use is written down no more often. */
  client_use_minutes: 1,
} as const;
