import { notFound } from "../platform/problem";
import { answer, match } from "./router";

/** The same handlers under the framework's own router, for serverless hosts and the development server. */
async function handle(request: Request): Promise<Response> {
  const start = performance.now();
  const found = match(request.method, new URL(request.url).pathname);
  if (!found) return notFound();
  const response = await answer(found, request.method, request, start);
  return request.method === "HEAD" ? new Response(null, response) : response;
}

/** What a route file exports: all methods, so that a 405 has the product's shape, too. */
export const mount = {
  GET: handle,
  HEAD: handle,
  POST: handle,
  PUT: handle,
  PATCH: handle,
  DELETE: handle,
  OPTIONS: handle,
};
