import { currentSession } from "@/server/auth/session";
import { stepsCsv } from "@/server/reports/csv";
import { interactionFilters } from "@/server/reports/search/filters";
import { readColumns } from "@/server/reports/variables/data";

/** The filtered interactions as CSV, one row for each executed step. */
export async function GET(request: Request): Promise<Response> {
  const session = await currentSession();
  if (!session) return new Response("Sign in first.", { status: 401 });
  const { columns, ...search } = Object.fromEntries(new URL(request.url).searchParams);
  const filters = interactionFilters.parse(search);
  const { variables } = await readColumns(session.account, columns?.split(","), []);
  const day = new Date().toISOString().slice(0, 10);
  return new Response(stepsCsv(session.account, filters, variables), {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="patchcord-steps-${day}.csv"`,
      "Cache-Control": "private, no-store",
    },
  });
}
