import type { AccountId } from "../ports/ids";
import type { StartFacts } from "../ports/store";
import { once } from "../process-state";

/** A flow's published version is remembered for so long; whoever starts on an older one is told so by the start itself. */
const FRESH_MS = 5000;
const MOST = 1000;

type Recent = {
  account: AccountId;
  version: NonNullable<StartFacts["version"]>;
  /** The database's clock less this process's (`performance.now()`), in milliseconds; never more than it truly is. */
  ahead: number;
  at: number;
};

const recent = () => once("recent-starts", () => new Map<string, Recent>());

/** Of a flow that was read just now. `now`: when that was by the database's clock, in milliseconds since 1970. */
export function rememberStart(
  account: AccountId,
  flow: string,
  version: NonNullable<StartFacts["version"]>,
  now: number,
): void {
  const starts = recent();
  if (starts.size >= MOST) starts.clear();
  const at = performance.now();
  starts.set(flow, { account, version, ahead: now - at, at });
}

/** See `Store.recentStart`. The database's clock was read before its answer came, so the moment lies never ahead of it. */
export function recentStart(account: AccountId, flow: string): StartFacts | null {
  const known = recent().get(flow);
  const at = performance.now();
  if (!known || known.account !== account || at - known.at > FRESH_MS) return null;
  return { now: new Date(known.ahead + at).toISOString(), flowFound: true, version: known.version, earlier: null };
}

export function forgetStart(flow: string): void {
  recent().delete(flow);
}
