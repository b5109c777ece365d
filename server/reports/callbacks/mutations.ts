import { withAccount } from "../../platform/db";
import { type Actor, recordAudit } from "../../resources/audit/mutations";
import { wakeWorkers } from "../../storage/queue";

/**
 * Has agents rung at once for a callback that waits for its next round. False where it does not wait, or an agent's phone rings already.
 */
export async function ringCallbackNow(by: Actor, id: string): Promise<boolean> {
  const rings = await withAccount(by.account, async (tx) => {
    const [row] = await tx.$queryRaw<{ group: string; name: string }[]>`
      update callback c set tried = '{}', next_round_at = patchcord_now()
      where c.account_id = ${by.account}::uuid and c.id = ${id}::uuid and c.status = 'waiting' and not exists (
        select from dial_attempt d where d.account_id = c.account_id and d.callback_id = c.id and d.purpose = 'callback_agent'
          and d.ended_at is null)
      returning c.ring_group_id as group,
        coalesce((select g.name from ring_group g where g.account_id = c.account_id and g.id = c.ring_group_id), '') as name`;
    if (!row) return false;
    await tx.$executeRaw`select patchcord_set_deadline(${by.account}::uuid, 'ring_group', ${row.group}::uuid, patchcord_now())`;
    await recordAudit(tx, by, { action: "callback.ring_now", subject: row.name });
    return true;
  });
  if (rings) wakeWorkers();
  return rings;
}
