import { BoundedMap } from "@/engine/bounded-map";
import { once } from "../platform/process-singleton";
import { clockOf, type DatabaseClock, nowBy } from "../ports/clock";
import type { AccountId } from "../ports/ids";
import type { StartFacts } from "../ports/store";

/** A flow's published version is remembered for so long; whoever starts on an older one is told so by the start itself. */
const FRESH_MS = 5000;
const MOST = 1000;

type Recent = { account: AccountId; version: NonNullable<StartFacts["version"]>; clock: DatabaseClock };

const recent = () => once("recent-starts", () => new BoundedMap<string, Recent>(MOST));

/** Of a flow that was read just now. `now`: when that was by the database's clock. */
export function rememberStart(
  account: AccountId,
  flow: string,
  version: NonNullable<StartFacts["version"]>,
  now: string,
): void {
  recent().set(flow, { account, version, clock: clockOf(now) });
}

/** See `Store.recentStart`. */
export function recentStart(account: AccountId, flow: string): StartFacts | null {
  const known = recent().get(flow);
  const now = known?.account === account ? nowBy(known.clock, FRESH_MS) : null;
  if (!known || now === null) return null;
  return { now, flowFound: true, version: known.version, earlier: null };
}

export function forgetStart(flow: string): void {
  recent().delete(flow);
}
