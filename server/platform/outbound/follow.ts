import type { HttpRequest, HttpResponse } from "../../ports/http";

const MAX_REDIRECTS = 3;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);
/** The only headers that a redirect to another origin carries: no secret, and nothing that an admin wrote for the first origin. */
const CROSS_ORIGIN_HEADERS = ["accept", "user-agent"];

/** What a redirect is told by; the rest of a response is the caller's. */
type Head = Pick<HttpResponse, "status" | "headers">;

/**
 * Sends a request and follows at most three redirects, for GET and HEAD only, so that no other address than the configured
 * one is asked to change anything. `http` checks each hop's address, all hops share one timeout, and a hop to another origin
 * carries no secret. A redirect after the third is returned as the response.
 */
export async function requestWithRedirects<Response extends Head>(
  http: (request: HttpRequest) => Promise<Response>,
  request: HttpRequest,
): Promise<Response> {
  const deadline = performance.now() + request.timeoutMs;
  let { url, headers = {} } = request;
  for (let hop = 0; ; hop += 1) {
    const timeoutMs = Math.max(1, Math.round(deadline - performance.now()));
    const response = await http({ ...request, url, headers, timeoutMs });
    const next = hop < MAX_REDIRECTS ? redirectTarget(request.method, url, response) : null;
    if (!next) return response;
    if (next.origin !== new URL(url).origin) headers = keepCrossOriginHeaders(headers);
    url = next.href;
  }
}

function redirectTarget(method: string, url: string, { status, headers }: Head): URL | null {
  const location = headers.location;
  if ((method !== "GET" && method !== "HEAD") || !REDIRECTS.has(status) || typeof location !== "string") return null;
  if (!URL.canParse(location, url)) return null;
  const next = new URL(location, url);
  return next.protocol === "https:" || next.protocol === "http:" ? next : null;
}

function keepCrossOriginHeaders(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => CROSS_ORIGIN_HEADERS.includes(name.toLowerCase())),
  );
}
