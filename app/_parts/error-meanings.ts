import type { ErrorCode } from "@/server/platform/errors";

/** When each error occurs, and what to do about it. A new code without a meaning does not compile. */
const MEANINGS = {
  invalid_json: "The body is not a JSON object. Send one flat object.",
  invalid_arguments: "An argument is missing, unknown or not a string; each is named in fields.",
  invalid_request: "The request cannot be understood; the message says what is wrong with it.",
  unauthorized: "There is no access token, or it is expired or bad. Get a new one.",
  insufficient_scope: "The token lacks the scope. Give the client that scope, or ask for it with the token.",
  client_not_allowed: "The client is bound to some flows or addresses, and this is of others. An admin says which.",
  forbidden: "This is not allowed to whoever is signed in.",
  origin_not_allowed: "The page's origin is not among those of the button; an admin adds it.",
  challenge_failed: "The button's challenge is not solved, is older than five minutes, or was used. Get a new one.",
  dialling_stopped: "An admin of the account has stopped all dialling.",
  sandbox_only: "The account may only use the sandbox carrier.",
  not_permitted:
    "The number is one that nobody may ring: the account's own, an emergency, premium-rate or missing one.",
  country_not_allowed: "The account may not ring the number's country or network; an admin decides which.",
  do_not_call: "The number is on the account's do-not-call list.",
  outside_calling_hours: "It is too early or too late where the number rings. Retry-After says when it is not.",
  rung_too_often: "The number was rung as often as the account allows. Retry-After says when it may be again.",
  limit_reached: "The account, flow or client has rung as often as it may. Retry-After says until when.",
  flow_not_found: "The account has no such flow. Check the id.",
  flow_not_published: "The flow has no published version. Publish it first.",
  interaction_not_found: "The flow has no such interaction. Check both ids.",
  version_not_found: "The flow has no version of this number.",
  not_found: "There is nothing at this address.",
  method_not_allowed: "The address does not take this method; Allow names those it takes.",
  conflict: "Somebody else changed it at the same time. Read it again, then try again.",
  interaction_over: "The interaction has ended already; there is nothing left to cancel.",
  idempotency_conflict: "The first request with this Idempotency-Key is still running. Try again in a moment.",
  request_too_large: "The body is larger than 64 KiB, or than 1 MiB for a flow's document.",
  unsupported_media_type: "Send Content-Type: application/json.",
  precondition_required: "Send If-Match with the draft's ETag, or * to replace it whatever it is.",
  idempotency_key_reused: "This Idempotency-Key was used with another body. Use a new key for a new request.",
  flow_has_errors: "The flow has errors that must be put right before it can be published; each is named in fields.",
  flow_tests_failed: "A test of the flow failed; each is named in fields.",
  rate_limited: "The account is over its requests a second. Wait as Retry-After says.",
  internal: "A fault of ours; it was recorded under the given instance.",
  unavailable: "The database is away or the service is overloaded; nothing was done. Wait as Retry-After says.",
  queue_full: "No call slot comes free within the time the flow lets a call wait. Wait as Retry-After says.",
} as const satisfies Record<ErrorCode, string>;

export function meaningOf(code: string): string {
  return Object.hasOwn(MEANINGS, code) ? MEANINGS[code as ErrorCode] : "";
}
