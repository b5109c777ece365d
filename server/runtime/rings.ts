import { numberFacts } from "@/engine/phone-number";
import { type LimitScope, limitsAt, limitsOfUseAt } from "@/engine/ring-rules/limits";
import { mayRing, type RingAccount, type RingHistory, type RingRequest } from "@/engine/ring-rules/may-ring";
import { placeOf } from "@/engine/ring-rules/places";
import type { MayRing, RefusedRing } from "@/engine/run/refusal";
import type { Ids } from "../ports/ids";
import type { RefusedRingRow, RingDecision, RingProof, RingWait } from "../ports/rings";

/** Who rings. A flow or client that is null is the interaction's own, which the write finds. */
export type Ringer = { flow: string | null; client: string | null };

/** What writes have said of rings that they did not make, by number: the next try decides with it. */
export class RingHistories {
  readonly #byNumber = new Map<string, RingHistory>();
  /** What is the same for every number: all dialling is stopped, or a limit of many numbers is reached. */
  #ofAll: RingHistory = {};

  get size(): number {
    return this.#byNumber.size;
  }

  add(to: string, history: RingHistory): void {
    this.#byNumber.set(to, history);
    if (history.isStopped || history.reached) this.#ofAll = { ...this.#ofAll, ...history };
  }

  of(to: string): RingHistory {
    return { ...this.#ofAll, ...this.#byNumber.get(to) };
  }
}

/** Whether the account's rules allow a ring, by what is known before its write. */
export function mayRingBy(account: RingAccount, histories?: RingHistories): MayRing {
  return (request) => mayRing(account, request, histories?.of(request.to));
}

/** Whether a ring from the number counts in the account's limits. One over a sandbox rings nobody. */
export function isCounted(account: RingAccount, from: string): boolean {
  const caller = account.caller(from);
  return account.rules.count_sandbox || ("isSandbox" in caller && !caller.isSandbox);
}

/** By what a ring's call is known while it lasts: its attempt, or the document of a forward. */
export type RingCall = { id: string } | { id: string; turn: number };

/** What the write of a ring has to prove. */
export function ringProof(
  account: RingAccount,
  { flow, client }: Ringer,
  request: Omit<RingRequest, "zone">,
  call: () => RingCall,
): RingProof {
  const { from, to, at, party } = request;
  if (!isCounted(account, from)) return { to };
  const { per_number } = account.rules;
  const subjects = { account: "", flow, client };
  const ofSubject = <Limit extends { scope: LimitScope }>(limit: Limit) => ({
    subject: subjects[limit.scope],
    ...limit,
  });
  const limits = limitsAt(account.rules, at, account.timeZone).map(ofSubject);
  const use = limitsOfUseAt(account.rules, at, account.timeZone).map(ofSubject);
  const isLimited = party === "contact" && Object.values(per_number).some((most) => most !== null);
  return {
    to,
    ...(isLimited ? { per_number } : {}),
    ...(limits.length > 0 ? { limits } : {}),
    ...(use.length > 0 ? { use, ...call() } : {}),
  };
}

export function ringDecision({ rules }: RingAccount, to: string): RingDecision {
  return { place: placeOf(numberFacts(to)), countries: rules.countries.allow };
}

/** Why a dial waits, as it is kept with its attempt. */
export function ringWait(
  { code, message }: Pick<RingWait, "code" | "message">,
  zone: string | null | undefined,
): RingWait {
  return { code, message, ...(zone ? { zone } : {}) };
}

/** Refused rings as they are written down. */
export function refusedRows(ids: Pick<Ids, "uuid">, flow: string, refused: readonly RefusedRing[]): RefusedRingRow[] {
  return refused.map(({ request: { from, to, at, party }, refusal: { code, message, until } }) => ({
    ...{ id: ids.uuid(), flow, client: null, from, to, at, party, code, message },
    ...(until ? { until } : {}),
  }));
}
