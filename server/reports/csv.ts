import { stringify } from "csv-stringify/sync";
import { csvCell } from "../platform/csv-cell";
import type { AccountId } from "../ports/ids";
import { exportInteractions } from "./data";
import type { InteractionFilters } from "./filters";
import { STEP_COLUMNS, stepRows } from "./step-rows";

/** Interactions that are read at a time, so that an export of any size holds only these in memory. */
const INTERACTIONS_AT_A_TIME = 200;

/** The step report as a CSV stream, which reads from the database as fast as the browser takes it. */
export function csvStream(account: AccountId, filters: InteractionFilters): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let before: string | null = null;
  let header = true;
  return new ReadableStream({
    async pull(controller) {
      const lines = await exportInteractions(account, filters, before, INTERACTIONS_AT_A_TIME);
      before = lines.at(-1)?.id ?? before;
      const rows = lines.flatMap(stepRows);
      const text = stringify(rows, { header, columns: [...STEP_COLUMNS], cast: { string: csvCell } });
      header = false;
      controller.enqueue(encoder.encode(text));
      if (lines.length < INTERACTIONS_AT_A_TIME) controller.close();
    },
  });
}
