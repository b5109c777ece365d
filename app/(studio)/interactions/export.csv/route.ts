import { currentSession } from "@/server/auth/session";
import { stepsCsv } from "@/server/reports/csv";
import { interactionFilters } from "@/server/reports/search/filters";

/** The filtered interactions as CSV, one row for each executed step. */
export async function GET(request: Request): Promise<Response> {
  const session = await currentSession();
  if (!session) return new Response("Sign in first.", { status: 401 });
  const filters = interactionFilters.parse(Object.fromEntries(new URL(request.url).searchParams));
  const day = new Date().toISOString().slice(0, 10);
  return new Response(stepsCsv(session.account, filters), {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="patchcord-steps-${day}.csv"`,
      "Cache-Control": "private, no-store",
    },
  });
}
