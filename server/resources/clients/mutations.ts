import type { JWK } from "jose";
import { Prisma } from "@/prisma/generated/client";
import { withAccount } from "../../platform/db";
import { PatchcordError } from "../../platform/errors";
import { parseInput } from "../../platform/parse-input";
import { type Actor, recordAudit } from "../audit/mutations";
import { mintClientId } from "./client-id";
import { hashSecret, newSecret } from "./client-secret";
import { type ClientInput, clientSchema } from "./schema";

/** Null: the client signs with its own key, and there is no secret. */
export type GivenOut = { clientId: string; clientSecret: string | null };

/** Makes a client. The secret is given out here and never again: only its hash is stored. */
export async function createClient(by: Actor, input: ClientInput, publicJwk: JWK | null): Promise<GivenOut> {
  const { name, scopes } = parseInput(clientSchema, input);
  const clientId = mintClientId(by.account);
  const clientSecret = publicJwk ? null : newSecret();
  await withAccount(by.account, async (tx) => {
    await tx.oauthClient.create({
      data: {
        accountId: by.account,
        id: clientId,
        name,
        scopes,
        secretHash: clientSecret ? hashSecret(clientSecret) : null,
        publicJwk: publicJwk ? (publicJwk as Prisma.InputJsonObject) : Prisma.DbNull,
      },
    });
    await recordAudit(tx, by, {
      action: "client.add",
      subject: name,
      after: { id: clientId, name, scopes, publicJwk },
    });
  });
  return { clientId, clientSecret };
}

/** Changes name and scopes. Tokens that were given out keep their scopes until they end. Throws `not_found`. */
export async function editClient(by: Actor, clientId: string, input: ClientInput): Promise<void> {
  const values = parseInput(clientSchema, input);
  await withAccount(by.account, async (tx) => {
    const { name, scopes } = await liveClient(tx, by, clientId);
    await tx.oauthClient.update({ where: key(by, clientId), data: values });
    await recordAudit(tx, by, {
      action: "client.edit",
      subject: values.name,
      before: { name, scopes },
      after: { name: values.name, scopes: values.scopes },
    });
  });
}

/** A new secret, or another key, from now on the only one that gets tokens. Throws `not_found`. */
export async function rotateCredentials(by: Actor, clientId: string, publicJwk: JWK | null): Promise<GivenOut> {
  const clientSecret = publicJwk ? null : newSecret();
  await withAccount(by.account, async (tx) => {
    const { name, publicJwk: before } = await liveClient(tx, by, clientId);
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

/** From now on the client gets no token; those it has stop working within five seconds. Throws `not_found`. */
export async function revokeClient(by: Actor, clientId: string): Promise<void> {
  await withAccount(by.account, async (tx) => {
    const { name, scopes } = await liveClient(tx, by, clientId);
    await tx.oauthClient.update({ where: key(by, clientId), data: { revokedAt: new Date() } });
    await recordAudit(tx, by, { action: "client.revoke", subject: name, before: { id: clientId, name, scopes } });
  });
}

/** A client that was not revoked; locked, so that of two changes each sees what the other left. */
async function liveClient(tx: Prisma.TransactionClient, by: Actor, clientId: string) {
  await tx.$executeRaw`select 1 from oauth_client where account_id = ${by.account}::uuid and id = ${clientId} for update`;
  const client = await tx.oauthClient.findUnique({ where: key(by, clientId) });
  if (!client || client.revokedAt) throw new PatchcordError("not_found", "There is no such client.");
  return client;
}

const key = ({ account }: Actor, id: string) => ({ accountId_id: { accountId: account, id } });
