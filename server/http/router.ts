import { metrics } from "../platform/metrics";
import { methodNotAllowed, problem } from "../platform/problem";
import { traced } from "../platform/tracing/trace";
import { type Entry, type Handler, type Params, table } from "./routes";

/** `isUpload`: a file comes with it, so the pages' process answers where there is one. */
export type Match = { template: string; params: Params; handler?: Handler; allowed: string[]; isUpload: boolean };

/** `allowed`: the methods that it takes, for an `Allow` header. */
type Compiled = Entry & { allowed: string[]; regex: RegExp };

/** The route of a path; null if it is none of the hot routes. */
export function match(method: string, path: string): Match | null {
  const { fixed, patterns } = compiled;
  const exact = fixed.get(path);
  if (exact) return matched(exact, method, {});
  for (const entry of patterns) {
    const found = entry.regex.exec(path);
    if (found) return matched(entry, method, { ...found.groups });
  }
  return null;
}

/**
 * Answers a matched request; whatever a handler throws becomes a problem. `request` is null where no handler takes the method,
 * since Request refuses some methods. `start`: `performance.now()` at its arrival.
 */
export async function answer(
  { handler, template, params, allowed }: Match,
  method: string,
  request: Request | null,
  start: number,
): Promise<Response> {
  const answered = async () => {
    try {
      return handler && request ? await handler(request, params) : methodNotAllowed(allowed);
    } catch (error) {
      return problem(error);
    }
  };
  const attributes = ({ status }: Response) => ({
    ...{ "http.request.method": method, "http.route": template, "http.response.status_code": status },
  });
  const response = await traced({ kind: "server", name: `${method} ${template}`, attributes }, answered);
  observe(method, template, response.status, start);
  return response;
}

export function observe(method: string, route: string, status: number, start: number): void {
  metrics.httpDuration.observe({ method, route, status }, (performance.now() - start) / 1000);
}

/** HEAD is answered as GET (RFC 9110, 9.3.2); the front and the mount leave the body out. */
function matched({ template, methods, allowed, uploads = [] }: Compiled, method: string, params: Params): Match {
  const handler = methods[method === "HEAD" ? "GET" : method];
  return { template, params, allowed, isUpload: uploads.includes(method), ...(handler ? { handler } : {}) };
}

const compiled = compile(table());

function compile(entries: Entry[]): { fixed: Map<string, Compiled>; patterns: Compiled[] } {
  const all = entries.map((entry) => ({
    ...entry,
    allowed: Object.keys(entry.methods).flatMap((name) => (name === "GET" ? ["GET", "HEAD"] : [name])),
    regex: toRegex(entry.template),
  }));
  const isFixed = ({ template }: Entry) => !/[{*]/.test(template);
  return {
    fixed: new Map(all.filter(isFixed).map((entry) => [entry.template, entry])),
    patterns: all.filter((entry) => !isFixed(entry)),
  };
}

function toRegex(template: string): RegExp {
  const pattern = template
    .replace(/[.]/g, "\\.")
    .replace(/\{(\w+)\}/g, "(?<$1>[^/]+)")
    .replace("*", ".*");
  return new RegExp(`^${pattern}$`);
}
