import type { z } from "zod";
import { type FieldError, isPatchcordError, PatchcordError } from "../platform/errors";
import { problem } from "../platform/problem";
import { takeRate } from "../platform/rates/limiter";
import { type RateVerdict, rateHeaders, requireAllowed } from "../platform/rates/verdict";
import { isMediaType, readBody, readBytes } from "../platform/request-body";
import { authenticate, type Caller } from "../resources/access-tokens/bearer";
import type { Scope } from "../resources/clients/scopes";
import { accountFacts } from "../storage/account-facts";
import { answerOnce } from "./idempotency";
import { type JsonObject, parseJsonObject } from "./json-object";
import type { FileBody, Route } from "./route";

const MAX_BODY_BYTES = 64 * 1024;
/** The most faults that an error lists: a query can hold thousands of wrong names. */
const MAX_FIELDS = 100;

/** Serves a declared route. The order is part of the interface: token, scope, rate, media type, size, JSON, idempotency, handler. */
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
      const body = route.body ? await jsonBody(request, route.maxBodyBytes ?? MAX_BODY_BYTES) : {};
      const file = route.file ? await fileBody(request, route.file) : new Uint8Array();
      const query = parseQuery(route, request);
      const named = parseParams(route, params);
      requireBound(route, caller, named.flow_id ?? query.flow);
      response = await answerOnce(route, { request, caller, params: named, query, body, file });
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

/**
 * A client that is bound to flows finds no others. Throws the route's not-found code for another flow, `client_not_allowed` for what is
 * of the whole account.
 */
function requireBound(route: Route, { flows }: Caller, flow: unknown): void {
  if (flows.length === 0 || route.ofBound) return;
  if (typeof flow === "string" && flows.includes(flow.toLowerCase())) return;
  if (typeof flow === "string") throw notFound(route);
  throw new PatchcordError(
    "client_not_allowed",
    "This client is bound to some flows, and this is of the whole account.",
    {
      ...(route.query && "flow" in route.query.shape ? { description: "Name one of them with ?flow=…." } : {}),
    },
  );
}

async function jsonBody(request: Request, maxBytes: number): Promise<JsonObject> {
  if (!isMediaType(request, "application/json"))
    throw new PatchcordError("unsupported_media_type", "Send Content-Type: application/json, not encoded.");
  return parseJsonObject(await readBody(request, maxBytes, "invalid_json"));
}

async function fileBody(request: Request, { types, maxBytes }: FileBody): Promise<Uint8Array<ArrayBuffer>> {
  if (!types.some((type) => isMediaType(request, type)))
    throw new PatchcordError(
      "unsupported_media_type",
      `Send the file as it is, with Content-Type: ${types.join(" or ")}.`,
    );
  try {
    return await readBytes(request, maxBytes);
  } catch (error) {
    if (isPatchcordError(error)) throw error;
    throw new PatchcordError("invalid_request", "The upload broke off. Send it again.", { cause: error });
  }
}

/** A mistyped filter must not answer as if there were none, so unknown names are refused. Throws `invalid_request`. */
function parseQuery(route: Route, request: Request): Record<string, unknown> {
  if (!route.query) return {};
  const sent = new URL(request.url).searchParams;
  const twice = [...new Set(sent.keys())].filter((name) => sent.getAll(name).length > 1);
  const result = route.query.strict().safeParse(Object.fromEntries(sent));
  if (result.success && twice.length === 0) return result.data;
  const faults = result.success ? [] : result.error.issues.flatMap(faultsOf);
  throw new PatchcordError("invalid_request", "The query does not fit.", {
    fields: [...twice.map((name) => ({ name, description: "stands there more than once" })), ...faults]
      .slice(0, MAX_FIELDS)
      .map(({ name, description }) => ({ name: name.toWellFormed(), description })),
  });
}

function faultsOf(issue: z.core.$ZodIssue): FieldError[] {
  if (issue.code === "unrecognized_keys")
    return issue.keys.map((name) => ({ name, description: "is no parameter of this endpoint" }));
  return [{ name: String(issue.path[0] ?? ""), description: issue.message }];
}

const notFound = (route: Route) => new PatchcordError(route.notFoundCode, "There is nothing with this id.");

function parseParams(route: Route, params: Record<string, string>) {
  const result = route.params.safeParse(params);
  if (result.success) return result.data;
  throw notFound(route);
}
