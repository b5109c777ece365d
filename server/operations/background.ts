import { isBearer } from "../platform/bearer";
import { env } from "../platform/env";
import { PatchcordError } from "../platform/errors";
import { workFor } from "../worker/worker";

/** Shorter than the shortest limit that a serverless host puts on a request. */
const RUN_SECONDS = 25;

/** `POST /api/background/run`: runs due jobs, for hosts without a long-lived process. Throws `unauthorized`. */
export async function handleBackground(request: Request): Promise<Response> {
  if (!isBearer(request.headers.get("authorization"), env().BACKGROUND_SECRET)) {
    throw new PatchcordError("unauthorized", "The background secret is missing or wrong.", {
      headers: { "WWW-Authenticate": 'Bearer realm="patchcord background"' },
    });
  }
  return Response.json(await workFor(RUN_SECONDS), { headers: { "Cache-Control": "no-store" } });
}
