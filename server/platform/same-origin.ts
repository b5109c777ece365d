import { env } from "./env";
import { PatchcordError } from "./errors";

/** What to tell a client that sends another type. Forms and links of other sites can send neither of these two types. */
const HINT_BY_TYPE = {
  "application/json": "Send JSON.",
  "application/octet-stream": "Send the file as it is.",
} as const;

/**
 * Guards changes that only a session cookie authorises against requests from other sites: the request must carry JSON or a
 * file's bytes and must come from our own pages.
 * Throws `forbidden` or `unsupported_media_type`.
 */
export function requireSameOrigin(request: Request, type: keyof typeof HINT_BY_TYPE = "application/json"): void {
  if (!request.headers.get("content-type")?.toLowerCase().startsWith(type))
    throw new PatchcordError("unsupported_media_type", HINT_BY_TYPE[type]);
  if (!isSameOrigin(request.headers)) throw new PatchcordError("forbidden", "This request came from another site.");
}

function isSameOrigin(headers: Headers): boolean {
  const site = headers.get("sec-fetch-site");
  if (site !== null) return site === "same-origin";
  // Browsers before 2023, and all browsers on plain http outside loopback, send no Sec-Fetch-Site: compare Origin.
  return headers.get("origin") === new URL(env().PUBLIC_URL).origin;
}
