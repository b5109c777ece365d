import type { Effect, Fault, ResumeBody, Verb } from "../contract";
import type { RingRefusal, RingRequest } from "../ring-rules/may-ring";
import type { Advance } from "./burst";
import { expiresAt } from "./expiry";

type Dial = Extract<Effect, { effect: "dial" }>;
type QueueCallback = Extract<Effect, { effect: "queue_callback" }>;
type Forward = Extract<Verb, { verb: "forward" }>;

export const dialOf = (effects: readonly Effect[]): Dial | undefined =>
  effects.find((effect): effect is Dial => effect.effect === "dial");
const callbackOf = (effects: readonly Effect[]): QueueCallback | undefined =>
  effects.find((effect): effect is QueueCallback => effect.effect === "queue_callback");
export const forwardOf = (verbs: readonly Verb[] | undefined): Forward | undefined =>
  verbs?.find((verb): verb is Forward => verb.verb === "forward");

/** A ring that the account's rules refuse, and why. */
export type RefusedRing = { request: RingRequest; refusal: RingRefusal };
export type MayRing = (request: RingRequest) => "allowed" | RingRefusal;

/** How long a dial waits for another call to end before it is decided again: nobody tells it when that is. */
const LOOK_AGAIN_MS = 30_000;

/** Until when a dial waits that must not be made at `at`; null where it would wait in vain, or until `last` or later (ISO 8601). */
export function waitUntil({ until, passes }: RingRefusal, at: string, last: string): string | null {
  const next = passes ? new Date(Date.parse(at) + LOOK_AGAIN_MS).toISOString() : until;
  return next && Date.parse(next) < Date.parse(last) ? next : null;
}

/** A dial that waits until a moment (ISO 8601), and why: its number may not be rung before (`refusal`), or it is a step's next try. */
export type HeldRing = { request: RingRequest; until: string } & (
  | { refusal: RingRefusal }
  | { refusal: null; number: number }
);

/** Why a dial waits, as a sentence with a code. */
export function heldReason(held: HeldRing): { code: RingRefusal["code"] | "next_try"; message: string } {
  if (held.refusal) return { code: held.refusal.code, message: held.refusal.message };
  return { code: "next_try", message: `It is try ${held.number} of the call.` };
}

/** The dial of a burst that waits rather than fail; null where there is none, or it may be made. */
export function heldBy(
  { effects, state }: Pick<Advance, "effects" | "state">,
  mayRing: MayRing,
  at: string,
): HeldRing | null {
  const dial = dialOf(effects);
  if (!dial?.waits && !dial?.attempt) return null;
  const request = dialRequest(dial, at);
  const { number = 1, not_before, not_after = expiresAt(state.started_at) } = dial.attempt ?? {};
  // Whether it may be made is asked when its time has come.
  if (not_before && not_before > at) return { request, refusal: null, number, until: not_before };
  const refusal = mayRing(request);
  if (refusal === "allowed" || !(dial.waits || refusal.passes === "same_number")) return null;
  const until = waitUntil(refusal, at, not_after);
  return until ? { request, refusal, until } : null;
}

export const dialRequest = ({ from, to, zone }: Dial, at: string): RingRequest => ({
  ...{ from, to, at, party: "contact" },
  ...(zone ? { zone } : {}),
});

/** The ring that a queued callback will make once an agent has accepted; null where there is none. A contact who waits on the line is not rung. */
export function callbackRequest(
  { effects, state }: Pick<Advance, "effects" | "state">,
  at: string,
): RingRequest | null {
  const callback = callbackOf(effects);
  if (!callback || state.wait?.for === "agents") return null;
  return { from: callback.from, to: callback.number, at, party: "contact" };
}

/**
 * The resume, with a fault, that ends a dial, callback or forward to a number that must not be rung, and what was refused; null if
 * every number may be.
 */
export function refusedBy(
  { effects, verbs, state }: Pick<Advance, "effects" | "verbs" | "state">,
  mayRing: MayRing,
  at: string,
): { resume: ResumeBody; ring: RefusedRing } | null {
  const refused = (request: RingRequest): Refused | null => {
    const refusal = mayRing(request);
    if (refusal === "allowed") return null;
    const { code, message } = refusal;
    return { error: { code, message }, ring: { request, refusal } };
  };
  const dial = dialOf(effects);
  const notDialled = dial && refused(dialRequest(dial, at));
  if (notDialled)
    return ended({ kind: "dial_ended", result: "failed", final: "forbidden", error: notDialled.error }, notDialled);
  const callback = callbackRequest({ effects, state }, at);
  const notQueued = callback && refused(callback);
  if (notQueued) return ended({ kind: "callback_ended", result: "failed", error: notQueued.error }, notQueued);
  const forward = forwardOf(verbs);
  const notForwarded =
    forward && state.call.from !== null && refused({ from: state.call.from, to: forward.to, at, party: "agent" });
  if (notForwarded)
    return ended(
      { kind: "forward_ended", result: "failed", contact_live: true, error: notForwarded.error },
      notForwarded,
    );
  return null;
}

type Refused = { error: Fault; ring: RefusedRing };

const ended = (resume: ResumeBody, { ring }: Refused) => ({ resume, ring });
