import { log } from "../../platform/log";
import { processSingleton } from "../../platform/process-singleton";
import type { AccountId } from "../../ports/ids";
import { interactionVersions } from "./data";

/** How often the database is asked: one statement an account, for all its interactions that somebody waits for. */
const LOOK_MS = 500;
/** Requests that may wait in a process; one more is answered at once. */
const MAX_WAITING = 1000;

type Waiter = { account: AccountId; interaction: string; version: number; wake: () => void };

const waiters = () => processSingleton("interaction-waiters", () => ({ all: new Set<Waiter>(), looking: false }));

/**
 * Resolves once the interaction has another version than `version`, at the latest after `withinMs`. Whichever process changes
 * it, since the database is asked.
 */
export function interactionChange(
  account: AccountId,
  { interaction, version }: { interaction: string; version: number },
  withinMs: number,
): Promise<void> {
  const { all } = waiters();
  if (all.size >= MAX_WAITING) return Promise.resolve();
  return new Promise((resolve) => {
    const waiter: Waiter = { account, interaction, version, wake };
    const late = setTimeout(wake, withinMs);
    all.add(waiter);
    lookLater();

    function wake() {
      clearTimeout(late);
      all.delete(waiter);
      resolve();
    }
  });
}

function lookLater(): void {
  const state = waiters();
  if (state.looking) return;
  state.looking = true;
  setTimeout(async () => {
    // A database that is away for a moment leaves them waiting for the next look.
    await lookOnce([...state.all]).catch((error: unknown) =>
      log.warn({ err: error }, "a change could not be looked for"),
    );
    state.looking = false;
    if (state.all.size > 0) lookLater();
  }, LOOK_MS);
}

async function lookOnce(all: Waiter[]): Promise<void> {
  for (const [account, some] of Map.groupBy(all, (waiter) => waiter.account)) {
    const versions = await interactionVersions(account, [...new Set(some.map(({ interaction }) => interaction))]);
    for (const { interaction, version, wake } of some) if (versions.get(interaction) !== version) wake();
  }
}
