import { RULES } from "@/prisma/rules";

export type AttemptStatus =
  | "intended"
  | "placed"
  | "ended"
  | (typeof RULES.attempt_in_doubt)[number]
  | (typeof RULES.attempt_given_up)[number];

const isOneOf = (statuses: readonly AttemptStatus[], status: AttemptStatus) => statuses.includes(status);

/** True while nobody knows whether the carrier has placed the call. */
export const isInDoubt = (status: AttemptStatus) => isOneOf(RULES.attempt_in_doubt, status);

/** True once the runtime has given the attempt up: a call that still reports for it is told to hang up. */
export const isGivenUp = (status: AttemptStatus) => isOneOf(RULES.attempt_given_up, status);
