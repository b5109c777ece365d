import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { currentSession } from "@/server/auth/session";
import { isPatchcordError, STATUS } from "@/server/platform/errors";
import { log } from "@/server/platform/log";
import { requireSameOrigin } from "@/server/platform/same-origin";
import { appRouter } from "@/server/trpc/router";

function handler(request: Request): Promise<Response> | Response {
  const refused = request.method === "GET" ? null : foreign(request);
  if (refused) return refused;
  return fetchRequestHandler({
    endpoint: "/api/trpc",
    req: request,
    router: appRouter,
    createContext: async () => ({ session: await currentSession() }),
    responseMeta: () => ({ headers: { "Cache-Control": "private, no-store" } }),
    onError: ({ error, path }) => {
      if (error.code === "INTERNAL_SERVER_ERROR") log.error({ err: error, path }, "procedure failed");
    },
  });
}

/** The refusal of a mutation that another site's page has sent; null if the request is allowed. */
function foreign(request: Request): Response | null {
  try {
    requireSameOrigin(request);
    return null;
  } catch (error) {
    if (!isPatchcordError(error)) throw error;
    return Response.json({ code: error.code, message: error.message }, { status: STATUS[error.code] });
  }
}

export { handler as GET, handler as POST };
