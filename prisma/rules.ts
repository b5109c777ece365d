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
  /** How old the moment of a burst may be that was made without asking the database for it; never ahead. */
  moment_seconds: 4,
  /** How long an Idempotency-Key gives the first answer again. */
  idempotency_hours: 24,
  /** A client's last use is written down no more often. */
  client_use_minutes: 1,
} as const;
