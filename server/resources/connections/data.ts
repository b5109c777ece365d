import { type Action, action as actionShape } from "@/components/connection/action";
import type { NamedFacts } from "@/engine/contract";
import type { Prisma } from "@/prisma/generated/client";
import { withAccount } from "../../platform/db";
import { PatchcordError } from "../../platform/errors";
import type { AccountId } from "../../ports/ids";
import { flowsUsing, type NameUse, stepsUsing } from "../uses/data";
import { type AuthSettings, openSecret, type ResolvedAction } from "./open-connection";

type Tx = Prisma.TransactionClient;
type Row = Prisma.ConnectionGetPayload<object>;

/** The account's connections by name, without their secrets, and how many actions each has. */
export function listConnections(account: AccountId) {
  return withAccount(account, async (tx) => {
    const rows = await tx.connection.findMany({ where: { accountId: account }, orderBy: { name: "asc" } });
    const counts = await tx.action.groupBy({
      by: ["connectionId"],
      where: { accountId: account },
      _count: { _all: true },
    });
    const uses = await flowsUsing(tx, account, "connection", rows);
    const actions = new Map(counts.map(({ connectionId, _count }) => [connectionId, _count._all]));
    return rows.map((row) => ({
      ...publicPart(row),
      actions: actions.get(row.id) ?? 0,
      uses: uses.get(row.id) ?? [],
    }));
  });
}

/** One connection with its actions by name, and the flows that use each. Throws `not_found`. */
export function readConnection(account: AccountId, id: string) {
  return withAccount(account, async (tx) => {
    const row = await connectionOf(tx, account, id);
    const uses = await stepsUsing(tx, account, "connection", row.name, id);
    const actions = await tx.action.findMany({
      where: { accountId: account, connectionId: id },
      orderBy: { name: "asc" },
    });
    return {
      ...publicPart(row),
      uses: flowsOf(uses),
      actions: actions.map((action) => ({
        id: action.id,
        updatedAt: action.updatedAt,
        values: valuesOf(action),
        uses: flowsOf(uses.filter(({ part }) => part === action.name)),
      })),
    };
  });
}

/** The account's connections by name, with their actions and the inputs and outputs of each. */
export async function connectionNames(tx: Tx, account: AccountId): Promise<Map<string, NamedFacts>> {
  const rows = await tx.connection.findMany({
    where: { accountId: account },
    orderBy: { name: "asc" },
    select: { id: true, name: true },
  });
  const actions = await tx.action.findMany({ where: { accountId: account }, orderBy: { name: "asc" } });
  return new Map(
    rows.map(({ id, name }) => {
      const own = actions.filter(({ connectionId }) => connectionId === id).map(valuesOf);
      const parts = own.map(({ name: part, description, inputs, outputs }) => [
        part,
        {
          ...(description ? { label: description } : {}),
          takes: inputs.map(({ description: about, ...input }) => ({
            ...input,
            ...(about ? { description: about } : {}),
          })),
          gives: outputs.map(({ name: output, type }) => ({ name: output, type })),
        },
      ]);
      return [name, { id, parts: Object.fromEntries(parts) }];
    }),
  );
}

/** A connection with its secret decrypted, and one of its actions by name; null where one of them was removed. For requests only. */
export async function readResolvedAction(
  account: AccountId,
  id: string,
  action: string,
): Promise<ResolvedAction | null> {
  const found = await withAccount(account, async (tx) => ({
    row: await tx.connection.findUnique({ where: { accountId_id: { accountId: account, id } } }),
    asked: await tx.action.findUnique({
      where: { accountId_connectionId_name: { accountId: account, connectionId: id, name: action } },
    }),
  }));
  const { row, asked } = found;
  return row && asked ? { connection: withSecret(account, row), action: valuesOf(asked) } : null;
}

/** The same for an action by its id. Throws `not_found`. */
export async function readAction(account: AccountId, action: string): Promise<ResolvedAction> {
  return withAccount(account, async (tx) => {
    const asked = await actionOf(tx, account, action);
    return {
      connection: withSecret(account, await connectionOf(tx, account, asked.connectionId)),
      action: valuesOf(asked),
    };
  });
}

/** Throws `not_found`, also for another account's. */
export async function connectionOf(tx: Tx, account: AccountId, id: string): Promise<Row> {
  const row = await tx.connection.findUnique({ where: { accountId_id: { accountId: account, id } } });
  if (!row) throw new PatchcordError("not_found", "There is no such connection.");
  return row;
}

/** Throws `not_found`, also for another account's. */
export async function actionOf(tx: Tx, account: AccountId, id: string) {
  const row = await tx.action.findUnique({ where: { accountId_id: { accountId: account, id } } });
  if (!row) throw new PatchcordError("not_found", "There is no such action.");
  return row;
}

function valuesOf({ name, description, definition }: Prisma.ActionGetPayload<object>): Action {
  return actionShape.parse({ ...(definition as object), name, description });
}

/** The row without its secret, for the studio. */
function publicPart({ id, name, baseUrl, auth, authSettings, secretSetAt }: Row) {
  return { id, name, baseUrl, auth, settings: authSettings as AuthSettings, secretSetAt };
}

function withSecret(account: AccountId, row: Row): ResolvedAction["connection"] {
  const { id, baseUrl, auth, authSettings, secret, secretSetAt } = row;
  return {
    ...{ id, baseUrl, auth, settings: authSettings as AuthSettings },
    secret: openSecret(account, id, secret),
    secretVersion: secretSetAt?.toISOString() ?? "",
  };
}

/** The flows among the uses, each once. */
function flowsOf(uses: readonly NameUse[]) {
  const flows = new Map(uses.map(({ flow }) => [flow.id, flow]));
  return [...flows.values()].map(({ id, name }) => ({
    flowId: id,
    flowName: name,
    published: uses.some((use) => use.flow.id === id && use.in === "published"),
    draft: uses.some((use) => use.flow.id === id && use.in === "draft"),
  }));
}
