/** Every error that can leave the product, and the status it leaves with. A new code without a status does not compile. */
export const STATUS = {
  invalid_json: 400,
  invalid_arguments: 400,
  invalid_request: 400,
  unauthorized: 401,
  insufficient_scope: 403,
  client_not_allowed: 403,
  forbidden: 403,
  origin_not_allowed: 403,
  challenge_failed: 403,
  dialling_stopped: 403,
  sandbox_only: 403,
  not_permitted: 403,
  country_not_allowed: 403,
  do_not_call: 403,
  flow_not_found: 404,
  flow_not_published: 404,
  interaction_not_found: 404,
  version_not_found: 404,
  not_found: 404,
  method_not_allowed: 405,
  conflict: 409,
  idempotency_conflict: 409,
  interaction_over: 409,
  request_too_large: 413,
  unsupported_media_type: 415,
  idempotency_key_reused: 422,
  precondition_required: 428,
  flow_has_errors: 422,
  flow_tests_failed: 422,
  rate_limited: 429,
  outside_calling_hours: 429,
  rung_too_often: 429,
  limit_reached: 429,
  internal: 500,
  unavailable: 503,
  queue_full: 503,
} as const;

export type ErrorCode = keyof typeof STATUS;
export type FieldError = { name: string; description: string };

type Details = {
  description?: string;
  fields?: FieldError[];
  headers?: Record<string, string>;
  /** For the log only; never sent. */
  cause?: unknown;
};

/** The one error type: a code, a text for the caller, and what only the log may see. Recognised by `code`, since the
 * bundler keeps several copies of this class. */
export class PatchcordError extends Error {
  readonly code: ErrorCode;
  readonly details: Details;
  constructor(code: ErrorCode, message: string, details: Details = {}) {
    super(message, { cause: details.cause });
    this.name = "PatchcordError";
    this.code = code;
    this.details = details;
  }
}

export function isPatchcordError(error: unknown): error is PatchcordError {
  return error instanceof Error && error.name === "PatchcordError" && "code" in error && String(error.code) in STATUS;
}
