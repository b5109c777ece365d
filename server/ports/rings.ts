import type { RingLimit, UseLimit } from "@/engine/ring-rules/limits";
import type { RingRefusal, RingRequest } from "@/engine/ring-rules/may-ring";
import type { RingRules } from "@/engine/ring-rules/rules";

/** What the write of a ring proves. Without limits it is that dialling is not stopped and the number not on the do-not-call list. */
export type RingProof = {
  to: string;
  /** The limits of a contact's number. */
  per_number?: RingRules["per_number"];
  /** The limits that the ring counts in. `subject`: the flow's or client's id, empty for the account; null: the interaction's. */
  limits?: (RingLimit & { subject: string | null })[];
  /** The limits of calls, minutes and money that the call counts in, and by what it is known: an attempt's id, or a forward's turn. */
  use?: (UseLimit & { subject: string | null })[];
  id?: string;
  turn?: number;
  /** The flow of which no other call to the number may be under way. */
  alone?: string;
};

/** A refused ring as it is written down. `client`: null where the interaction's own is meant. */
export type RefusedRingRow = Omit<RingRequest, "zone"> &
  RingRefusal & { id: string; flow: string; client: string | null };

/** Why a ring was allowed, as it is kept with the attempt. */
export type RingDecision = {
  place: string | null;
  countries: RingRules["countries"]["allow"];
  /** Why it could not ring when it was asked for, and waited. */
  waited?: RingWait;
};

/** Why a dial waits. `zone`: where the flow says the callee's clock is, IANA. */
export type RingWait = { code: RingRefusal["code"] | "next_try"; message: string; zone?: string };
