import { randomUUID } from "node:crypto";
import { isDatabaseUnavailable } from "./database-unavailable";
import { env } from "./env";
import { type ErrorCode, isPatchcordError, PatchcordError, STATUS } from "./errors";
import { log } from "./log";

/** RFC 9457's `title`: the same for every problem of a code. */
const TITLE = {
  invalid_json: "The body is not a JSON object",
  invalid_arguments: "The arguments do not fit",
  invalid_request: "The request cannot be understood",
  unauthorized: "Not authenticated",
  insufficient_scope: "The access token lacks a scope",
  client_not_allowed: "The client is bound to other flows or addresses",
  forbidden: "Not allowed",
  origin_not_allowed: "The site is none of the button's",
  challenge_failed: "The challenge is not solved",
  dialling_stopped: "All dialling is stopped",
  sandbox_only: "The account may only use the sandbox",
  not_permitted: "The number must not be rung",
  country_not_allowed: "The account may not ring this country",
  do_not_call: "The number is on the do-not-call list",
  outside_calling_hours: "Outside the calling hours",
  rung_too_often: "The number was rung too often",
  limit_reached: "A limit of rings is reached",
  flow_not_found: "No such flow",
  flow_not_published: "The flow is not published",
  interaction_not_found: "No such interaction",
  not_found: "Not found",
  method_not_allowed: "Method not allowed",
  conflict: "Conflict",
  version_not_found: "There is no such version",
  interaction_over: "The interaction has ended already",
  idempotency_conflict: "The first request with this key is still running",
  request_too_large: "The request is too large",
  unsupported_media_type: "Unsupported media type",
  idempotency_key_reused: "The key was used with another body",
  precondition_required: "The request has to say which state it changes",
  flow_has_errors: "The flow has errors",
  flow_tests_failed: "A test of the flow failed",
  rate_limited: "Too many requests",
  internal: "Something went wrong on our side",
  unavailable: "Not available at the moment",
  queue_full: "No call slot is free in time",
} satisfies Record<ErrorCode, string>;

/** Turns whatever was thrown into `application/problem+json` (RFC 9457). Never throws, and discloses nothing internal. */
export function problem(error: unknown): Response {
  const patchcordError = toPatchcordError(error);
  const { code, message, details } = patchcordError;
  const status = STATUS[code];
  const id = status === 500 ? randomUUID() : undefined;
  if (id) log.error({ err: error, id }, "a request failed");
  const body = {
    type: `${env().PUBLIC_URL}/docs/api#${code}`,
    title: TITLE[code],
    status,
    ...(id ? { instance: `urn:uuid:${id}` } : {}),
    code,
    message: id ? "The request failed; the problem was recorded." : message,
    ...(details.description && !id ? { description: details.description } : {}),
    fields: details.fields ?? [],
  };
  return new Response(JSON.stringify(body), {
    status,
    headers: { "Content-Type": "application/problem+json", "Cache-Control": "no-store", ...details.headers },
  });
}

function toPatchcordError(error: unknown): PatchcordError {
  if (isPatchcordError(error)) return error;
  if (!isDatabaseUnavailable(error)) return new PatchcordError("internal", "");
  log.warn({ err: error }, "the database is away");
  return new PatchcordError("unavailable", "This is not available at the moment; try again.", {
    headers: { "Retry-After": "1" },
  });
}

export function notFound(): Response {
  return problem(new PatchcordError("not_found", "There is nothing at this address."));
}

/** RFC 9110, 15.5.6: a 405 lists what is allowed. */
export function methodNotAllowed(allowed: string[]): Response {
  const allow = allowed.join(", ");
  return problem(
    new PatchcordError("method_not_allowed", `This address answers ${allow} only.`, { headers: { Allow: allow } }),
  );
}
