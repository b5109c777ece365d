import type { Call } from "./call";
import type { LogEvent, LogRow } from "./call-log";
import type { Carrier } from "./carrier";

/** Appends a row about a leg. */
export function logCall(carrier: Carrier, call: Call, event: LogEvent, facts: Partial<LogRow> = {}): void {
  const { account, from, to, parent } = call.request;
  carrier.log.append({
    event,
    call_sid: call.sid,
    ...(parent && { parent: parent.sid }),
    account,
    from,
    to,
    ...facts,
  });
}

/** What Twilio would put in the call's error log (the debugger): `code` is its error code. The phone page shows it too. */
export function logError(carrier: Carrier, call: Call, code: number, message: string, url?: string): void {
  logCall(carrier, call, "error", { code, message, ...(url && { url }) });
  carrier.phones.notify(call, "error", { code, message, ...(url && { url }) });
}
