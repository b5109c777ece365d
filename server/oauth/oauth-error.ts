/** The error codes of the token endpoint (RFC 6749, 5.2), and RFC 8628's `slow_down` for a client that asks too often. */
const STATUS = {
  invalid_request: 400,
  invalid_client: 401,
  unsupported_grant_type: 400,
  unauthorized_client: 400,
  invalid_scope: 400,
  slow_down: 429,
} as const;

export type OAuthErrorCode = keyof typeof STATUS;

/** Why the token endpoint refuses a request. Only this folder throws and catches it. */
export class OAuthError extends Error {
  constructor(
    readonly code: OAuthErrorCode,
    message: string,
    readonly headers: Record<string, string> = {},
  ) {
    super(message);
    this.name = "OAuthError";
  }

  response(): Response {
    const headers: Record<string, string> = { "Cache-Control": "no-store", Pragma: "no-cache", ...this.headers };
    // RFC 6749, 5.2 and RFC 9110, 11.6.1: a 401 says how to authenticate.
    if (this.code === "invalid_client") headers["WWW-Authenticate"] = 'Basic realm="patchcord", charset="UTF-8"';
    const body = { error: this.code, error_description: this.message };
    return Response.json(body, { status: STATUS[this.code], headers });
  }
}
