import type { Prisma } from "@/prisma/generated/client";
import { withAccount } from "../../platform/db";
import { PatchcordError } from "../../platform/errors";
import { parseInput, wrongField } from "../../platform/parse-input";
import { forgetAccount } from "../../storage/account-facts";
import { type Actor, recordAudit } from "../audit/mutations";
import { stepsUsing } from "../uses/data";
import { type NumberInput, numberSchema } from "./schema";

/** Adds a number to the account. Throws `invalid_request` or `conflict` with the fields that are wrong. */
export async function addNumber(by: Actor, input: NumberInput): Promise<void> {
  const number = parseInput(numberSchema, input);
  await withAccount(by.account, async (tx) => {
    const carrier = await requireCarrier(tx, by.account, number.carrierId);
    const { count } = await tx.number.createMany({ data: { accountId: by.account, ...number }, skipDuplicates: true });
    if (count === 0) throw wrongField("e164", "This number is in the list already.");
    await recordAudit(tx, by, { action: "number.add", subject: number.e164, after: auditValues(number, carrier) });
  });
  forgetAccount(by.account);
}

/** Changes a number's name, carrier and voice setting. Throws `not_found`, and as `addNumber`. */
export async function editNumber(by: Actor, input: NumberInput): Promise<void> {
  const { e164, ...values } = parseInput(numberSchema, input);
  await withAccount(by.account, async (tx) => {
    const carrier = await requireCarrier(tx, by.account, values.carrierId);
    const number = await readNumber(tx, by.account, e164);
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

async function readNumber(tx: Prisma.TransactionClient, account: string, e164: string) {
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
