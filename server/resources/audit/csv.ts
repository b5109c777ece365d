import { stringify } from "csv-stringify/sync";
import { csvCell } from "../../platform/csv-cell";
import type { AccountId } from "../../ports/ids";
import { listAudit } from "./data";
import type { AuditFilters } from "./filters";

/** Rows that are read at a time, so that a log of any length holds only these in memory. */
const ROWS_AT_A_TIME = 500;
const COLUMNS = ["at", "actor", "actor_name", "action", "subject", "before", "after"] as const;

/** The filtered log as a CSV stream, newest first, which reads from the database as fast as the browser takes it. */
export function auditCsv(account: AccountId, filters: AuditFilters): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let before: string | undefined;
  let header = true;
  return new ReadableStream({
    async pull(controller) {
      const { lines, older } = await listAudit(account, filters, { before, limit: ROWS_AT_A_TIME });
      before = lines.at(-1)?.id;
      const rows = lines.map((line) => ({
        at: line.at.toISOString(),
        actor: line.actor,
        actor_name: line.actorName,
        action: line.action,
        subject: line.subject,
        before: line.before === null ? "" : JSON.stringify(line.before),
        after: line.after === null ? "" : JSON.stringify(line.after),
      }));
      const text = stringify(rows, { header, columns: [...COLUMNS], cast: { string: csvCell } });
      header = false;
      controller.enqueue(encoder.encode(text));
      if (!older) controller.close();
    },
  });
}
