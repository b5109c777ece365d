import { PatchcordError } from "../platform/errors";
import { problem } from "../platform/problem";
import { takeRate } from "../platform/rates/limiter";
import { type RateVerdict, rateHeaders, requireAllowed } from "../platform/rates/verdict";
import { isMediaType, readBody } from "../platform/request-body";
import { authenticate, type Caller } from "../resources/access-tokens/bearer";
import type { Scope } from "../resources/clients/scopes";
import { accountFacts } from "../storage/account-facts";
import { type JsonObject, parseJsonObject } from "./json-object";
import type { Route } from "./route";

const MAX_BODY_BYTES = 64 * 1024;

/** Serves a declared route. The order is part of the interface: token, scope, rate, media type, size, JSON, handler. */
export function serve(route: Route): (request: Request, params: Record<string, string>) => Promise<Response> {
  return async (request, params) => {
    let verdict: RateVerdict | undefined;
    let response: Response;
    try {
      route.checkCapacity?.();
      const caller = await authenticate(request);
      requireScope(caller, route.scope);
      verdict = await takeRate(caller.account, route.rate, (await accountFacts(caller.account)).ratePerSecond);
      requireAllowed(verdict);
      const body = route.body ? await jsonBody(request) : {};
      response = await route.handler({ request, caller, params: parseParams(route, params), body });
    } catch (error) {
      response = problem(error);
    }
    for (const [name, value] of Object.entries(verdict ? rateHeaders(verdict) : {})) response.headers.set(name, value);
    return response;
  };
}

/** Throws `insufficient_scope` (RFC 6750, 3.1). */
function requireScope({ scopes }: Caller, scope: Scope): void {
  if (scopes.includes(scope)) return;
  throw new PatchcordError("insufficient_scope", `The access token lacks the scope ${scope}.`, {
    headers: { "WWW-Authenticate": `Bearer realm="patchcord", error="insufficient_scope", scope="${scope}"` },
  });
}

async function jsonBody(request: Request): Promise<JsonObject> {
  if (!isMediaType(request, "application/json"))
    throw new PatchcordError("unsupported_media_type", "Send Content-Type: application/json, not encoded.");
  return parseJsonObject(await readBody(request, MAX_BODY_BYTES, "invalid_json"));
}

function parseParams(route: Route, params: Record<string, string>) {
  const result = route.params.safeParse(params);
  if (result.success) return result.data;
  throw new PatchcordError(route.notFoundCode, "There is nothing with this id.");
}
