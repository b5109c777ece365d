import type { TRPC_ERROR_CODE_KEY } from "@trpc/server/rpc";
import type { ErrorCode } from "../../platform/errors";

/** The tRPC error code for each of the product's. A new code without an entry does not compile. */
export const TRPC_CODE = {
  invalid_json: "PARSE_ERROR",
  invalid_arguments: "BAD_REQUEST",
  invalid_request: "BAD_REQUEST",
  unauthorized: "UNAUTHORIZED",
  insufficient_scope: "FORBIDDEN",
  forbidden: "FORBIDDEN",
  flow_not_found: "NOT_FOUND",
  flow_not_published: "NOT_FOUND",
  interaction_not_found: "NOT_FOUND",
  not_found: "NOT_FOUND",
  method_not_allowed: "METHOD_NOT_SUPPORTED",
  conflict: "CONFLICT",
  idempotency_conflict: "CONFLICT",
  request_too_large: "PAYLOAD_TOO_LARGE",
  unsupported_media_type: "UNSUPPORTED_MEDIA_TYPE",
  idempotency_key_reused: "UNPROCESSABLE_CONTENT",
  flow_has_errors: "UNPROCESSABLE_CONTENT",
  flow_tests_failed: "UNPROCESSABLE_CONTENT",
  rate_limited: "TOO_MANY_REQUESTS",
  internal: "INTERNAL_SERVER_ERROR",
  unavailable: "SERVICE_UNAVAILABLE",
  queue_full: "SERVICE_UNAVAILABLE",
} as const satisfies Record<ErrorCode, TRPC_ERROR_CODE_KEY>;
