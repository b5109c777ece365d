import { RING_REFUSALS } from "@/engine/ring-rules/may-ring";
import type { ErrorCode } from "../../platform/errors";
import type { Scope } from "../../resources/clients/scopes";

/** The request that starts a flow: the API's route serves it and the studio explains it, both from here. */
export const START_REQUEST = {
  method: "POST",
  path: "/api/flows/{flow_id}/interactions",
  scope: "flows-interactions:start",
  errors: [
    "invalid_json",
    "invalid_arguments",
    "unauthorized",
    "insufficient_scope",
    "flow_not_found",
    "flow_not_published",
    "idempotency_conflict",
    "request_too_large",
    "unsupported_media_type",
    "idempotency_key_reused",
    "rate_limited",
    ...RING_REFUSALS,
    "internal",
    "unavailable",
    "queue_full",
  ],
} as const satisfies { method: "POST"; path: string; scope: Scope; errors: readonly ErrorCode[] };
