import { env } from "../env";
import { PatchcordError } from "../errors";

/**
 * Lets a change that rests on the session cookie through only as a JSON POST from our own pages. Throws `forbidden` or
 * `unsupported_media_type`.
 */
export function requireSameOrigin(request: Request): void {
  if (!request.headers.get("content-type")?.toLowerCase().startsWith("application/json"))
    throw new PatchcordError("unsupported_media_type", "Send JSON.");
  if (!isSameOrigin(request.headers)) throw new PatchcordError("forbidden", "This request came from another site.");
}

function isSameOrigin(headers: Headers): boolean {
  const site = headers.get("sec-fetch-site");
  if (site !== null) return site === "same-origin";
  // Browsers before 2023 and plain http on other hosts than loopback: the origin speaks.
  return headers.get("origin") === new URL(env().PUBLIC_URL).origin;
}
