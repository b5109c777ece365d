import { PassThrough } from "node:stream";
import type { Connection, ConnectionConfig } from "jsforce/lib/connection.js";
import type { HttpRequest } from "jsforce/lib/types/index.js";
import { processSingleton } from "../../platform/process-singleton";
import type { Http } from "../../ports/http";
import { networkFault, timedOut } from "./fault";

/** Milliseconds that are left for the next request. */
export type TimeLeft = () => number;

type Jsforce = typeof import("jsforce/lib/connection.js");

/** Loads jsforce at first use, since it takes 100 ms and 30 MB. */
const loadJsforce = () => processSingleton("jsforce", (): Promise<Jsforce> => import("jsforce/lib/connection.js"));

/**
 * A jsforce connection that sends every request through `http`: behind the guard, limited in size and time, without redirects, without
 * the environment's proxies and without retries. See docs/decisions/0016-salesforce.md.
 */
export async function jsforceConnection(http: Http, timeLeft: TimeLeft, config: ConnectionConfig): Promise<Connection> {
  const { Connection } = await loadJsforce();
  const made = new Connection(config);
  const transport = {
    httpRequest: (request: HttpRequest) =>
      Object.assign(send(http, timeLeft, request), { stream: () => new PassThrough() }),
  } as unknown as Connection["_transport"];
  made._transport = transport;
  made.oauth2._transport = transport;
  return made;
}

async function send(http: Http, timeLeft: TimeLeft, { method, url, headers, body }: HttpRequest) {
  const timeoutMs = Math.ceil(timeLeft());
  if (timeoutMs <= 0) throw timedOut();
  try {
    const response = await http({
      method,
      url,
      headers: { ...(headers as Record<string, string>), accept: "application/json" },
      ...(typeof body === "string" ? { body } : {}),
      timeoutMs,
    });
    const flat = Object.entries(response.headers).map(([name, value]) => [name, String(value ?? "")]);
    return { statusCode: response.status, headers: Object.fromEntries(flat), body: response.body };
  } catch (error) {
    throw networkFault(error);
  }
}
