import { csvStream } from "../platform/csv-stream";
import type { AccountId } from "../ports/ids";
import { exportInteractions, matchingInteractions } from "./data";
import type { InteractionFilters } from "./search/filters";
import { STEP_COLUMNS, stepRows, variableColumn } from "./step-rows";

/** Interactions that are looked at in one transaction, whether they match or not, so that no filter makes it long. */
const LOOKED_AT = 2000;
/** Interactions that are read at a time, so that an export of any size holds only these in memory. */
const READ_AT_A_TIME = 100;

/** The step report as a CSV stream, newest interactions first. `variables`: further columns. */
export function stepsCsv(
  account: AccountId,
  filters: InteractionFilters,
  variables: readonly string[] = [],
): ReadableStream<Uint8Array> {
  const columns: readonly string[] = [...STEP_COLUMNS, ...variables.map(variableColumn)];
  return csvStream(account, columns, stepPages(account, filters, variables));
}

async function* stepPages(account: AccountId, filters: InteractionFilters, variables: readonly string[]) {
  for (let before: string | null = null; ; ) {
    const { ids, last } = await matchingInteractions(account, filters, before, LOOKED_AT);
    for (let at = 0; at < ids.length; at += READ_AT_A_TIME) {
      const lines = await exportInteractions(account, ids.slice(at, at + READ_AT_A_TIME));
      yield lines.flatMap((line) => stepRows(line, variables));
    }
    if (last === null) return;
    before = last;
  }
}
