import { Prisma } from "@/prisma/generated/client";
import { withAccount } from "../../platform/db";
import { PatchcordError } from "../../platform/errors";
import { parseInput } from "../../platform/parse-input";
import { forgetAccount } from "../../storage/account-facts";
import { type Actor, recordAudit } from "../audit/mutations";
import { settingsOf } from "./data";
import { type SettingsInput, type StopInput, settingsSchema, stopReason } from "./schema";
import { changedSentences, settingsSentences } from "./sentences";

/**
 * Changes the account's settings. They hold at once in this process, elsewhere within five seconds. Throws `invalid_request` with the
 * fields that are wrong.
 */
export async function changeSettings(by: Actor, input: SettingsInput): Promise<void> {
  await withAccount(by.account, async (tx) => {
    const before = await settingsOf(tx, by.account);
    const after = parseInput(settingsSchema(before), input);
    const changed = changedSentences(settingsSentences(before), settingsSentences(after));
    if (!changed.isChanged) return;
    const { rules, ...columns } = after;
    await tx.account.update({ where: { id: by.account }, data: { ...columns, ringRules: rules } });
    await recordAudit(tx, by, {
      action: "account.change",
      subject: after.name,
      before: changed.before,
      after: changed.after,
    });
  });
  forgetAccount(by.account);
}

/** Stops all dialling of the account, in every process from the commit on. Throws `invalid_request` without a reason. */
export async function stopDialling(by: Actor, { running, ...input }: StopInput): Promise<void> {
  const { reason } = parseInput(stopReason, input);
  await withAccount(by.account, async (tx) => {
    const stopped = { reason, by: by.user.email, at: new Date().toISOString() };
    const { name } = await tx.account.update({ where: { id: by.account }, data: { diallingStopped: stopped } });
    const calls = running === "end" ? "Running calls were ended." : "Running calls may finish.";
    const after = { dialling: `All dialling is stopped: ${reason}`, running: calls };
    await recordAudit(tx, by, { action: "account.stop_dialling", subject: name, before: ALLOWED, after });
  });
  forgetAccount(by.account);
}

/** Lets the account dial again. Throws `conflict` where dialling is not stopped. */
export async function allowDialling(by: Actor): Promise<void> {
  await withAccount(by.account, async (tx) => {
    const { name, stopped } = await settingsOf(tx, by.account);
    if (!stopped) throw new PatchcordError("conflict", "Dialling is not stopped.");
    await tx.account.update({ where: { id: by.account }, data: { diallingStopped: Prisma.DbNull } });
    const before = { dialling: `All dialling is stopped: ${stopped.reason}` };
    await recordAudit(tx, by, { action: "account.allow_dialling", subject: name, before, after: ALLOWED });
  });
  forgetAccount(by.account);
}

const ALLOWED = { dialling: "Dialling is allowed." };
