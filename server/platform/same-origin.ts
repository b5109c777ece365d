import { env } from "./env";
import { PatchcordError } from "./errors";

/** Neither is among the types that a form or a plain link of another site can send. */
const SENT_AS = { "application/json": "Send JSON.", "application/octet-stream": "Send the file as it is." } as const;

/**
 * Lets a change that rests on the session cookie through only as a POST from our own pages, of JSON or of a file's bytes.
 * Throws `forbidden` or `unsupported_media_type`.
 */
export function requireSameOrigin(request: Request, type: keyof typeof SENT_AS = "application/json"): void {
  if (!request.headers.get("content-type")?.toLowerCase().startsWith(type))
    throw new PatchcordError("unsupported_media_type", SENT_AS[type]);
  if (!isSameOrigin(request.headers)) throw new PatchcordError("forbidden", "This request came from another site.");
}

function isSameOrigin(headers: Headers): boolean {
  const site = headers.get("sec-fetch-site");
  if (site !== null) return site === "same-origin";
  // Browsers before 2023 and plain http on other hosts than loopback: the origin speaks.
  return headers.get("origin") === new URL(env().PUBLIC_URL).origin;
}
