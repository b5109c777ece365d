import type { Prisma } from "@/prisma/generated/client";
import { withAccount } from "../../platform/db";
import { PatchcordError } from "../../platform/errors";
import { ids } from "../../platform/ids/ids";
import { parseInput, wrongField } from "../../platform/parse-input";
import { type Actor, recordAudit } from "../audit/mutations";
import { lockNamed, nameTaken, requireFreeName } from "../named-rows/data";
import { flowsUsing } from "../uses/data";
import { valuesOf } from "./data";
import { MAX_RING_GROUPS, type RingGroupInput, ringGroupSchema } from "./schema";

type Tx = Prisma.TransactionClient;

/** Adds a ring group. Throws `invalid_request` or `conflict` with the fields that are wrong. */
export async function addRingGroup(by: Actor, input: RingGroupInput): Promise<{ id: string }> {
  const values = parseInput(ringGroupSchema, input);
  const id = ids.uuid();
  await withAccount(by.account, async (tx) => {
    if ((await tx.ringGroup.count({ where: { accountId: by.account } })) >= MAX_RING_GROUPS)
      throw new PatchcordError("conflict", `An account has at most ${MAX_RING_GROUPS} ring groups. Remove one first.`);
    const data = { accountId: by.account, id, ...values, updatedBy: by.user.name };
    const { count } = await tx.ringGroup.createMany({ data, skipDuplicates: true });
    if (count === 0) throw nameTaken("ring_group");
    await recordAudit(tx, by, { action: "ring_group.add", subject: values.name, after: values });
  });
  return { id };
}

/**
 * Changes a ring group; its waiting callbacks follow the new settings at once. Published versions are bound to its id and survive a new
 * name; throws `conflict` at `name` where a draft uses the old one. Throws `not_found`, and as `addRingGroup`.
 */
export async function editRingGroup(by: Actor, { id, ...input }: RingGroupInput & { id: string }): Promise<void> {
  const values = parseInput(ringGroupSchema, input);
  await withAccount(by.account, async (tx) => {
    const row = await lockRingGroup(tx, by, id);
    const before = valuesOf(row);
    if (values.name !== before.name) {
      await requireFreeName(tx, "ring_group", by.account, values.name);
      const drafts = (await usesOf(tx, by, row)).filter(({ draft }) => draft);
      if (drafts.length)
        throw wrongField("name", `Drafts name this ring group: ${flowsOf(drafts)}. Change them first.`);
    }
    const data = { ...values, updatedBy: by.user.name, updatedAt: new Date() };
    await tx.ringGroup.update({ where: { accountId_id: { accountId: by.account, id } }, data });
    await tx.$executeRaw`select patchcord_wake_ring_groups(${by.account}::uuid)`;
    await recordAudit(tx, by, { action: "ring_group.edit", subject: values.name, before, after: values });
  });
}

/** Removes a ring group that no flow uses. Throws `conflict` with the flows that do, `not_found`. */
export async function removeRingGroup(by: Actor, id: string): Promise<void> {
  await withAccount(by.account, async (tx) => {
    const row = await lockRingGroup(tx, by, id);
    const uses = await usesOf(tx, by, row);
    if (uses.length) throw new PatchcordError("conflict", `Flows use this ring group: ${flowsOf(uses)}.`);
    await tx.ringGroup.delete({ where: { accountId_id: { accountId: by.account, id } } });
    // Interactions on older versions may still wait for it: waking the groups ends their callbacks, since nobody can be rung.
    await tx.$executeRaw`select patchcord_wake_ring_groups(${by.account}::uuid)`;
    await recordAudit(tx, by, { action: "ring_group.remove", subject: row.name, before: valuesOf(row) });
  });
}

async function lockRingGroup(tx: Tx, { account }: Actor, id: string) {
  await lockNamed(tx, "ring_group", account, id);
  return tx.ringGroup.findUniqueOrThrow({ where: { accountId_id: { accountId: account, id } } });
}

async function usesOf(tx: Tx, { account }: Actor, row: { id: string; name: string }) {
  return (await flowsUsing(tx, account, "ring_group", [row])).get(row.id) ?? [];
}

const flowsOf = (uses: readonly { flowName: string }[]) => uses.map(({ flowName }) => flowName).join(", ");
