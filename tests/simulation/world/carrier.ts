import type { IncomingMessage, ServerResponse } from "node:http";
import type { HttpResponse } from "@/server/ports/http";
import { rest } from "@/server/sandbox-carrier/rest/rest";
import { Accounts } from "@/server/sandbox-carrier/world/accounts";
import { CallLog } from "@/server/sandbox-carrier/world/call-log";
import { Callees } from "@/server/sandbox-carrier/world/callees";
import { Calls } from "@/server/sandbox-carrier/world/calls";
import type { Carrier } from "@/server/sandbox-carrier/world/carrier";
import { Conferences } from "@/server/sandbox-carrier/world/conferences";
import { Faults } from "@/server/sandbox-carrier/world/faults";
import type { HttpClient } from "@/server/sandbox-carrier/world/http-client";
import { Phones } from "@/server/sandbox-carrier/world/phones";
import type { Actor } from "./actor";

export type Send = HttpClient["send"];

/**
 * The carrier: the sandbox's calls, documents and REST, which share no code with what is judged, on the world's time and network in place
 * of its own clock and sockets.
 */
export function makeCarrier(actor: Actor, send: Send): Carrier {
  const now = () => actor.now();
  const clock = {
    mode: "manual",
    now,
    after: (seconds: number, run: () => void) =>
      actor.scheduler.after(Math.round(seconds * 1000), actor, "carrier's timer", run),
    track: <T>(work: Promise<T>) => work,
  };
  return {
    clock: clock as never,
    accounts: new Accounts(),
    calls: new Calls(),
    conferences: new Conferences(),
    callees: new Callees(),
    faults: new Faults(),
    log: new CallLog(now),
    phones: new Phones(now),
    http: { send, close: () => undefined } as never,
  };
}

/** One request to its REST API. Null: it broke the connection off without an answer. */
export function askCarrier(
  carrier: Carrier,
  request: { method: string; url: string; headers: Record<string, string>; body: string },
): Promise<HttpResponse | null> {
  return new Promise((resolve, reject) => {
    const url = new URL(request.url);
    const incoming = {
      method: request.method,
      url: url.pathname + url.search,
      headers: request.headers,
      async *[Symbol.asyncIterator]() {
        yield Buffer.from(request.body);
      },
    };
    const headers: Record<string, string> = {};
    let status = 200;
    const response = {
      destroyed: false,
      headersSent: false,
      setHeader: (name: string, value: unknown) => {
        headers[name.toLowerCase()] = String(value);
      },
      writeHead(code: number, given: Record<string, unknown> = {}) {
        status = code;
        for (const [name, value] of Object.entries(given)) headers[name.toLowerCase()] = String(value);
        return response;
      },
      end: (body = "") => resolve({ status, headers, body }),
      destroy: () => resolve(null),
    };
    rest(carrier, incoming as unknown as IncomingMessage, response as unknown as ServerResponse, url).catch(reject);
  });
}
