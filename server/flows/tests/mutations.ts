import type { FlowTest } from "@/engine/simulate";
import type { Prisma } from "@/prisma/generated/client";
import { withAccount } from "../../platform/db";
import { PatchcordError } from "../../platform/errors";
import { ids } from "../../platform/ids/ids";
import { wrongField } from "../../platform/parse-input";
import { violates } from "../../platform/unique-violation";
import { type Actor, recordAudit } from "../../resources/audit/mutations";
import { lockFlow } from "../data";

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
