import { LARGEST_BATCH } from "@/app/_parts/largest-batch";
import { currentSession } from "@/server/auth/session";
import { serveProcedures } from "@/server/trpc/serve";

const handler = (request: Request) =>
  serveProcedures(request, { session: currentSession, largestBatch: LARGEST_BATCH });

export { handler as GET, handler as POST };
