import { type CallStatus, CREATE_TIMEOUT_SECONDS } from "./voice";

/** The carrier enforces the ring limit itself; we look after it only this much later. */
export const RING_GRACE_SECONDS = 5;
/** Before the phone rings: how long a carrier may take from accepting a call to ringing it. */
export const PLACE_SECONDS = 60;
/** Machine detection takes 30 s at most, and the document fetch follows at once. */
export const DETECTION_SECONDS = 30 + 15;

/** When to ask the carrier about an attempt, if nothing has been heard since it reported `status`. */
export function dueSeconds(ringSeconds: number, status: CallStatus): number {
  if (status === "ringing") return ringSeconds + RING_GRACE_SECONDS;
  if (status === "in_progress") return DETECTION_SECONDS;
  return ringSeconds + PLACE_SECONDS;
}

/** The lease covers the HTTP limit of creating a call, so that nobody else can think it lapsed while we still wait. */
export const LEASE_SECONDS = CREATE_TIMEOUT_SECONDS + 5;

/** A call in doubt: looked for after the carrier's list has caught up, again and again, and given up in the end. */
export const LOOK_EVERY_SECONDS = 5;
export const GIVE_UP_AFTER_SECONDS = 60;

/** How long to leave alone a call the carrier says is still live, or a carrier that does not answer. */
export const LOOK_AGAIN_SECONDS = 15;

/** How long a port call is its owner's: renewed while it runs, so a lease that lapses has lost its owner. */
export const PORT_LEASE_SECONDS = 6;

/** How long the webhook that entered a step waits for a port's answer before the caller is put on hold. */
export const INLINE_MS = 300;

/** A live call is looked at no more often than this while it is simply long. */
export const WATCH_SECONDS = 300;

/** An agent's call, answered: a contact who is joined with nobody must not wait long. */
export const AGENT_WATCH_SECONDS = 60;

/** Longest a call can last at the carrier. */
export const TIME_LIMIT_SECONDS = 4 * 3600;
