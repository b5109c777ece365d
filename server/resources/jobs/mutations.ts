import { withAccount } from "../../platform/db";
import { PatchcordError } from "../../platform/errors";
import { wakeWorkers } from "../../storage/queue";
import { type Actor, recordAudit } from "../audit/mutations";

const NOT_RETRYABLE = "The job is running now, or was removed. Look again.";

/** Runs a failed job once more, as if it were new. Throws `conflict` where there is no such failed job. */
export async function retryJob(by: Actor, id: string): Promise<void> {
  await withAccount(by.account, async (tx) => {
    const [row] = await tx.$queryRaw<{ task: string | null }[]>`select patchcord_retry_job(${BigInt(id)}) as task`;
    if (!row?.task) throw new PatchcordError("conflict", NOT_RETRYABLE);
    await recordAudit(tx, by, { action: "job.retry", subject: row.task, after: { id } });
  });
  wakeWorkers();
}

/** Removes a failed job from the queue; its work is not done. Throws `conflict` as `retryJob`. */
export async function removeJob(by: Actor, id: string): Promise<void> {
  await withAccount(by.account, async (tx) => {
    const [row] = await tx.$queryRaw<{ task: string | null }[]>`select patchcord_remove_job(${BigInt(id)}) as task`;
    if (!row?.task) throw new PatchcordError("conflict", NOT_RETRYABLE);
    await recordAudit(tx, by, { action: "job.remove", subject: row.task, before: { id } });
  });
}
