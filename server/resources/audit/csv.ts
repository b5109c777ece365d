import { csvStream } from "../../platform/csv-stream";
import type { AccountId } from "../../ports/ids";
import { listAudit } from "./data";
import type { AuditFilters } from "./filters";

/** Rows that are read at a time, so that a log of any length holds only these in memory. */
const ROWS_AT_A_TIME = 500;
const COLUMNS = ["at", "actor", "actor_name", "action", "subject", "sentence", "before", "after"] as const;

/** The filtered log as a CSV stream, newest first. */
export function auditCsv(account: AccountId, filters: AuditFilters): ReadableStream<Uint8Array> {
  return csvStream(account, COLUMNS, auditPages(account, filters));
}

async function* auditPages(account: AccountId, filters: AuditFilters) {
  for (let before: string | undefined; ; ) {
    const { lines, older } = await listAudit(account, filters, { before, limit: ROWS_AT_A_TIME });
    yield lines.map((line) => ({
      at: line.at.toISOString(),
      actor: line.actor,
      actor_name: line.actorName,
      action: line.action,
      subject: line.subject,
      sentence: line.sentence,
      before: line.before === null ? "" : JSON.stringify(line.before),
      after: line.after === null ? "" : JSON.stringify(line.after),
    }));
    if (!older) return;
    before = lines.at(-1)?.id;
  }
}
