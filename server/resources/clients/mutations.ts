import type { JWK } from "jose";
import { type OauthClient, Prisma } from "@/prisma/generated/client";
import { withAccount } from "../../platform/db";
import { PatchcordError } from "../../platform/errors";
import { parseInput, wrongField } from "../../platform/parse-input";
import { type Actor, recordAudit } from "../audit/mutations";
import { mintClientId } from "./client-id";
import { hashSecret, mintClientSecret } from "./client-secret";
import { type ClientInput, type ClientValues, clientSchema } from "./schema";

/** `clientSecret` null: the client signs with its own key. */
export type ClientCredentials = { clientId: string; clientSecret: string | null };

/** Makes a client. Returns its secret this once: only the hash is stored. Throws `invalid_request`. */
export async function createClient(by: Actor, input: ClientInput, publicJwk: JWK | null): Promise<ClientCredentials> {
  const values = parseInput(clientSchema, input);
  const { name } = values;
  const clientId = mintClientId(by.account);
  const clientSecret = publicJwk ? null : mintClientSecret();
  await withAccount(by.account, async (tx) => {
    await requireFlows(tx, by, values);
    await tx.oauthClient.create({
      data: {
        accountId: by.account,
        id: clientId,
        ...values,
        secretHash: clientSecret ? hashSecret(clientSecret) : null,
        publicJwk: publicJwk ? (publicJwk as Prisma.InputJsonObject) : Prisma.DbNull,
      },
    });
    await recordAudit(tx, by, {
      action: "client.add",
      subject: name,
      after: { id: clientId, ...told(values), publicJwk },
    });
  });
  return { clientId, clientSecret };
}

/** Changes name, scopes and what it is bound to. Tokens that were issued before keep their scopes. Throws `not_found`, `invalid_request`. */
export async function editClient(by: Actor, clientId: string, input: ClientInput): Promise<void> {
  const values = parseInput(clientSchema, input);
  await withAccount(by.account, async (tx) => {
    const before = await lockClient(tx, by, clientId);
    await requireFlows(tx, by, values);
    await tx.oauthClient.update({ where: key(by, clientId), data: values });
    await recordAudit(tx, by, {
      action: "client.edit",
      subject: values.name,
      before: told(before),
      after: told(values),
    });
  });
}

/** Replaces the client's secret or key; the old one gets no token any more. Throws `not_found`. */
export async function rotateCredentials(
  by: Actor,
  clientId: string,
  publicJwk: JWK | null,
): Promise<ClientCredentials> {
  const clientSecret = publicJwk ? null : mintClientSecret();
  await withAccount(by.account, async (tx) => {
    const { name, publicJwk: before } = await lockClient(tx, by, clientId);
    await tx.oauthClient.update({
      where: key(by, clientId),
      data: {
        secretHash: clientSecret ? hashSecret(clientSecret) : null,
        publicJwk: publicJwk ? (publicJwk as Prisma.InputJsonObject) : Prisma.DbNull,
      },
    });
    const action = publicJwk ? "client.change_key" : "client.rotate_secret";
    await recordAudit(tx, by, { action, subject: name, before: { publicJwk: before }, after: { publicJwk } });
  });
  return { clientId, clientSecret };
}

/** Revokes a client: it gets no token any more, and its tokens stop working within five seconds. Throws `not_found`. */
export async function revokeClient(by: Actor, clientId: string): Promise<void> {
  await withAccount(by.account, async (tx) => {
    const { name, scopes } = await lockClient(tx, by, clientId);
    await tx.oauthClient.update({ where: key(by, clientId), data: { revokedAt: new Date() } });
    await recordAudit(tx, by, { action: "client.revoke", subject: name, before: { id: clientId, name, scopes } });
  });
}

/** What the audit log tells of a client; what it is not bound by is left out. */
function told({ name, scopes, flows, addresses, endsAt }: ClientValues | OauthClient) {
  return {
    ...{ name, scopes },
    ...(flows.length > 0 ? { flows } : {}),
    ...(addresses.length > 0 ? { addresses } : {}),
    ...(endsAt ? { endsAt: endsAt.toISOString() } : {}),
  };
}

/** A flow that was deleted since stays: without it, the client would be bound to none, which is all. Throws `invalid_request`. */
async function requireFlows(tx: Prisma.TransactionClient, { account }: Actor, { flows }: ClientValues): Promise<void> {
  const known = await tx.flow.count({ where: { accountId: account, id: { in: flows } } });
  if (known < flows.length) throw wrongField("flows", "Choose flows of this account.", "invalid_request");
}

/** A client that was not revoked, locked until the transaction ends. Throws `not_found`. */
async function lockClient(tx: Prisma.TransactionClient, by: Actor, clientId: string) {
  await tx.$executeRaw`select 1 from oauth_client where account_id = ${by.account}::uuid and id = ${clientId} for update`;
  const client = await tx.oauthClient.findUnique({ where: key(by, clientId) });
  if (!client || client.revokedAt) throw new PatchcordError("not_found", "There is no such client.");
  return client;
}

const key = ({ account }: Actor, id: string) => ({ accountId_id: { accountId: account, id } });
