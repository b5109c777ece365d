import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { isPatchcordError, STATUS } from "../platform/errors";
import { log } from "../platform/log";
import { requireSameOrigin } from "../platform/same-origin";
import type { Session } from "../resources/sessions/session";
import { boundedRequest } from "./kit/bounded-request";
import { appRouter } from "./router";

type Serving = {
  session: () => Promise<Session | null>;
  /** How many procedures one request may ask at most. */
  largestBatch: number;
};

/** Answers a request to the studio's procedures. */
export async function serveProcedures(request: Request, { session, largestBatch }: Serving): Promise<Response> {
  const checked = await takeRequest(request);
  if (checked instanceof Response) return checked;
  return fetchRequestHandler({
    endpoint: "/api/trpc",
    req: checked,
    router: appRouter,
    maxBatchSize: largestBatch,
    createContext: async () => ({ session: await session() }),
    responseMeta: () => ({ headers: { "Cache-Control": "private, no-store" } }),
    onError: ({ error, path }) => {
      if (error.code === "INTERNAL_SERVER_ERROR") log.error({ err: error, path }, "procedure failed");
    },
  });
}

/** The request as it may be answered, or its refusal: too large, too deep, or a mutation that another site's page has sent. */
async function takeRequest(request: Request): Promise<Request | Response> {
  try {
    if (request.method !== "GET") requireSameOrigin(request);
    return await boundedRequest(request);
  } catch (error) {
    if (!isPatchcordError(error)) throw error;
    return Response.json({ code: error.code, message: error.message }, { status: STATUS[error.code] });
  }
}
