import { z } from "zod";
import { withAccount } from "../../platform/db";
import type { AccountId } from "../../ports/ids";

const trigger = z.object({
  arguments: z.array(z.object({ name: z.string(), example: z.string().optional() })).default([]),
});
const definition = z.object({
  start: z.string(),
  steps: z.record(z.string(), z.object({ config: z.unknown() })),
});

export type FlowToRing = { id: string; name: string; arguments: { name: string; example: string | null }[] };

/** The flow that the test phones start: the preferred one where it is published, else the account's oldest published one; null without one. */
export function flowToRing(account: AccountId, preferred: string | null): Promise<FlowToRing | null> {
  return withAccount(account, async (tx) => {
    const published = await tx.flow.findMany({
      where: { accountId: account, publishedVersionId: { not: null }, archivedAt: null },
      orderBy: { createdAt: "asc" },
    });
    const flow = published.find(({ id }) => id === preferred) ?? published[0];
    if (!flow?.publishedVersionId) return null;
    const version = await tx.flowVersion.findUniqueOrThrow({
      where: { accountId_id: { accountId: account, id: flow.publishedVersionId } },
    });
    const { start, steps } = definition.parse(version.definition);
    const list = trigger.parse(steps[start]?.config ?? {}).arguments;
    return {
      id: flow.id,
      name: flow.name,
      arguments: list.map(({ name, example }) => ({ name, example: example ?? null })),
    };
  });
}
