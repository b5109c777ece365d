import { withAccount } from "../../platform/db";
import { PatchcordError } from "../../platform/errors";
import { ids } from "../../platform/ids/ids";
import { parseInput } from "../../platform/parse-input";
import type { Session } from "../../resources/sessions/session";
import { type ViewInput, viewInput } from "./schema";

/** Views that one person may have. */
const MAX_VIEWS = 100;

/** Saves a view; one of the same name of theirs is replaced. Throws `invalid_request`, and `conflict` where they have as many as may be. */
export async function saveView({ account, user }: Session, input: ViewInput): Promise<void> {
  const { name, ...view } = parseInput(viewInput, input);
  await withAccount(account, async (tx) => {
    const own = { accountId: account, userId: user.id };
    await tx.reportView.deleteMany({ where: { ...own, name } });
    if ((await tx.reportView.count({ where: own })) >= MAX_VIEWS)
      throw new PatchcordError("conflict", `You have ${MAX_VIEWS} views. Remove one first.`);
    await tx.reportView.create({ data: { ...own, ...view, id: ids.uuid(), userName: user.name, name } });
  });
}

/** Removes a view of one's own, admins any that is shared. Throws `not_found`. */
export async function removeView({ account, user, role }: Session, id: string): Promise<void> {
  const mine = role === "admin" ? { OR: [{ userId: user.id }, { isShared: true }] } : { userId: user.id };
  const { count } = await withAccount(account, (tx) =>
    tx.reportView.deleteMany({ where: { accountId: account, id, ...mine } }),
  );
  if (count === 0) throw new PatchcordError("not_found", "There is no such view of yours.");
}
