import type pg from "pg";
import { registry } from "@/components/flow/registry";
import type { AccountId } from "@/server/ports/ids";
import { recorded } from "@/server/replay/data";
import { replay } from "@/server/runtime/replay";

/** Replays every interaction of an account; returns those that did not come out the same. */
export async function replayAll(owner: pg.Client, account: string): Promise<unknown[]> {
  const { rows } = await owner.query<{ id: string }>("select id from interaction where account_id = $1", [account]);
  if (rows.length === 0) throw new Error("There is nothing to replay.");
  const differing: unknown[] = [];
  for (const { id } of rows) {
    const found = await recorded(account as AccountId, id);
    if (!found) throw new Error(`The interaction ${id} cannot be read.`);
    const result = replay(registry, found.definition, found.rows);
    if (!result.same || result.drift) differing.push({ id, ...result });
  }
  return differing;
}
