import type { Prisma } from "@/prisma/generated/client";
import { databaseNow, withAccount } from "../../../platform/db";
import { PatchcordError } from "../../../platform/errors";
import { ids } from "../../../platform/ids/ids";
import { parseInput, wrongField } from "../../../platform/parse-input";
import { forgetAccount } from "../../../storage/account-facts";
import { type Actor, recordAudit } from "../../audit/mutations";
import { lockNamed, nameTaken, requireFreeName } from "../../named-rows/data";
import { endpointOf } from "./data";
import { type EndpointInput, type EndpointValues, endpointSchema, MAX_ENDPOINTS } from "./schema";
import { type EndpointSecret, mintSecret, openEndpoint, sealEndpoint } from "./secret";

type Tx = Prisma.TransactionClient;

/** For how long the secret before a new one signs, too. */
const FORMER_HOURS = 24;

/**
 * Adds an endpoint. Returns its secret this once. It hears of what happens from then on, in other processes five seconds later.
 * Throws `invalid_request` or `conflict` with the fields that are wrong.
 */
export async function addEndpoint(by: Actor, input: EndpointInput): Promise<{ id: string; secret: string }> {
  const values = parseInput(endpointSchema, input);
  const id = ids.uuid();
  const secret = mintSecret();
  await withAccount(by.account, async (tx) => {
    if ((await tx.webhookEndpoint.count({ where: { accountId: by.account } })) >= MAX_ENDPOINTS)
      throw new PatchcordError(
        "conflict",
        `An account has at most ${MAX_ENDPOINTS} webhook endpoints. Remove one first.`,
      );
    await requireFlows(tx, by, values);
    const sealed = { present: secret, former: null, headers: headersOf(values, {}) };
    const now = await databaseNow(tx);
    const { count } = await tx.webhookEndpoint.createMany({
      data: {
        ...{ accountId: by.account, id, ...columnsOf(values), secret: sealEndpoint(by.account, id, sealed) },
        ...{ createdAt: now, updatedAt: now, updatedBy: by.user.name },
      },
      skipDuplicates: true,
    });
    if (count === 0) throw nameTaken("webhook_endpoint");
    await recordAudit(tx, by, { action: "webhook_endpoint.add", subject: values.name, after: columnsOf(values) });
  });
  forgetAccount(by.account);
  return { id, secret };
}

/** Changes an endpoint; what waits for it goes to the new address. Throws `not_found`, and as `addEndpoint`. */
export async function editEndpoint(by: Actor, id: string, input: EndpointInput): Promise<void> {
  const values = parseInput(endpointSchema, input);
  await change(by, id, async (tx, row, secret) => {
    if (values.name !== row.name) await requireFreeName(tx, "webhook_endpoint", by.account, values.name);
    await requireFlows(tx, by, values);
    // A value was written for the host that it is sent to.
    const moves = new URL(values.url).origin !== new URL(row.url).origin;
    const headers = headersOf(values, moves ? {} : secret.headers);
    const { name, url, types, flows, headers: names } = row;
    await recordAudit(tx, by, {
      action: "webhook_endpoint.edit",
      subject: values.name,
      before: { name, url, types, flows, headers: names },
      after: columnsOf(values),
    });
    return { ...columnsOf(values), secret: sealEndpoint(by.account, id, { ...secret, headers }) };
  });
}

/** Removes an endpoint with all that waits for it, and its log. Throws `not_found`. */
export async function removeEndpoint(by: Actor, id: string): Promise<void> {
  await withAccount(by.account, async (tx) => {
    const { name, url } = await lockEndpoint(tx, by, id);
    const of = { accountId: by.account, endpointId: id };
    await tx.webhookTry.deleteMany({ where: of });
    await tx.webhookDelivery.deleteMany({ where: of });
    await tx.webhookEndpoint.delete({ where: { accountId_id: { accountId: by.account, id } } });
    await recordAudit(tx, by, { action: "webhook_endpoint.remove", subject: name, before: { id, name, url } });
  });
  forgetAccount(by.account);
}

/** Sends nothing more until it is resumed; what happens meanwhile waits. Throws `not_found`. */
export async function pauseEndpoint(by: Actor, id: string): Promise<void> {
  await change(by, id, async (tx, { name, status }) => {
    if (status !== "active") return {};
    await recordAudit(tx, by, { action: "webhook_endpoint.pause", subject: name });
    return { status: "paused" };
  });
}

/** Sends again, to one that was paused, has failed for days, or was gone: what still waits first. Throws `not_found`. */
export async function resumeEndpoint(by: Actor, id: string): Promise<void> {
  await change(by, id, async (tx, { name, status }) => {
    if (status === "active") return {};
    await tx.$executeRaw`
      update webhook_delivery d set due_at = patchcord_now() where d.account_id = ${by.account}::uuid and d.endpoint_id = ${id}::uuid
        and d.status = 'waiting' and not exists (select from webhook_delivery x where x.account_id = d.account_id
          and x.endpoint_id = d.endpoint_id and x.stream = d.stream and x.status = 'waiting' and x.position < d.position)`;
    await recordAudit(tx, by, { action: "webhook_endpoint.resume", subject: name });
    return { status: "active", failures: 0, failingSince: null };
  });
}

/** Makes a new secret and returns it this once; the former one signs beside it for a day. Throws `not_found`. */
export async function rotateSecret(by: Actor, id: string): Promise<{ secret: string; formerUntil: Date }> {
  const present = mintSecret();
  let formerUntil = new Date(0);
  await change(by, id, async (tx, { name }, secret) => {
    formerUntil = new Date((await databaseNow(tx)).getTime() + FORMER_HOURS * 3_600_000);
    await recordAudit(tx, by, { action: "webhook_endpoint.rotate", subject: name });
    return { formerUntil, secret: sealEndpoint(by.account, id, { ...secret, present, former: secret.present }) };
  });
  return { secret: present, formerUntil };
}

/** Signs with the present secret alone from now on. Throws `not_found`. */
export async function dropFormerSecret(by: Actor, id: string): Promise<void> {
  await change(by, id, async (tx, { name }, secret) => {
    await recordAudit(tx, by, { action: "webhook_endpoint.drop_former", subject: name });
    return { formerUntil: null, secret: sealEndpoint(by.account, id, { ...secret, former: null }) };
  });
}

type Row = Awaited<ReturnType<typeof endpointOf>>;
type Data = Prisma.WebhookEndpointUpdateInput;

/** Changes the row by what `work` makes of it, under its lock. */
async function change(
  by: Actor,
  id: string,
  work: (tx: Tx, row: Row, secret: EndpointSecret) => Promise<Data>,
): Promise<void> {
  await withAccount(by.account, async (tx) => {
    const row = await lockEndpoint(tx, by, id);
    const data = await work(tx, row, openEndpoint(by.account, id, row.secret));
    if (Object.keys(data).length === 0) return;
    await tx.webhookEndpoint.update({
      where: { accountId_id: { accountId: by.account, id } },
      data: { ...data, updatedAt: await databaseNow(tx), updatedBy: by.user.name },
    });
  });
  forgetAccount(by.account);
}

async function lockEndpoint(tx: Tx, { account }: Actor, id: string): Promise<Row> {
  await lockNamed(tx, "webhook_endpoint", account, id);
  return endpointOf(tx, account, id);
}

/** The columns that hold no secret. */
function columnsOf({ name, url, types, flows, headers }: EndpointValues) {
  return { name, url, types, flows, headers: headers.map((one) => one.name) };
}

/** The headers' values; those that were not sent are as they were. */
function headersOf({ headers }: EndpointValues, kept: Readonly<Record<string, string>>): Record<string, string> {
  const values = headers.map(({ name, value }, at) => {
    const known = value === "" ? kept[name] : value;
    if (known === undefined) throw wrongField(`headers.${at}.value`, "Enter the value.", "invalid_request");
    return [name, known] as const;
  });
  return Object.fromEntries(values);
}

async function requireFlows(tx: Tx, { account }: Actor, { flows }: EndpointValues): Promise<void> {
  const known = await tx.flow.count({ where: { accountId: account, id: { in: flows }, deletedAt: null } });
  if (known < flows.length) throw wrongField("flows", "Choose flows of this account.", "invalid_request");
}
