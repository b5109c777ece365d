import { currentSession } from "@/server/auth/session";
import { auditCsv } from "@/server/resources/audit/csv";
import { auditFilters } from "@/server/resources/audit/filters";
import { mayActAs } from "@/server/resources/users/role";

/** The filtered audit log as CSV, one row for each change. */
export async function GET(request: Request): Promise<Response> {
  const session = await currentSession();
  if (!session) return new Response("Sign in first.", { status: 401 });
  if (!mayActAs(session.role, "admin")) return new Response("This needs the role Admin.", { status: 403 });
  const filters = auditFilters.parse(Object.fromEntries(new URL(request.url).searchParams));
  const day = new Date().toISOString().slice(0, 10);
  return new Response(auditCsv(session.account, filters), {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="patchcord-audit-${day}.csv"`,
      "Cache-Control": "private, no-store",
    },
  });
}
