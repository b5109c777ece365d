import http from "node:http";
import type { AddressInfo } from "node:net";
import { control } from "./control/control";
import { rest } from "./rest/rest";
import { type AccountSettings, Accounts } from "./world/accounts";
import { CallLog } from "./world/call-log";
import type { CalleeInput } from "./world/callee";
import { Callees } from "./world/callees";
import { Calls } from "./world/calls";
import type { Carrier } from "./world/carrier";
import { Clock } from "./world/clock";
import { Conferences } from "./world/conferences";
import { Faults } from "./world/faults";
import { HttpClient } from "./world/http-client";
import { sendJson } from "./world/http-server";
import { Phones } from "./world/phones";
import { failUnfinished, readLog } from "./world/restore-calls";

export interface SandboxOptions {
  /** 0 or nothing: any free port. */
  port?: number;
  controlSecret: string;
  /** JSONL file the call log is appended to; calls of an earlier process are read back from it. */
  logFile?: string;
  clock?: "real" | "manual";
  accounts?: Record<string, AccountSettings>;
  /** The callee at numbers without one of their own. */
  defaultCallee?: CalleeInput;
}

export interface Sandbox {
  url: string;
  port: number;
  close(): Promise<void>;
}

/** Longer than clients keep idle connections, so that none of them sends a request on one that is being closed. */
const KEEP_ALIVE_MS = 65_000;

/** Starts a sandbox carrier on the loopback interface. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const clock = new Clock(options.clock ?? "real");
  const now = () => clock.now();
  const before = await readLog(options.logFile);
  clock.noEarlierThan(before.lastAt);
  const carrier: Carrier = {
    clock,
    accounts: new Accounts(),
    calls: new Calls(),
    conferences: new Conferences(),
    callees: new Callees(options.defaultCallee),
    faults: new Faults(),
    log: new CallLog(now, options.logFile, before.lastSeq),
    phones: new Phones(now),
    http: new HttpClient(),
  };
  for (const [sid, settings] of Object.entries(options.accounts ?? {})) carrier.accounts.put(sid, settings, now());
  failUnfinished(carrier, before.calls);
  const server = http.createServer((request, response) => {
    handle(carrier, options.controlSecret, request, response).catch((error: unknown) => {
      console.error("sandbox request failed", error);
      if (response.headersSent) response.destroy();
      else sendJson(response, 500, { code: 20500, message: "Internal Server Error", status: 500 });
    });
  });
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  const port = await listen(server, options.port ?? 0);
  return { url: `http://127.0.0.1:${port}`, port, close: () => close(carrier, server) };
}

async function handle(carrier: Carrier, secret: string, request: http.IncomingMessage, response: http.ServerResponse) {
  const url = new URL(request.url ?? "/", "http://127.0.0.1");
  if (url.pathname.startsWith("/sandbox/")) return control(carrier, secret, request, response, url);
  return rest(carrier, request, response, url);
}

function listen(server: http.Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => resolve((server.address() as AddressInfo).port));
  });
}

async function close(carrier: Carrier, server: http.Server): Promise<void> {
  carrier.clock.stop();
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
  carrier.http.close();
  await carrier.log.close();
}
