import { isUnchanged, requestedRange } from "../platform/byte-range";
import { isDatabaseUnavailable } from "../platform/database-unavailable";
import { isPatchcordError } from "../platform/errors";
import { promptOfToken } from "../platform/ids/ids";
import { log } from "../platform/log";
import { promptFacts } from "../resources/prompts/data";
import { storageByName } from "../resources/prompts/storage/storage";

/** Carriers cache recordings as long as this allows: a minute after a prompt was replaced, every caller hears the new one. */
const CACHE_CONTROL = "public, max-age=60, must-revalidate";

/**
 * `GET|HEAD /api/voice/prompts/{token}`: a prompt, whole or in part (RFC 9110, 14), for anyone who has its URL. Its length is known
 * before, so the response streams it from the storage.
 */
export async function handlePrompt(request: Request, { token = "" }: { token?: string }): Promise<Response> {
  const owner = promptOfToken(token);
  if (!owner) return empty(404);
  try {
    const { account, prompt } = owner;
    const facts = await promptFacts(account, prompt);
    if (!facts) return empty(404);
    const { contentType, bytes, sha256, storedIn } = facts;
    const tag = `"${sha256}"`;
    const cached = { ETag: tag, "Cache-Control": CACHE_CONTROL };
    if (isUnchanged(request.headers, tag)) return new Response(null, { status: 304, headers: cached });
    // Ranges are defined for GET alone (RFC 9110, 14.2).
    const requested = request.method === "GET" ? requestedRange(request.headers, tag, bytes) : null;
    if (requested === "unsatisfiable") return empty(416, { "Content-Range": `bytes */${bytes}` });
    const { first, last } = requested ?? { first: 0, last: bytes - 1 };
    const headers = {
      ...cached,
      "Content-Type": contentType,
      "Content-Length": String(last - first + 1),
      "Accept-Ranges": "bytes",
      "X-Content-Type-Options": "nosniff",
      ...(requested ? { "Content-Range": `bytes ${first}-${last}/${bytes}` } : {}),
    };
    if (request.method === "HEAD") return new Response(null, { headers });
    const content = await storageByName(storedIn).read({ account, prompt, sha256 }, { first, last });
    return new Response(content, { status: requested ? 206 : 200, headers });
  } catch (error) {
    if (isPatchcordError(error) && error.code === "not_found") return empty(404);
    if (!isDatabaseUnavailable(error)) log.error({ err: error }, "a prompt could not be served");
    return empty(503, { "Retry-After": "1" });
  }
}

function empty(status: number, headers: Record<string, string> = {}): Response {
  return new Response(null, { status, headers: { "Cache-Control": "no-store", ...headers } });
}
