import { type Button, buttonOfKey } from "../../flows/buttons/data";
import { clientAddress } from "../../platform/client-address";
import { clientNetwork } from "../../platform/client-network";
import { PatchcordError } from "../../platform/errors";
import { problem } from "../../platform/problem";
import { processSingleton } from "../../platform/process-singleton";
import { takeTry } from "../../platform/rates/limiter";
import { isMediaType, readBody } from "../../platform/request-body";
import { type JsonObject, parseJsonObject } from "../json-object";

/** What a visitor sends is a number, three short texts and a proof. */
const MAX_BODY_BYTES = 16 * 1024;
/** Requests of any kind from one network a minute: a page asks how its call stands every one or two seconds. */
const MOST_A_MINUTE = 240;
const MINUTE_MS = 60_000;

/** A request that a page of one of the button's own origins has sent. `network`: the visitor's address, of IPv6 its /64. */
export type Visit = { request: Request; button: Button; origin: string; network: string; body: JsonObject };

/** Requests that a process works on at a time: more would only wait for the database, before the studio's. */
const MOST_AT_ONCE = 100;

const atOnce = () => processSingleton("button-requests", () => ({ count: 0 }));

type Serve = (request: Request, params: Record<string, string>) => Promise<Response>;

/**
 * Serves an endpoint of a button to pages of the button's origins alone: no other origin gets an Access-Control header, and none an
 * answer. Browsers send no cookie here, and nothing of the studio's is looked at.
 */
function serveButton(method: "GET" | "POST", handler: (visit: Visit) => Promise<Response>): Serve {
  return async (request, params) => {
    let allowed: string | null = null;
    const busy = atOnce();
    busy.count += 1;
    try {
      requireRoom(busy.count);
      const network = clientNetwork(clientAddress(request.headers.get("x-forwarded-for")));
      await requireFewRequests(network);
      const button = await buttonOfKey(params.key ?? "");
      if (!button) throw new PatchcordError("not_found", "There is no such button.");
      const origin = request.headers.get("origin");
      if (origin === null || !button.settings.origins.includes(origin))
        throw new PatchcordError("origin_not_allowed", "This site is none of the button's.");
      allowed = origin;
      if (request.method === "OPTIONS") return shared(preflight(method), allowed);
      if (!button.enabled) throw new PatchcordError("not_found", "The button is switched off.");
      const body = method === "POST" ? await readJson(request) : {};
      return shared(await handler({ request, button, origin, network, body }), allowed);
    } catch (error) {
      return shared(problem(error), allowed);
    } finally {
      busy.count -= 1;
    }
  };
}

/** The methods of an endpoint of a button, for the router. */
export function buttonMethods(method: "GET" | "POST", handler: (visit: Visit) => Promise<Response>) {
  const serve = serveButton(method, handler);
  return { [method]: serve, OPTIONS: serve };
}

function preflight(method: string): Response {
  return new Response(null, {
    status: 204,
    headers: {
      "Access-Control-Allow-Methods": method,
      "Access-Control-Allow-Headers": "authorization, content-type",
      "Access-Control-Max-Age": "600",
    },
  });
}

/** Caches keep the answers to different origins apart. */
function shared(response: Response, origin: string | null): Response {
  response.headers.append("Vary", "Origin");
  if (origin === null) return response;
  response.headers.set("Access-Control-Allow-Origin", origin);
  response.headers.set("Access-Control-Expose-Headers", "Retry-After");
  return response;
}

function requireRoom(count: number): void {
  if (count <= MOST_AT_ONCE) return;
  throw new PatchcordError("unavailable", "Too many visitors at once; try again.", { headers: { "Retry-After": "2" } });
}

async function requireFewRequests(network: string): Promise<void> {
  const budget = { key: `button:${network}`, limit: MOST_A_MINUTE, windowMs: MINUTE_MS };
  const { allowed, resetSeconds } = await takeTry(budget);
  if (allowed) return;
  const headers = { "Retry-After": String(resetSeconds) };
  throw new PatchcordError("rate_limited", "Too many requests from this network.", { headers });
}

async function readJson(request: Request): Promise<JsonObject> {
  if (!isMediaType(request, "application/json"))
    throw new PatchcordError("unsupported_media_type", "Send Content-Type: application/json, not encoded.");
  return parseJsonObject(await readBody(request, MAX_BODY_BYTES, "invalid_json"));
}
