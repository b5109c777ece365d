import type { Prisma } from "@/prisma/generated/client";
import { withAccount } from "../../platform/db";
import { requireUnchanged } from "../../platform/edit-mark";
import { PatchcordError } from "../../platform/errors";
import { parseInput, wrongField } from "../../platform/parse-input";
import { forgetAccount } from "../../storage/account-facts";
import { type Actor, recordAudit } from "../audit/mutations";
import { stepsUsing } from "../uses/data";
import { seenOf } from "./data";
import { MAX_NUMBERS, type NumberInput, numberSchema } from "./schema";

/** Adds a number to the account; returns it in E.164. Throws `invalid_request` or `conflict` with the fields that are wrong. */
export async function addNumber(by: Actor, input: NumberInput): Promise<string> {
  const number = parseInput(numberSchema, input);
  await withAccount(by.account, async (tx) => {
    const carrier = await requireCarrier(tx, by.account, number.carrierId);
    if ((await tx.number.count({ where: { accountId: by.account } })) >= MAX_NUMBERS)
      throw new PatchcordError("conflict", `An account has at most ${MAX_NUMBERS} numbers. Remove one first.`);
    const { count } = await tx.number.createMany({ data: { accountId: by.account, ...number }, skipDuplicates: true });
    if (count === 0) throw wrongField("e164", "This number is in the list already.");
    await recordAudit(tx, by, { action: "number.add", subject: number.e164, after: auditValues(number, carrier) });
  });
  forgetAccount(by.account);
  return number.e164;
}

/**
 * Changes a number's name, carrier and voice setting. `seen`: the mark of the number as the sender has read it; null changes it
 * whatever it is. Throws `not_found`, and as `addNumber`.
 */
export async function editNumber(by: Actor, input: NumberInput, seen: string | null = null): Promise<void> {
  const { e164, ...values } = parseInput(numberSchema, input);
  await withAccount(by.account, async (tx) => {
    const carrier = await requireCarrier(tx, by.account, values.carrierId);
    const number = await readNumber(tx, by.account, e164);
    requireUnchanged("number", seen, seenOf(number));
    const before = auditValues(number, await requireCarrier(tx, by.account, number.carrierId));
    await tx.number.update({ where: { accountId_e164: { accountId: by.account, e164 } }, data: values });
    await recordAudit(tx, by, { action: "number.edit", subject: e164, before, after: auditValues(values, carrier) });
  });
  forgetAccount(by.account);
}

/** Removes a number that no flow names. Throws `conflict` with the flows that do, `not_found`. */
export async function removeNumber(by: Actor, e164: string): Promise<void> {
  await withAccount(by.account, async (tx) => {
    const number = await readNumber(tx, by.account, e164);
    const flows = new Set((await stepsUsing(tx, by.account, "number", e164)).map(({ flow }) => flow.name));
    if (flows.size > 0) throw new PatchcordError("conflict", `Flows use this number: ${[...flows].join(", ")}.`);
    await tx.number.delete({ where: { accountId_e164: { accountId: by.account, e164 } } });
    const before = auditValues(number, await requireCarrier(tx, by.account, number.carrierId));
    await recordAudit(tx, by, { action: "number.remove", subject: e164, before });
  });
  forgetAccount(by.account);
}

/** The number's row, locked until the transaction ends. */
async function readNumber(tx: Prisma.TransactionClient, account: string, e164: string) {
  await tx.$executeRaw`select from number where account_id = ${account}::uuid and e164 = ${e164} for update`;
  const number = await tx.number.findUnique({ where: { accountId_e164: { accountId: account, e164 } } });
  if (!number) throw new PatchcordError("not_found", "There is no such number.");
  return number;
}

async function requireCarrier(tx: Prisma.TransactionClient, account: string, id: string): Promise<{ name: string }> {
  const carrier = await tx.carrier.findUnique({ where: { accountId_id: { accountId: account, id } } });
  if (!carrier) throw wrongField("carrierId", "Choose one of the carriers in the list.", "invalid_request");
  return carrier;
}

/** A number's values for the audit log, with the carrier's name. */
function auditValues({ label, voiceEnabled }: { label: string; voiceEnabled: boolean }, carrier: { name: string }) {
  return { name: label, carrier: carrier.name, voiceEnabled };
}
