import { RULES } from "@/prisma/rules";

export type AttemptStatus =
  | "intended"
  | "placed"
  | "ended"
  | (typeof RULES.attempt_in_doubt)[number]
  | (typeof RULES.attempt_given_up)[number];

const isOneOf = (statuses: readonly AttemptStatus[], status: AttemptStatus) => statuses.includes(status);

/** Whether the carrier has placed the call is not known (yet). */
export const isInDoubt = (status: AttemptStatus) => isOneOf(RULES.attempt_in_doubt, status);

/** No call of the attempt may be answered any more. */
export const isGivenUp = (status: AttemptStatus) => isOneOf(RULES.attempt_given_up, status);
