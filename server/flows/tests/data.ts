import { ringRules } from "@/engine/ring-rules/rules";
import type { AccountRules, FlowTest } from "@/engine/simulate";
import type { Prisma } from "@/prisma/generated/client";
import { withAccount } from "../../platform/db";
import { PatchcordError } from "../../platform/errors";
import type { AccountId } from "../../ports/ids";
import { type FlowRow, flowOf } from "../data";
import { draftOf } from "../drafts/data";
import { runTests, type StoredTest, type TestRun } from "./run";

type Tx = Prisma.TransactionClient;

export type TestLine = StoredTest & { updatedAt: Date; updatedBy: string };

/** A flow's tests, by name. */
export async function testsOf(tx: Tx, { account, id }: FlowRow): Promise<TestLine[]> {
  const rows = await tx.flowTest.findMany({ where: { accountId: account, flowId: id }, orderBy: { name: "asc" } });
  return rows.map(({ id: test, name, scenario, updatedAt, updatedBy }) => ({
    ...{ id: test, name, scenario: scenario as unknown as FlowTest, updatedAt, updatedBy },
  }));
}

export function listTests(account: AccountId, id: string): Promise<TestLine[]> {
  return withAccount(account, async (tx) => testsOf(tx, await flowOf(tx, account, id)));
}

/** The account's rules that a simulated call follows. */
export async function simulatedRules(tx: Tx, account: AccountId): Promise<AccountRules> {
  const numbers = await tx.number.findMany({
    where: { accountId: account, voiceEnabled: true },
    select: { e164: true },
  });
  const row = await tx.account.findUniqueOrThrow({
    where: { id: account },
    select: { ringRules: true, timeZone: true, diallingStopped: true },
  });
  return {
    numbers: numbers.map(({ e164 }) => e164),
    ring_rules: ringRules.parse(row.ringRules),
    time_zone: row.timeZone,
    stopped: row.diallingStopped as { reason: string } | null,
  };
}

export function readSimulatedRules(account: AccountId): Promise<AccountRules> {
  return withAccount(account, (tx) => simulatedRules(tx, account));
}

/** Runs the flow's tests, or one of them, on its draft. Throws `flow_not_found`, `not_found`. */
export async function runDraftTests(account: AccountId, id: string, test?: string): Promise<TestRun[]> {
  const { document, tests, rules } = await withAccount(account, async (tx) => {
    const flow = await flowOf(tx, account, id);
    const { document: draft } = await draftOf(tx, flow);
    return { document: draft, tests: await testsOf(tx, flow), rules: await simulatedRules(tx, account) };
  });
  const chosen = test === undefined ? tests : tests.filter((one) => one.id === test);
  if (test !== undefined && chosen.length === 0) throw new PatchcordError("not_found", "The flow has no such test.");
  return runTests(document, chosen, rules);
}
