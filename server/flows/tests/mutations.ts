import { dequal } from "dequal";
import type { FlowTest } from "@/engine/simulate";
import type { Prisma } from "@/prisma/generated/client";
import { withAccount } from "../../platform/db";
import { requireUnchanged } from "../../platform/edit-mark";
import { PatchcordError } from "../../platform/errors";
import { ids } from "../../platform/ids/ids";
import { wrongField } from "../../platform/parse-input";
import { violates } from "../../platform/unique-violation";
import { type Actor, recordAudit } from "../../resources/audit/mutations";
import { lockFlow } from "../data";
import { type TestLine, testsOf } from "./data";

type Tx = Prisma.TransactionClient;

/** Publishing runs all tests of a flow, so their number is limited. */
const MAX_TESTS = 100;

/** Saves a test of a flow: a new one, or in place of `test`. Throws `conflict` for another test's name, `not_found`. */
export async function saveTest(by: Actor, id: string, scenario: FlowTest, test?: string): Promise<{ id: string }> {
  const { name } = scenario;
  try {
    return await withAccount(by.account, async (tx) => {
      const flow = await lockFlow(tx, by.account, id);
      const own = { accountId: by.account, flowId: id };
      const where = { ...own, id: test ?? ids.uuid() };
      const saved = { name, scenario: scenario as unknown as Prisma.InputJsonValue, updatedBy: by.user.name };
      if (test !== undefined) {
        const { count } = await tx.flowTest.updateMany({ where, data: { ...saved, updatedAt: new Date() } });
        if (count === 0) throw new PatchcordError("not_found", "The flow has no such test.");
      } else {
        if ((await tx.flowTest.count({ where: own })) >= MAX_TESTS)
          throw new PatchcordError("conflict", `A flow has at most ${MAX_TESTS} tests.`);
        await tx.flowTest.create({ data: { ...where, ...saved } });
      }
      await recordAudit(tx, by, { action: "flow.test_save", subject: flow.name, after: { flow: id, test: name } });
      return { id: where.id };
    });
  } catch (error) {
    if (violates(error, "flow_test_name"))
      throw wrongField("name", "The flow has a test of this name already. Choose another one.");
    throw error;
  }
}

/**
 * Puts `scenarios` in place of all tests of the flow; each that keeps its name stays the same test. `seen`: the mark of the tests that
 * the sender has seen; null replaces whatever is there. Throws `flow_not_found`, `conflict` (moved on), `invalid_request`.
 */
export function replaceTests(by: Actor, id: string, scenarios: FlowTest[], seen: string | null): Promise<FlowTest[]> {
  refuseUnfit(scenarios);
  return withAccount(by.account, async (tx) => {
    const flow = await lockFlow(tx, by.account, id);
    const before = await testsOf(tx, flow);
    const present = before.map(({ scenario }) => scenario);
    requireUnchanged("tests", seen, present);
    const changed = scenarios.filter((one) => !before.some(({ scenario }) => dequal(scenario, one)));
    const names = new Set(scenarios.map(({ name }) => name));
    const gone = before.filter(({ name }) => !names.has(name));
    if (changed.length + gone.length === 0) return present;
    const own = { accountId: by.account, flowId: id };
    await tx.flowTest.deleteMany({ where: { ...own, name: { in: gone.map(({ name }) => name) } } });
    for (const scenario of changed) await putTest(tx, by, own, scenario, before);
    await recordAudit(tx, by, {
      ...{ action: "flow.tests_replace", subject: flow.name },
      ...{ before: { flow: id, tests: before.length }, after: { flow: id, tests: scenarios.length } },
    });
    return (await testsOf(tx, flow)).map(({ scenario }) => scenario);
  });
}

type Owned = { accountId: string; flowId: string };

async function putTest(tx: Tx, by: Actor, own: Owned, test: FlowTest, before: readonly TestLine[]): Promise<void> {
  const scenario = test as unknown as Prisma.InputJsonValue;
  const known = before.find(({ name }) => name === test.name);
  if (!known) {
    await tx.flowTest.create({ data: { ...own, id: ids.uuid(), name: test.name, scenario, updatedBy: by.user.name } });
    return;
  }
  const changed = { scenario, updatedBy: by.user.name, updatedAt: new Date() };
  await tx.flowTest.updateMany({ where: { ...own, id: known.id }, data: changed });
}

function refuseUnfit(scenarios: readonly FlowTest[]): void {
  if (scenarios.length > MAX_TESTS) throw unfit(`must be at most ${MAX_TESTS}`);
  const names = scenarios.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw unfit(`has two of the name ${twice}`);
}

const unfit = (description: string) =>
  new PatchcordError("invalid_request", "The tests do not fit.", { fields: [{ name: "tests", description }] });

/** Throws `not_found` for a test that the flow does not have. */
export function removeTest(by: Actor, id: string, test: string): Promise<{ id: string }> {
  return withAccount(by.account, async (tx) => {
    const flow = await lockFlow(tx, by.account, id);
    const where = { accountId: by.account, flowId: id, id: test };
    const found = await tx.flowTest.findFirst({ where, select: { name: true } });
    if (!found) throw new PatchcordError("not_found", "The flow has no such test.");
    await tx.flowTest.deleteMany({ where });
    await recordAudit(tx, by, {
      action: "flow.test_remove",
      subject: flow.name,
      before: { flow: id, test: found.name },
    });
    return { id: test };
  });
}
