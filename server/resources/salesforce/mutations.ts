import type { Prisma } from "@/prisma/generated/client";
import { databaseNow, withAccount } from "../../platform/db";
import { PatchcordError } from "../../platform/errors";
import { parseInput, wrongField } from "../../platform/parse-input";
import { seal } from "../../platform/secrets/envelope";
import type { AccountId } from "../../ports/ids";
import { type Actor, recordAudit } from "../audit/mutations";
import { createKeyPair } from "./certificate";
import { flowsUsingSalesforce, type Login, loginOf, type StoredLogin, secretContext } from "./data";
import { type Connection, type ConnectionInput, connectionSchema } from "./schema";

/** Adds or changes the account's connection. Throws `invalid_request` with the fields that are wrong. */
export async function saveConnection(by: Actor, input: ConnectionInput): Promise<void> {
  const keyPair = input.auth === "jwt_bearer" && input.makeKey ? await createKeyPair("Patchcord", new Date()) : null;
  await withAccount(by.account, async (tx) => {
    const row = await lockConnection(tx, by.account);
    const before = row && loginOf(by.account, row);
    const { secret: typed, ...values } = parseConnection(input);
    const secret = keyPair?.privateKey ?? typed;
    if (!secret) secretToKeep(before, values);
    const at = await databaseNow(tx);
    const secretColumns = {
      secret: seal(secret, secretContext(by.account)),
      secretSetAt: at,
      certificate: keyPair?.certificate ?? null,
    };
    const resetStatus = { checkedAt: null, lastError: null, lastErrorAt: null };
    await tx.salesforceConnection.upsert({
      where: { accountId: by.account },
      create: { accountId: by.account, ...values, ...secretColumns },
      update: { ...values, ...resetStatus, ...(secret ? secretColumns : {}), revision: { increment: 1 } },
    });
    const audited = { ...values, ...(secret ? { secret: keyPair ? "made here" : before ? "replaced" : "set" } : {}) };
    await recordAudit(tx, by, {
      action: before ? "salesforce.edit" : "salesforce.add",
      subject: "Salesforce",
      ...(before ? { before: publicColumns(before) } : {}),
      after: audited,
    });
  });
}

/** The login in a form, to test it, with the stored secret where the form brings none. Throws `invalid_request`. */
export function loginForTest(stored: StoredLogin | null, input: ConnectionInput): Login {
  if (input.makeKey && input.auth === "jwt_bearer")
    throw wrongField(
      "makeKey",
      "Save first: Salesforce must be given the certificate before it lets us sign in.",
      "invalid_request",
    );
  const { secret, ...values } = parseConnection(input);
  return { ...values, secret: secret || secretToKeep(stored, values) };
}

function parseConnection(input: ConnectionInput): Connection {
  const isJwt = input.auth !== "client_credentials";
  const field = isJwt ? "privateKey" : "clientSecret";
  try {
    return parseInput(connectionSchema(input.auth), { ...input, secret: input[field] });
  } catch (error) {
    if (!(error instanceof PatchcordError)) throw error;
    const fields = error.details.fields?.map((one) => (one.name === "secret" ? { ...one, name: field } : one));
    throw new PatchcordError(error.code, error.message, { ...error.details, ...(fields ? { fields } : {}) });
  }
}

/**
 * The stored secret for a form without one. A client secret must be entered again for another app or address, so that it is sent only
 * where it was entered for; a private key is never sent, so it stays with any address. Throws `invalid_request`.
 */
function secretToKeep(stored: Login | null, values: Omit<Connection, "secret">): string {
  if (stored?.auth === "jwt_bearer" && values.auth === "jwt_bearer") return stored.secret;
  if (values.auth === "jwt_bearer")
    throw wrongField("privateKey", "Paste the private key, or have one made.", "invalid_request");
  const same =
    stored?.auth === values.auth && stored.loginUrl === values.loginUrl && stored.clientId === values.clientId;
  if (same) return stored.secret;
  throw wrongField(
    "clientSecret",
    stored?.auth === values.auth
      ? "Enter the consumer secret again: it belongs to another app or address now."
      : "Enter the consumer secret of the app in Salesforce.",
    "invalid_request",
  );
}

/** Removes the connection where no flow uses it. Throws `conflict` with the flows that do, `not_found`. */
export async function removeConnection(by: Actor): Promise<void> {
  await withAccount(by.account, async (tx) => {
    const row = await lockConnection(tx, by.account);
    if (!row) throw new PatchcordError("not_found", "There is no Salesforce connection.");
    const flows = (await flowsUsingSalesforce(tx, by.account)).map(({ flowName }) => flowName);
    if (flows.length > 0)
      throw new PatchcordError("conflict", `Flows look things up in Salesforce: ${flows.join(", ")}.`);
    await tx.salesforceConnection.delete({ where: { accountId: by.account } });
    await recordAudit(tx, by, {
      action: "salesforce.remove",
      subject: "Salesforce",
      before: publicColumns(loginOf(by.account, row)),
    });
  });
}

/** Records the result of a sign-in; `error` null: it worked. Does not record the same error again within a minute. */
export async function recordSignIn(account: AccountId, revision: number, error: string | null): Promise<void> {
  await withAccount(account, (tx) =>
    error === null
      ? tx.$executeRaw`update salesforce_connection set checked_at = patchcord_now(), last_error = null, last_error_at = null
          where account_id = ${account}::uuid and revision = ${revision}`
      : tx.$executeRaw`update salesforce_connection set last_error = ${error}, last_error_at = patchcord_now()
          where account_id = ${account}::uuid and revision = ${revision}
            and (last_error is distinct from ${error} or last_error_at < patchcord_now() - interval '1 minute')`,
  );
}

function publicColumns({ auth, loginUrl, instanceUrl, clientId, username, apiVersion }: Login) {
  return { auth, loginUrl, instanceUrl, clientId, username, apiVersion };
}

async function lockConnection(tx: Prisma.TransactionClient, account: AccountId) {
  await tx.$executeRaw`select 1 from salesforce_connection where account_id = ${account}::uuid for update`;
  return tx.salesforceConnection.findUnique({ where: { accountId: account } });
}
