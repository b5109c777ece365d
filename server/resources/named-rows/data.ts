import { Prisma } from "@/prisma/generated/client";
import { PatchcordError } from "../../platform/errors";
import { wrongField } from "../../platform/parse-input";
import type { AccountId } from "../../ports/ids";

/** What an account has under a name of its own, and which flows or the account's numbers refer to; each is a table of this name. */
type Named =
  | "alert_destination"
  | "button"
  | "calendar"
  | "carrier"
  | "connection"
  | "function"
  | "prompt"
  | "ring_group"
  | "webhook_endpoint";

const inWords = (what: Named) => what.replace("_", " ");

/** Locks the row until the transaction ends, for changes that depend on what it holds. Throws `not_found`. */
export async function lockNamed(
  tx: Prisma.TransactionClient,
  what: Named,
  account: AccountId,
  id: string,
): Promise<void> {
  const rows = await tx.$queryRaw<unknown[]>`
    select 1 from ${table(what)} where account_id = ${account}::uuid and id = ${id}::uuid for update`;
  if (rows.length === 0) throw noSuch(what);
}

/** Throws `conflict` at `name` where another row has this name. */
export async function requireFreeName(
  tx: Prisma.TransactionClient,
  what: Named,
  account: AccountId,
  name: string,
): Promise<void> {
  const rows = await tx.$queryRaw<unknown[]>`
    select 1 from ${table(what)} where account_id = ${account}::uuid and name = ${name}`;
  if (rows.length > 0) throw nameTaken(what);
}

/** For a write that a unique index has refused. */
export const nameTaken = (what: Named) => wrongField("name", `Another ${inWords(what)} has this name. Choose another.`);

export const noSuch = (what: Named) => new PatchcordError("not_found", `There is no such ${inWords(what)}.`);

/** Quoted, since `function` is a word of SQL. */
const table = (what: Named) => Prisma.raw(`"${what}"`);
