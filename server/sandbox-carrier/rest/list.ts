import type { Account } from "../world/accounts";
import type { Call } from "../world/call";
import type { Carrier } from "../world/carrier";
import { callResource, restStatus } from "./call-resource";
import { RestError } from "./errors";

const DAY = 86_400_000;

/** A page of calls, newest first, in Twilio's paging envelope. The page URIs repeat `query`. */
export function listCalls(carrier: Carrier, account: Account, query: URLSearchParams) {
  const size = Math.min(1000, Math.max(1, Number(query.get("PageSize") ?? 50) || 50));
  const page = Math.max(0, Number(query.get("Page") ?? 0) || 0);
  const wanted = matcher(carrier, account, query);
  const token = query.get("PageToken");
  const found: Call[] = [];
  // The token names the previous page's last call, so that calls created meanwhile do not shift the pages.
  let reached = token === null;
  const calls = carrier.calls.ofAccount(account.sid, query.get("To") ?? undefined);
  for (let index = calls.length - 1; index >= 0 && found.length <= size; index--) {
    const call = calls[index];
    if (!call) continue;
    if (reached && wanted(call)) found.push(call);
    if (token === `PA${call.sid}`) reached = true;
  }
  const shown = found.slice(0, size);
  const last = shown.at(-1);
  const address = (to: number, after?: Call) => uri(account, query, size, to, after);
  return {
    calls: shown.map(callResource),
    first_page_uri: address(0),
    next_page_uri: found.length > size && last ? address(page + 1, last) : null,
    previous_page_uri: page > 0 ? address(0) : null,
    uri: `/2010-04-01/Accounts/${account.sid}/Calls.json?${query}`,
    page,
    page_size: size,
    start: page * size,
    end: page * size + Math.max(0, shown.length - 1),
  };
}

function uri(account: Account, query: URLSearchParams, size: number, page: number, after?: Call): string {
  const params = new URLSearchParams(query);
  params.delete("PageToken");
  params.set("PageSize", String(size));
  params.set("Page", String(page));
  if (after) params.set("PageToken", `PA${after.sid}`);
  return `/2010-04-01/Accounts/${account.sid}/Calls.json?${params}`;
}

function matcher(carrier: Carrier, account: Account, query: URLSearchParams): (call: Call) => boolean {
  const youngest = carrier.clock.now() - account.listLag * 1000;
  const from = query.get("From");
  const status = query.get("Status");
  const parent = query.get("ParentCallSid");
  const since = instant(query, "StartTime>");
  const until = instant(query, "StartTime<");
  const day = instant(query, "StartTime");
  return (call) => {
    const { startedAt: started } = call;
    return (
      call.createdAt <= youngest &&
      (!from || call.request.from === from) &&
      (!status || restStatus(call) === status) &&
      (!parent || call.request.parent?.sid === parent) &&
      (since === undefined || isWithin(started, since)) &&
      (until === undefined || isWithin(started, 0, until)) &&
      (day === undefined || isWithin(started, day, day + DAY - 1))
    );
  };
}

/** False for a call that has not started yet: as at Twilio, a filter by start time leaves out what is still queued. */
function isWithin(started: number | undefined, first: number, last = Number.POSITIVE_INFINITY): boolean {
  return started !== undefined && started >= first && started <= last;
}

/** Dates and times alike; Twilio's times have whole seconds, so a bound holds for all of its second. */
function instant(query: URLSearchParams, name: string): number | undefined {
  const value = query.get(name);
  if (!value) return undefined;
  const time = Date.parse(value);
  if (Number.isNaN(time)) throw new RestError(400, 20001, `${name} is not a date: ${value}`);
  return name.endsWith("<") && value.includes("T") ? time + 999 : time;
}
