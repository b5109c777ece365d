import type { Action } from "@/components/connection/action";
import type { Prisma } from "@/prisma/generated/client";
import { databaseNow, withAccount } from "../../platform/db";
import { PatchcordError } from "../../platform/errors";
import { ids } from "../../platform/ids/ids";
import { parseInput, wrongField } from "../../platform/parse-input";
import { type Actor, recordAudit } from "../audit/mutations";
import { lockNamed, requireFreeName } from "../named-rows/data";
import { type NameUse, stepsUsing } from "../uses/data";
import { actionSchema } from "./action-schema";
import { actionOf, connectionOf } from "./data";
import { type AuthSettings, sealSecret } from "./open-connection";
import { type ConnectionInput, type ConnectionValues, connectionSchema } from "./schema";

type Tx = Prisma.TransactionClient;

const MAX_ACTIONS = 200;

/** Adds a connection. Throws `invalid_request` or `conflict` with the fields that are wrong. */
export async function addConnection(by: Actor, input: ConnectionInput): Promise<{ id: string }> {
  const values = parseInput(connectionSchema, input);
  if (values.auth !== "none" && values.secret === "")
    throw wrongField("secret", SECRET_MISSING[values.auth], "invalid_request");
  const id = ids.uuid();
  await withAccount(by.account, async (tx) => {
    await requireFreeName(tx, "connection", by.account, values.name);
    await tx.connection.create({
      data: { accountId: by.account, id, ...publicColumns(values), ...(await secretColumns(tx, by, id, values)) },
    });
    await recordAudit(tx, by, {
      action: "connection.add",
      subject: values.name,
      after: { id, ...publicColumns(values) },
    });
  });
  return { id };
}

/**
 * Changes a connection. Another host, user, client or kind of authentication needs the secret again, so that a stored secret is sent
 * only where it was entered for. Published versions are bound to its id and survive a new name; throws `conflict` at `name` where a
 * draft uses the old one.
 */
export async function editConnection(by: Actor, id: string, input: ConnectionInput): Promise<void> {
  const values = parseInput(connectionSchema, input);
  await withAccount(by.account, async (tx) => {
    const row = await lockConnection(tx, by, id);
    const before = { name: row.name, baseUrl: row.baseUrl, auth: row.auth, authSettings: row.authSettings };
    const after = publicColumns(values);
    if (values.auth !== "none" && values.secret === "" && secretGoesElsewhere(before, after))
      throw wrongField("secret", "Enter the secret again: it is sent to another place now.", "invalid_request");
    if (values.name !== row.name) {
      await requireFreeName(tx, "connection", by.account, values.name);
      const uses = await stepsUsing(tx, by.account, "connection", row.name, id);
      requireUnused(
        uses.filter((use) => use.in === "draft"),
        "Drafts name this connection",
        "name",
      );
    }
    const secret = values.auth === "none" || values.secret !== "" ? await secretColumns(tx, by, id, values) : {};
    await tx.connection.update({
      where: { accountId_id: { accountId: by.account, id } },
      data: { ...after, ...secret },
    });
    await recordAudit(tx, by, {
      action: "connection.edit",
      subject: values.name,
      before,
      after: { ...after, ...(values.secret ? { secret: "replaced" } : {}) },
    });
  });
}

/** Removes a connection that no flow uses, and its actions. Throws `conflict`, `not_found`. */
export async function removeConnection(by: Actor, id: string): Promise<void> {
  await withAccount(by.account, async (tx) => {
    const { name, baseUrl, auth } = await lockConnection(tx, by, id);
    requireUnused(await stepsUsing(tx, by.account, "connection", name, id), "Flows use this connection");
    await tx.action.deleteMany({ where: { accountId: by.account, connectionId: id } });
    await tx.connection.delete({ where: { accountId_id: { accountId: by.account, id } } });
    await recordAudit(tx, by, { action: "connection.remove", subject: name, before: { id, name, baseUrl, auth } });
  });
}

/** Adds an action to a connection. Throws `invalid_request` or `conflict` with the fields that are wrong. */
export async function addAction(by: Actor, connection: string, input: unknown): Promise<{ id: string }> {
  const values = parseInput(actionSchema, input);
  const id = ids.uuid();
  await withAccount(by.account, async (tx) => {
    const { name } = await lockConnection(tx, by, connection);
    await requireFreeActionName(tx, by, connection, values.name);
    const own = { accountId: by.account, connectionId: connection };
    if ((await tx.action.count({ where: own })) >= MAX_ACTIONS)
      throw new PatchcordError("conflict", `A connection has at most ${MAX_ACTIONS} actions.`);
    await tx.action.create({ data: { ...own, id, ...definitionOf(values) } });
    await recordAudit(tx, by, { action: "connection.add_action", subject: `${name}: ${values.name}`, after: values });
  });
  return { id };
}

/**
 * Changes an action; flows use the changed one at once. Its name cannot change while a flow uses it, since flows call actions by name.
 * Throws as `addAction`, and `not_found`.
 */
export async function editAction(by: Actor, id: string, input: unknown): Promise<void> {
  const values = parseInput(actionSchema, input);
  await withAccount(by.account, async (tx) => {
    const { connection, row } = await lockAction(tx, by, id);
    if (values.name !== row.name) {
      await requireFreeActionName(tx, by, connection.id, values.name);
      requireUnused(await usesOf(tx, by, connection, row.name), "Flows use this action by its name", "name");
    }
    await tx.action.update({
      where: { accountId_id: { accountId: by.account, id } },
      data: { ...definitionOf(values), updatedAt: await databaseNow(tx) },
    });
    const before = { ...(row.definition as object), name: row.name, description: row.description };
    await recordAudit(tx, by, {
      action: "connection.edit_action",
      subject: `${connection.name}: ${values.name}`,
      before,
      after: values,
    });
  });
}

/** Removes an action that no flow uses. Throws `conflict`, `not_found`. */
export async function removeAction(by: Actor, id: string): Promise<void> {
  await withAccount(by.account, async (tx) => {
    const { connection, row } = await lockAction(tx, by, id);
    requireUnused(await usesOf(tx, by, connection, row.name), "Flows use this action");
    await tx.action.delete({ where: { accountId_id: { accountId: by.account, id } } });
    const before = { ...(row.definition as object), name: row.name };
    await recordAudit(tx, by, {
      action: "connection.remove_action",
      subject: `${connection.name}: ${row.name}`,
      before,
    });
  });
}

const SECRET_MISSING = {
  basic: "Enter the password.",
  api_key_header: "Enter the key.",
  bearer: "Enter the token.",
  oauth2_client_credentials: "Enter the client’s secret.",
};

/** The columns of a connection's row that hold no secret. */
function publicColumns({ secret: _, name, baseUrl, auth, ...settings }: ConnectionValues) {
  return { name, baseUrl, auth, authSettings: settings as AuthSettings };
}

async function secretColumns(tx: Tx, by: Actor, id: string, { auth, secret }: ConnectionValues) {
  if (auth === "none") return { secret: null, secretSetAt: null };
  return { secret: sealSecret(by.account, id, secret), secretSetAt: await databaseNow(tx) };
}

type Destination = { baseUrl: string; auth: string; authSettings: unknown };

/** True where a stored secret would be sent to another host, or for another user or client, than it was entered for. */
function secretGoesElsewhere(before: Destination, after: Destination): boolean {
  const destination = ({ baseUrl, auth, authSettings }: Destination) => {
    const { user, clientId, tokenUrl } = authSettings as AuthSettings;
    return JSON.stringify([auth, new URL(baseUrl).origin, user, clientId, tokenUrl]);
  };
  return destination(before) !== destination(after);
}

function definitionOf({ name, description = "", ...definition }: Action) {
  return { name, description, definition: definition as Prisma.InputJsonValue };
}

/** The connection's row, locked until the transaction ends; changes of its actions lock it as well. Throws `not_found`. */
async function lockConnection(tx: Tx, by: Actor, id: string) {
  await lockNamed(tx, "connection", by.account, id);
  return connectionOf(tx, by.account, id);
}

async function lockAction(tx: Tx, by: Actor, id: string) {
  const connection = await lockConnection(tx, by, (await actionOf(tx, by.account, id)).connectionId);
  return { connection, row: await actionOf(tx, by.account, id) };
}

async function usesOf(tx: Tx, by: Actor, connection: { id: string; name: string }, action: string): Promise<NameUse[]> {
  const uses = await stepsUsing(tx, by.account, "connection", connection.name, connection.id);
  return uses.filter(({ part }) => part === action);
}

function requireUnused(uses: readonly NameUse[], words: string, field?: string): void {
  const flows = [...new Set(uses.map(({ flow }) => flow.name))];
  if (flows.length === 0) return;
  const message = `${words}: ${flows.join(", ")}.`;
  throw field ? wrongField(field, message) : new PatchcordError("conflict", message);
}

async function requireFreeActionName(tx: Tx, by: Actor, connectionId: string, name: string): Promise<void> {
  const where = { accountId_connectionId_name: { accountId: by.account, connectionId, name } };
  if (await tx.action.findUnique({ where }))
    throw wrongField("name", "Another action of this connection has this name.");
}
