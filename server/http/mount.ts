import { notFound } from "../platform/problem";
import { answer, match } from "./router";

/** Runs the same handlers under Next's router, for serverless hosts and the development server, which do not run our HTTP server. */
async function handle(request: Request): Promise<Response> {
  const start = performance.now();
  const found = match(request.method, new URL(request.url).pathname);
  if (!found) return notFound();
  const response = await answer(found, request.method, request, start);
  return request.method === "HEAD" ? new Response(null, response) : response;
}

/** The exports of a Next route file. It takes all methods, so that a 405 is a problem document like every other error. */
export const mount = {
  GET: handle,
  HEAD: handle,
  POST: handle,
  PUT: handle,
  PATCH: handle,
  DELETE: handle,
  OPTIONS: handle,
};
