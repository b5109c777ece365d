import { type CallStatus, CREATE_TIMEOUT_SECONDS } from "./voice";

/** The carrier enforces the ring limit itself; the runtime asks about the call only this much later. */
export const RING_GRACE_SECONDS = 5;
/** How long a carrier may take from accepting a call to ringing the phone. */
export const PLACEMENT_SECONDS = 60;
/** Machine detection takes 30 s at most, and the document fetch follows at once. */
export const MACHINE_DETECTION_SECONDS = 30 + 15;

/** Seconds after which to ask the carrier about an attempt that has reported nothing since `status`. */
export function dueSeconds(ringSeconds: number, status: CallStatus): number {
  if (status === "ringing") return ringSeconds + RING_GRACE_SECONDS;
  if (status === "in_progress") return MACHINE_DETECTION_SECONDS;
  return ringSeconds + PLACEMENT_SECONDS;
}

/** Longer than the HTTP timeout of creating a call, so that the lease cannot lapse while its owner still waits for the carrier. */
export const LEASE_SECONDS = CREATE_TIMEOUT_SECONDS + 5;

/** A call in doubt is searched in the carrier's list of calls this often, and given up after that long. */
export const RECONCILE_EVERY_SECONDS = 5;
export const GIVE_UP_AFTER_SECONDS = 60;

/**
 * The longest that a placed call can last until it is answered, in seconds: after `rings` where that is known, else after it was
 * asked for. Then the carrier has as long to say what became of it as it has for a call in doubt.
 */
export function unansweredSeconds(ringSeconds: number, detectsMachine: boolean, rings: boolean): number {
  const detection = detectsMachine ? MACHINE_DETECTION_SECONDS : 0;
  return dueSeconds(ringSeconds, rings ? "ringing" : "queued") + detection + GIVE_UP_AFTER_SECONDS;
}

/** The same for a call until it is over. The carrier counts its limit from the answer. */
export function longestCallSeconds(ringSeconds: number): number {
  return unansweredSeconds(ringSeconds, true, false) + TIME_LIMIT_SECONDS;
}

/** When to ask again about a call that the carrier says is still live, or after the carrier did not answer. */
export const POLL_AGAIN_SECONDS = 15;

/** How long a port call belongs to the process that makes it, which renews the lease while it runs; a lapsed lease means that the process is gone. */
export const PORT_LEASE_SECONDS = 6;

/** How long the webhook that entered a step waits for a port's answer before the caller is put on hold. */
export const INLINE_WAIT_MS = 300;

/** How often to ask the carrier about a live call that reports nothing: most are simply long. */
export const POLL_LIVE_CALL_SECONDS = 300;

/** How often to ask about an agent's answered call: a contact whose agent has gone must not wait long alone. */
export const POLL_AGENT_CALL_SECONDS = 60;

/** Longest a call can last at the carrier. */
export const TIME_LIMIT_SECONDS = 4 * 3600;
