import type { Values } from "@/engine/contract";
import type { Prisma } from "@/prisma/generated/client";
import { withAccount } from "../../platform/db";
import { wrongField } from "../../platform/parse-input";
import type { AccountId } from "../../ports/ids";
import { cellsOf, type VariableCells } from "../variable-cells";

type Tx = Prisma.TransactionClient;

/** Flows whose variables can be chosen from, the latest first. */
const MOST_FLOWS = 500;

/** The variables that the account's admins have chosen as columns of reports, in their order. */
export async function chosenVariables(tx: Tx, account: AccountId): Promise<string[]> {
  const { reportVariables } = await tx.account.findUniqueOrThrow({
    where: { id: account },
    select: { reportVariables: true },
  });
  return reportVariables;
}

/** Those of the chosen ones that a report is asked to have; all where it does not say. What is chosen no more is no column. */
export async function columnsOf(tx: Tx, account: AccountId, asked: readonly string[] | undefined): Promise<string[]> {
  const chosen = await chosenVariables(tx, account);
  return asked ? chosen.filter((name) => asked.includes(name)) : chosen;
}

/** Throws `invalid_request` at `variables` where one is none of the chosen ones. */
export async function requireChosen(tx: Tx, account: AccountId, names: readonly string[]): Promise<void> {
  if (names.length === 0) return;
  const chosen = await chosenVariables(tx, account);
  const stranger = names.find((name) => !chosen.includes(name));
  if (stranger === undefined) return;
  const why = `${stranger} is none of the variables that an admin has chosen as columns of reports.`;
  throw wrongField("variables", why, "invalid_request");
}

/** What is chosen, and what can be: the variables of published flows, with whether one is sensitive in any of them. */
export function readVariables(account: AccountId) {
  return withAccount(account, async (tx) => ({
    chosen: await chosenVariables(tx, account),
    choices: await tx.$queryRaw<{ name: string; sensitive: boolean }[]>`
      select d.key as name, bool_or(coalesce((d.value ->> 'sensitive')::boolean, false)) as sensitive
      from (select v.definition from flow f
          join flow_version v on v.account_id = f.account_id and v.id = f.published_version_id
          where f.account_id = ${account}::uuid and f.deleted_at is null order by f.id desc limit ${MOST_FLOWS}) published
        cross join jsonb_each(published.definition -> 'variables') d
      group by d.key order by d.key`,
  }));
}

/** Which variables a list is to have as columns, as `columnsOf` says, with their values in interactions. */
export function readColumns(
  account: AccountId,
  asked: readonly string[] | undefined,
  ids: readonly string[],
): Promise<{ variables: string[]; cells: (interaction: string) => VariableCells }> {
  return withAccount(account, async (tx) => {
    const variables = await columnsOf(tx, account, asked);
    return { variables, cells: await readCells(tx, account, ids, variables) };
  });
}

/**
 * The values that variables of interactions have now, as they may be shown. Read from the interactions themselves, so that what was erased or
 * is over its time is nowhere else.
 */
export async function readCells(
  tx: Tx,
  account: AccountId,
  ids: readonly string[],
  names: readonly string[],
): Promise<(interaction: string) => VariableCells> {
  if (names.length === 0) return () => ({});
  const rows = await tx.$queryRaw<{ id: string; version: string; values: Values | null }[]>`
    select i.id, i.flow_version_id as version, i.state -> 'variables' as values from interaction i
    where i.account_id = ${account}::uuid and i.id = any(${[...new Set(ids)]}::uuid[])`;
  // Once each: hundreds of interactions share a version.
  const versions = await tx.$queryRaw<{ id: string; variables: Record<string, { sensitive?: boolean }> | null }[]>`
    select v.id, v.definition -> 'variables' as variables from flow_version v
    where v.account_id = ${account}::uuid and v.id = any(${[...new Set(rows.map(({ version }) => version))]}::uuid[])`;
  const flags = new Map(versions.map(({ id, variables }) => [id, variables ?? {}]));
  const cells = new Map(
    rows.map(({ id, version, values }) => [id, cellsOf(flags.get(version) ?? {}, values ?? {}, names)]),
  );
  const none = cellsOf({}, {}, names);
  return (interaction) => cells.get(interaction) ?? none;
}
