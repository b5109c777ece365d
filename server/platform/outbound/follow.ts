import type { Http, HttpRequest, HttpResponse } from "../../ports/http";

const MOST_REDIRECTS = 3;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);
/** All that another origin gets to see of a request's headers: no secret, and nothing an admin wrote for the first one. */
const FOR_ANYBODY = ["accept", "user-agent"];

/**
 * Sends a request and follows its redirects, at most three, for GET and HEAD only: a change asked of one address is not
 * asked of another. Each hop passes the guard anew, all of them share one timeout, and what a hop to another origin
 * carries is nobody's secret. After the last one the redirect itself is the answer.
 */
export async function following(http: Http, request: HttpRequest): Promise<HttpResponse> {
  const until = performance.now() + request.timeoutMs;
  let { url, headers = {} } = request;
  for (let hop = 0; ; hop += 1) {
    const timeoutMs = Math.max(1, Math.round(until - performance.now()));
    const response = await http({ ...request, url, headers, timeoutMs });
    const next = hop < MOST_REDIRECTS ? nextOf(request.method, url, response) : null;
    if (!next) return response;
    if (next.origin !== new URL(url).origin) headers = harmless(headers);
    url = next.href;
  }
}

function nextOf(method: string, url: string, { status, headers }: HttpResponse): URL | null {
  const location = headers.location;
  if ((method !== "GET" && method !== "HEAD") || !REDIRECTS.has(status) || typeof location !== "string") return null;
  if (!URL.canParse(location, url)) return null;
  const next = new URL(location, url);
  return next.protocol === "https:" || next.protocol === "http:" ? next : null;
}

function harmless(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => FOR_ANYBODY.includes(name.toLowerCase())));
}
