import { query } from "../platform/db";
import type { AccountId } from "../ports/ids";
import type { Due, Store } from "../ports/store";

const SWEEP_BATCH = 500;
const SWEEP_AGAIN_SECONDS = 3600;
/** A deadline that fails is due again after seconds: one that did not fail for so long was handled meanwhile. */
const FORGET_FAILURE_SECONDS = 300;

/** When to look at something again: no wait in the product is without a row here. */
export const deadlines: Pick<Store, "takeDue" | "setDeadline" | "clearDeadline" | "deadlineFailed" | "sweep"> = {
  async takeDue(limit, leaseSeconds) {
    const rows = await query<Due & { account_id: AccountId }>(
      "take_due",
      "select * from patchcord_take_due($1, make_interval(secs => $2))",
      [limit, leaseSeconds],
    );
    return rows.map(({ account_id, subject, id }) => ({ account: account_id, subject, id }));
  },
  async setDeadline(account, subject, id, inSeconds) {
    const text = "select patchcord_set_deadline($1, $2, $3, patchcord_now() + make_interval(secs => $4))";
    await query("set_deadline", text, [account, subject, id, inSeconds]);
  },
  async clearDeadline(account, subject, id) {
    await query("clear_deadline", "select patchcord_clear_deadline($1, $2, $3)", [account, subject, id]);
  },
  async deadlineFailed({ account, subject, id }) {
    const text = "select patchcord_deadline_failed($1, $2, $3, make_interval(secs => $4)) as tries";
    const [row] = await query<{ tries: number }>("deadline_failed", text, [
      account,
      subject,
      id,
      FORGET_FAILURE_SECONDS,
    ]);
    return row?.tries ?? 0;
  },
  async sweep(account) {
    const text = "select patchcord_sweep($1, $2, make_interval(secs => $3)) as deleted";
    const [row] = await query<{ deleted: number }>("sweep", text, [account, SWEEP_BATCH, SWEEP_AGAIN_SECONDS]);
    return row?.deleted ?? 0;
  },
};
