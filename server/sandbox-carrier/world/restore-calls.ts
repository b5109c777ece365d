import { createReadStream, existsSync } from "node:fs";
import { createInterface } from "node:readline";
import { Call, type CallStatus, type Direction } from "./call";
import type { LogRow } from "./call-log";
import type { Carrier } from "./carrier";
import { logCall } from "./log-call";

interface EarlierLog {
  lastSeq: number;
  lastAt: number;
  calls: Call[];
}

/** Reads back the calls of an earlier process, so that they can still be fetched and listed. */
export async function readLog(file: string | undefined): Promise<EarlierLog> {
  const calls = new Map<string, Call>();
  let lastSeq = 0;
  let lastAt = 0;
  if (file && existsSync(file)) {
    for await (const line of createInterface({ input: createReadStream(file) })) {
      const row = parseRow(line);
      if (!row) continue;
      lastSeq = row.seq;
      lastAt = Date.parse(row.at);
      applyRow(calls, row);
    }
  }
  return { lastSeq, lastAt, calls: [...calls.values()] };
}

/** A process that was killed may have left half a line. */
function parseRow(line: string): LogRow | undefined {
  try {
    return JSON.parse(line) as LogRow;
  } catch {
    return undefined;
  }
}

function applyRow(calls: Map<string, Call>, row: LogRow): void {
  const sid = row.call_sid ?? "";
  const at = Date.parse(row.at);
  if (row.event === "create") return void calls.set(sid, restoreCall(calls, row, at));
  const call = calls.get(sid);
  if (!call) return;
  if (row.event === "ringing") call.startedAt = at;
  if (row.event === "answered") call.answeredAt = at;
  if (row.event !== "ended") return;
  call.status = row.status as CallStatus;
  call.endedAt = at;
  call.updatedAt = at;
}

function restoreCall(calls: Map<string, Call>, row: LogRow, at: number): Call {
  return new Call(
    {
      account: row.account ?? "",
      from: row.from ?? "",
      to: row.to ?? "",
      direction: (row.direction ?? "outbound-api") as Direction,
      ...(row.parent && { parent: calls.get(row.parent) }),
      ...(row.url && { document: { url: row.url, method: "POST" } }),
      timeout: 0,
      timeLimit: 0,
    },
    at,
    row.call_sid,
  );
}

/** Nobody holds the line of a call whose process died: it failed, without a callback, as a carrier's outage would. */
export function failUnfinished(carrier: Carrier, calls: Call[]): void {
  for (const call of calls) {
    if (call.live) {
      call.status = "failed";
      call.endedAt = carrier.clock.now();
      logCall(carrier, call, "ended", { status: "failed", message: "the sandbox carrier was restarted" });
    }
    carrier.calls.add(call);
  }
}
