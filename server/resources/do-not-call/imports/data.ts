import { withAccount } from "../../../platform/db";
import { PatchcordError } from "../../../platform/errors";
import type { AccountId } from "../../../ports/ids";

const SHOWN = 5;

/** A line that is no number, with its place in the file, counted from 1. */
export type BadLine = { line: number; text: string; problem: string };

export const keyOf = (account: AccountId, id: string) => ({ accountId_id: { accountId: account, id } });

/** The account's last imports, with the lines of each that were no numbers counted. */
export function listImports(account: AccountId) {
  return withAccount(account, (tx) =>
    tx.numberImport.findMany({
      ...{ where: { accountId: account, state: { not: "uploading" } }, orderBy: { id: "desc" }, take: SHOWN },
      omit: { accountId: true, badLines: true },
    }),
  );
}

/** An import, and its lines that are no numbers. Throws `not_found`. */
export async function readImport(account: AccountId, id: string) {
  const found = await withAccount(account, (tx) =>
    tx.numberImport.findUnique({ where: keyOf(account, id), omit: { accountId: true } }),
  );
  if (!found) throw new PatchcordError("not_found", "There is no such import.");
  return { ...found, badLines: found.badLines as BadLine[] };
}
