import { registry } from "@/components/flow/registry";
import { backtest } from "@/engine/backtest";
import type { AccountId } from "@/server/ports/ids";

/** Tries the version that each recorded interaction of the account ran on the interaction itself; returns what is not the same. */
export async function backtestRecorded(account: AccountId): Promise<object[]> {
  const { withAccount } = await import("@/server/platform/db");
  const { recordingsOf, Versions } = await import("@/server/reports/backtests/data");
  const versions = new Versions();
  const recorded = await withAccount(account, async (tx) => {
    const all = await tx.interaction.findMany({ where: { accountId: account }, select: { id: true } });
    const found = await recordingsOf(
      tx,
      account,
      all.map(({ id }) => id),
    );
    await versions.of(
      tx,
      account,
      found.map(({ version }) => version),
    );
    return found;
  });
  if (recorded.length === 0) throw new Error("There is nothing to try a draft on.");
  return recorded.flatMap<object>(({ id, version, recording }) => {
    const ran = versions.get(version);
    if (!ran) return [{ id, why: "its version cannot be read" }];
    const verdict = backtest(registry, ran, ran, recording);
    return verdict.is === "same" ? [] : [{ id, ...verdict }];
  });
}
