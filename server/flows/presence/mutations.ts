import { query } from "../../platform/db";
import { PatchcordError } from "../../platform/errors";
import type { AccountId } from "../../ports/ids";

/** Somebody who has a flow's draft open, and the step they have selected; null for none. */
export type Present = { user: string; name: string; step: string | null };

/**
 * Says that a user has a flow's draft open, and answers with everybody who has, the user among them, by user id; at most twelve.
 * `step` is the one they have selected, null for none; undefined leaves them where another of their windows has put them. What is
 * said is forgotten after twelve seconds. One statement, which mostly writes nothing. Throws `flow_not_found`.
 */
export async function bePresent(
  account: AccountId,
  flow: string,
  user: { id: string; name: string },
  step: string | null | undefined,
): Promise<Present[]> {
  const text = "select patchcord_presence($1, $2, $3, $4, $5, $6) as people";
  const values = [account, flow, user.id, user.name, step !== undefined, step ?? null];
  const [row] = await query<{ people: Present[] | null }>("presence", text, values);
  if (!row?.people) throw new PatchcordError("flow_not_found", "There is no such flow.");
  return row.people;
}
