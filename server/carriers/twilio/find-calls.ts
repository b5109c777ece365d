import type twilio from "twilio";
import { LEASE_SECONDS } from "../../ports/deadlines";

type Call = Awaited<ReturnType<ReturnType<typeof twilio>["calls"]["list"]>>[number];

/** The carrier's clock as an answer told it: `date` in milliseconds since the epoch, `readAt` by `performance.now()`. */
export type CarrierClock = { date: number; readAt: number };

/** Twilio tells moments in whole seconds, both in its lists and in the `Date` of an answer. */
const ROUNDING_MS = 2000;
/** The list is asked from this much before the moment that is sought: its own clock decides, and may differ from ours. */
const SEARCH_MARGIN_MS = 60_000;

/** The clock in the `Date` of an answer (RFC 9110, 6.6.1); null where it has none. */
export function carrierClock({ date }: Record<string, string | string[] | undefined>): CarrierClock | null {
  const told = Date.parse(typeof date === "string" ? date : "");
  return Number.isNaN(told) ? null : { date: told, readAt: performance.now() };
}

export function searchedFrom(secondsAgo: number): Date {
  return new Date(Date.now() - secondsAgo * 1000 - SEARCH_MARGIN_MS);
}

/**
 * True if a listed call can be the one that was asked for between `age.atMost` and `age.atLeast` seconds ago: made by the
 * REST API, not before it was asked for, and not after the request's lease was over. `carrierNow` is the carrier's present
 * moment in milliseconds, since two clocks that differ would let in an older call or keep out the right one.
 */
export function canBe(
  { direction, parentCallSid, dateCreated }: Pick<Call, "direction" | "parentCallSid" | "dateCreated">,
  age: { atLeast: number; atMost: number },
  carrierNow: number,
): boolean {
  if (direction !== "outbound-api" || parentCallSid) return false;
  const created = new Date(dateCreated).getTime();
  const from = carrierNow - age.atMost * 1000 - ROUNDING_MS;
  const until = carrierNow - age.atLeast * 1000 + LEASE_SECONDS * 1000 + ROUNDING_MS;
  return created >= from && created <= until;
}
