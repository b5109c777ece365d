import type { IncomingMessage, ServerResponse } from "node:http";
import { z } from "zod";
import { restStatus } from "../rest/call-resource";
import { type AccountSettings, equalInConstantTime } from "../world/accounts";
import type { CalleeInput } from "../world/callee";
import type { Carrier } from "../world/carrier";
import type { FaultInput } from "../world/faults";
import { readBody, sendJson } from "../world/http-server";
import { performPhoneAction } from "./phone-actions";
import { streamPhones } from "./phone-stream";

interface Exchange {
  carrier: Carrier;
  request: IncomingMessage;
  response: ServerResponse;
  url: URL;
  /** The SID of the account that the request has proved to own; undefined for whoever holds the control secret alone: all accounts. */
  account: string | undefined;
  /** The groups of the route's pattern, URL-decoded. */
  parts: string[];
  body: unknown;
}

type Handler = (exchange: Exchange) => unknown;

const seconds = z.object({ seconds: z.number().min(0).max(10_000_000) });

/** Every route of the control API. A handler returns the JSON response, or undefined if it has responded itself. */
const ROUTES: [method: string, pattern: RegExp, handler: Handler][] = [
  ["PUT", /^\/accounts\/(AC\w+)$/, putAccount],
  [
    "PUT",
    /^\/callees\/([^/]+)$/,
    ({ carrier, parts, body }) => carrier.callees.put(parts[0] ?? "", body as CalleeInput),
  ],
  ["GET", /^\/callees$/, ({ carrier }) => carrier.callees.all()],
  ["POST", /^\/faults$/, ({ carrier, body }) => carrier.faults.add(body as FaultInput)],
  ["GET", /^\/faults$/, ({ carrier }) => carrier.faults.all()],
  ["DELETE", /^\/faults$/, clearFaults],
  ["GET", /^\/clock$/, ({ carrier }) => carrier.clock.state()],
  ["POST", /^\/clock\/advance$/, ({ carrier, body }) => carrier.clock.advance(seconds.parse(body).seconds)],
  ["GET", /^\/log$/, log],
  ["GET", /^\/calls$/, calls],
  [
    "GET",
    /^\/phones\/events$/,
    ({ carrier, account, request, response, url }) => streamPhones(carrier, account, request, response, url),
  ],
  [
    "POST",
    /^\/phones\/([^/]+)\/(\w+)$/,
    ({ carrier, account, parts, body }) => performPhoneAction(carrier, account, parts[0] ?? "", parts[1] ?? "", body),
  ],
];

/** Answers `/sandbox/…`; `path` is what follows that prefix. */
export async function control(
  carrier: Carrier,
  secret: string,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<void> {
  const path = url.pathname.slice("/sandbox".length);
  // Needs no secret, so that a launcher can wait until the sandbox is up.
  if (path === "/health") return sendJson(response, 200, { ok: true, calls: carrier.calls.size });
  if (!equalInConstantTime(`Bearer ${secret}`, request.headers.authorization ?? "")) {
    return sendJson(response, 401, { error: "wrong or missing control secret" });
  }
  const account = accountOf(carrier, request);
  if (account === null) return sendJson(response, 403, { error: "wrong account SID or token" });
  const route = ROUTES.find(([method, pattern]) => method === request.method && pattern.test(path));
  if (!route) return sendJson(response, 404, { error: `no such control: ${request.method} ${path}` });
  const [, pattern, handler] = route;
  try {
    const text = await readBody(request);
    const parts = (pattern.exec(path) ?? []).slice(1).map(decodeURIComponent);
    const body: unknown = text ? JSON.parse(text) : {};
    const answer = await handler({ carrier, account, request, response, url, parts, body });
    if (answer !== undefined) sendJson(response, 200, answer);
  } catch (error) {
    if (error instanceof z.ZodError) return sendJson(response, 400, { error: z.prettifyError(error) });
    if (error instanceof SyntaxError) return sendJson(response, 400, { error: error.message });
    throw error;
  }
}

/** Null where the request names an account and does not prove to own it. */
function accountOf(carrier: Carrier, request: IncomingMessage): string | undefined | null {
  const credentials = request.headers["sandbox-account"];
  if (credentials === undefined) return undefined;
  const [sid = ""] = Buffer.from(String(credentials).slice("Basic ".length), "base64").toString("utf8").split(":");
  return carrier.accounts.authenticate(sid, String(credentials))?.sid ?? null;
}

function putAccount({ carrier, parts, body }: Exchange) {
  const account = carrier.accounts.put(parts[0] ?? "", body as AccountSettings, carrier.clock.now());
  return { sid: account.sid };
}

function clearFaults({ carrier }: Exchange) {
  carrier.faults.clear();
  return [];
}

function log({ carrier, url }: Exchange) {
  return carrier.log.rows(Number(url.searchParams.get("since") ?? 0), url.searchParams.get("to") ?? undefined);
}

/** The live calls. */
function calls({ carrier }: Exchange) {
  return carrier.calls.live().map((call) => ({
    call_sid: call.sid,
    parent: call.request.parent?.sid ?? null,
    account: call.request.account,
    from: call.request.from,
    to: call.request.to,
    direction: call.request.direction,
    status: restStatus(call),
    with: call.partner?.sid ?? null,
  }));
}
