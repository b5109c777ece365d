import { withAccount } from "../../platform/db";
import type { Session } from "../../resources/sessions/session";

/** The views that somebody has saved, and those that others share with the account, by name. */
export async function listViews({ account, user }: Session) {
  const found = await withAccount(account, (tx) =>
    tx.reportView.findMany({
      where: { accountId: account, OR: [{ userId: user.id }, { isShared: true }] },
      orderBy: [{ name: "asc" }, { id: "asc" }],
      omit: { accountId: true },
    }),
  );
  return found.map(({ userId, ...view }) => ({ ...view, isOwn: userId === user.id }));
}
