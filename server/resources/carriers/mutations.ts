import { dequal } from "dequal";
import type { Prisma } from "@/prisma/generated/client";
import { RULES } from "@/prisma/rules";
import { databaseNow, withAccount } from "../../platform/db";
import { PatchcordError } from "../../platform/errors";
import { ids } from "../../platform/ids/ids";
import { parseInput } from "../../platform/parse-input";
import type { AccountId } from "../../ports/ids";
import type { CarrierKind, CarrierSecrets } from "../../ports/voice";
import { forgetAccount, unsealCarrier } from "../../storage/account-facts";
import { type Actor, recordAudit } from "../audit/mutations";
import { lockNamed, requireFreeName } from "../named-rows/data";
import { type CarrierInput, carrierSchema, kindOf, kindsFor } from "./schema";
import { nextSecrets, sealSecrets, takeSecrets } from "./secrets";

/** How many of the account's newest attempts are searched for calls that are still live. */
const RECENT_ATTEMPTS = 500;
const LIVE_STATUSES = ["intended", ...RULES.attempt_in_doubt, "placed"];

/** Adds a carrier row. Throws `invalid_request` or `conflict` with the fields that are wrong. */
export async function addCarrier(
  by: Actor,
  kinds: readonly CarrierKind[],
  input: CarrierInput,
): Promise<{ id: string }> {
  const { entered, values } = takeSecrets(parseInput(carrierSchema(kindOf(kinds, input.kind)), input));
  const secrets = nextSecrets(null, entered, false);
  const id = ids.uuid();
  await withAccount(by.account, async (tx) => {
    await requireFreeName(tx, "carrier", by.account, values.name);
    await tx.carrier.create({
      data: { accountId: by.account, id, ...values, secret: sealSecrets(by.account, id, secrets) },
    });
    await recordAudit(tx, by, {
      action: "carrier.add",
      subject: values.name,
      after: { id, ...values, ...keyIds(secrets) },
    });
  });
  forgetAccount(by.account);
  return { id };
}

/**
 * Changes a carrier row. Another address, account or kind needs its secrets again, so that a stored one is sent only where it was
 * entered for. `keepOld`: signatures with the token or shared key before the new one stay valid. Throws as `addCarrier`, and
 * `not_found`.
 */
export async function editCarrier(
  by: Actor,
  kinds: readonly CarrierKind[],
  id: string,
  { keepOld, ...input }: CarrierInput & { keepOld: boolean },
): Promise<void> {
  await withAccount(by.account, async (tx) => {
    const row = await lockCarrier(tx, by.account, id);
    const { entered, values } = takeSecrets(parseInput(carrierSchema(kindOf(kindsFor(kinds, row), input.kind)), input));
    const moved = values.kind !== row.kind || values.baseUrl !== row.baseUrl || values.accountSid !== row.accountSid;
    if (values.name !== row.name) await requireFreeName(tx, "carrier", by.account, values.name);
    const stored = unsealCarrier(by.account, id, row.secret);
    const secrets = nextSecrets(moved ? null : stored, entered, keepOld);
    const renewed = Boolean(entered.token || entered.apiKeySecret) || !dequal(secrets, stored);
    await tx.carrier.update({
      where: { accountId_id: { accountId: by.account, id } },
      data: {
        ...values,
        ...(renewed
          ? { secret: sealSecrets(by.account, id, secrets), secretSetAt: await databaseNow(tx), checkedAt: null }
          : {}),
      },
    });
    // The wait that the carrier before has asked for.
    if (moved) await tx.carrierPace.deleteMany({ where: { accountId: by.account, carrierId: id } });
    const { name, kind: was, baseUrl, accountSid, callsPerSecond } = row;
    await recordAudit(tx, by, {
      action: "carrier.edit",
      subject: values.name,
      before: { name, kind: was, baseUrl, accountSid, callsPerSecond, ...keyIds(stored) },
      after: {
        ...values,
        ...keyIds(secrets),
        ...(entered.token ? { token: "replaced", oldTokenKept: secrets.tokens.length > 1 } : {}),
        ...(entered.apiKeySecret ? { apiKeySecret: "replaced" } : {}),
        ...(entered.sharedKeySecret
          ? { sharedKeySecret: "replaced", oldSharedKeyKept: secrets.sharedKeys.length > 1 }
          : {}),
      },
    });
  });
  forgetAccount(by.account);
}

/** Ends a rotation: signatures with the old token or the old shared key are not valid any more. */
export async function dropOldToken(by: Actor, id: string): Promise<void> {
  await withAccount(by.account, async (tx) => {
    const row = await lockCarrier(tx, by.account, id);
    const secrets = unsealCarrier(by.account, id, row.secret);
    const { tokens, sharedKeys } = secrets;
    if (tokens.length < 2 && sharedKeys.length < 2) return;
    const current = { ...secrets, tokens: tokens.slice(0, 1), sharedKeys: sharedKeys.slice(0, 1) };
    await tx.carrier.update({
      where: { accountId_id: { accountId: by.account, id } },
      data: { secret: sealSecrets(by.account, id, current) },
    });
    await recordAudit(tx, by, { action: "carrier.drop_old_token", subject: row.name });
  });
  forgetAccount(by.account);
}

/** Records that the carrier has just accepted the stored credentials. */
export async function recordCheck(by: Actor, id: string): Promise<void> {
  await withAccount(by.account, async (tx) => {
    await tx.carrier.updateMany({ where: { accountId: by.account, id }, data: { checkedAt: await databaseNow(tx) } });
  });
}

/** Removes a carrier row that no number uses and that has no live call. Throws `conflict`, `not_found`. */
export async function removeCarrier(by: Actor, id: string): Promise<void> {
  await withAccount(by.account, async (tx) => {
    const { name, kind, baseUrl, accountSid } = await lockCarrier(tx, by.account, id);
    const own = { accountId: by.account, carrierId: id };
    const numbers = await tx.number.count({ where: own });
    if (numbers > 0)
      throw new PatchcordError(
        "conflict",
        `${numbers === 1 ? "A number uses" : `${numbers} numbers use`} this carrier. Give them another one first.`,
      );
    const [calls] = await tx.$queryRaw<{ live: boolean }[]>`select exists (select 1
      from (select carrier_id, status from dial_attempt where account_id = ${by.account}::uuid
        order by id desc limit ${RECENT_ATTEMPTS}) a
      where carrier_id = ${id}::uuid and status = any(${LIVE_STATUSES}::text[])) as live`;
    if (calls?.live)
      throw new PatchcordError("conflict", "Calls are under way on this carrier. Wait until they have ended.");
    await tx.carrierPace.deleteMany({ where: own });
    await tx.carrier.delete({ where: { accountId_id: { accountId: by.account, id } } });
    await recordAudit(tx, by, {
      action: "carrier.remove",
      subject: name,
      before: { id, name, kind, baseUrl, accountSid },
    });
  });
  forgetAccount(by.account);
}

/** Which keys a row has: their ids are no secrets. */
function keyIds({ apiKey, sharedKeys }: CarrierSecrets) {
  return { apiKeyId: apiKey?.id ?? null, sharedKeyId: sharedKeys[0]?.id ?? null };
}

/** The row, locked until the transaction ends, since a change reads its tokens and writes them back. Throws `not_found`. */
async function lockCarrier(tx: Prisma.TransactionClient, account: AccountId, id: string) {
  await lockNamed(tx, "carrier", account, id);
  return tx.carrier.findUniqueOrThrow({ where: { accountId_id: { accountId: account, id } } });
}
