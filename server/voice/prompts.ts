import { isDatabaseUnavailable } from "../platform/database-unavailable";
import { isPatchcordError } from "../platform/errors";
import { promptOfToken } from "../platform/ids/ids";
import { log } from "../platform/log";
import { promptFacts } from "../resources/prompts/data";
import { storageNamed } from "../resources/prompts/storage/storage";
import { askedRange, isUnchanged } from "./byte-range";

/** Carriers keep recordings as long as they are told to: a replaced one is heard by every caller after a minute. */
const CACHED = "public, max-age=60, must-revalidate";

/**
 * `GET|HEAD /api/voice/prompts/{token}`: a prompt, for whoever was given its address; whole, or the part that is asked for
 * (RFC 9110, 14). Its length is declared, so it is sent as it is read.
 */
export async function handlePrompt(request: Request, { token = "" }: { token?: string }): Promise<Response> {
  const named = promptOfToken(token);
  if (!named) return empty(404);
  try {
    const { account, prompt } = named;
    const facts = await promptFacts(account, prompt);
    if (!facts) return empty(404);
    const { contentType, bytes, sha256, storedIn } = facts;
    const tag = `"${sha256}"`;
    const cached = { ETag: tag, "Cache-Control": CACHED };
    if (isUnchanged(request.headers, tag)) return new Response(null, { status: 304, headers: cached });
    // Ranges are defined for GET alone (RFC 9110, 14.2).
    const asked = request.method === "GET" ? askedRange(request.headers, tag, bytes) : null;
    if (asked === "unsatisfiable") return empty(416, { "Content-Range": `bytes */${bytes}` });
    const { first, last } = asked ?? { first: 0, last: bytes - 1 };
    const headers = {
      ...cached,
      "Content-Type": contentType,
      "Content-Length": String(last - first + 1),
      "Accept-Ranges": "bytes",
      "X-Content-Type-Options": "nosniff",
      ...(asked ? { "Content-Range": `bytes ${first}-${last}/${bytes}` } : {}),
    };
    if (request.method === "HEAD") return new Response(null, { headers });
    const content = await storageNamed(storedIn).read({ account, prompt, sha256 }, { first, last });
    return new Response(content, { status: asked ? 206 : 200, headers });
  } catch (error) {
    if (isPatchcordError(error) && error.code === "not_found") return empty(404);
    if (!isDatabaseUnavailable(error)) log.error({ err: error }, "a prompt could not be served");
    return empty(503, { "Retry-After": "1" });
  }
}

function empty(status: number, headers: Record<string, string> = {}): Response {
  return new Response(null, { status, headers: { "Cache-Control": "no-store", ...headers } });
}
