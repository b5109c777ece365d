import type { Effect, Fault, ResumeBody, Verb } from "../contract";
import { LIMITS } from "../limits";
import type { RingRefusal, RingRequest } from "../ring-rules/may-ring";
import type { Advance } from "./burst";

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

/** Until when a dial waits that must not be made at `at`; null where it would wait in vain, or for longer than its interaction lives. */
export function waitUntil({ until, passes }: RingRefusal, at: string, expiresAt: string): string | null {
  const next = passes ? new Date(Date.parse(at) + LOOK_AGAIN_MS).toISOString() : until;
  return next && Date.parse(next) < Date.parse(expiresAt) ? next : null;
}

/** A dial that waits, as its flow says, until its number may be rung (ISO 8601). */
export type HeldRing = RefusedRing & { until: string };

/** The dial of a burst that waits rather than fail; null where there is none, or it may be made. */
export function heldBy({ effects, state }: Pick<Advance, "effects" | "state">, mayRing: MayRing, at: string) {
  const dial = dialOf(effects);
  if (!dial?.waits) return null;
  const request = dialRequest(dial, at);
  const refusal = mayRing(request);
  if (refusal === "allowed") return null;
  const expiresAt = new Date(Date.parse(state.started_at) + LIMITS.interaction_hours * 3_600_000).toISOString();
  const until = waitUntil(refusal, at, expiresAt);
  return until ? { request, refusal, until } : null;
}

const dialRequest = ({ from, to, zone }: Dial, at: string): RingRequest => ({
  ...{ from, to, at, party: "contact" },
  ...(zone ? { zone } : {}),
});

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
  if (notDialled) return ended({ kind: "dial_ended", result: "failed", error: notDialled.error }, notDialled);
  const callback = callbackOf(effects);
  const notQueued = callback && refused({ from: callback.from, to: callback.number, at, party: "contact" });
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
