import { registry } from "@/components/flow/registry";
import type { NamedFacts } from "@/engine/contract";
import type { Prisma } from "@/prisma/generated/client";
import { withAccount } from "../../platform/db";
import { unseal } from "../../platform/secrets/envelope";
import type { AccountId } from "../../ports/ids";
import { type FlowUse, flowDocuments } from "../uses/data";
import type { Auth } from "./schema";

/** What signing in needs, with the secret decrypted. */
export type Login = {
  auth: Auth;
  loginUrl: string;
  /** Null: the one that the token endpoint names. */
  instanceUrl: string | null;
  clientId: string;
  username: string | null;
  secret: string;
  apiVersion: string;
};

/** `revision`: grows with every change. */
export type StoredLogin = Login & { revision: number };

export function secretContext(account: AccountId): string {
  return `salesforce:${account}`;
}

/** The account's Salesforce connection for the verifier: one entry named "salesforce", or none. */
export async function salesforceNames(
  tx: Prisma.TransactionClient,
  account: AccountId,
): Promise<Map<string, NamedFacts>> {
  const row = await tx.salesforceConnection.findUnique({
    where: { accountId: account },
    select: { loginUrl: true },
  });
  return new Map(row ? [["salesforce", { label: new URL(row.loginUrl).hostname }]] : []);
}

/** The account's connection without its secret (null: there is none), and the flows that use it. */
export function readConnection(account: AccountId) {
  return withAccount(account, async (tx) => {
    const uses = await flowsUsingSalesforce(tx, account);
    const row = await tx.salesforceConnection.findUnique({ where: { accountId: account } });
    if (!row) return { connection: null, uses };
    const { accountId: _, secret: __, revision: ___, auth, ...rest } = row;
    return { connection: { ...rest, auth: auth as Auth }, uses };
  });
}

/** The stored connection with its secret, for signing in; null: there is none. */
export async function readLogin(account: AccountId): Promise<StoredLogin | null> {
  const row = await withAccount(account, (tx) => tx.salesforceConnection.findUnique({ where: { accountId: account } }));
  return row ? loginOf(account, row) : null;
}

type Row = Omit<StoredLogin, "auth" | "secret"> & { auth: string; secret: Uint8Array };

export function loginOf(account: AccountId, row: Row): StoredLogin {
  const { loginUrl, instanceUrl, clientId, username, apiVersion, revision } = row;
  const secret = unseal(row.secret, secretContext(account));
  return { auth: row.auth as Auth, loginUrl, instanceUrl, clientId, username, apiVersion, revision, secret };
}

/** Flows with a step that uses Salesforce, in the published version or in the draft. */
export async function flowsUsingSalesforce(tx: Prisma.TransactionClient, account: AccountId): Promise<FlowUse[]> {
  const components = [...registry.values()]
    .filter(({ definition }) => definition.needs === "salesforce")
    .map(({ definition }) => definition.id);
  return await tx.$queryRaw<FlowUse[]>`
    select f.id as "flowId", f.name as "flowName", bool_or(d.published) as published,
      bool_or(not d.published) as draft
    from flow f
    join ${flowDocuments(account)} on d.flow_id = f.id
    cross join lateral jsonb_path_query(d.definition, '$.steps.*.component') component
    where f.account_id = ${account}::uuid and f.deleted_at is null and component #>> '{}' = any(${components})
    group by f.id, f.name order by f.name`;
}
