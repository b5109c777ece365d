import { createHash, timingSafeEqual } from "node:crypto";
import { env } from "../platform/env";
import { PatchcordError } from "../platform/errors";
import { workFor } from "../worker/worker";

/** Below the shortest limit that serverless hosts put on a request. */
const SECONDS = 25;

/** `POST /api/background/run`: works off due jobs, for hosts without a long-lived process. Throws `unauthorized`. */
export async function handleBackground(request: Request): Promise<Response> {
  if (!isBearer(request, env().BACKGROUND_SECRET)) {
    throw new PatchcordError("unauthorized", "The background secret is missing or wrong.", {
      headers: { "WWW-Authenticate": 'Bearer realm="patchcord background"' },
    });
  }
  return Response.json(await workFor(SECONDS), { headers: { "Cache-Control": "no-store" } });
}

/** Compares digests, so that neither length nor content shows in the time it takes. */
export function isBearer(request: Request, secret: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(request.headers.get("authorization") ?? ""), digest(`Bearer ${secret}`));
}
